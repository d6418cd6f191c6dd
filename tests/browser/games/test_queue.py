"""Queue on the page: predicted, stepped through by keys, changed, kept."""

import sys

import pytest
from playwright.sync_api import expect

import qikit as qi
from qikit.games.random import Stream

ROOM = sys.modules[qi.games.queue.__module__]
DEMAND, CAPACITY = [118, 104, 96, 92, 110], [100, 104, 104, 104, 100]
RULES = """async ([seed, demand, capacity, load]) => {
  const { stream } = await import("/prng.js");
  const { matched, stepped, waiting, weeks, without } = await import("/games/waiting/steps.js");
  return [stepped(demand, capacity, 3), matched(demand, capacity), without(demand, 0.1125),
    weeks(stream(seed), 104, 40), waiting(stream(seed), load, 3000, 2)];
}"""
SCORE = """async ([spec, values]) => {
  const { score } = await import("/games/queue.js");
  return values.map((value) => score(spec, null, value));
}"""


def make(id, **more):
    return qi.games.queue(id, "How many wait on Friday?", demand=DEMAND, capacity=CAPACITY,
                          failure=0.225, held=(10, 6), seed=4, **more)


@pytest.mark.parametrize("seed", [0, 7, 2026, 2**32 - 1])
def test_the_page_steps_as_python_steps(in_page, seed):
    chance = Stream(seed)
    demand, capacity = ([chance.whole(150) for _ in range(9)] for _ in range(2))
    for load in ROOM.LOADS:
        by_python = [
            [*ROOM.stepped(demand, capacity, 3)], ROOM.matched(demand, capacity),
            ROOM.without(demand, 0.1125), ROOM.weeks(Stream(seed), 104, 40),
            [*ROOM.waiting(Stream(seed), load, 3000, 2)],
        ]
        assert in_page(RULES, [seed, demand, capacity, load]) == by_python


def test_the_page_scores_as_python_scores(in_page):
    spec = make("game", points=5).spec()
    values = [None, "", 3, [], {}, {"day": 2}, {"guess": 1, "day": 2}, {"guess": "x", "day": 5},
              {"guess": "9", "day": 50}, {"guess": 9, "day": 2.5}, {"guess": 9, "day": "3"}]
    assert in_page(SCORE, [spec, values]) == [ROOM.score(spec, None, each) for each in values]


def test_a_week_by_keys_alone_on_a_phone(shown, held, serious, page):
    shown(make)
    assert serious() == [] and held() is None
    page.get_by_role("button", name="Begin the week").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".qi-queue__say")).to_contain_text("Put in a number first")
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    for day, words in (("Monday", "18 wait"), ("Tuesday", "18 wait"), ("Wednesday", "10 wait"),
                       ("Thursday", "Nobody waits tonight. 2 slots went unused")):
        expect(page.get_by_role("button", name=f"Open {day}")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".qi-queue__say")).to_contain_text(words)
    assert serious() == []
    page.keyboard.press("Enter")
    expect(page.locator(".qi-queue__say")).to_contain_text("You said 8; it is 10.")
    assert held() | {"seed": 4} == {"guess": 8, "day": 5, "lever": None, "seed": 4, "plays": 0,
                                    "weeks": None, "seen": {}}
    expect(page.locator(".qi-chart figcaption").first).to_contain_text("5 points")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(("button", "words"), [
    ("Move slots to the days", "At the end 8 wait, in place of 10."),
    ("Remove half of the failure demand", "At the end 0 wait, in place of 10."),
    ("Keep 10 slots a day", "At the end 28 wait, in place of 10."),
])
def test_each_lever_shows_its_week(shown, held, serious, page, button, words):
    shown(make, {"guess": 8, "day": 5})
    page.get_by_role("button", name=button).click()
    expect(page.locator(".qi-queue__say")).to_contain_text(words)
    expect(page.locator(".qi-queue__result .qi-queue__week")).to_be_visible()
    assert serious() == []


def test_chance_makes_a_queue_and_a_full_desk_a_long_one(shown, held, page):
    shown(make, {"guess": 8, "day": 5}, 1280)
    page.get_by_role("button", name="Play 12 weeks").click()
    expect(page.locator(".qi-queue__say")).to_contain_text("though the averages are equal")
    assert len(held()["weeks"]) == 12
    page.get_by_role("button", name="Watch at 95%").click()
    row = page.locator(".qi-queue__loads tr", has_text="95%")
    expect(row).to_contain_text("19")
    found = ROOM.waiting(Stream(5), 0.95, 5000)[0]
    assert held()["seen"]["0.95"] == pytest.approx(found, abs=0.051)


def test_play_goes_on_after_a_reload_and_damage_is_left_out(shown, page):
    shown(make, {"guess": 4, "day": 2, "seed": "x", "lever": "magic", "seen": 3, "weeks": "no"})
    expect(page.get_by_role("button", name="Open Wednesday")).to_be_visible()
    expect(page.locator(".qi-queue__week")).to_contain_text("18")


def test_the_room_types_what_teams_predict(shown, held, page):
    shown(make, width=1280)
    page.get_by_role("button", name="Room version").click()
    page.get_by_label("Team 1, Monday").fill("12")
    page.get_by_label("Team 1, Monday").press("Tab")
    expect(page.locator(".qi-room__chart")).to_contain_text("Monday 12")
    assert held()["room"]["rows"][0][0] == 12
