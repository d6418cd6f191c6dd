"""The facilitator's big screen: played, typed, kept, undone, printed, by keys alone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from qikit import learn

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Room</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/questions.css"></head>
<body><main><h1>Room</h1><div id="here"></div></main></body></html>"""
OPEN = """async ({ kept, drawn, options }) => {
  const { room } = await import("/room.js");
  const { livechart } = await import("/livechart.js");
  const rounds = ["Day 1", "Day 2"].map((name, n) => ({ name, say: `Say this on ${name}.`,
    options: options ? [["up", "Went up"], ["down", "Went down"]] : undefined }));
  window.changes = [];
  window.made = room({ title: "Red beads", team: "Worker", teams: ["Asha", "Ben"], rounds,
    draw: drawn ? (t, r) => 10 * (r + 1) + t : undefined, value: kept,
    chart: ({ rows }) => livechart({ id: "pooled", title: "All workers",
      x: rows.flatMap((row, t) => row.map((_, r) => `${t + 1}.${r + 1}`)), y: rows.flat() }),
    change: (value) => window.changes.push(structuredClone(value)) });
  document.querySelector("#here").append(window.made.node);
}"""


@pytest.fixture
def big(page, serve, tmp_path):
    """``big(kept, drawn, options)`` opens the big screen of a small game."""
    address = serve(Path(learn.__file__).with_name("ui"))

    def open_it(kept=None, drawn=True, options=False):
        page.route("**/room-test.html", lambda route: route.fulfill(
            body=PAGE, content_type="text/html"))
        page.goto(f"{address}/room-test.html")
        page.evaluate(OPEN, {"kept": kept, "drawn": drawn, "options": options})
        page.get_by_role("button", name="Room version").press("Enter")
        return page

    return open_it


def cells(page):
    return page.eval_on_selector_all(".qi-room__cell", "(all) => all.map((each) => each.value)")


def test_rounds_are_played_by_keys_alone_and_charted(big):
    page = big()
    assert "Say this on Day 1." in page.locator(".qi-room__say").inner_text()
    page.keyboard.press("Enter")
    assert cells(page) == ["10", "", "11", ""]
    page.keyboard.press("Enter")
    assert cells(page) == ["10", "20", "11", "21"]
    assert "All rounds are done" in page.locator(".qi-room__say").inner_text()
    assert "4 points" in page.locator(".qi-room__chart figcaption").inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Room version"
    kept = page.evaluate("changes.at(-1)")
    assert kept == {"teams": ["Asha", "Ben"], "rows": [[10, 20], [11, 21]], "round": 2}


def test_what_was_typed_is_never_drawn_over_and_undo_takes_back_one_move(big):
    page = big()
    first = page.get_by_label("Asha, Day 1")
    first.fill("7")
    first.press("Tab")
    assert page.evaluate("document.activeElement.dataset.room") == "1-0"
    page.get_by_role("button", name="Play Day 1").click()
    assert cells(page) == ["7", "", "11", ""]
    page.get_by_role("button", name="Undo").click()
    assert cells(page) == ["7", "", "", ""]
    first.fill("about seven")
    first.press("Tab")
    assert cells(page)[0] == "7"


def test_names_are_typed_and_results_stay_with_their_line(big):
    page = big(kept={"teams": ["Ash", "Birch"], "rows": [[5, None], [6, None]], "round": 1})
    assert cells(page) == ["5", "", "6", ""]
    page.locator(".qi-room__names summary").click()
    page.get_by_label("One name a line").fill("North\nSouth\n\nEast")
    page.get_by_role("button", name="Use these names").click()
    assert page.locator(".qi-room__table tbody th").all_inner_texts() == ["North", "South", "East"]
    assert cells(page) == ["5", "", "6", "", "", ""]
    page.get_by_role("button", name="Start again").click()
    assert cells(page) == [""] * 6
    page.get_by_role("button", name="Undo").click()
    assert cells(page) == ["5", "", "6", "", "", ""]


def test_choices_are_picked_when_a_round_has_options(big):
    page = big(drawn=False, options=True)
    page.get_by_label("Ben, Day 1").select_option("down")
    page.get_by_role("button", name="Day 1 is done").click()
    assert page.evaluate("changes.at(-1).rows") == [[None, None], ["down", None]]
    assert page.evaluate("changes.at(-1).round") == 1


def test_a_value_from_elsewhere_is_shown_and_damage_is_left_out(big):
    page = big(kept={"teams": [], "rows": "no", "round": 99})
    assert cells(page) == [""] * 4
    page.evaluate('made.show({ teams: ["Oak"], rows: [[1, 2, 3]], round: 1 })')
    assert cells(page) == ["1", "2"]


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(big, width):
    page = big()
    page.set_viewport_size({"width": width, "height": 800})
    page.keyboard.press("Enter")
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
    wide = page.evaluate("document.querySelector('.qi-room').scrollWidth - innerWidth")
    assert wide <= 0


def test_it_prints_without_buttons_or_the_page_behind(big):
    page = big()
    page.emulate_media(media="print")
    assert not page.get_by_role("heading", name="Room", exact=True).is_visible()
    assert not page.locator(".qi-room__moves").is_visible()
    assert page.locator(".qi-room__table").is_visible()
