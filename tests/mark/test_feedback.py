"""Feedback and grades: what learners and trainers are told, and what never is."""

import csv
import json

import openpyxl
import pytest

from qikit.errors import QIError
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
        "points": 0, "out_of": 4, "state": "not yet",
        "messages": ["You typed the share, not the per cent."],
    }
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
    feedback()
    data, _ = told(school, "ann", school.CODE)
    assert (data["passed"], data["level"]) == (passed, level)


def test_the_rules_are_those_of_the_curriculum():
    shares = {tier: (rule.automatic, rule.manual) for tier, rule in RULES.items()}
    assert shares == {
        "all_staff": (7 / 10, None), "managers": (14 / 20, 6 / 10), "experts": (14 / 20, 13 / 20)
    }


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
