"""Keeping answers, in Chromium, against a host that can be slow, away, full or ahead of us."""

import json
from pathlib import Path

import pytest

from qikit import learn

UI = Path(learn.__file__).with_name("ui")
OPEN = """async (host) => {
  const { openStore } = await import("/store.js");
  window.told = [];
  window.store = await openStore({ host, module: "A91", base: "/qi/" });
  for (const event of ["saving", "saved", "trouble", "notice"]) {
    store.on(event, (words) => told.push(event === "saved" ? [event] : [event, words]));
  }
  store.on("conflict", (conflict) => {
    told.push(["conflict", conflict.id]);
    window.asked = conflict;
  });
}"""


class Host:
    """What the learner's server does with answers, in a few lines."""

    def __init__(self):
        self.revision, self.answers, self.mode, self.notice, self.puts = 0, {}, "up", None, 0

    def __call__(self, route):
        if self.mode == "away":
            return route.abort()
        if self.mode == "full":
            return self.reply(route, 507, {"message": "The disk is full."})
        if route.request.method == "GET":
            return self.reply(route, 200, self.document())
        self.puts += 1
        if route.request.headers["if-match"] != f'"{self.revision}"':
            return self.reply(route, 412, self.document())
        self.answers = json.loads(route.request.post_data)["answers"]
        self.revision += 1
        return self.reply(route, 200, {"revision": self.revision})

    def document(self):
        found = {"version": 1, "module": "A91", "learner": "nurse"}
        found |= {"revision": self.revision, "answers": self.answers}
        return found | ({"notice": self.notice} if self.notice else {})

    def other(self, id, value):
        """Somebody else answers."""
        self.answers = {**self.answers, id: {"value": value, "attempts": []}}
        self.revision += 1

    def value(self, id):
        return self.answers[id]["value"]

    @staticmethod
    def reply(route, status, said):
        route.fulfill(status=status, content_type="application/json", body=json.dumps(said))


@pytest.fixture(scope="session")
def address(serve):
    return serve(UI)


@pytest.fixture
def host(page, address):
    """The host, and windows that know it."""
    host = Host()
    page.context.route("**/qi/api/A91/answers", host)
    blank = {"content_type": "text/html", "body": "<!DOCTYPE html><title>Window</title>"}
    page.context.route("**/window", lambda route: route.fulfill(**blank))
    return host


@pytest.fixture
def window(page, host, address):
    """``window()`` opens one more window on the module."""

    def start(kind="server", where=None):
        found = where or page.context.new_page()
        found.goto(f"{address}/window")
        found.evaluate(OPEN, kind)
        return found

    return start


def draft(window, id, value):
    window.evaluate("([id, value]) => store.draft(id, value)", [id, value])


def flush(window):
    return window.evaluate("() => store.flush()")


def value(window, id):
    return window.evaluate("(id) => store.get(id)?.value", id)


def told(window, event):
    window.wait_for_function("(event) => told.some(([name]) => name === event)", arg=event)
    return window.evaluate("(event) => told.findLast(([name]) => name === event)[1]", event)


def unsaved(window):
    return window.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('qi-uns'))")


def test_an_answer_is_kept_here_at_once_and_at_the_host_a_moment_later(window, host):
    one = window()
    draft(one, "q1", "b")
    assert value(one, "q1") == "b"
    assert len(unsaved(one)) == 1
    told(one, "saved")
    assert (host.value("q1"), host.revision, unsaved(one)) == ("b", 1, [])


def test_typing_saves_once_after_a_pause_and_the_same_answer_not_again(window, host):
    one = window()
    for text in ("a", "ab", "abc"):
        draft(one, "t1", text)
    assert flush(one) is True
    draft(one, "t1", "abc")
    assert flush(one) is True
    assert (host.value("t1"), host.puts) == ("abc", 1)


def test_attempts_are_counted(window, host):
    one = window()
    one.evaluate("() => store.attempt('q1', 'a', 'not yet')")
    one.evaluate("() => store.attempt('q1', 'b', 'right')")
    assert flush(one) is True
    states = [(each["value"], each["state"]) for each in host.answers["q1"]["attempts"]]
    assert states == [("a", "not yet"), ("b", "right")]


def test_two_windows_answer_different_questions_and_both_count(window, host):
    one, two = window(), window()
    draft(one, "q1", "b")
    draft(two, "q2", 7)
    assert flush(one) is True
    assert flush(two) is True
    assert (host.value("q1"), host.value("q2")) == ("b", 7)
    two.wait_for_function("() => store.get('q1')?.value === 'b'")
    one.wait_for_function("() => store.get('q2')?.value === 7")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "b"), ("theirs", "a")])
def test_the_same_question_changed_twice_is_asked_and_nothing_overwrites_it(
    window, host, choice, kept
):
    one = window()
    host.other("q1", "a")
    draft(one, "q1", "b")
    told(one, "conflict")
    assert one.evaluate("[asked.id, asked.mine.value, asked.theirs.value]") == ["q1", "b", "a"]
    draft(one, "q2", 7)
    assert flush(one) is False
    assert (host.value("q1"), host.value("q2")) == ("a", 7)
    one.evaluate("(choice) => asked.choose(choice)", choice)
    assert flush(one) is True
    assert (host.value("q1"), value(one, "q1")) == (kept, kept)


def test_a_host_that_is_away_is_said_and_tried_again(window, host):
    one = window()
    host.mode = "away"
    draft(one, "q1", "b")
    assert told(one, "trouble") == (
        "The course cannot be reached just now. Your answers are kept in this browser."
    )
    assert one.evaluate("store.unsaved") is True
    host.mode = "up"
    told(one, "saved")
    assert host.value("q1") == "b"


def test_a_full_disk_is_said_in_the_hosts_words(window, host):
    one = window()
    host.mode = "full"
    draft(one, "q1", "b")
    assert told(one, "trouble").startswith("The disk is full. Your answers are kept")


def test_what_was_not_saved_is_there_in_the_next_window(window, host):
    one = window()
    host.mode = "away"
    draft(one, "q1", "b")
    told(one, "trouble")
    one.close()
    host.mode = "up"
    host.other("q2", 7)
    two = window()
    assert (value(two, "q1"), value(two, "q2")) == ("b", 7)
    assert flush(two) is True
    assert (host.value("q1"), unsaved(two)) == ("b", [])


def test_of_two_windows_that_close_while_the_host_is_away_neither_is_lost(window, host):
    one, two = window(), window()
    host.mode = "away"
    draft(one, "q1", "b")
    draft(two, "q2", 7)
    one.close()
    two.close()
    host.mode = "up"
    three = window()
    assert flush(three) is True
    assert (host.value("q1"), host.value("q2")) == ("b", 7)


def test_another_learners_spare_copy_is_left_alone(window, host):
    one = window()
    spare = {"learner": "porter", "entries": [["q1", {"mine": {"value": "x", "attempts": []}}]]}
    one.evaluate("(spare) => localStorage.setItem('qi-unsaved-A91-old', spare)", json.dumps(spare))
    two = window()
    assert value(two, "q1") is None
    assert unsaved(two) == ["qi-unsaved-A91-old"]


def test_leaving_right_after_an_answer_loses_nothing(window, host):
    one = window()
    draft(one, "q1", "b")
    two = window(where=one)
    assert value(two, "q1") == "b"
    assert flush(two) is True
    assert host.value("q1") == "b"


def test_a_host_that_lost_its_latest_answers_gets_them_again(window, host):
    one = window()
    draft(one, "q1", "b")
    assert flush(one) is True
    draft(one, "q2", 7)
    assert flush(one) is True
    host.revision, host.answers, host.notice = 1, {"q1": host.answers["q1"]}, "It was damaged."
    draft(one, "q3", "c")
    assert flush(one) is True
    assert [host.value(id) for id in ("q1", "q2", "q3")] == ["b", 7, "c"]
    assert told(one, "notice") == "It was damaged."


def test_a_page_that_opens_while_the_host_is_away_catches_up(window, host):
    host.other("q1", "b")
    host.mode = "away"
    one = window()
    assert value(one, "q1") is None
    host.mode = "up"
    one.wait_for_function("() => store.get('q1')?.value === 'b'")


@pytest.mark.parametrize("kind", ["server", "browser"])
def test_a_browser_that_refuses_to_keep_anything_is_said(window, host, page, kind):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    one = window(kind, where=page)
    host.mode = "away"
    draft(one, "q1", "b")
    assert told(one, "trouble").endswith(
        "Keep this page open, and download your work before you leave."
    )
    assert value(one, "q1") == "b"


def test_the_browser_alone_keeps_answers_and_merges_windows(window, host):
    one, two = window("browser"), window("browser")
    draft(one, "q1", "b")
    assert flush(one) is True
    draft(two, "q2", 7)
    assert flush(two) is True
    three = window("browser")
    assert (value(three, "q1"), value(three, "q2"), host.puts) == ("b", 7, 0)
    assert three.evaluate("JSON.parse(localStorage['qi-answers-A91']).revision") == 2


def test_damaged_answers_in_the_browser_are_put_aside_and_said(window):
    one = window("browser")
    one.evaluate("localStorage['qi-answers-A91'] = '{\"version\": 1, \"ans'")
    two = window("browser", where=one)
    words = told(two, "notice")
    assert words.startswith("Your answers here were damaged. They are kept as qi-answers-A91-")
    aside = words.split()[-1].rstrip(".")
    assert two.evaluate("(key) => localStorage[key]", aside) == '{"version": 1, "ans'
