"""How far a learner is, and when a module is done (curriculum 4.4)."""

import json
from dataclasses import replace

import pytest

from qikit.course import handin, progress
from qikit.course.modules import module
from qikit.course.progress import Done, done
from qikit.learn import answers
from qikit.mark import standing

FIVE = [
    {"id": f"q{n}", "points": 2, "step": (n + 1) // 2, "person": False, "spec": {
        "kind": "choice", "id": f"q{n}", "points": 2, "options": [["a", "A"], ["b", "B"]],
        "key": "b",
    }}
    for n in range(1, 6)
]
WRITTEN = {"id": "t1", "points": 4, "step": 3, "person": True}
STEPS = [{"step": n, "id": f"step-{n}", "title": f"Part {n}", "minutes": 4} for n in (1, 2, 3)]


@pytest.fixture
def asked(project):
    """A91 as a page that checks five questions of two points, and asks for one text."""
    path = handin.place.work() / "pages" / "A91_try_it" / "asked.json"
    path.write_text(json.dumps({"steps": STEPS, "questions": [*FIVE, WRITTEN]}))
    return module("A91")


def answer(found, *tries):
    """Each try is (question, value, time); without a time it is not checked yet."""
    path = handin.folder(found, "nurse") / "answers.json"
    kept = answers.read(path, found.name, "nurse")
    document = kept
    for id, value, *at in tries:
        state = "right" if at else None
        document = answers.record(document, id, value, state, at[0] if at else None)
    answers.save(path, document, kept["revision"])


def feedback(found, **said):
    given = {"released": "2026-12-01T09:00:00+00:00", "level": "Secure", "passed": True} | said
    folder = handin.folder(found, "nurse")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "feedback.json").write_text(json.dumps(given))


def test_the_thresholds_are_the_markers():
    assert standing.RULES["all_staff"] == standing.Rule(progress.PASS, None)
    assert progress.STRONG == standing.STRONG


def test_nothing_yet(asked):
    assert progress.progress(asked, "nurse") == {
        "answered": 0, "of": 5, "started": False, "handed_in": None, "marked": None,
        "worked": None, "done": None, "month": None,
        "before": {"answered": 0, "right": 0, "of": 0, "skip": False},
        "next": {**STEPS[0], "of": 3, "question": "q1"}, "left": 12,
    }


def test_practice_starts_a_module_and_blank_answers_do_not_count(asked):
    answer(asked, ("p1", [1, 2]), ("q1", " "), ("q2", "a"))
    now = progress.progress(asked, "nurse")
    assert (now["answered"], now["of"], now["started"]) == (1, 5, True)
    assert now["worked"].startswith("20")


def test_the_next_step_is_the_first_unanswered_question(asked):
    answer(asked, ("q1", "a"), ("q2", "a"), ("q4", "b"))
    now = progress.progress(asked, "nurse")
    assert (now["next"]["id"], now["next"]["question"], now["left"]) == ("step-2", "q3", 8)
    answer(asked, ("q3", "a"), ("q5", "a"))
    now = progress.progress(asked, "nurse")
    assert (now["next"], now["left"], now["answered"]) == (None, 0, 5)


def test_written_work_counts_in_the_other_tiers(asked):
    higher = replace(asked, tier="managers")
    assert progress.progress(higher, "nurse")["of"] == 6


def test_seven_of_ten_is_done_and_six_is_not(asked):
    answer(asked, *[(f"q{n}", "b", f"2026-11-2{n}T10:00:00+00:00") for n in (1, 2, 3)])
    assert done(asked, "nurse") is None
    answer(asked, ("q4", "b", "2026-11-24T10:00:00+00:00"))
    assert done(asked, "nurse") == Done("2026-11-24T10:00:00+00:00", "Secure", "page")


def test_the_date_is_the_first_and_the_level_the_best(asked):
    answer(asked, *[(f"q{n}", "b", f"2026-11-2{n}T10:00:00+00:00") for n in (1, 2, 3, 4, 5)])
    answer(asked, *[(f"q{n}", "a", "2026-12-24T10:00:00+00:00") for n in (1, 2, 3, 4, 5)])
    assert done(asked, "nurse") == Done("2026-11-24T10:00:00+00:00", "Strong", "page")


def test_an_answer_that_was_not_checked_earns_nothing(asked):
    answer(asked, *[(f"q{n}", "b") for n in range(1, 6)])
    assert done(asked, "nurse") is None


def test_a_trainers_marks_decide_elsewhere(asked):
    higher = replace(asked, tier="managers")
    answer(higher, *[(f"q{n}", "b", "2026-11-20T10:00:00+00:00") for n in range(1, 6)])
    assert done(higher, "nurse") is None
    feedback(higher, passed=None)
    assert done(higher, "nurse") is None
    feedback(higher, passed=False)
    assert done(higher, "nurse") is None
    feedback(higher, submitted="2026-11-21T10:00:00+00:00", level="Strong")
    assert done(higher, "nurse") == Done("2026-11-21T10:00:00+00:00", "Strong", "trainer")


def test_marks_that_are_not_a_pass_take_nothing_away(asked):
    answer(asked, *[(f"q{n}", "b", "2026-11-20T10:00:00+00:00") for n in range(1, 6)])
    feedback(asked, passed=False)
    assert done(asked, "nurse").by == "page"


def test_a_question_that_is_marked_later_leaves_it_to_the_trainer(project):
    found = module("A91")
    assert ["spec" in each for each in progress.asked(found)["questions"]] == [True, False, False]
    answer(found, ("q1", "b", "2026-11-20T10:00:00+00:00"))
    assert done(found, "nurse") is None
    feedback(found)
    assert done(found, "nurse").by == "trainer"


def test_before_the_page_is_made_questions_are_counted_all_the_same(project):
    found = module("A91")
    (handin.place.work() / "pages" / "A91_try_it" / "asked.json").unlink()
    answer(found, ("q1", "b"))
    now = progress.progress(found, "nurse")
    assert (now["answered"], now["of"], now["next"]) == (1, 3, None)
    assert done(found, "nurse") is None
