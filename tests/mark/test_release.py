"""Learner copies: what they keep, what they never show, and when they are made."""

import json

import nbformat
import pytest

from qikit.errors import QIError
from qikit.mark import plan as plans
from qikit.mark.course import Course, find
from qikit.mark.release import copy_of, release


@pytest.fixture
def copies(school):
    release()
    return {name: nbformat.read(copy_of(find(name)[0]), 4) for name in (school.FREE, school.CODE)}


def by_id(notebook):
    return {cell.id: cell for cell in notebook.cells}


def test_a_copy_keeps_the_questions_and_loses_what_is_the_marker_s(school, copies):
    text = json.dumps(copies[school.FREE])
    for secret in ("HIDDEN TESTS", "MARK SCHEME", "68.25", "share, not the per cent", "plausible"):
        assert secret not in text
    cells = by_id(copies[school.FREE])
    assert cells["q2-mark"].source == ""
    assert "The median?" in cells["q2-ask"].source
    assert cells["task-t1-cause"].source.startswith("**Cause** (2 points)")
    source = nbformat.read(school.source(school.FREE), 4)
    assert list(cells) == [cell.id for cell in source.cells]
    assert not (copy_of(find(school.FREE)[0]).parent / "facilitator.md").exists()


def test_a_model_answer_becomes_a_stub_that_a_beginner_can_type_over(school, copies):
    assert by_id(copies[school.CODE])["q1-code"].source == school.STUB
    assert plans.plan(find(school.CODE)[0]).solutions == {"code-q1": school.STUB}


def test_only_changed_modules_are_made_again(school, copies):
    assert release() == []
    school.edit(school.FREE, lambda notebook: notebook.cells[0].update(source="# A90 New"))
    assert release() == [school.FREE]
    assert release(["E90"], force=True) == [school.CODE]


def add_to(cell_id, text):
    def change(notebook):
        by_id(notebook)[cell_id].source += text

    return change


@pytest.mark.parametrize(("name", "cell", "text", "said"), [
    ("FREE", "title", "\nShe may say: You typed the share, not the per cent.", None),
    ("CODE", "title", "\n    smallest_of_all = min(values)", "cell 'title' shows a solution"),
    ("CODE", "q2-ask", "\n# qi.score('q2') BEGIN HIDDEN TESTS", "No end hidden tests"),
    ("FREE", "title", "\nFull marks when it is plausible and dated.", "a mark scheme"),
    ("FREE", "title", "\n# Only for the person who runs the session, ever", "facilitator page"),
    ("FREE", "title", "\nSee /home/ann/notes.txt", "a path of this computer"),
])
def test_a_copy_that_shows_too_much_is_refused_by_cell(school, name, cell, text, said):
    release()
    before = copy_of(find(getattr(school, name))[0]).read_bytes()
    school.edit(getattr(school, name), add_to(cell, text))
    if said is None:
        assert release() == [school.FREE]
        return
    with pytest.raises(QIError, match=said):
        release()
    assert copy_of(find(getattr(school, name))[0]).read_bytes() == before


def test_a_marked_question_with_its_key_in_the_ask_cell_is_refused(school):
    def leak(notebook):
        cell = by_id(notebook)["q2-ask"]
        cell.source = cell.source.replace("within=0.5", "within=0.5, key=68.25")

    school.edit(school.FREE, leak)
    with pytest.raises(QIError, match="'q2'|question q2 is marked after hand-in.*carries key"):
        release()


def test_a_path_of_this_checkout_is_refused(school):
    school.edit(school.FREE, add_to("title", f"\n{school.root}/datasets"))
    with pytest.raises(QIError, match="cell 'title' shows a path of this computer"):
        release()


@pytest.mark.parametrize(("cell", "old", "new", "said"), [
    ("q1-mark", 'qi.score("q1")', "1", "'mark-q1' marks 0 questions"),
    ("q1-mark", 'qi.score("q1")', 'qi.score("q1"); qi.score("q3")', "no question 'q3'"),
    ("q1-ask", "points=3", "points=2", "3 points in nbgrader and 2 in its question"),
    ("q1-ask", "qi.ask", "qi.aks", "cell 'ask-q1' of the source does not run: AttributeError"),
])
def test_a_module_that_does_not_agree_with_itself_is_refused(school, cell, old, new, said):
    def change(notebook):
        by_id(notebook)[cell].source = by_id(notebook)[cell].source.replace(old, new)

    school.edit(school.FREE, change)
    with pytest.raises(QIError, match=said):
        release()


def test_a_revised_module_is_let_in_after_people_handed_in(school):
    school.hand_in("ann")
    school.mark()

    def revise(notebook):
        notebook.cells = [cell for cell in notebook.cells if cell.id not in ("q3-ask", "q3-mark")]
        notebook.cells += [
            school.ask("q4", 'qi.ask.number("q4", "New?", key=1, points=3)'),
            school.mark_cell("q4", 3, 'qi.score("q4")'),
        ]

    school.edit(school.FREE, revise)
    school.mark()
    row = school.rows()["ann"]
    assert "mark-q3" not in row
    assert row["mark-q4"]["auto_score"] == 0
    assert school.points() == {"ann": 7}


def test_a_cell_with_a_person_s_marks_is_never_taken_out(school):
    school.hand_in("ann")
    school.mark()
    school.manual("ann", "task-t1-check", 2)
    school.edit(school.FREE, lambda notebook: notebook.cells.pop())
    with pytest.raises(QIError, match="no longer has the cell 'task-t1-check'"):
        school.mark()
    assert school.rows()["ann"]["task-t1-check"]["manual_score"] == 2


def test_the_gradebook_knows_every_point(school, copies):
    from nbgrader.api import Gradebook

    course = Course("experts")
    with Gradebook(f"sqlite:///{course.gradebook}", course.id) as book:
        notebook = book.find_notebook(school.CODE, school.CODE)
        points = {cell.name: cell.max_score for cell in notebook.grade_cells + notebook.task_cells}
    assert points == {"mark-q1": 6, "mark-q2": 4, "task-t1-correct": 20}
