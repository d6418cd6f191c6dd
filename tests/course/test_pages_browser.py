"""The pages in a real browser: leave and come back, two windows, a server that goes away."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def ready(page, address):
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready], .qi-glossary")


def base_of(link):
    return link.partition("?")[0]


def kept(tmp_path):
    path = tmp_path / "work" / "learners" / "nurse" / "A91_try_it" / "answers.json"
    return json.loads(path.read_text()) if path.exists() else {"answers": {}}


@pytest.fixture
def lesson(serving, page):
    """A page on the small module, as somebody who followed the link."""
    _, link = serving()
    page.goto(link)
    ready(page, base_of(link) + "A91_try_it/")
    return base_of(link) + "A91_try_it/"


def saved(page):
    expect(page.locator("#saving")).to_contain_text("Saved at")


def test_half_way_and_back_again(page, lesson, tmp_path):
    page.get_by_role("link", name="Start").click()
    expect(page.locator(".qi-whereabouts")).to_have_text("Step 1 of 2, about 5 minutes left")
    page.get_by_label("One").check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#q1")).to_contain_text("One is fewer than two.")
    page.get_by_label("Two").check()
    saved(page)
    with page.expect_response(lambda reply: reply.request.method == "PUT"):
        page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#q1")).to_contain_text("Right")
    saved(page)
    assert [each["state"] for each in kept(tmp_path)["answers"]["q1"]["attempts"]] == [
        "not yet", "right",
    ]
    ready(page, lesson)
    expect(page.get_by_text("Welcome back. You have answered 1 of 2.")).to_be_visible()
    expect(page.locator("#step-2")).to_be_visible()
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.locator("#q1")).to_contain_text("Tried twice")
    expect(page.get_by_label("Two")).to_be_checked()


def test_hand_in_and_read_marks(page, lesson, tmp_path):
    ready(page, lesson + "#finish")
    page.get_by_label("What did you see?").fill("A queue on Monday.")
    page.get_by_role("button", name="Hand in my work").click()
    expect(page.locator(".qi-handed")).to_contain_text("Handed in on")
    inbound = tmp_path / "work" / "exchange" / "qi-all-staff" / "inbound"
    (handed,) = inbound.iterdir()
    assert json.loads((handed / "answers.json").read_text())["answers"]["t1"]["value"] == (
        "A queue on Monday."
    )
    feedback = {
        "version": 1, "module": "A91_try_it", "released": "2026-11-23T10:00:00+00:00",
        "auto": {"points": 2, "out_of": 3}, "manual": {"points": 1, "out_of": 2, "pending": False},
        "level": "Secure", "passed": True, "comment": "",
        "questions": {
            "q2": {"points": 0, "out_of": 2, "state": "not yet", "messages": ["Once is enough."]}
        },
        "tasks": [
            {"task": "t1", "criterion": "Cause", "points": 1, "out_of": 2, "comment": "A date?"}
        ],
    }
    mine = tmp_path / "work" / "learners" / "nurse" / "A91_try_it"
    (mine / "feedback.json").write_text(json.dumps(feedback))
    ready(page, lesson)
    page.goto(lesson + "#finish")
    marks = page.locator("#marks")
    for words in ("2 of 3", "1 of 2", "Secure", "Once is enough.", "A date?"):
        expect(marks).to_contain_text(words)
    ready(page, lesson.replace("A91_try_it/", ""))
    card = page.locator('[data-module="A91_try_it"]')
    expect(card).to_contain_text("Done: read your feedback")


def test_two_windows_merge_and_ask_when_both_changed_the_same(page, lesson):
    other = page.context.new_page()
    ready(other, lesson)
    page.goto(lesson + "#step-1")
    page.get_by_label("One").check()
    saved(page)
    other.goto(lesson + "#step-1")
    expect(other.get_by_label("One")).to_be_checked()

    page.context.set_offline(True)
    page.get_by_label("Two").check()
    expect(page.locator("#saving")).to_contain_text("Your answers are kept in this browser")
    other.goto(lesson + "#step-2")
    other.get_by_label("How many?").fill("7")
    page.context.set_offline(False)
    expect(other.locator("#saving")).to_contain_text("Saved at", timeout=40_000)
    saved(page)
    ready(other, lesson + "#step-1")
    expect(other.get_by_label("Two")).to_be_checked()
    other.goto(lesson + "#step-2")
    expect(other.get_by_label("How many?")).to_have_value("7")


def test_both_changed_the_same_answer(page, lesson, tmp_path):
    page.goto(lesson + "#step-1")
    page.get_by_label("One").check()
    saved(page)
    mine = tmp_path / "work" / "learners" / "nurse" / "A91_try_it" / "answers.json"
    document = json.loads(mine.read_text())
    document["answers"]["q1"]["value"] = None
    document["revision"] += 1
    mine.write_text(json.dumps(document))
    page.get_by_label("Two").check()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Which answer do you want to keep?")
    dialog.get_by_role("button", name="Keep this one").click()
    saved(page)
    expect(page.get_by_label("Two")).to_be_checked()
    assert kept(tmp_path)["answers"]["q1"]["value"] == "b"


def test_a_server_that_stops_loses_nothing(serving, page, tmp_path):
    server, link = serving()
    page.goto(link)
    ready(page, base_of(link) + "A91_try_it/#step-2")
    server.kill()
    server.wait()
    page.get_by_label("How many?").fill("7")
    expect(page.locator("#saving")).to_contain_text("cannot be reached just now")
    assert "q2" not in kept(tmp_path)["answers"]
    port = link.split(":")[2].partition("/")[0]
    _, again = serving("--port", port)
    assert base_of(again) == base_of(link)
    expect(page.locator("#saving")).to_contain_text("Saved at", timeout=40_000)
    assert kept(tmp_path)["answers"]["q2"]["value"] == "7"


def test_without_scripts_the_page_reads_and_says_what_needs_them(serving, browser):
    _, link = serving()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    page.goto(base_of(link) + "A91_try_it/")
    for words in ("Which one?", "Two", "How many?", "What did you see?", "turn on JavaScript"):
        expect(page.locator("main")).to_contain_text(words)
    context.close()


@pytest.mark.parametrize(
    "path",
    ["", "record/", "glossary/", "A91_try_it/#step-1", "A91_try_it/#finish", "E91_code_it/"],
)
def test_nothing_serious_for_axe_and_no_sideways_scrolling(page, lesson, path):
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        ready(page, lesson.replace("A91_try_it/", path))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


STEADY = 0.1  # what Chromium's makers call good (web.dev, Cumulative Layout Shift)
SHIFTS = """new PerformanceObserver((list) => list.getEntries().forEach((each) => {
  window.shifted = (window.shifted ?? 0) + each.value; })).observe({type: "layout-shift",
  buffered: true}); window.shifted ??= 0;"""


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_jumps_while_a_page_opens(page, lesson, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(lesson + "#step-1")
    page.get_by_label("Two").check()
    saved(page)
    home = lesson.replace("A91_try_it/", "")
    page.evaluate("localStorage.setItem('qi-role', 'managers')")
    page.context.add_init_script(SHIFTS)
    for address in (home, lesson, lesson + "#cover", lesson + "#step-1", home + "record/"):
        ready(page, address)
        page.wait_for_timeout(150)
        assert page.evaluate("window.shifted") < STEADY, address


def test_the_first_screen_needs_no_module_script(page, lesson):
    page.route("**/page.js", lambda route: route.abort())
    page.goto(lesson)
    expect(page.get_by_role("heading", name="Try it", level=1)).to_be_visible()
    expect(page.locator("#step-1")).to_be_hidden()
    page.get_by_role("link", name="Start").click()
    expect(page.locator("#step-1")).to_be_visible()
    expect(page.locator("#cover")).to_be_hidden()
    page.get_by_role("link", name="Next: Count").click()
    expect(page.locator("#step-2")).to_be_visible()
