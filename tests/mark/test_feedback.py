"""Feedback and grades: what learners and trainers are told, and what never is."""

import csv
import json
from datetime import datetime

import openpyxl
import pytest
from nbformat.v4 import new_markdown_cell

from qikit.errors import QIError
from qikit.mark import attempts, second
from qikit.mark.attempts import Attempts
from qikit.mark.feedback import feedback
from qikit.mark.grades import COLUMNS, grades
from qikit.mark.standing import RULES


def told(school, learner, name=None):
    folder = school.work / "learners" / learner / (name or school.FREE)
    page = (folder / "feedback.html").read_text()
    return json.loads((folder / "feedback.json").read_text()), page


def test_a_learner_is_told_points_reasons_and_the_person_s_words(school):
    school.hand_in("ann", values=school.RIGHT[school.FREE] | {"q2": "0.68"})
    school.mark()
    school.manual("ann", "task-t1-cause", 2, "Clear & <dated>.")
    said = str(feedback())
    assert said.startswith("Feedback released: 1 new, 0 as before. 1 still wait")
    data, page = told(school, "ann")
    assert data["auto"] == {"points": 6, "out_of": 10}
    assert data["manual"] == {"points": 2, "out_of": 4, "pending": True}
    assert data["questions"]["q2"] == {
        "points": 0, "out_of": 4, "state": "not yet", "answered": "0.68",
        "messages": ["You typed the share, not the per cent."], "look": "",
    }
    assert data["says"] == [
        "To pass you need 7 of 10 on the questions.",
        "What you wrote is still to be read by a person.",
    ]
    assert data["tasks"][0] == {
        "task": "t1", "criterion": "Cause", "points": 2, "out_of": 2, "comment": "Clear & <dated>."
    }
    assert data["tasks"][1]["points"] is None
    assert "Clear &amp; &lt;dated&gt;." in page
    assert "You typed the share" in page


def test_nothing_that_is_the_marker_s_is_told(school):
    school.hand_in("ann", school.CODE, code="def spread(values): return 0", values={"q2": "a"})
    school.mark()
    feedback()
    data, page = told(school, "ann", school.CODE)
    for secret in ("71.25", "5.5", "MARK SCHEME", "limits are explained"):
        assert secret not in page + json.dumps(data)
    assert "numbers below zero" not in page or "Not yet on numbers below zero" in page
    assert data["questions"]["q2"]["messages"] == ["A is the mean of two, B is not."]
    assert data["isolation"].startswith("a bubblewrap sandbox")


def test_feedback_is_written_again_only_when_something_changed(school):
    school.hand_in("ann")
    school.hand_in("bo")
    school.mark()
    feedback()
    school.manual("ann", "task-t1-cause", 2)
    done = feedback("A90")
    assert (done.new, done.unchanged) == (1, 1)


def test_a_hand_in_that_could_not_be_marked_is_explained(school):
    school.hand_in("ann", raw={"answers.json": "{", f"{school.FREE}.ipynb": "{"})
    school.mark()
    feedback()
    data, page = told(school, "ann")
    assert data["comment"].startswith("Your last hand-in could not be marked.")
    assert (data["passed"], data["level"]) == (None, None)
    assert "not valid JSON" in page


@pytest.mark.parametrize(("wrong", "manual", "passed", "level"), [
    ([], None, True, "Strong"),
    (["q3"], None, True, "Secure"),
    (["q2"], None, False, "Emerging"),
    (["q3"], 2, True, "Secure"),
    ([], 2, True, "Strong"),
])
def test_all_staff_pass_by_the_questions_alone(school, wrong, manual, passed, level):
    school.hand_in("ann", values=school.RIGHT[school.FREE] | dict.fromkeys(wrong))
    school.mark()
    if manual is not None:
        for cell in ("task-t1-cause", "task-t1-check"):
            school.manual("ann", cell, manual)
    feedback()
    data, _ = told(school, "ann")
    assert (data["passed"], data["level"]) == (passed, level)


@pytest.mark.parametrize(("code", "manual", "passed", "level"), [
    ("GOOD", None, None, None),
    ("GOOD", 13, True, "Secure"),
    ("GOOD", 20, True, "Strong"),
    ("GOOD", 12.5, False, "Emerging"),
    ("GOOD", 0, False, "Not yet"),
    ("STUB", 20, False, "Emerging"),
])
def test_experts_need_both_parts_and_no_criterion_at_zero(school, code, manual, passed, level):
    school.hand_in("ann", school.CODE, code=getattr(school, code))
    school.mark()
    if manual is not None:
        school.manual("ann", "task-t1-correct", manual, name=school.CODE)
        second.keep(school.CODE, "ann", "Sam", {"task-t1-correct": manual}, {})
    feedback()
    data, _ = told(school, "ann", school.CODE)
    assert (data["passed"], data["level"]) == (passed, level)


def test_the_rules_are_those_of_the_curriculum():
    shares = {tier: (rule.automatic, rule.manual) for tier, rule in RULES.items()}
    assert shares == {
        "all_staff": (7 / 10, None), "managers": (14 / 20, 6 / 10), "experts": (14 / 20, 13 / 20),
        "practice": (0, 13 / 20),  # no automatic questions; two people decide (section 6.1)
    }
    assert [tier for tier, rule in RULES.items() if rule.second] == ["experts", "practice"]


def test_first_marks_are_not_told_before_the_second_person_has_marked(school):
    school.hand_in("ann", school.CODE, code=school.GOOD)
    school.mark()
    school.manual("ann", "task-t1-correct", 11, "Which limits?", name=school.CODE)
    feedback()
    data, page = told(school, "ann", school.CODE)
    assert data["tasks"][0] | {"points": None, "comment": ""} == data["tasks"][0]
    assert data["says"][1] == "One person has marked what you wrote; a second one will."
    assert "Which limits?" not in page
    assert data["passed"] is None
    second.keep(school.CODE, "ann", "Sam", {"task-t1-correct": 14}, {})
    feedback()
    assert told(school, "ann", school.CODE)[0]["says"][1].startswith("Two people have marked what")
    second.keep(school.CODE, "ann", "Ola", {"task-t1-correct": 13}, {}, role=second.MODERATOR)
    feedback()
    data, page = told(school, "ann", school.CODE)
    assert (data["tasks"][0]["points"], data["passed"], data["level"]) == (13, True, "Secure")
    assert "Which limits?" in page


def step(notebook):
    notebook.cells.insert(2, new_markdown_cell("## Step 1 of 2: Place the dots (3 minutes)"))


def test_what_is_not_right_yet_names_the_step_to_look_at_again(school):
    school.edit(school.FREE, step)
    school.hand_in("ann", values={"q1": "a", "q3": 4})
    school.mark()
    feedback()
    data, page = told(school, "ann")
    looks = {name: one["look"] for name, one in data["questions"].items()}
    assert looks == {"q1": "Step 1 of 2: Place the dots", "q2": "Step 1 of 2: Place the dots",
                     "q3": ""}
    assert "You answered: One point" in page
    assert "<style" not in page and "style=" not in page


def try_again(school, day, code="STUB", learner="ann"):
    when = f"2026-11-{day} 10:00:00.000000 UTC"
    school.hand_in(learner, school.CODE, code=getattr(school, code), when=when)
    school.mark()
    feedback()
    return told(school, learner, school.CODE)[0]


def test_experts_have_two_attempts_then_a_conversation_and_nothing_is_lost(school, tmp_path):
    said = try_again(school, 10)
    assert said["attempts"] == {"used": 1, "allowed": 2, "left": 1, "talk": ""}
    assert said["says"][-1] == "You can hand in once more before a talk with your trainer."
    said = try_again(school, 11)
    assert said["attempts"] == {"used": 2, "allowed": 2, "left": 0, "talk": "due"}
    assert said["passed"] is False
    assert said["says"][-1] == (
        "You have used your two attempts. Your trainer will talk with you about what would help. "
        "Everything that you handed in is kept."
    )
    assert "ann: all attempts are used: talk, then qikit talk" in str(school.mark())
    said = try_again(school, 12, "GOOD")
    assert (said["auto"]["points"], said["passed"], said["attempts"]["used"]) == (10, None, 3)
    with grades(tmp_path / "marks")[0].open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["attempts"], row["attempts allowed"], row["conversation"]) == ("3", "2", "due")
    assert row["waits for"] == "a conversation with your trainer"
    attempts.talk("E90", "ann", "We went through prediction; she tries again.")
    assert "all attempts are used" not in str(school.mark())
    feedback()
    said = told(school, "ann", school.CODE)[0]
    assert said["attempts"] == {"used": 3, "allowed": 2, "left": 2, "talk": "held"}
    assert said["says"][-1] == "You can hand in 2 more times before a talk with your trainer."


def test_a_pass_stays_when_a_later_attempt_is_worse(school):
    school.hand_in("ann", values=school.RIGHT[school.FREE])
    school.mark()
    school.hand_in("ann", values={"q1": "a"}, when="2026-11-21 10:00:00.000000 UTC")
    school.mark()
    feedback()
    data, _ = told(school, "ann")
    assert (data["auto"]["points"], data["passed"], data["level"]) == (0, True, "Strong")


def test_hand_ins_between_two_runs_count_as_attempts(school):
    for day in (10, 11):
        school.hand_in("ann", school.CODE, code=school.STUB, when=f"2026-11-{day} 10:00:00.0 UTC")
    assert try_again(school, 12)["attempts"]["used"] == 3


@pytest.mark.parametrize(("tier", "used", "passed", "left", "talk"), [
    ("all_staff", 9, False, None, ""),
    ("managers", 2, False, 1, ""),
    ("managers", 3, False, 0, "due"),
    ("managers", 3, True, 0, ""),
    ("managers", 3, None, 0, ""),
    ("managers", 4, True, 0, "due"),
    ("experts", 2, False, 0, "due"),
])
def test_attempts_are_those_of_the_curriculum(tier, used, passed, left, talk):
    times = tuple(datetime(2026, 11, day + 1) for day in range(used))
    tries = Attempts(times, attempts.ALLOWED[tier])
    assert (tries.left, tries.talk(passed)) == (left, talk)


@pytest.mark.parametrize(("who", "words", "said"), [
    ("ann", " ", "Say in a sentence"),
    ("zoe", "We talked.", "zoe has handed in nothing for A90 yet. Names are"),
    ("anm", "We talked.", "anm has handed in nothing for A90 yet. Did you mean ann?"),
])
def test_a_conversation_needs_words_and_somebody(school, who, words, said):
    school.hand_in("ann")
    school.mark()
    with pytest.raises(QIError, match=said):
        attempts.talk("A90", who, words)


def test_grades_say_what_still_needs_marking(school, tmp_path):
    school.hand_in("@ann")
    school.hand_in("bo", values={"q1": "b"})
    school.hand_in("cy", raw={"answers.json": "{", f"{school.FREE}.ipynb": "{"})
    school.mark()
    paths = grades(tmp_path / "marks")
    with paths[0].open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS)
    seen = {row["learner"]: (row["automatic"], row["needs marking"], row["level"]) for row in rows}
    assert seen == {"'@ann": ("10.0", "yes", "Strong"), "bo": ("3.0", "no", "Emerging"),
                    "cy": ("", "yes", "")}
    sheet = openpyxl.load_workbook(paths[1]).active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet["A2"].value == "@ann"
    assert sheet["A2"].data_type == "s"


def test_no_marks_yet_is_said(school):
    with pytest.raises(QIError, match="There are no marks yet. Collect and mark first"):
        grades("marks")
