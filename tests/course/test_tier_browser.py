"""Ways, the questions before a lesson, and the question a month later, in a real browser."""

import json
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from qikit.course import build, handin
from qikit.course.modules import module
from qikit.learn import answers

BEFORE = """
[[question]]
prompt = "Which one?"
options = { a = "One", b = "Two" }
key = "b"
why = { a = "One is fewer than two.", "*right" = "Two it is." }

[[question]]
kind = "number"
prompt = "How many days has a week?"
key = 7
why = { "*" = "Count from Monday to Sunday." }
"""
WAYS = """
[[way]]
key = "lunch"
name = "Learning at lunch"
says = "One a day."
roles = ["all_staff", "partner"]
each = "Lunch"
modules = ["A91"]
"""


@pytest.fixture
def course(project, serving, page):
    """``course(path)`` opens a page of a project with all three."""
    staff = project / "curriculum" / "all_staff"
    (staff / "A91_before.toml").write_text(BEFORE)
    (staff / "ways.toml").write_text(WAYS)
    build.build(["A91"])
    _, link = serving()
    page.goto(link)

    def go(path=""):
        page.goto("about:blank")
        page.goto(link.partition("?")[0] + path)
        page.wait_for_selector("html[data-ready]")
        return page

    return go


def passed(at):
    mine = handin.folder(module("A91"), "nurse")
    mine.mkdir(parents=True, exist_ok=True)
    given = {"passed": True, "released": at, "level": "Secure"}
    (mine / "feedback.json").write_text(json.dumps(given))


def kept():
    found = module("A91")
    path = handin.folder(found, "nurse") / "answers.json"
    return answers.read(path, found.name, "nurse")["answers"]


def whole(page):
    """Nothing serious is in the way of anybody, on a phone too."""
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


def test_a_way_is_for_its_roles_and_leads_on(course):
    page = course()
    expect(page.locator(".qi-way")).to_be_hidden()
    page.get_by_label("Board members").check()
    expect(page.locator(".qi-way")).to_be_hidden()
    for role in ("All staff", "Lived-experience partner"):
        page.get_by_label(role).check()
        expect(page.locator(".qi-way")).to_contain_text("1 module, 10 minutes. One a day.")
    order = page.get_by_text("The order")
    order.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Lunch 1: Try it")).to_be_focused()
    whole(page)
    passed("2026-11-23T10:00:00+00:00")
    page = course()
    expect(page.locator(".qi-way__next")).to_have_text("All done. Thank you for taking part.")


def test_who_knows_it_all_goes_straight_to_the_questions_that_count(course):
    page = course("A91_try_it/")
    page.get_by_role("link", name="Answer 2 questions first").click()
    page.wait_for_selector("html[data-ready]")
    outcome = page.locator("#outcome")
    page.get_by_label("Two").check()
    page.keyboard.press("Enter")
    expect(outcome).to_have_text("1 of 1 right so far. One question is left.")
    page.get_by_role("textbox").fill("7")
    page.keyboard.press("Enter")
    expect(outcome).to_contain_text("All 2 right.")
    expect(outcome).to_contain_text("Your record then shows 10 minutes")
    whole(page)
    page.get_by_role("link", name="Go to the questions that count").click()
    page.wait_for_url("**/A91_try_it/?reading=skip")
    page.wait_for_selector("html[data-ready]")
    page.goto(f"{page.url}#step-1")
    reading = page.get_by_text("Look at this first.")
    expect(reading).to_be_hidden()
    expect(page.locator("#q1")).to_be_visible()
    page.locator("#step-1").get_by_text("Read this part").click()
    expect(reading).to_be_visible()
    whole(page)
    page = course("A91_try_it/?reading=skip#cover")
    page.get_by_role("link", name="Show the reading").click()
    page.wait_for_selector("html[data-ready]")
    page = course("A91_try_it/#step-1")
    expect(page.get_by_text("Look at this first.")).to_be_visible()
    assert kept()["b1"]["attempts"][0]["state"] == "right"


def test_a_slip_leads_to_the_lesson_and_trying_again_changes_nothing(course):
    page = course("A91_try_it/before/")
    page.get_by_label("One").check()
    page.keyboard.press("Enter")
    expect(page.locator("#b1")).to_contain_text("One is fewer than two.")
    page.get_by_label("Two").check()
    page.get_by_role("button", name="Check my answer").first.click()
    page.get_by_role("textbox").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator("#outcome")).to_contain_text("1 of 2 right at the first go.")
    expect(page.get_by_role("link", name="Go to the questions that count")).to_have_count(0)
    page.locator("#onward").get_by_role("link", name="Go to the lesson").click()
    page.wait_for_selector("html[data-ready]")
    page = course("A91_try_it/?reading=skip#step-1")
    expect(page.get_by_text("Look at this first.")).to_be_visible()


def test_a_month_later_home_asks_and_keeps_the_answer(course):
    asked = build.folder("A91_try_it") / "asked.json"
    asked.write_text(json.dumps(json.loads(asked.read_text()) | {"try": "Count one thing."}))
    passed("2026-01-05T09:00:00+00:00")
    page = course()
    box = page.locator("#month")
    expect(box).to_contain_text("A month ago: Try it")
    expect(box.locator("blockquote")).to_have_text("Count one thing.")
    button = box.get_by_role("button", name="Yes, I tried it")
    button.focus()
    page.keyboard.press("Enter")
    expect(box).to_contain_text("Whether it worked or not, you know more now than before.")
    expect(button).to_have_attribute("aria-pressed", "true")
    whole(page)
    box.get_by_role("textbox").fill("The keys hang by the door.")
    page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    value = kept()["month"]["value"]
    assert value == {"did": "yes", "words": "The keys hang by the door."}
    page = course()
    expect(page.locator("#month")).to_be_hidden()
    page = course("record/")
    one = page.locator(".qi-record__one")
    expect(one).to_contain_text("I tried it. The keys hang by the door.")


def test_home_asks_nobody_who_finished_yesterday(course):
    passed(datetime.now(UTC).isoformat())
    expect(course().locator("#month")).to_be_hidden()
