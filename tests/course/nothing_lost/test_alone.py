"""Whatever happens, an answer survives, or the learner is told plainly and a copy is kept."""

import json
import re
import signal

import pytest
from playwright.sync_api import expect

from qikit.course import handin
from qikit.course.modules import module

A91 = "A91_try_it"


def path(learner="nurse"):
    return handin.folder(module("A91"), learner) / "answers.json"


def on_disk(learner="nurse"):
    """{question: value} as the file holds it."""
    said = json.loads(path(learner).read_text())["answers"]
    return {id: entry["value"] for id, entry in said.items()}


def keep(**values):
    """Put a file of answers there, as if written before."""
    answers = {id: {"value": value, "attempts": []} for id, value in values.items()}
    said = {"version": 1, "module": A91, "learner": "nurse", "revision": 4, "answers": answers}
    path().parent.mkdir(parents=True, exist_ok=True)
    path().write_text(json.dumps(said))


def status(window):
    return window.locator("#saving")


def saved(window):
    expect(status(window)).to_contain_text("Saved at", timeout=40_000)


def test_two_tabs_on_one_module_show_each_others_answers_and_ask_when_they_differ(server, lesson):
    here = server()
    one, two = lesson(here), lesson(here)
    one.get_by_label("One").check()
    saved(one)
    expect(two.get_by_label("One")).to_be_checked()
    two.route("**/answers", lambda route: route.abort())
    two.get_by_label("Two").check()
    expect(status(two)).to_contain_text("Your answers are kept in this browser")
    one.locator("#q1").get_by_role("button", name="Check my answer").click()
    saved(one)
    two.unroute("**/answers")
    dialog = two.get_by_role("dialog")
    expect(dialog).to_contain_text("You answered Question 1 here and in another window.")
    assert on_disk() == {"q1": "a"}
    dialog.get_by_role("button", name="Keep this one").click()
    saved(two)
    expect(one.get_by_label("Two")).to_be_checked()
    assert on_disk() == {"q1": "b"}


def test_the_server_is_restarted_under_an_open_page(server, lesson):
    here = server()
    window = lesson(here)
    here.end(signal.SIGINT)
    window.get_by_label("Two").check()
    expect(status(window)).to_have_text(
        "The course cannot be reached just now. Your answers are kept in this browser."
    )
    here.start()
    saved(window)
    assert on_disk() == {"q1": "b"}


def test_the_server_is_killed_while_it_saves(server, lesson):
    here = server()
    window = lesson(here, at="#the-end")
    field = window.locator("#t1").get_by_role("textbox")
    field.fill("First.")
    saved(window)
    for turn in range(3):
        field.press_sequentially(f" And {turn}.")
        window.evaluate("dispatchEvent(new Event('online'))")  # save now
        here.end(signal.SIGKILL)
        field.press_sequentially(" More.")
        expect(status(window)).to_contain_text("cannot be reached just now")
        here.start()
        saved(window)
    whole = "First. And 0. More. And 1. More. And 2. More."
    expect(field).to_have_value(whole)
    assert on_disk() == {"t1": whole}
    assert not list(path().parent.glob("answers.damaged-*"))


def test_a_full_disk_is_said_and_the_answer_is_saved_when_there_is_space(server, lesson):
    here = server(small_disk=True)
    window = lesson(here)
    window.get_by_label("One").check()
    saved(window)
    here.order("fill")
    here.hear(re.compile("full: No space left on device"))
    window.get_by_label("Two").check()
    expect(status(window)).to_have_text(
        "The disk is full, so answers.json was not saved. Free some space and save again. "
        "Your answers are kept in this browser."
    )
    again = lesson(here)
    expect(again.get_by_label("Two")).to_be_checked()
    window.close()
    asked = again.request.get(f"{here.base}api/{A91}/answers").json()
    assert asked["answers"]["q1"]["value"] == "a"
    here.order("free")
    saved(again)
    asked = again.request.get(f"{here.base}api/{A91}/answers").json()
    assert asked["answers"]["q1"]["value"] == "b" and "notice" not in asked


def test_a_file_changed_by_hand_under_an_open_page_is_used_and_said(server, lesson):
    here = server()
    window = lesson(here)
    window.get_by_label("One").check()
    saved(window)
    said = json.loads(path().read_text())
    said["answers"]["q1"]["value"] = "b"
    path().write_text(json.dumps(said))
    window.goto(f"{here.base}{A91}/#step-2")
    window.get_by_label("How many?").fill("7")
    window.keyboard.press("Tab")
    note = window.get_by_text("The file with your answers was changed outside the course.")
    expect(note).to_contain_text("As it was, it is kept as answers.before-")
    window.goto(f"{here.base}{A91}/#step-1")
    expect(window.get_by_label("Two")).to_be_checked()
    saved(window)
    assert on_disk() == {"q1": "b", "q2": "7"}


@pytest.mark.parametrize(("file", "said", "checked"), [
    ({"module": A91, "answers": {"q1": "b"}}, "came from an older version of the course", True),
    ({"version": 9, "module": A91, "revision": 2, "answers": {}}, "from a newer edition", False),
    ("{", "was damaged. It is kept as answers.damaged-", False),
])
def test_a_file_that_is_not_as_we_left_it_is_said_on_the_page(server, lesson, file, said, checked):
    path().parent.mkdir(parents=True)
    path().write_text(file if isinstance(file, str) else json.dumps(file))
    before = path().read_text()
    here = server()
    home = lesson(here)
    home.goto(here.base)
    home.wait_for_selector("html[data-ready]")
    window = lesson(here)
    expect(window.locator("#main > .qi-note").first).to_contain_text(said)
    expect(window.get_by_label("Two")).to_be_checked(checked=checked)
    copies = [each.read_text() for each in path().parent.glob("answers.*-*.json")]
    assert copies == [before]
    window.get_by_label("One").check()
    saved(window)
    assert on_disk()["q1"] == "a"


def test_an_answer_to_a_question_that_is_gone_is_kept_and_said(server, lesson):
    keep(q9="what I thought", q1="a")
    here = server()
    window = lesson(here, at="#the-end")
    note = window.get_by_text("One of your answers is to a question that this lesson does not ask")
    note.click()
    expect(window.get_by_text("q9: what I thought")).to_be_visible()
    window.goto(f"{here.base}{A91}/#step-1")
    window.get_by_label("Two").check()
    saved(window)
    assert on_disk() == {"q9": "what I thought", "q1": "b"}
    work = window.request.get(f"{here.base}api/{A91}/work").json()
    assert work["metadata"]["qikit"]["answers"]["answers"]["q9"]["value"] == "what I thought"


def test_a_browser_that_keeps_nothing_saves_all_the_same_and_warns_in_time(server, page, lesson):
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    here = server()
    window = lesson(here)
    window.get_by_label("One").check()
    saved(window)
    here.end(signal.SIGKILL)
    window.get_by_label("Two").check()
    expect(status(window)).to_contain_text(
        "Keep this page open, and download your work before you leave."
    )
    here.start()
    saved(window)
    assert on_disk() == {"q1": "b"}
