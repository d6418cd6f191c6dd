"""Rows of forms: by keyboard, linked, put back, folded; and what a charter needs first."""

from qikit import pdsa


def test_rows_by_keyboard_alone(on, page, kept, until_kept):
    box = on("driver_diagram", width=320)
    box.get_by_role("button", name="Add a primary driver").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Third driver")
    page.keyboard.press("Tab")
    until_kept("value?.primary?.length === 1")
    assert kept()["primary"][0]["name"] == "Third driver"
    box.get_by_role("button", name="Move up primary driver 3").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    row = box.get_by_role("group", name="Primary driver 1", exact=True)
    assert row.get_by_role("textbox").first.input_value() == "Third driver"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Move down primary driver 1")
    box.get_by_role("button", name="Remove primary driver 1").focus()
    page.keyboard.press("Enter")
    assert kept() is None
    assert page.evaluate("document.activeElement.textContent") == "Put it back"
    page.keyboard.press("Enter")
    until_kept("value?.primary?.length === 1")


def test_links_follow_their_rows(on, page, kept, until_kept):
    box = on("driver_diagram")
    box.get_by_label("Primary driver 1", exact=True).last.fill("Letters begin early")
    box.get_by_label("Primary driver 1", exact=True).last.blur()
    idea = box.get_by_role("group", name="Change idea 1")
    idea.get_by_role("textbox").fill("A poster")
    idea.get_by_role("textbox").blur()
    idea.get_by_label("Leads to", exact=True).select_option("“Letters begin early”")
    until_kept("value?.ideas?.[0].to")
    value = kept()
    assert value["ideas"][0]["to"] == value["primary"][0]["id"]
    assert "Not linked" not in box.locator(".qi-form__wide").inner_text()
    box.get_by_role("button", name="Remove primary driver 1").click()
    assert "to" not in kept()["ideas"][0]
    found = {each["id"]: each for each in pdsa.review(pdsa.driver_diagram(), kept())}
    assert found["linked"]["words"] == "Choose where these lead to: “A poster”."
    box.get_by_role("button", name="Put it back").click()
    assert kept() == value


def test_a_loop_is_drawn_and_told(on, page):
    box = on("driver_diagram")
    value = {"primary": [{"id": "primary-1", "name": "Staff"}], "secondary": [
        {"id": "secondary-1", "name": "Rota", "to": "secondary-2"},
        {"id": "secondary-2", "name": "Cover", "to": "secondary-1"}]}
    page.evaluate("(value) => store.draft('x', value)", value)
    box.get_by_role("button", name="Check my answer").click()
    assert "These lead round in a circle" in box.locator(".qi-result").inner_text()
    assert box.locator("svg [stroke-dasharray='2 3']").count() == 2


def test_a_charter_is_downloaded_once_it_has_its_measures(on, page):
    box = on("charter")
    box.get_by_label("What is the problem, and for whom?").fill("Letters come late")
    box.get_by_label("What is the problem, and for whom?").blur()
    box.get_by_role("button", name="Page to print").click()
    words = box.locator(".qi-form__away").inner_text()
    assert "Before you can download this project charter:" in words
    assert "Name one outcome measure" in words and "baseline" in words


def test_finished_cycles_fold_and_print_whole(on, page):
    on("ramp")
    box = page.locator("#y")
    assert box.get_by_label("Question").first.is_visible() is False
    box.get_by_role("button", name="Show Cycle 1").click()
    assert box.get_by_label("Question").first.is_visible()
    page.emulate_media(media="print")
    assert all(each.is_visible() for each in box.get_by_label("Question").all())
    assert not box.get_by_role("button", name="Add a cycle").is_visible()
