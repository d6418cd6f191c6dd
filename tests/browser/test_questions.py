"""Questions in a real browser: states, hints, keyboard, narrow, without scripts, and by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

STATES = {"Not answered yet", "Saved", "Right", "Partly right", "Not yet"}


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


def test_choice_by_keyboard_alone(gallery, question, kept):
    box = question("choice")
    box.get_by_role("radio").first.focus()
    gallery.keyboard.press("ArrowDown")
    assert kept(box)["value"] == "b"
    expect(box.locator(".qi-tag")).to_have_text("Saved, not checked yet")
    gallery.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("Right")
    expect(box.get_by_role("status")).to_contain_text("Eleven weeks in a row")
    assert [each["state"] for each in kept(box)["attempts"]] == ["right"]


def test_a_tempting_answer_gets_its_reason_and_another_try(gallery, question, check):
    box = question("choice")
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


def test_nothing_answered_is_said_kindly(gallery, question, kept, check):
    box = question("number")
    check(box)
    expect(box.get_by_role("status")).to_contain_text("Put in an answer first")
    expect(box.get_by_role("textbox")).to_be_focused()
    assert not (kept(box) or {}).get("attempts")


def test_the_ladder_of_hints_costs_nothing(gallery, question, kept, check):
    box = question("choice")
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


def test_a_marked_question_keeps_its_key_to_itself(gallery, question, kept):
    box = question("number", "saved", "marked")
    expect(box.get_by_role("button", name="Show me")).to_have_count(0)
    box.get_by_role("textbox").fill("12")
    box.get_by_role("button", name="Save my answer").click()
    expect(box.get_by_role("status")).to_contain_text("Saved. Marked after you hand in.")
    assert kept(box) == {"value": "12", "attempts": []}


def test_what_another_window_saved_is_shown(gallery, question):
    box = question("choice")
    gallery.evaluate("(id) => store.draft(id, 'c')", box.get_attribute("id"))
    expect(box.get_by_label("Nothing but chance")).to_be_checked()


def test_explore_by_slider_by_buttons_and_by_list(gallery, check):
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


def test_without_scripts_the_page_still_reads(browser, gallery_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{gallery_address}/index.html")
    box = page.locator("#q1")
    expect(box).to_contain_text("What does the run below the median show?")
    expect(box).to_contain_text("Eleven weeks in a row below the median: a shift")
    assert "To answer on this page, turn scripts on" in box.locator("noscript").inner_html()
    expect(page.locator(".qi-explore figure:visible")).to_have_count(3)
    context.close()


def test_a_kind_that_does_not_load_says_so(page, gallery_address):
    page.route("**/kinds/order.js", lambda route: route.abort())
    page.goto(f"{gallery_address}/index.html")
    page.wait_for_selector("html[data-ready]")
    box = page.locator("[data-qi=order]").first
    expect(box).to_contain_text("This question did not load. Your answers are safe.")
    expect(box).to_contain_text("Put the three questions in order.")
