"""Sorting, matching and ordering: by mouse, by finger and by keys alone."""

import pytest
from playwright.sync_api import expect

FALLS, STAY = "Falls with harm", "Days in hospital after a fall"


def spot(box, name):
    return box.locator(".qi-spot", has=box.page.get_by_text(name, exact=True))


def card(box, words):
    return box.locator(".qi-traycard", has_text=words)


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("width", [1280, 320])
def test_sort_by_two_taps(gallery, width, question, kept, check):
    gallery.set_viewport_size({"width": width, "height": 900})
    box = question("sort")
    box.get_by_role("button", name=FALLS).click()
    where = box.get_by_role("group", name=f"Where to put: {FALLS}")
    where.get_by_role("button", name="Outcome").click()
    expect(spot(box, "Outcome")).to_contain_text(FALLS)
    box.get_by_role("button", name=STAY).click()
    spot(box, "Outcome").locator(".qi-spot__name").click()
    assert kept(box)["value"] == {"falls": "o", "stay": "o"}
    expect(box.locator(".qi-tray__left")).to_have_text("4 still to sort.")
    check(box)
    expect(box.get_by_role("status").last).to_contain_text("2 of 6 are in the right group.")


def test_sort_by_keys_alone(gallery, question, kept):
    box = question("sort")
    first = box.locator(".qi-traycard button").first
    words = first.inner_text()
    first.focus()
    gallery.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-expanded", "true")
    gallery.keyboard.press("Escape")
    expect(box.get_by_role("group", name="Where to put")).to_have_count(0)
    expect(box.get_by_role("button", name=words)).to_be_focused()
    gallery.keyboard.press("Enter")
    gallery.keyboard.press("Tab")
    gallery.keyboard.press("Tab")
    gallery.keyboard.press("Enter")
    expect(spot(box, "Process")).to_contain_text(words)
    expect(box.get_by_role("status").first).to_have_text(
        f"{words}: now in Process. 5 still to sort."
    )
    expect(box.locator(".qi-tray__cards button").first).to_be_focused()
    box.get_by_role("button", name=words).focus()
    gallery.keyboard.press("Enter")
    box.get_by_role("button", name="Take out").focus()
    gallery.keyboard.press("Enter")
    expect(box.locator(".qi-tray__left")).to_have_text("6 still to sort.")
    assert kept(box)["value"] is None


def test_sort_by_dragging_and_escape_gives_up(gallery, question, kept):
    box = question("sort")
    box.scroll_into_view_if_needed()

    def carry(words, target):
        gallery.mouse.move(*middle(card(box, words)))
        gallery.mouse.down()
        gallery.mouse.move(*middle(target), steps=8)

    carry(FALLS, spot(box, "Outcome"))
    expect(gallery.locator(".qi-ghost")).to_have_count(1)
    expect(spot(box, "Outcome")).to_have_class("qi-spot qi-spot--over")
    gallery.mouse.up()
    expect(gallery.locator(".qi-ghost")).to_have_count(0)
    assert kept(box)["value"] == {"falls": "o"}
    carry(FALLS, spot(box, "Process"))
    gallery.keyboard.press("Escape")
    gallery.mouse.up()
    assert kept(box)["value"] == {"falls": "o"}
    carry(FALLS, box.locator(".qi-tray__pool"))
    gallery.mouse.up()
    assert kept(box)["value"] is None


@pytest.fixture
def phone(browser, gallery_address):
    """The gallery on a phone: touch and 320 px."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(f"{gallery_address}/index.html")
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()


def swipe(page, start, end, steps=12):
    """One finger from ``start`` to ``end``, as the browser itself feels it."""
    touch = page.context.new_cdp_session(page)

    def send(kind, point):
        points = [{"x": point[0], "y": point[1]}] if point else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", start)
    for n in range(1, steps + 1):
        part = n / steps
        send("touchMove", [a + (b - a) * part for a, b in zip(start, end, strict=True)])
    send("touchEnd", None)


def to_top(page, locator):
    locator.evaluate("(el) => scrollTo(0, el.getBoundingClientRect().top + scrollY - 90)")


def test_a_finger_on_the_grip_drags_and_elsewhere_scrolls(phone):
    box = phone.locator("[data-qi=order]").first
    to_top(phone, box.locator(".qi-order"))
    labels = box.locator(".qi-order__label")
    before = labels.all_inner_texts()
    rows = box.locator(".qi-order__item")
    swipe(phone, middle(rows.nth(0).locator(".qi-grip")), middle(rows.nth(1)))
    assert labels.all_inner_texts() == [before[1], before[0], before[2]]
    was = phone.evaluate("scrollY")
    swipe(phone, middle(labels.nth(1)), (160, 60))
    phone.wait_for_function(f"Math.abs(scrollY - {was}) > 40")
    assert labels.all_inner_texts() == [before[1], before[0], before[2]]


def test_a_finger_sorts_cards(phone):
    box = phone.locator("[data-qi=sort]").nth(3)
    to_top(phone, box.locator(".qi-tray__pool"))
    last = box.locator(".qi-tray__cards .qi-traycard").last
    words = last.inner_text()
    swipe(phone, middle(last.locator(".qi-grip")), middle(spot(box, "Outcome")))
    expect(spot(box, "Outcome")).to_contain_text(words)


@pytest.mark.parametrize("width", [1280, 320])
def test_match_from_either_side(gallery, width, question, kept, check):
    gallery.set_viewport_size({"width": width, "height": 900})
    box = question("match")
    box.get_by_role("button", name="Choose an answer for: “I could not sleep").click()
    box.get_by_role("group", name="Answers for: “I could not sleep").get_by_role(
        "button", name="Nights quieter than 40 decibels").click()
    expect(box.get_by_role("button", name="Choose an answer for: “Nobody told")).to_be_focused()
    box.get_by_role("button", name="Beds in use").click()
    box.locator(".qi-trayslot__name", has_text="Put it here").last.click()
    assert kept(box)["value"] == {"sleep": "noise", "home": "beds"}
    expect(box.locator(".qi-tray__left")).to_have_text("2 answers not used.")
    check(box)
    result = box.get_by_role("status").last
    expect(result).to_contain_text("1 of 3 is matched.")
    expect(result).to_contain_text("What would matter to her?")
    expect(result).to_contain_text("“I could not sleep for the noise.” → Nights quieter")


def test_an_answer_that_is_used_changes_places(gallery, question, kept):
    box = question("match", "right")
    box.get_by_role("button", name="Nights quieter").click()
    where = box.get_by_role("group", name="Where to put: Nights")
    where.get_by_role("button", name="“Nobody").click()
    assert kept(box)["value"] == {"told": "noise", "home": "friday"}
    expect(box.locator(".qi-tray__cards")).to_contain_text("People who know their plan")


def test_order_by_two_taps(gallery, question, kept):
    box = question("order")
    labels = box.locator(".qi-order__label")
    before = labels.all_inner_texts()
    labels.nth(0).click()
    expect(labels.nth(0)).to_have_attribute("aria-pressed", "true")
    gallery.keyboard.press("Escape")
    expect(labels.nth(0)).to_have_attribute("aria-pressed", "false")
    labels.nth(0).click()
    labels.nth(2).click()
    assert labels.all_inner_texts() == [before[1], before[2], before[0]]
    expect(labels.nth(2)).to_be_focused()
    assert len(kept(box)["value"]) == 3


def test_short_says_when_only_the_spelling_is_off(gallery, question, check):
    box = question("short")
    field = box.get_by_role("textbox", name="What do we call the middle value")
    field.fill("medain")
    gallery.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("Very close. Check the spelling.")
    field.fill(" The MEDIAN ")
    check(box)
    expect(box.get_by_role("status")).to_contain_text("Not yet")
    field.fill(" MEDIAN. ")
    check(box)
    expect(box.get_by_role("status")).to_contain_text("Right")


def test_show_me_tells_the_key_of_each(gallery, question):
    for kind, words in {
        "short": "median",
        "sort": "Process: Risk checks done within 6 hours",
        "match": "“I want to be home for the weekend.” → Discharges before Friday noon",
    }.items():
        box = question(kind)
        if kind == "short":
            box.get_by_role("button", name="Give me a hint").click()
        box.get_by_role("button", name="Show me").click()
        expect(box.locator(".qi-hints")).to_contain_text(words)
