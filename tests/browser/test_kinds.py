"""Each kind of question in a real browser, by mouse, by touch and by keyboard."""

import re

import pytest
from playwright.sync_api import expect


def test_number_takes_the_unit_and_names_a_slip(gallery, question):
    box = question("number")
    field = box.get_by_role("textbox", name="What is the median")
    field.fill("0.68")
    gallery.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("multiply by 100")
    field.fill(" 68 % ")
    gallery.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("Right")


def test_typing_is_kept_without_a_button(gallery, question, kept):
    box = question("number")
    box.get_by_role("textbox").press_sequentially("71")
    expect(box.locator(".qi-tag")).to_have_text("Saved, not checked yet")
    assert kept(box)["value"] == "71"


def test_several(gallery, question, kept, check):
    box = question("several")
    box.get_by_label("Shift").check()
    check(box)
    expect(box.get_by_role("status")).to_contain_text("What you picked is right so far: 1 of 2.")
    box.get_by_label("Too few runs").check()
    check(box)
    expect(box.get_by_role("status")).to_contain_text("Your answer: Shift; Too few runs")
    assert kept(box)["value"] == ["shift", "runs"]


def order_of(box):
    return [text.split()[0] for text in box.locator(".qi-order__label").all_inner_texts()]


def test_order_by_buttons_by_arrows_and_by_dragging(gallery, question):
    box = question("order")
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


def test_points_on_the_chart_and_in_the_list(gallery, question, kept, check):
    box = question("points")
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
def test_place_by_tap(gallery, width, question, kept):
    gallery.set_viewport_size({"width": width, "height": 900})
    box = question("place")
    grid = box.locator(".qi-grid")
    grid.scroll_into_view_if_needed()
    for value in (62, 64):
        band = box.locator(".qi-grid__now").bounding_box()
        share = (72 - value) / (72 - 56)
        gallery.mouse.click(band["x"] + band["width"] / 2, band["y"] + band["height"] * share)
    assert kept(box)["value"][:3] == [62, 64, None]
    expect(grid).to_have_attribute("aria-valuetext", "Week 3, no dot yet")


def test_place_by_keys_and_by_number(gallery, question, kept, check):
    box = question("place")
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
def test_table_cells_have_names_and_read_at_any_width(gallery, width, question, kept, check):
    gallery.set_viewport_size({"width": width, "height": 900})
    box = question("table")
    box.get_by_label("4-hour wait in A&E: Variation").select_option("concern")
    box.get_by_label("Inpatient falls: Limit").fill("6.5%")
    check(box)
    result = box.get_by_role("status")
    expect(result).to_contain_text("1 of 6 is right.")
    expect(result).to_contain_text("One low month is no signal.")
    expect(box.get_by_role("columnheader", name="Limit (%)")).to_have_count(1)
    expect(box.get_by_role("rowheader", name="Inpatient falls")).to_be_visible()
    assert kept(box)["value"] == {"falls": {"Limit": "6.5%"}, "ed": {"Variation": "concern"}}


def test_text_counts_words_grows_and_is_kept(gallery, question, kept):
    box = question("text", feedback="marked")
    field = box.get_by_role("textbox", name=re.compile("Name one likely cause"))
    low = field.bounding_box()["height"]
    field.press_sequentially("One likely cause")
    expect(box.locator(".qi-count")).to_have_text("3 words. Aim for 30 to 150.")
    expect(box.locator(".qi-tag")).to_have_text("Saved")
    assert kept(box)["value"] == "One likely cause"
    field.fill("word\n" * 40)
    expect(box.locator(".qi-count")).to_have_text("40 words. A good length.")
    assert field.bounding_box()["height"] > low
