"""The home page in a real browser: which dose is mine, how far I am, where I carry on."""

import json
import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from qikit.course import handin
from qikit.course.modules import module
from qikit.learn import answers


@pytest.fixture
def home(serving, page):
    """``home()`` opens the home page afresh."""
    _, link = serving()
    page.goto(link)

    def again(path=""):
        page.goto("about:blank")
        page.goto(link.partition("?")[0] + path)
        page.wait_for_selector("html[data-ready]")
        return page

    return again


def answer(*ids):
    mine = module("A91")
    path = handin.folder(mine, "nurse") / "answers.json"
    kept = answers.read(path, mine.name, "nurse")
    document = kept
    for id in ids:
        document = answers.record(document, id, "b")
    answers.save(path, document, kept["revision"])


def serious(page):
    found = Axe().run(page).response["violations"]
    return [each["id"] for each in found if each["impact"] in ("serious", "critical")]


def test_a_role_gives_its_dose_and_is_remembered(home):
    page = home()
    expect(page.locator(".qi-card[data-module]:visible")).to_have_count(2)
    page.get_by_label("All staff").check()
    expect(page.locator(".qi-card[data-module]:visible")).to_have_count(1)
    expect(page.locator(".qi-dose:visible")).to_contain_text("1 module, 10 minutes.")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Lived-experience partner")).to_be_checked()
    expect(page.locator(".qi-dose:visible")).to_contain_text("1 module, 10 minutes.")
    page.get_by_label("Internal experts").check()
    expect(page.locator(".qi-dose:visible")).to_contain_text("2 modules, 20 minutes.")

    page = home()
    expect(page.locator("#mine-name")).to_have_text("Internal experts")
    expect(page.locator("#role")).to_be_hidden()
    expect(page.locator(".qi-card[data-module]:visible")).to_have_count(2)
    page.get_by_role("button", name="Change my role").click()
    expect(page.get_by_label("Internal experts")).to_be_focused()
    page.get_by_label("Board members").check()
    expect(page.locator(".qi-card[data-module]:visible")).to_have_count(1)


def test_a_partner_stays_a_partner(home):
    home().get_by_label("Lived-experience partner").check()
    expect(home().locator("#mine-name")).to_have_text("Lived-experience partner")


def test_each_state_of_a_module_is_said_in_words(home):
    page = home()
    card = page.locator('[data-module="A91_try_it"] .qi-card__state')
    words = page.locator("#resume-words")
    expect(card).to_have_text("Not started")
    expect(words).to_contain_text("New here?")
    answer("q1")
    page = home()
    expect(card).to_have_text("Part way: 1 of 2 answered, about 3 minutes left")
    expect(words).to_have_text(
        "Welcome back. Try it: step 2 of 2 comes next, about 3 minutes left."
    )
    assert serious(page) == []
    page.get_by_role("link", name="Carry on").click()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#step-2")).to_be_visible()
    answer("q2")
    home()
    expect(words).to_have_text(
        "Welcome back. Try it: you have answered everything. You can hand it in."
    )
    expect(card).to_have_text("All answered: ready to hand in")
    handin.drop(module("A91"), "nurse")
    home()
    expect(card).to_have_text("Handed in")
    expect(words).to_contain_text("New here?")


def test_the_module_last_worked_on_comes_first(home):
    answer("q1")
    code = module("E91")
    path = handin.folder(code, "nurse") / "answers.json"
    answers.save(path, answers.record(answers.empty(code.name, "nurse"), "p1", 1), 0)
    stamp = (handin.folder(module("A91"), "nurse") / "answers.json").stat().st_mtime + 60
    os.utime(path, (stamp, stamp))
    expect(home().locator("#resume-words")).to_contain_text("Code it: you")
    expect(home().locator("#resume-link")).to_have_attribute("href", "E91_code_it/")


def test_a_done_module_fills_the_pathway(home):
    answer("q1")
    given = {"passed": True, "released": "2026-11-23T10:00:00+00:00", "level": "Secure"}
    mine = handin.folder(module("A91"), "nurse")
    (mine / "feedback.json").write_text(json.dumps(given))
    page = home()
    page.get_by_label("All staff").check()
    expect(page.locator('[data-module="A91_try_it"] .qi-card__state')).to_have_text(
        "Done: read your feedback"
    )
    expect(page.locator(".qi-dose__done:visible")).to_contain_text(
        "1 of 1 module done, 10 of 10 minutes"
    )
    assert page.locator(".qi-dose:visible progress").evaluate("(bar) => bar.value") == 10


def test_without_scripts_every_dose_is_there(serving, browser):
    _, link = serving()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    for name in ("All staff", "Board members", "Internal experts"):
        expect(page.locator("h3", has_text=name)).to_be_visible()
    expect(page.get_by_role("link", name="Try it", exact=True)).to_be_visible()
    context.close()


def test_the_welcome_goes_when_the_page_is_turned(home):
    answer("q1")
    page = home("A91_try_it/")
    welcome = page.get_by_text("Welcome back. You have answered 1 of 2.")
    expect(welcome).to_be_visible()
    page.get_by_role("link", name="Next: Finish").click()
    expect(welcome).to_be_hidden()
    expect(page.get_by_role("heading", name="Write it down")).to_be_focused()


def test_two_answers_to_one_question_are_shown_in_words(home):
    page = home("A91_try_it/#step-1")
    answer("q1")
    page.get_by_label("One").check()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("You answered Question 1 here and in another window.")
    expect(dialog.locator(".qi-both__side").first).to_contain_text("One")
    expect(dialog.locator(".qi-both__side").last).to_contain_text("Two")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Keep the other one").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_label("Two")).to_be_checked()


def test_a_hand_in_that_fails_says_that_nothing_is_lost(home):
    page = home("A91_try_it/#finish")
    told = page.locator(".qi-handed")
    said = json.dumps({"message": "Your work was not handed in: No space left on device."})
    page.route("**/submit", lambda route: route.fulfill(status=507, body=said))
    page.get_by_role("button", name="Hand in my work").click()
    expect(told).to_have_text(
        "Your work was not handed in: No space left on device. "
        "Nothing is lost. Try again in a moment."
    )
    page.route("**/submit", lambda route: route.abort())
    page.get_by_role("button", name="Hand in my work").click()
    expect(told).to_contain_text("The course cannot be reached just now. Nothing is lost.")
    page.unroute("**/submit")
    page.get_by_role("button", name="Hand in my work").click()
    expect(told).to_contain_text("Handed in on")


def test_printing_shows_every_step(home):
    page = home("A91_try_it/")
    page.emulate_media(media="print")
    for name in ("Choose", "Count", "Write it down", "In short"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_role("link", name="Start")).to_be_hidden()


def test_marks_read_well_for_everybody(home):
    given = {
        "version": 1, "module": "A91_try_it", "released": "2026-11-23T10:00:00+00:00",
        "auto": {"points": 1, "out_of": 3}, "manual": {"points": 0, "out_of": 2, "pending": True},
        "level": "Emerging", "passed": False, "comment": "Look at week 4 again.",
        "questions": {"q1": {"points": 1, "out_of": 1, "state": "right", "messages": []}},
        "tasks": [{"task": "t1", "criterion": "Cause", "points": None, "out_of": 2, "comment": ""}],
    }
    answer("q1")
    (handin.folder(module("A91"), "nurse") / "feedback.json").write_text(json.dumps(given))
    page = home("A91_try_it/#cover")
    page.get_by_role("link", name="Read your marks and feedback").click()
    marks = page.locator("#marks")
    for words in (
        "1 of 3", "Emerging", "This is not a pass yet.", "still to be read by a person",
        "Look at week 4 again.", "Question 1",
    ):
        expect(marks).to_contain_text(words)
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert serious(page) == []
