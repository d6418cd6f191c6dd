"""The red bead ward on the page: by keys, kept, read back, with the beads that Python has."""

import json
import re
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import qikit as qi
from qikit import learn
from qikit.games.random import Stream
from qikit.learn import session

ROOM = sys.modules[qi.games.red_beads.__module__]
UI = Path(learn.__file__).with_name("ui")
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Red beads</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/questions.css"></head>
<body><main><h1>Red beads</h1>{game}</main><script type="module">
import {{ mountAll }} from "/host.js"; import {{ memoryStore }} from "/memory.js";
window.store = memoryStore({answers});
await Promise.all(mountAll(document, window.store).map((each) => each.ready));
document.documentElement.dataset.ready = "yes";</script></body></html>"""
DAYS = """async ([seed, plan]) => {
  const { stream } = await import("/prng.js");
  const { days } = await import("/games/beads/draw.js");
  return days(stream(seed), plan, 6, 4000, 50);
}"""
SCORE = """async ([spec, values]) => {
  const { score } = await import("/games/red_beads.js");
  return values.map((value) => score(spec, null, value));
}"""


@pytest.fixture(scope="module")
def address(serve):
    return serve(UI)


@pytest.fixture
def ward(page, address):
    """``ward(value, width, **more)``: the page of a game with what was kept of it."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def open_it(value=None, width=320, **more):
        with session.use(session.Session("test", None)):
            game = qi.games.red_beads("ward", "Get the red beads down.", **more)
        answers = {} if value is None else {"ward": {"value": value, "attempts": []}}
        body = PAGE.format(game=game.html(), answers=json.dumps(answers))
        page.route("**/game.html", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}/game.html")
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_it
    assert errors == []


def kept(page):
    return page.evaluate("store.get('ward')?.value ?? null")


def press(page, name):
    page.get_by_role("button", name=name).click()


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found
            if each["impact"] in ("serious", "critical")]


def play_four_days(page, moves=("Give a bonus", "Give a warning", "Set a target")):
    page.get_by_label("How many red beads").fill("12")
    press(page, "Start day 1")
    press(page, "Play the rest of day 1")
    for day, move in enumerate(moves, 2):
        press(page, move)
        press(page, f"Play the rest of day {day}")


@pytest.mark.parametrize("seed", [0, 7, 2026, 2**32 - 1])
def test_the_page_draws_the_beads_that_python_draws(page, address, seed):
    page.goto(f"{address}/prng.js")
    plan = [800, [9, 8, 15, 6, 11, 11], 400, 200, 800]
    assert page.evaluate(DAYS, [seed, plan]) == ROOM.days(Stream(seed), plan)


def test_the_page_scores_as_python_scores(page, address):
    with session.use(session.Session("test", None)):
        spec = qi.games.red_beads("ward", "?", points=3).spec()
    whole, half = {"counts": [1] * 6}, {"counts": [1, 2]}
    values = [None, "", 3, "x", [], {}, {"days": 2}, {"days": [whole, half]}, {"days": [whole] * 4},
              {"days": [whole] * 7}, {"days": [None, 4, "a", {"counts": "no"}, [whole]]}]
    page.goto(f"{address}/prng.js")
    assert page.evaluate(SCORE, [spec, values]) == [ROOM.score(spec, None, each) for each in values]


def test_a_whole_game_by_keys_alone_on_a_phone(ward):
    page = ward(run=qi.load("red_beads_run"))
    assert serious(page) == [] and kept(page) is None
    page.get_by_label("How many red beads").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Put in a number from 0 to 50 first.")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    for name in ("Amara", "Ben", "Chidi", "Dilys", "Ewan", "Farah"):
        expect(page.get_by_role("button", name=f"{name} dips")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Give a bonus")).to_be_focused()
    assert serious(page) == []
    for tabs, day in ((0, 2), (1, 3), (2, 4)):
        for _ in range(tabs):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Amara dips")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=f"Play the rest of day {day}")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.get_by_text("What happened on days 1 to 4")).to_be_focused()
    value = kept(page)
    assert [day["move"] for day in value["days"]] == ["", "bonus", "warning", "target"]
    counts = [red for day in value["days"] for red in day["counts"]]
    assert counts == qi.load("red_beads_run").red.tolist()
    said = page.locator(".qi-red-beads__story").inner_text()
    assert "The mean was 10.0 red beads. You expected 12. The counts went from 6 to 16." in said
    assert "You gave Dilys a bonus for 6 red beads. On day 2 it was 13." in said
    assert "You warned Ewan for 14 red beads. On day 3 it was 10. It looks as if" in said
    assert "0 of 6 workers met it" in said and "24 of 24 counts lie inside these limits" in said
    assert "Lower 1.5. Upper 18.5" in page.locator("figcaption").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert serious(page) == []


def test_beads_are_told_apart_without_colour_and_are_as_many_as_said(ward):
    page = ward(width=1280, seed=7)
    page.get_by_label("How many red beads").fill("10")
    press(page, "Start day 1")
    for worker in ("Amara", "Ben"):
        press(page, f"{worker} dips")
    stage = page.locator(".qi-red-beads__stage")
    said = re.match(r"The paddle of Ben: (\d+) red beads? of 50", stage.get_attribute("aria-label"))
    beads = page.locator(".qi-red-beads__bead")
    ringed = page.locator(".qi-red-beads__bead:has(circle + circle)")
    assert beads.count() == 50
    assert ringed.count() == int(said[1]) == kept(page)["days"][0]["counts"][1]


def test_play_is_kept_and_goes_on_after_a_reload(ward):
    page = ward(seed=11)
    page.get_by_label("How many red beads").fill("9.5")
    press(page, "Start day 1")
    press(page, "Amara dips")
    press(page, "Ben dips")
    half = kept(page)
    page = ward(half, seed=11)
    expect(page.get_by_role("button", name="Chidi dips")).to_be_visible()
    press(page, "Play the rest of day 1")
    assert kept(page)["guess"] == 9.5
    drawn = ROOM.days(Stream(11), [800])[0]
    assert kept(page)["days"][0]["counts"] == [len(holes) for holes in drawn]


def test_changing_the_box_lowers_the_count_and_nothing_else_did(ward):
    page = ward(width=1280, seed=7)
    play_four_days(page)
    before = kept(page)["days"]
    for day in (5, 6, 7, 8):
        press(page, "A box with 200 red beads")
        press(page, f"Play the rest of day {day}")
    days = kept(page)["days"]
    assert days[:4] == before and [day["red"] for day in days] == [800] * 4 + [200] * 4
    first, last = (sum(sum(day["counts"]) for day in part) / 24 for part in (days[:4], days[4:]))
    assert first > 8 and last < 4
    expect(page.get_by_role("button", name="A box with")).to_have_count(0)
    assert "200 red at Amara 5" in page.locator("figcaption").inner_text()
    assert "Same workers, same paddle" in page.locator(".qi-red-beads__say").inner_text()


def test_free_play_is_new_and_the_shared_run_can_be_had_again(ward):
    page = ward(width=1280, run=qi.load("red_beads_run"))
    play_four_days(page, ["Change nothing"] * 3)
    assert "You changed nothing." in page.locator(".qi-red-beads__story").inner_text()
    first = kept(page)["days"]
    press(page, "Play again with new beads")
    play_four_days(page)
    assert kept(page)["days"][0] != first[0]
    press(page, "Back to the run that everyone has")
    play_four_days(page)
    assert [day["counts"] for day in kept(page)["days"]] == [day["counts"] for day in first]


@pytest.mark.parametrize("value", [
    3, "old", [1], {"guess": 4}, {"guess": "x", "seed": -1, "days": 7},
    {"guess": 5, "seed": 2**40, "days": [{"counts": [99] * 9}]},
    {"guess": 5, "seed": 1, "days": [{"counts": [1]}, {"move": "shout", "counts": [2] * 6}, None]},
])
def test_what_was_changed_by_hand_still_plays(ward, value):
    page = ward(value)
    if page.get_by_label("How many red beads").count():
        page.get_by_label("How many red beads").fill("8")
        press(page, "Start day 1")
        press(page, "Amara dips")
    else:
        page.locator("[data-play]").first.click()
    days = kept(page)["days"]
    assert all(0 <= red < 30 for day in days for red in day["counts"])
    assert all(len(day["counts"]) == 6 for day in days[:-1])


def test_motion_only_for_those_who_want_it(ward):
    moves = "document.querySelector('.qi-question').getAnimations({ subtree: true }).length"
    for wish, moving in (("no-preference", True), ("reduce", False)):
        page = ward(seed=3)
        page.emulate_media(reduced_motion=wish)
        page.get_by_label("How many red beads").fill("8")
        press(page, "Start day 1")
        page.evaluate("document.activeElement.click()")
        assert (page.evaluate(moves) > 40) is moving


def test_twice_the_text_still_fits_a_phone(ward):
    page = ward(seed=3)
    page.add_style_tag(content=":root { font-size: 200% }")
    play_four_days(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_room_version_plays_five_days_and_is_kept(ward):
    page = ward(width=1280, seed=3)
    press(page, "Room version")
    assert "how many red beads will each worker draw?" in page.inner_text(".qi-room__say")
    for _ in range(5):
        page.keyboard.press("Enter")
    rows = kept(page)["room"]["rows"]
    assert len(rows) == 6 and all(len(row) == 5 and None not in row for row in rows)
    assert sum(row[4] for row in rows) < sum(sum(row[:4]) for row in rows) / 4
    assert "New box at Amara 5" in page.locator(".qi-room__chart figcaption").inner_text()
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.get_by_label("How many red beads").fill("9")
    press(page, "Start day 1")
    assert kept(page)["room"]["rows"] == rows


def test_without_scripts_it_reads_and_can_be_played(browser):
    with session.use(session.Session("test", None)):
        game = qi.games.red_beads("ward", "Get the red beads down.", seed=7)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.set_content(f"<main>{game.html()}</main>")
    page.get_by_text("Day 2", exact=True).click()
    assert page.get_by_role("row", name="Amara").last.is_visible()
    page.context.close()
