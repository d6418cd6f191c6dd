"""Queue on the page: predicted, stepped through by keys, changed, kept."""

import re
import sys

import pytest
from playwright.sync_api import expect

import qikit as qi
from qikit.games.random import Stream

ROOM = sys.modules[qi.games.queue.__module__]
DEMAND, CAPACITY = [118, 104, 96, 92, 110], [100, 104, 104, 104, 100]
RULES = """async ([seed, demand, capacity, load]) => {
  const { stream } = await import("/prng.js");
  const { carved, matched, stepped, waiting, weeks, without } =
    await import("/games/waiting/steps.js");
  return [stepped(demand, capacity, 3), matched(demand, capacity), without(demand, 0.1125),
    carved(demand, capacity, 10, 6), weeks(stream(seed), 104, 40),
    waiting(stream(seed), load, 3000, 2)];
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
            ROOM.without(demand, 0.1125), [*ROOM.carved(demand, capacity, 10, 6)],
            ROOM.weeks(Stream(seed), 104, 40),
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
    assert (held()["guess"], held()["day"]) == (8, 5)
    expect(page.locator("[data-play=after]")).to_be_focused()
    expect(page.locator(".qi-chart figcaption").first).to_contain_text("5 points")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def people(page, place):
    """How many people, and how many dashed slots, a picture of the day shows."""
    box = page.locator(f".qi-queue__people--{place}")
    return [box.locator("path").count(), box.locator("[stroke-dasharray]").count()]


def test_a_day_is_drawn_person_by_person(shown, page):
    shown(make, {"guess": 8, "day": 1})
    assert people(page, "in") == [100, 0] and people(page, "left") == [18, 0]
    shown(make, {"guess": 8, "day": 4})
    assert people(page, "in") == [102, 2]
    assert page.locator(".qi-queue__people--in [fill='#fff'][stroke='#c05000']").count() == 10
    expect(page.locator(".qi-queue__counts")).to_contain_text("2 unused: gone")
    expect(page.get_by_text("Nobody waits tonight")).to_be_visible()


def test_many_people_share_a_sign(shown, page):
    shown(lambda id: qi.games.queue(id, "Who waits?", demand=[1180] * 5, capacity=[1000] * 5),
          {"guess": 8, "day": 1})
    assert people(page, "in") == [100, 0] and people(page, "left") == [18, 0]
    expect(page.locator(".qi-queue__legend")).to_contain_text("Each sign stands for 10.")


@pytest.mark.parametrize(("button", "words"), [
    ("Remove half of the failure demand", "At the end 0 wait, in place of 10."),
    ("Keep 10 slots a day", "20 slots stand empty in the week while others wait."),
])
def test_each_lever_shows_its_week(shown, held, serious, page, button, words):
    shown(make, {"guess": 8, "day": 5})
    page.get_by_role("button", name=button).press("Enter")
    expect(page.get_by_role("button", name=button)).to_be_focused()
    expect(page.locator(".qi-queue__result")).to_contain_text(words)
    expect(page.get_by_role("button", name=button)).to_have_attribute("aria-pressed", "true")
    assert serious() == []


def test_slots_move_between_days_and_none_is_made(shown, held, serious, page):
    shown(make, {"guess": 8, "day": 5})
    page.get_by_role("button", name="Move slots between days").click()
    panel = page.locator(".qi-queue__result")
    more, less = (page.get_by_role("button", name=f"One slot {way} on Monday")
                  for way in ("more", "less"))
    more.press("Enter")
    assert held()["slots"] == CAPACITY
    assert more.get_attribute("aria-disabled") == "true"
    page.get_by_label("Slots on Thursday").fill("92")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="One slot more on Thursday")).to_be_focused()
    expect(panel).to_contain_text("12 slots to give out.")
    page.get_by_label("Slots on Monday").fill("500")
    page.keyboard.press("Enter")
    assert held()["slots"] == [112, 104, 104, 92, 100]
    lefts, unused = ROOM.stepped(DEMAND, held()["slots"])
    assert (lefts, sum(unused)) == ([6, 6, 0, 0, 10], 2)
    expect(panel).to_contain_text("512 of 512 slots are given out. 2 of them go unused.")
    expect(panel.get_by_role("img")).to_have_attribute(
        "aria-label", re.compile("Monday: 18 before, 6 now"))
    less.press("Enter")
    assert held()["slots"][0] == 111
    assert serious() == []
    page.get_by_role("button", name="Spread them as demand comes").click()
    assert held()["slots"] == ROOM.matched(DEMAND, CAPACITY)
    expect(panel).to_contain_text("At the end 8 wait, in place of 10.")
    page.get_by_role("button", name="Up and down by chance").click()
    assert held()["slots"] == ROOM.matched(DEMAND, CAPACITY)
    page.get_by_label("Slots on Friday").fill("many")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Slots on Friday")).to_have_value("108")
    page.get_by_role("button", name="Put them back").click()
    assert held()["slots"] == CAPACITY
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_averages_that_match_with_and_without_variation(shown, held, page):
    shown(make, {"guess": 8, "day": 5}, 1280)
    page.get_by_role("button", name="The same every day").click()
    expect(page.get_by_text("Nobody ever waits.").last).to_be_visible()
    page.get_by_role("button", name="Up and down by chance").click()
    each = ROOM.stepped(ROOM.weeks(Stream(4), 104, 60), [104] * 60)[0][4::5]
    words = f"{sum(left > 0 for left in each)} of 12 weeks, {max(each)} at the most"
    expect(page.get_by_text(words).last).to_be_visible()
    expect(page.get_by_role("button", name="Up and down by chance")).to_be_focused()


def test_a_full_desk_is_a_long_one(shown, held, page, serious):
    shown(make, {"guess": 8, "day": 5})
    page.get_by_role("button", name="95% full").click()
    row = page.locator(".qi-queue__loads tr", has_text="95%")
    expect(row.locator("td").last).to_have_text("19")
    found = ROOM.waiting(Stream(4), 0.95, 200_000)[0]
    assert held()["seen"]["0.95"] == pytest.approx(found, abs=0.051)
    expect(page.locator("#game-field-desk figcaption")).to_contain_text("60 points")
    assert serious() == []


def test_a_week_by_chance_is_predicted_too_and_the_first_week_stays_done(shown, held, page):
    shown(make, {"guess": 8, "day": 5})
    page.get_by_role("button", name="Try a week by chance").click()
    expect(page.locator(".qi-queue__week")).to_contain_text("?")
    page.get_by_label("How many wait at the end of Friday?").fill("20")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Open Monday").click()
    demand = ROOM.weeks(Stream(4), 104, 5)
    expect(page.locator(".qi-queue__week tr", has_text="Monday")).to_contain_text(str(demand[0]))
    expect(page.locator(".qi-queue__week tr", has_text="Tuesday")).to_contain_text("?")
    for day in ("Tuesday", "Wednesday", "Thursday", "Friday"):
        page.get_by_role("button", name=f"Open {day}").click()
    left = ROOM.stepped(demand, CAPACITY)[0][-1]
    expect(page.locator(".qi-queue__say")).to_contain_text(f"You said 20; it is {left}.")
    assert (held()["guess"], held()["day"], held()["free"]["day"]) == (8, 5, 5)
    page.get_by_role("button", name="Back to the first week").click()
    expect(page.get_by_role("heading", name="What would you change?")).to_be_visible()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_people_come_in_where_motion_is_welcome(shown, page, motion):
    page.emulate_media(reduced_motion=motion)
    shown(make, {"guess": 8, "day": 0})
    page.get_by_role("button", name="Open Monday").click()
    names = "document.getAnimations().map((each) => each.animationName)"
    assert ("qi-queue-come" in page.evaluate(names)) == (motion == "no-preference")


def test_play_goes_on_after_a_reload_and_damage_is_left_out(shown, page):
    shown(make, {"guess": 4, "day": 2, "seed": "x", "lever": "magic", "seen": 3, "weeks": "no",
                 "slots": [999] * 5, "free": {"seed": -1}, "desk": {"seed": 1, "load": 7}})
    expect(page.get_by_role("button", name="Open Wednesday")).to_be_visible()
    expect(page.locator(".qi-queue__week")).to_contain_text("18")
    shown(make, {"guess": 4, "day": 5, "lever": "move", "slots": [116, 102, 95, 91, 108], "seed": 4,
                 "weeks": {"seed": 4, "vary": True}, "desk": {"seed": 9, "load": 0.9},
                 "seen": {"0.9": 8.8}})
    expect(page.get_by_label("Slots on Monday")).to_have_value("116")
    expect(page.locator(".qi-queue__loads")).to_contain_text("8.8")


def test_the_room_types_what_teams_predict(shown, held, page):
    shown(make, width=1280)
    page.get_by_role("button", name="Room version").click()
    page.get_by_label("Team 1, Monday").fill("12")
    page.get_by_label("Team 1, Monday").press("Tab")
    assert page.locator(".qi-room__chart").count() == 0
    page.get_by_role("button", name="Monday is done").click()
    expect(page.locator(".qi-room__chart")).to_contain_text("Monday 12")
    assert held()["room"]["rows"][0][0] == 12
