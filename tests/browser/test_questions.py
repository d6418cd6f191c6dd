"""The questions in a real browser: by mouse, by keyboard, narrow, without scripts, and by axe."""

import importlib.util
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

STATES = {"Not answered yet", "Saved", "Right", "Partly right", "Not yet"}


def load_gallery():
    """The gallery, which stands beside this file."""
    found = importlib.util.spec_from_file_location(
        "gallery", Path(__file__).with_name("gallery.py")
    )
    gallery = importlib.util.module_from_spec(found)
    found.loader.exec_module(gallery)
    return gallery


@pytest.fixture(scope="session")
def address(serve, tmp_path_factory):
    """Where the gallery is served."""
    folder = tmp_path_factory.mktemp("gallery")
    load_gallery().write(folder)
    return serve(folder)


@pytest.fixture
def gallery(page, address):
    """The gallery, alive; any error in it fails the test."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/index.html")
    page.wait_for_selector("html[data-ready]")
    yield page
    assert errors == []


def question(page, kind, state="not answered", feedback="now"):
    """The first question of a kind in a state."""
    ids = page.evaluate(
        "([kind, feedback]) => handles.filter((each) => each.kind === kind"
        " && each.feedback === feedback).map((each) => each.id)",
        [kind, feedback],
    )
    found = next(
        id for id in ids if page.evaluate(f"handles.find((h) => h.id === '{id}').state()") == state
    )
    # An id rather than a state, for the state is about to change.
    return page.locator(f"#{found}")


def kept(box):
    """What the store holds of a question."""
    return box.evaluate("(el) => store.get(el.id)")


def check(box):
    box.get_by_role("button", name="Check my answer").click()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_serious(gallery, width):
    gallery.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(gallery).response["violations"]
    bad = [each for each in found if each["impact"] in ("serious", "critical")]
    assert [(each["id"], each["nodes"][0]["html"]) for each in bad] == []


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_sticks_out_and_fingers_find_everything(gallery, width):
    gallery.set_viewport_size({"width": width, "height": 900})
    assert gallery.evaluate("document.documentElement.scrollWidth") == width
    small = gallery.evaluate(
        """[...document.querySelectorAll(
             ".qi-question :is(button, select, textarea, input, summary, label.qi-option)")]
           .filter((each) => each.checkVisibility() && !each.disabled)
           .map((each) => (each.closest("label") ?? each).getBoundingClientRect())
           .filter((box) => box.width < 44 || box.height < 44).length"""
    )
    assert small == 0


def test_every_kind_is_there_in_every_state_with_words_and_a_sign(gallery):
    tags = gallery.locator(".qi-tag")
    assert set(tags.all_inner_texts()) == STATES
    assert tags.count() == tags.locator("svg").count() == gallery.locator(".qi-question").count()
    words = gallery.locator("main").inner_text().lower()
    assert "incorrect" not in words
    assert "wrong" not in words


def test_choice_by_keyboard_alone(gallery):
    box = question(gallery, "choice")
    box.get_by_role("radio").first.focus()
    gallery.keyboard.press("ArrowDown")
    assert kept(box)["value"] == "b"
    expect(box.locator(".qi-tag")).to_have_text("Saved, not checked yet")
    gallery.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("Right")
    expect(box.get_by_role("status")).to_contain_text("Eleven weeks in a row")
    assert [each["state"] for each in kept(box)["attempts"]] == ["right"]


def test_a_tempting_answer_gets_its_reason_and_another_try(gallery):
    box = question(gallery, "choice")
    box.get_by_text("One week is much higher").click()
    check(box)
    result = box.get_by_role("status")
    expect(result).to_contain_text("Not yet")
    expect(result).to_contain_text("That is one point.")
    expect(result).to_contain_text("Tried once. Try as often as you like.")
    box.get_by_text("Nothing but chance").click()
    expect(result).to_be_empty()
    check(box)
    expect(result).to_contain_text("Tried twice.")


def test_nothing_answered_is_said_kindly(gallery):
    box = question(gallery, "number")
    check(box)
    expect(box.get_by_role("status")).to_contain_text("Put in an answer first")
    expect(box.get_by_role("textbox")).to_be_focused()
    assert not (kept(box) or {}).get("attempts")


def test_the_ladder_of_hints_costs_nothing(gallery):
    box = question(gallery, "choice")
    for button, hint in [
        ("Give me a hint", "Nudge: Count the points"),
        ("Another hint", "Method: Skip points"),
        ("Show me", "Show me: Eleven weeks in a row"),
    ]:
        box.get_by_role("button", name=button).click()
        expect(box.locator(".qi-hints")).to_contain_text(hint)
    expect(box.get_by_role("button", name="Check my answer")).to_be_focused()
    box.get_by_text("Eleven weeks in a row").first.click()
    check(box)
    assert kept(box)["attempts"][-1]["state"] == "right"


def test_a_marked_question_keeps_its_key_to_itself(gallery):
    box = question(gallery, "number", "saved", "marked")
    expect(box.get_by_role("button", name="Show me")).to_have_count(0)
    box.get_by_role("textbox").fill("12")
    box.get_by_role("button", name="Save my answer").click()
    expect(box.get_by_role("status")).to_contain_text("Saved. Marked after you hand in.")
    assert kept(box) == {"value": "12", "attempts": []}


def test_number_takes_the_unit_and_names_a_slip(gallery):
    box = question(gallery, "number")
    field = box.get_by_role("textbox", name="What is the median")
    field.fill("0.68")
    gallery.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("multiply by 100")
    field.fill(" 68 % ")
    gallery.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("Right")


def test_typing_is_kept_without_a_button(gallery):
    box = question(gallery, "number")
    box.get_by_role("textbox").press_sequentially("71")
    expect(box.locator(".qi-tag")).to_have_text("Saved, not checked yet")
    assert kept(box)["value"] == "71"


def test_several(gallery):
    box = question(gallery, "several")
    box.get_by_label("Shift").check()
    check(box)
    expect(box.get_by_role("status")).to_contain_text("What you picked is right so far: 1 of 2.")
    box.get_by_label("Too few runs").check()
    check(box)
    expect(box.get_by_role("status")).to_contain_text("Your answer: Shift; Too few runs")
    assert kept(box)["value"] == ["shift", "runs"]


def order_of(box):
    return [text.split()[0] for text in box.locator(".qi-order__label").all_inner_texts()]


def test_order_by_buttons_by_arrows_and_by_dragging(gallery):
    box = question(gallery, "order")
    before = order_of(box)
    box.get_by_role("button", name="Move down:").first.click()
    assert order_of(box) == [before[1], before[0], before[2]]
    expect(box.get_by_role("status").first).to_have_text("Now number 2 of 3.")
    gallery.keyboard.press("ArrowDown")
    assert order_of(box) == [before[1], before[2], before[0]]
    expect(box.get_by_role("button", name="Move up:").last).to_be_focused()
    items = box.locator(".qi-order__item")
    items.nth(2).drag_to(items.nth(0))
    assert order_of(box) == before


def test_points_on_the_chart_and_in_the_list(gallery):
    box = question(gallery, "points")
    point = box.locator('.qi-point[data-position="7"]')
    point.scroll_into_view_if_needed()
    dot = point.bounding_box()
    gallery.mouse.click(dot["x"] + 9, dot["y"] + 9)
    expect(box.get_by_label("Week 7, 44")).to_be_checked()
    expect(box.locator(".qi-ring")).to_have_count(1)
    assert kept(box)["value"] == [7]
    box.get_by_label("Week 4, 38").focus()
    gallery.keyboard.press("Space")
    expect(box.locator(".qi-ring")).to_have_count(2)
    check(box)
    expect(box.get_by_role("status")).to_contain_text("Week 4 is high, but")
    box.get_by_label("Week 4, 38").uncheck()
    check(box)
    expect(box.get_by_role("status")).to_contain_text("Your answer: Week 7, 44")


@pytest.mark.parametrize("width", [1280, 320])
def test_place_by_tap(gallery, width):
    gallery.set_viewport_size({"width": width, "height": 900})
    box = question(gallery, "place")
    grid = box.locator(".qi-grid")
    grid.scroll_into_view_if_needed()
    for value in (62, 64):
        band = box.locator(".qi-grid__now").bounding_box()
        share = (72 - value) / (72 - 56)
        gallery.mouse.click(band["x"] + band["width"] / 2, band["y"] + band["height"] * share)
    assert kept(box)["value"][:3] == [62, 64, None]
    expect(grid).to_have_attribute("aria-valuetext", "Week 3, no dot yet")


def test_place_by_keys_and_by_number(gallery):
    box = question(gallery, "place")
    box.locator(".qi-grid").focus()
    for key in ("ArrowUp", "ArrowDown", "ArrowRight", "ArrowUp"):
        gallery.keyboard.press(key)
    assert kept(box)["value"][:3] == [64, 65, None]
    gallery.keyboard.press("Delete")
    assert kept(box)["value"][:2] == [64, None]
    field = box.get_by_role("textbox", name="Your dot for Week 2")
    field.fill("64%")
    gallery.keyboard.press("Enter")
    expect(box.get_by_role("textbox", name="Your dot for Week 3")).to_be_focused()
    box.get_by_role("button", name="Previous").click()
    box.get_by_role("button", name="Move the dot up").click()
    assert kept(box)["value"][:3] == [64, 65, None]
    check(box)
    expect(box.get_by_role("status")).to_contain_text("0 of 12 dots are in their place.")
    expect(box.get_by_role("status")).to_contain_text("Week 1 is too high.")


@pytest.mark.parametrize("width", [1280, 320])
def test_table_cells_have_names_and_read_at_any_width(gallery, width):
    gallery.set_viewport_size({"width": width, "height": 900})
    box = question(gallery, "table")
    box.get_by_label("4-hour wait in A&E: Variation").select_option("concern")
    box.get_by_label("Inpatient falls: Limit").fill("6.5%")
    check(box)
    result = box.get_by_role("status")
    expect(result).to_contain_text("1 of 6 are right.")
    expect(result).to_contain_text("One low month is no signal.")
    expect(box.get_by_role("columnheader", name="Limit (%)")).to_have_count(1)
    expect(box.get_by_role("rowheader", name="Inpatient falls")).to_be_visible()
    assert kept(box)["value"] == {"falls": {"Limit": "6.5%"}, "ed": {"Variation": "concern"}}


def test_text_counts_words_grows_and_is_kept(gallery):
    box = question(gallery, "text", feedback="marked")
    field = box.get_by_role("textbox", name=re.compile("Name one likely cause"))
    low = field.bounding_box()["height"]
    field.press_sequentially("One likely cause")
    expect(box.locator(".qi-count")).to_have_text("3 words. Aim for 30 to 150.")
    expect(box.locator(".qi-tag")).to_have_text("Saved")
    assert kept(box)["value"] == "One likely cause"
    field.fill("word\n" * 40)
    expect(box.locator(".qi-count")).to_have_text("40 words. A good length.")
    assert field.bounding_box()["height"] > low


def test_what_another_window_saved_is_shown(gallery):
    box = question(gallery, "choice")
    gallery.evaluate("(id) => store.draft(id, 'c')", box.get_attribute("id"))
    expect(box.get_by_label("Nothing but chance")).to_be_checked()


def test_explore_by_slider_by_buttons_and_by_list(gallery):
    first = gallery.locator(".qi-explore").first
    slider = first.get_by_role("slider", name="Baseline")
    slider.focus()
    gallery.keyboard.press("ArrowRight")
    expect(first.locator("output")).to_have_text("13")
    expect(slider).to_have_attribute("aria-valuetext", "13")
    expect(first.locator("figure")).to_have_id("e13")
    expect(first.get_by_role("status").last).to_contain_text("Run chart of 5 weeks.")
    second = gallery.locator(".qi-explore").nth(1)
    second.get_by_label("Eight points").check()
    expect(second.locator("figure")).to_have_id("r8")
    third = gallery.locator(".qi-explore").last
    third.get_by_label("Measure").select_option("Measure C")
    expect(third.locator("figure")).to_have_id("m32")


def test_without_scripts_the_page_still_reads(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/index.html")
    box = page.locator("#q1")
    expect(box).to_contain_text("What does the run below the median show?")
    expect(box).to_contain_text("Eleven weeks in a row below the median: a shift")
    assert "To answer on this page, turn scripts on" in box.locator("noscript").inner_html()
    expect(page.locator(".qi-explore figure:visible")).to_have_count(3)
    context.close()


def test_a_kind_that_does_not_load_says_so(page, address):
    page.route("**/kinds/order.js", lambda route: route.abort())
    page.goto(f"{address}/index.html")
    page.wait_for_selector("html[data-ready]")
    box = page.locator("[data-qi=order]").first
    expect(box).to_contain_text("This question did not load. Your answers are safe.")
    expect(box).to_contain_text("Put the three questions in order.")
