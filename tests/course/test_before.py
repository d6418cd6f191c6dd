"""Questions before a lesson: read from their file, scored as the page does, counted at first go."""

import json

import pytest

from qikit.course import before, build, handin, progress, record
from qikit.course.modules import module, modules
from qikit.errors import QIError
from qikit.learn import answers

FILE = """
[[question]]
prompt = "Which one?"
options = { a = "One", b = "Two" }
key = "b"
why = { a = "One is fewer than two.", "*right" = "Two it is." }

[[question]]
kind = "number"
prompt = "How many?"
key = 7
why = { "*" = "Count the days of a week." }
"""


@pytest.fixture
def asked(project):
    """A91 with two questions before it, its page made."""
    (project / "curriculum" / "all_staff" / "A91_before.toml").write_text(FILE)
    build.build(["A91"])
    return module("A91")


def answer(found, *tries):
    path = handin.folder(found, "nurse") / "answers.json"
    kept = answers.read(path, found.name, "nurse")
    document = kept
    for at, (id, value) in enumerate(tries):
        document = answers.record(document, id, value, "said", f"2026-11-23T10:0{at}:00+00:00")
    answers.save(path, document, kept["revision"])


def went(found):
    return progress.progress(found, "nurse")["before"]


def test_questions_are_of_the_kinds_that_lessons_use(asked):
    found = before.questions(asked)
    assert [(each.id, each.kind, each.points) for each in found] == [
        ("b1", "choice", 0), ("b2", "number", 0),
    ]
    assert before.questions(module("E91")) == []


def test_the_page_has_them_and_the_lesson_knows_them(asked):
    page = (build.folder(asked.name) / "before" / "index.html").read_text()
    assert page.count('class="qi-spec"') == 2
    assert "shows the same 10 minutes either way" in page
    lesson = (build.folder(asked.name) / "index.html").read_text()
    assert '"before": ["b1", "b2"]' in lesson
    assert [spec["id"] for spec in progress.asked(asked)["before"]] == ["b1", "b2"]


def test_a_changed_file_makes_the_page_anew(asked, project):
    (project / "curriculum" / "all_staff" / "A91_before.toml").write_text(FILE.replace("One", "I"))
    assert build.build() == ["A91_try_it"]


def test_all_right_at_the_first_go_lets_skip_the_reading(asked):
    assert went(asked) == {"answered": 0, "right": 0, "of": 2, "skip": False}
    answer(asked, ("b1", "b"))
    assert went(asked) == {"answered": 1, "right": 1, "of": 2, "skip": False}
    answer(asked, ("b2", "7"))
    assert went(asked)["skip"] is True


def test_only_the_first_answer_counts(asked):
    answer(asked, ("b1", "a"), ("b1", "b"), ("b2", "7"))
    assert went(asked) == {"answered": 2, "right": 1, "of": 2, "skip": False}


def test_what_the_page_says_of_an_answer_is_not_believed(asked):
    path = handin.folder(asked, "nurse") / "answers.json"
    wrong = answers.record(answers.empty(asked.name, "nurse"), "b1", "a", "right")
    answers.save(path, answers.record(wrong, "b2", "7", "right"), 0)
    assert went(asked)["skip"] is False


def test_skipping_the_reading_is_no_record_of_its_own(asked):
    answer(asked, ("b1", "b"), ("b2", "7"))
    assert record.record("nurse").entries == ()
    given = {"passed": True, "released": "2026-11-23T10:00:00+00:00", "level": "Secure"}
    (handin.folder(asked, "nurse") / "feedback.json").write_text(json.dumps(given))
    found = record.record("nurse")
    assert found.minutes == 10
    assert found.entries[0].checked == (
        "Marked by a trainer · Knew it before: the reading was optional"
    )


@pytest.mark.parametrize(
    "text", ["question = 3", "[[question]]\nprompt = 'x'\nkind = 'riddle'", "[[question]]\nkey=1"]
)
def test_a_file_that_is_not_whole_is_named(asked, project, text):
    (project / "curriculum" / "all_staff" / "A91_before.toml").write_text(text)
    with pytest.raises(QIError, match=r"all_staff/A91_before\.toml cannot be used: .* Mend them"):
        before.questions(asked)


def test_every_module_for_all_staff_has_four_to_six():
    staff = [each for each in modules() if each.tier == "all_staff"]
    assert len(staff) >= 6
    for each in staff:
        found = before.questions(each)
        assert 4 <= len(found) <= 6, each.id
        prompts = {question.prompt for question in found}
        assert len(prompts) == len(found)
        assert all(question.key is not None and question.why for question in found), each.id


