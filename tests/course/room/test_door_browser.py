"""The door of a room in a real browser: by keyboard, on a phone, without scripts, for everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def serious(page):
    """What axe finds that would shut somebody out."""
    found = Axe().run(page).response["violations"]
    return [each["id"] for each in found if each["impact"] in ("serious", "critical")]


def link(server):
    return f"http://{server.host}:{server.port}/qi/?room={server.room}"


@pytest.mark.parametrize("width", [320, 1280])
def test_joining_by_keyboard_is_open_to_everybody(opened, page, width):
    server = opened()
    page.set_viewport_size({"width": width, "height": 800})

    def looks_right():
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(link(server).partition("?")[0])
    expect(page.get_by_label("Room code")).to_be_visible()
    looks_right()
    page.goto(link(server))
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ann Smith")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Welcome, Ann Smith")).to_be_visible()
    looks_right()
    page.goto(page.url.replace("?new=1", ""))
    looks_right()
    page.get_by_role("button", name="I am not Ann Smith").press("Enter")
    page.goto(link(server))
    page.get_by_label("Your name").fill("ann smith")
    page.keyboard.press("Enter")
    again = page.get_by_role("button", name="I am another ann smith")
    expect(page.get_by_role("alert")).to_contain_text("has joined here before")
    expect(page.get_by_label("Your name")).to_be_focused()
    looks_right()
    again.press("Enter")
    page.get_by_role("link", name="Go to my modules").click()
    page.wait_for_selector("html[data-ready]")
    expect(page.get_by_text("You are ann smith")).to_be_visible()
    looks_right()
    page.get_by_role("link", name="Code it").click()
    expect(page.get_by_text("You do it in JupyterLab, on your own computer")).to_be_visible()
    looks_right()


def test_without_scripts_everybody_can_come_in_and_read(opened, browser):
    server = opened()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link(server))
    page.get_by_label("Your name").fill("Bo")
    page.get_by_role("button", name="Start learning").click()
    page.get_by_role("link", name="Go to my modules").click()
    page.get_by_role("link", name="Try it", exact=True).click()
    expect(page.get_by_text("Which one?")).to_be_visible()
    expect(page.get_by_role("link", name="My code")).to_be_visible()
    context.close()
