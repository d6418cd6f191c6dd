"""Three submissions a module, marked by the real marker: model, blank and misconception.

They stand in the test file of each module, as ``MODEL``, ``MISCONCEPTION`` and
``MISCONCEPTION_MARKS``; those of modules in which learners write code are in
``test_code_submissions.py``.
"""

import re
from pathlib import Path

CODED = False
OUT_OF = {"A": 10, "M": 20, "E": 20}
BY_A_PERSON = {"A": 4, "M": 10, "E": 20}


def test_every_module_has_its_submissions(folders):
    tests = Path(__file__).parent
    assert all("\nMODEL = " in (tests / f"test_{folder.name}.py").read_text("utf-8")
               for folder in folders)


def test_the_model_earns_every_point(of, keys, marked):
    assert marked(of.NAME, of.MODEL) == {name: each["points"] for name, each in keys.items()}
    assert sum(each["points"] for each in keys.values()) == OUT_OF[of.NAME[0]]


def test_blank_earns_nothing(of, marked):
    assert sum(marked(of.NAME, {}).values()) == 0


def test_the_misconception_earns_what_is_stated(of, marked):
    assert marked(of.NAME, of.MISCONCEPTION) == of.MISCONCEPTION_MARKS
    assert 0 < sum(of.MISCONCEPTION_MARKS.values()) < 0.7 * OUT_OF[of.NAME[0]]


def test_every_wrong_answer_of_the_misconception_is_answered_with_a_reason(of, lessons):
    for mark in lessons(of.NAME).plan.marks:
        said = mark.score(of.MISCONCEPTION.get(mark.question.id))
        if said.points < mark.points:
            reasons = [each for each in said.messages if not each.endswith("are right.")]
            assert reasons, mark.question.id
            assert not any("Have another look" in each for each in reasons), mark.question.id


def test_what_a_person_marks_adds_up_and_its_levels_stand_in_the_scheme_alone(of, lessons):
    tasks = [cell for cell in lessons(of.NAME).cells
             if cell.metadata.get("nbgrader", {}).get("task")]
    points = [cell.metadata["nbgrader"]["points"] for cell in tasks]
    assert sum(points) == BY_A_PERSON[of.NAME[0]]
    for cell in tasks if of.NAME[0] != "A" else ():
        before, scheme = cell.source.split("=== BEGIN MARK SCHEME ===")
        assert "Full" not in before
        assert "**Full" in scheme and "**Zero" in scheme


def test_the_facilitator_page_says_the_same_points(of, keys, lessons):
    page = (lessons(of.NAME).folder / "facilitator.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+[bc]?) .*? \| .+? \| (\d+) \|$", page, re.MULTILINE)
    told = {f"q{number}": int(points) for number, points in rows}
    tabled = re.findall(r"^### Question (\d+): .+? \((\d+) points", page, re.MULTILINE)
    told |= {f"q{number}": int(points) for number, points in tabled}
    assert told == {name: each["points"] for name, each in keys.items()}
