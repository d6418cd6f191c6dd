"""Many learners, many browsers: each finds her own answers again, and nobody another's."""

import json

from playwright.sync_api import expect

from qikit import place

A91 = "A91_try_it"


def on_disk(name):
    """{question: value} as the file of the learner with this name holds it."""
    (found,) = (place.work() / "learners").glob(f"{name}-*/{A91}/answers.json")
    said = json.loads(found.read_text())["answers"]
    return {id: entry["value"] for id, entry in said.items()}


def join(browser, here, name):
    """Type a name at the door; the code that she gets."""
    door = browser.new_page()
    door.goto(here.link)
    door.get_by_label("Your name").fill(name)
    door.get_by_role("button", name="Start learning").click()
    return door, door.locator(".qi-code").inner_text()


def carry_on(door, code):
    """Type one's own code at the door."""
    door.get_by_label("Your own code").fill(code)
    door.get_by_role("button", name="Carry on").click()
    expect(door.get_by_text("This is your own code.")).to_be_visible()


def status(window):
    """What the page says about saving."""
    return window.locator("#saving")


def saved(window):
    """Wait until everything is saved."""
    expect(status(window)).to_contain_text("Saved at", timeout=40_000)


def come_back(window):
    """Look at this window again after a while."""
    window.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_two_devices_on_one_account_lose_neither_ones_answers(server, lesson, device):
    here = server("--room")
    phone, laptop = device(), device()
    door, code = join(phone, here, "Ann Smith")
    door.get_by_role("link", name="Go to my modules").click()
    expect(door.get_by_text("You are Ann Smith")).to_be_visible()
    other = laptop.new_page()
    other.goto(here.link)
    other.get_by_label("Your own code").fill(code.upper())
    other.get_by_role("button", name="Carry on").click()
    one = lesson(here, here.base, browser=phone)
    two = lesson(here, here.base, browser=laptop)
    one.get_by_label("One").check()
    saved(one)
    two.goto(f"{here.base}{A91}/#step-2")
    two.get_by_label("How many?").fill("7")
    two.keyboard.press("Tab")
    saved(two)
    assert on_disk("ann-smith") == {"q1": "a", "q2": "7"}
    one.goto(f"{here.base}{A91}/#step-2")
    expect(one.get_by_label("How many?")).to_have_value("")
    come_back(one)
    expect(one.get_by_label("How many?")).to_have_value("7")
    one.route("**/answers", lambda route: route.abort())
    one.goto(f"{here.base}{A91}/#step-1")
    one.get_by_label("Two").check()
    expect(status(one)).to_contain_text("Your answers are kept in this browser")
    two.goto(f"{here.base}{A91}/#step-1")
    two.locator("#q1").get_by_role("button", name="Check my answer").click()
    saved(two)
    one.unroute("**/answers")
    dialog = one.get_by_role("dialog")
    expect(dialog).to_contain_text("It may be on another device.", timeout=40_000)
    dialog.get_by_role("button", name="Keep this one").click()
    saved(one)
    come_back(two)
    expect(two.get_by_label("Two")).to_be_checked()
    assert on_disk("ann-smith") == {"q1": "b", "q2": "7"}


def test_a_wiped_browser_is_asked_who_it_is_and_finds_everything_again(server, device, lesson):
    here = server("--room")
    phone = device()
    door, code = join(phone, here, "Bo")
    window = lesson(here, here.base, browser=phone)
    window.get_by_label("One").check()
    saved(window)
    phone.clear_cookies()
    window.evaluate("localStorage.clear()")
    window.get_by_label("Two").check()
    expect(status(window)).to_contain_text("The course does not know who you are in this browser")
    expect(status(window)).to_contain_text("Your answers are kept in this browser.")
    door.goto(here.base)
    carry_on(door, code)
    saved(window)
    assert on_disk("bo") == {"q1": "b"}


def test_somebody_else_at_this_browser_neither_sees_nor_spoils_what_was_open(
    server, device, lesson
):
    here = server("--room")
    shared = device()
    door, code = join(shared, here, "Bo")
    of_bo = lesson(here, here.base, browser=shared)
    of_bo.get_by_label("One").check()
    saved(of_bo)
    door.goto(f"{here.base}me/")
    door.get_by_role("button", name="I am not Bo").click()
    door.goto(here.link)
    door.get_by_label("Your name").fill("Cy")
    door.get_by_role("button", name="Start learning").click()
    of_cy = lesson(here, here.base, browser=shared)
    expect(of_cy.get_by_label("One")).not_to_be_checked()
    of_bo.get_by_label("Two").check()
    expect(status(of_bo)).to_contain_text("Somebody else is learning in this browser now")
    of_cy.get_by_label("One").check()
    saved(of_cy)
    assert (on_disk("bo"), on_disk("cy")) == ({"q1": "a"}, {"q1": "a"})
    of_bo.close()
    door.goto(f"{here.base}me/")
    door.get_by_role("button", name="I am not Cy").click()
    carry_on(door, code)
    back = lesson(here, here.base, browser=shared)
    expect(back.get_by_label("Two")).to_be_checked()
    saved(back)
    assert on_disk("bo") == {"q1": "b"}
