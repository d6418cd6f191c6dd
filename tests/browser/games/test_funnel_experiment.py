"""The funnel on the page: guessed first, dropped by keys, compared, kept, with Python's marbles."""

import json
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import qikit as qi
from qikit import learn
from qikit.games.random import Stream
from qikit.learn import session

ROOM = sys.modules[qi.games.funnel_experiment.__module__]
UI = Path(learn.__file__).with_name("ui")
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Funnel</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/questions.css"></head>
<body><main><h1>Funnel</h1>{game}</main><script type="module">
import {{ mountAll }} from "/host.js"; import {{ memoryStore }} from "/memory.js";
window.store = memoryStore({answers});
await Promise.all(mountAll(document, window.store).map((each) => each.ready));
document.documentElement.dataset.ready = "yes";</script></body></html>"""
DROPS = """async ([seed, sigma]) => {
  const { stream } = await import("/prng.js");
  const { drops, spread } = await import("/games/funnel/drops.js");
  return [1, 2, 3, 4].map((rule) => {
    const spots = drops(stream(seed), rule, 200, sigma);
    return [spots, spread(spots)];
  });
}"""
SCORE = """async ([spec, values]) => {
  const { score } = await import("/games/funnel_experiment.js");
  return values.map((value) => score(spec, null, value));
}"""


@pytest.fixture(scope="module")
def address(serve):
    return serve(UI)


@pytest.fixture
def funnel(page, address):
    """``funnel(value, width, **more)``: the page of a game with what was kept of it."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.emulate_media(reduced_motion="reduce")

    def open_it(value=None, width=320, **more):
        with session.use(session.Session("test", None)):
            game = qi.games.funnel_experiment("aim", "Which rule is best?", **more)
        answers = {} if value is None else {"aim": {"value": value, "attempts": []}}
        body = PAGE.format(game=game.html(), answers=json.dumps(answers))
        page.route("**/game.html", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}/game.html")
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_it
    assert errors == []


def kept(page):
    return page.evaluate("store.get('aim')?.value ?? null")


def press(page, name, **more):
    page.get_by_role("button", name=name, **more).click()


def marbles(page):
    """How many marbles lie on the big mat, the newest among them."""
    path = page.locator(".qi-funnel-experiment__mat > path").get_attribute("d") or ""
    return path.count("M") + 1


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found
            if each["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(("seed", "sigma"), [(0, 1), (5, 1), (2026, 2.5), (2**32 - 1, 0.3)])
def test_the_page_drops_the_marbles_that_python_drops(page, address, seed, sigma):
    page.goto(f"{address}/prng.js")
    for rule, (spots, spread) in enumerate(page.evaluate(DROPS, [seed, sigma]), 1):
        own = ROOM.drops(Stream(seed), rule, 200, sigma)
        assert spots == own
        assert spread == pytest.approx(ROOM.spread(own), rel=1e-12)


def test_the_page_scores_as_python_scores(page, address):
    with session.use(session.Session("test", None)):
        spec = qi.games.funnel_experiment("aim", "?", points=4).spec()
    values = [None, "", 7, [], {}, {"dropped": 3}, {"guess": 1, "dropped": [50, 49, 200, "60"]},
              {"dropped": [200] * 9}, {"dropped": [None, 50.5, {}, 50]}]
    page.goto(f"{address}/prng.js")
    found = page.evaluate(SCORE, [spec, values])
    assert found == [ROOM.score(spec, None, each) for each in values]


def test_the_whole_experiment_by_keys_alone_on_a_phone(funnel):
    page = funnel(seed=5)
    assert serious(page) == [] and kept(page) is None
    page.get_by_role("button", name="2. Move").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Drop 1", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    for _ in range(4):
        expect(page.get_by_role("button", name="Drop 50")).to_be_focused()
        page.keyboard.press("Enter")
    assert kept(page)["dropped"] == [0, 200, 0, 0]
    expect(page.get_by_role("button", name="2. Move")).to_be_focused()
    assert "All 200 marbles of rule 2 are down." in page.inner_text(".qi-funnel-experiment__moves")
    for name in ("1. Leave", "3. Set", "4. Aim"):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Space")
        expect(page.get_by_role("button", name=name)).to_be_focused()
        page.get_by_role("button", name="Drop 50").focus()
        for _ in range(4):
            page.keyboard.press("Enter")
    lesson = page.locator(".qi-funnel-experiment__lesson").inner_text()
    assert "Rule 1 kept the marbles closest together; you said rule 2." in lesson
    assert f"Rule 2 has {ROOM.ratio(5):.2f} times the variance of rule 1." in lesson
    rows = page.locator(".qi-funnel-experiment__table tbody tr").all_inner_texts()
    own = [ROOM.spread(ROOM.drops(Stream(5), rule, 200)) for rule in (1, 2, 3, 4)]
    assert [row.split("\t")[1] for row in rows] == ["200"] * 4
    shown = [float(row.split("\t")[2]) for row in rows]
    assert shown == pytest.approx(own, rel=0.01)
    assert page.locator(".qi-funnel-experiment__mats svg").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert serious(page) == []


def test_marbles_fall_one_by_one_and_all_lie_there_in_the_end(funnel):
    page = funnel(width=1280, seed=9)
    press(page, "1. Leave")
    page.emulate_media(reduced_motion="no-preference")
    press(page, "1. Leave")
    press(page, "Drop 50")
    assert marbles(page) < 50
    page.wait_for_function("document.querySelector('.qi-funnel-experiment__mat > path')"
                           ".getAttribute('d').split('M').length === 50")
    press(page, "Drop 10")
    press(page, "3. Set")
    page.wait_for_timeout(400)
    assert kept(page)["dropped"] == [60, 0, 0, 0]
    assert page.locator(".qi-funnel-experiment__mat").get_attribute("aria-label") == (
        "Rule 3: no marbles yet.")
    assert page.locator(".qi-funnel-experiment__mat > path").get_attribute("d") == ""


def test_no_motion_for_those_who_want_none(funnel):
    page = funnel(seed=9)
    press(page, "2. Move")
    press(page, "Drop 50")
    assert marbles(page) == 50
    assert page.evaluate(
        "document.querySelector('.qi-question').getAnimations({ subtree: true }).length") == 0


def test_the_mat_grows_until_every_marble_lies_on_it(funnel):
    page = funnel({"guess": 1, "seed": 5, "rule": 3, "dropped": [0, 0, 200, 0]}, seed=5)
    inside = page.evaluate("""() => {
      const svg = document.querySelector(".qi-funnel-experiment__mat");
      const box = svg.querySelector("rect").getBBox();
      const marks = svg.querySelector(":scope > path").getBBox();
      return marks.x >= box.x && marks.y >= box.y && marks.x + marks.width <= box.x + box.width
        && marks.y + marks.height <= box.y + box.height;
    }""")
    assert inside and marbles(page) == 200


def test_play_is_kept_and_a_new_start_has_new_nudges(funnel):
    page = funnel()
    press(page, "4. Aim")
    press(page, "Drop 10")
    first = kept(page)
    assert (first["guess"], first["rule"], first["dropped"]) == (4, 2, [0, 10, 0, 0])
    page = funnel(first)
    assert marbles(page) == 10
    said = page.locator(".qi-result__answer").inner_text()
    own = ROOM.spread(ROOM.drops(Stream(first["seed"]), 2, 10))
    assert f"You guessed rule 4. Variance: rule 2 {own:.2f} (10 marbles)." in said
    press(page, "Start all over")
    press(page, "1. Leave")
    assert kept(page)["seed"] != first["seed"]


@pytest.mark.parametrize("value", [
    3, "old", [1], {"guess": 9}, {"guess": 2, "dropped": 5}, {"guess": 2, "seed": 1.5, "rule": 7},
    {"guess": 1, "seed": -4, "dropped": [900, -1, "x", 20]},
])
def test_what_was_changed_by_hand_still_plays(funnel, value):
    page = funnel(value, seed=5)
    if page.get_by_text("Guess first").count():
        press(page, "2. Move")
    press(page, "Drop 1", exact=True)
    after = kept(page)
    assert after["seed"] == 5 and all(0 <= each <= 200 for each in after["dropped"])


def test_twice_the_text_still_fits_a_phone(funnel):
    page = funnel({"guess": 1, "seed": 5, "rule": 2, "dropped": [60, 60, 60, 60]}, seed=5)
    page.add_style_tag(content=":root { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_room_version_compares_groups_rule_by_rule(funnel):
    page = funnel(width=1280, seed=3)
    press(page, "Room version")
    for _ in range(4):
        page.keyboard.press("Enter")
    rows = kept(page)["room"]["rows"]
    assert len(rows) == 3 and all(size > 0 for row in rows for size in row)
    assert all(0.3 < row[0] < 1.7 for row in rows)  # 1, and five standard errors of 50 drops
    assert page.locator(".qi-room__chart circle").count() == 12
    assert serious(page) == []
    page.keyboard.press("Escape")
    press(page, "1. Leave")
    assert kept(page)["room"]["rows"] == rows


def test_without_scripts_it_reads_and_can_be_played_with_dice(browser):
    with session.use(session.Session("test", None)):
        game = qi.games.funnel_experiment("aim", "Which rule is best?")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.set_content(f"<main>{game.html()}</main>")
    assert page.get_by_text("Throw two dice and take away 7").is_visible()
    assert page.locator("ol li").count() == 4
    page.context.close()
