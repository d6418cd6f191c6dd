"""The practica: found beside the tiers, in no pathway, with forms, criteria and two markers."""

import re

import nbformat
import pytest

from qikit.course.modules import DOSES, modules, usable
from qikit.course.pathways import pathway
from qikit.mark.standing import RULES, standing
from qikit.place import root

FOLDERS = sorted((root() / "curriculum" / "practice").glob("P[0-9]_*"))
NEEDED = {  # what each must show (curriculum, section 6.1), as the forms that hold it
    "P2": {"decision_review"}, "P3": {"leader_log"},
    "P4": {"charter", "ramp", "coproduction", "control_plan"},
    "P5": {"conversation_log", "observed_practice"}, "P6": {"portfolio"},
}


@pytest.fixture(params=FOLDERS, ids=[folder.name for folder in FOLDERS])
def practicum(request, marker):
    """One practicum, as the marker reads it."""
    return marker(request.param.name)


def prose(plan):
    return "\n".join(cell.source for cell in plan.notebook.cells if cell.cell_type == "markdown")


def test_each_group_beyond_all_staff_has_one():
    found = {module.id: module.dose for module in usable()[0] if module.practicum}
    assert found == dict(zip(NEEDED, DOSES[1:], strict=True))


def test_no_pathway_counts_them(reference):
    assert not [module for module in modules() if module.practicum]
    for key in DOSES:
        assert not [module for module in pathway(key) if module.practicum]


def test_the_notebook_is_valid_and_says_how_long(practicum):
    nbformat.validate(practicum.notebook)
    text = prose(practicum)
    steps = re.findall(r"^## Step \d of \d: .+ \((\d+) minutes\)", text, re.M)
    module = practicum.module
    assert sum(map(int, steps)) <= module.minutes
    said = re.sub(r"=== BEGIN MARK SCHEME.*?=== END MARK SCHEME ===", "", text, flags=re.S)
    activity = practicum.notebook.metadata["qikit"]["activity"]
    assert len(said.split()) / 180 + activity <= module.minutes


def test_it_asks_for_what_it_must_show(practicum):
    forms = {question.form.name for question in practicum.questions.values()
             if question.kind == "form"}
    assert forms == NEEDED[practicum.module.id]
    assert "omplete means" in prose(practicum)


def test_coaches_are_observed_three_times(marker):
    seen = [question for question in marker("P5_coach").questions.values()
            if question.kind == "form" and question.form.name == "observed_practice"]
    assert len(seen) == 3


def test_the_programme_has_26_weeks_and_six_half_days(marker):
    text = prose(marker("P4_improvement_leader"))
    weeks = re.findall(r"^\| (\d+)(?:-(\d+))? \|", text, re.M)
    covered = [week for first, last in weeks for week in range(int(first), int(last or first) + 1)]
    assert covered == list(range(1, 27))
    assert re.findall(r"Half-day (\d)", text) == [str(number) for number in range(1, 7)]
    assert marker("P4_improvement_leader").questions["half"].key == 6


def test_criteria_add_up_to_twenty_with_three_levels(practicum):
    tasks = {task.criterion: task.points for task in practicum.tasks}
    assert sum(tasks.values()) == 20 and len(tasks) >= 4
    assert practicum.out_of == 0
    for cell in practicum.notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("task"):
            before, scheme = cell.source.split("=== BEGIN MARK SCHEME ===")
            assert "Full" not in before
            assert all(f"**{level}" in scheme for level in ("Full", "Half", "Zero"))


def test_two_people_decide_and_nothing_may_be_missing(practicum):
    rule = RULES["practice"]
    assert rule.second
    words = rule.words(practicum)
    assert words.startswith("To pass you need 13 of 20 for what you wrote")
    assert "Two people" in words and "questions" not in words

    def of(share, last):
        rows = {task.cell: {"auto_score": None, "manual_score": share * task.points,
                            "extra_credit": 0, "needs_manual_grade": False}
                for task in practicum.tasks}
        rows[practicum.tasks[-1].cell]["manual_score"] = last
        return standing(practicum, rows)

    most = practicum.tasks[-1].points
    assert (of(1, most).passed, of(1, most).level) == (True, "Strong")
    assert of(1, 0).passed is False and of(0.5, most).passed is False
