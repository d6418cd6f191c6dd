"""Notebooks whose cells were deleted, doubled, reordered, edited or named otherwise."""

import json
import time

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

SPREAD = "def spread(values):\n    return {'low': min(values), 'high': max(values)}"
TOTAL = "def total(values):\n    return sum(values)"
STOP = "import os; os._exit(0)"
HONEST = ("a_first", "m_middle", "z_last")
EASY = "### BEGIN HIDDEN TESTS\nqi.score('q1', cases=[])\n### END HIDDEN TESTS"


def longer(school):
    """A second code question, so that cells can stand for one another."""
    def change(notebook):
        at = next(n for n, cell in enumerate(notebook.cells) if cell.id == "q2-ask")
        notebook.cells[at:at] = [
            school.ask("q3", 'qi.ask.code("q3", "Write total.", function="total", points=2, '
                             'cases=[qi.case([1, 2], 3)])'),
            school.solution("def total(values):\n    ### BEGIN SOLUTION\n    return sum(values)\n"
                            "    ### END SOLUTION", "code-q3"),
            school.mark_cell("q3", 2, 'qi.score("q3", cases=[qi.case([4.5, 5], 9.5)])'),
        ]
        notebook.cells[at + 1].id = "q3-code"
    school.edit(school.CODE, change)


def named(school, name, source, **changed):
    """A code cell with nbgrader's metadata, some of it changed."""
    made = school.solution(source, name)
    made.metadata.nbgrader.update(changed)
    return made


def cases(school):
    """Name: the cells handed in, and the points of 12 that they earn."""
    def cell(name, source, **changed):
        return named(school, name, source, **changed)

    def bare(source, **metadata):
        return new_code_cell(source, metadata=metadata)

    spread, total = cell("code-q1", SPREAD), cell("code-q3", TOTAL)
    both = [spread, total]
    text = new_markdown_cell(SPREAD, metadata=spread.metadata)
    chain = [bare(f"name{n} = name{n - 1}") for n in range(2_000, 0, -1)]
    return {
        "deleted": ([bare("1")], 4),
        "one_deleted": ([spread], 10),
        "duplicated": ([*both, cell("code-q1", "def spread(values): return 0")], 12),
        "duplicated_wrong_first": ([cell("code-q1", "def spread(values): return 0"), *both], 6),
        "reordered": ([total, spread], 12),
        "reordered_before_the_start": ([*both, cell("show-start", "1")], 12),
        "re_pointed_to_each_other": ([cell("code-q3", SPREAD), cell("code-q1", TOTAL)], 12),
        "re_pointed_to_one": ([spread, cell("code-q1", TOTAL)], 10),
        "re_pointed_to_a_mark": ([cell("mark-q1", SPREAD), total], 6),
        "re_pointed_to_a_question": ([cell("ask-q1", STOP), *both], 12),
        "re_pointed_to_nothing": ([cell("code-q99", SPREAD), cell("", TOTAL)], 12),
        "re_pointed_to_a_task": ([cell("task-t1-correct", STOP, task=True), *both], 12),
        "test_edited": ([*both, cell("mark-q1", EASY, grade=True, points=999)], 12),
        "test_alone": ([cell("mark-q1", EASY, grade=True, points=999)], 4),
        "test_doubled": ([cell("mark-q1", EASY, grade=True)] * 9 + both, 12),
        "test_replaced_by_score": ([bare("qi.score = lambda *a, **k: 99"), *both], 12),
        "points_changed": ([cell("code-q1", SPREAD, points=100, grade=True), total], 12),
        "points_negative": ([cell("code-q1", SPREAD, points=-5, grade=True), total], 12),
        "points_moved": ([cell("code-q3", "1", points=12, grade=True), spread], 10),
        "locked_edited": ([cell("show-start", STOP), *both], 12),
        "locked_deleted": (both, 12),
        "unlocked": ([cell("ask-q1", STOP, locked=False, solution=True), *both], 12),
        "schema_old": ([cell("code-q1", SPREAD, schema_version=1), total], 12),
        "schema_new": ([cell("code-q1", SPREAD, schema_version=99), total], 12),
        "schema_odd": ([cell("code-q1", SPREAD, schema_version={}), total], 12),
        "no_metadata": ([bare(SPREAD), bare(TOTAL)], 12),
        "metadata_of_odd_form": ([bare(SPREAD, nbgrader=[1]), bare(TOTAL, nbgrader="x")], 12),
        "names_of_odd_form": ([cell(["code-q1"], SPREAD), cell(7, TOTAL)], 12),
        "made_text": ([text, total], 6),
        "own_helper": ([
            bare("import math\ndef least(v): return min(v)"), bare(STOP),
            cell("code-q1", "def spread(v): return {'low': least(v), 'high': max(v)}"), total,
        ], 12),
        "own_import_tried": ([
            bare("try:\n    import math as m\nexcept ImportError:\n    raise"),
            cell("code-q1", "assert m.pi > 3\n" + SPREAD), total,
        ], 12),
        "own_table_filled": ([
            bare("names = {}"), bare("names['first'] = 'low'"),
            cell("code-q1", "def spread(v): return {names['first']: min(v), 'high': max(v)}"),
            total,
        ], 12),
        "own_star_import": ([
            bare("from math import *"), cell("code-q1", "assert pi > 3\n" + SPREAD), total,
        ], 12),
        "own_helper_under_if": ([
            bare("if True:\n    def least(v):\n        return min(v)"),
            cell("code-q1", "def spread(v): return {'low': least(v), 'high': max(v)}"), total,
        ], 12),
        "own_cell_runs_on_and_on": ([bare("while True: pass"), *both], 12),
        "stopped_before_it_was_made": ([cell("code-q1", "lost\n" + SPREAD), total], 6),
        "own_cell": ([cell("code-q1", school.STUB), bare(SPREAD), total], 12),
        "own_cell_breaks_it_later": ([*both, bare("spread = None")], 6),
        "own_cell_ends_the_program": ([*both, bare("spread = None\n" + STOP)], 12),
        "as_released": ([cell("code-q1", school.STUB)], 4),
        "long_chain": ([*chain, cell("code-q1", SPREAD + "\nname2000"), total], 4),
        "huge_cell": ([cell("code-q1", "x = 1  # " + "x" * 300_000), total], 6),
        "many_cells": ([bare(f"x{n} = {n}") for n in range(5_000)] + both, 4),
    }


ODD = {
    "nbformat_3": ({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [
        {"cell_type": "code", "input": SPREAD.splitlines(True)},
        {"cell_type": "code", "input": TOTAL},
    ]}]}, 12),
    "nbformat_9": ({"nbformat": 9, "cells": [{"cell_type": "code", "source": SPREAD}]}, 10),
    "no_nbformat": ({"cells": [{"cell_type": "code", "source": SPREAD}]}, 10),
    "cells_of_odd_form": (
        {"nbformat": 4, "cells": [None, 7, [], {"cell_type": "code", "source": {"a": 1}},
                                  {"cell_type": "code", "metadata": None, "source": SPREAD}]}, 10,
    ),
}
NAMES = [
    "deleted", "one_deleted", "duplicated", "duplicated_wrong_first", "reordered",
    "reordered_before_the_start", "re_pointed_to_each_other", "re_pointed_to_one",
    "re_pointed_to_a_mark", "re_pointed_to_a_question", "re_pointed_to_nothing",
    "re_pointed_to_a_task", "test_edited", "test_alone", "test_doubled", "test_replaced_by_score",
    "points_changed", "points_negative", "points_moved", "locked_edited", "locked_deleted",
    "unlocked", "schema_old", "schema_new", "schema_odd", "no_metadata", "metadata_of_odd_form",
    "names_of_odd_form", "made_text", "own_helper", "own_import_tried",
    "own_table_filled", "own_star_import", "own_helper_under_if", "own_cell_runs_on_and_on",
    "stopped_before_it_was_made", "own_cell", "own_cell_breaks_it_later",
    "own_cell_ends_the_program", "as_released", "long_chain", "huge_cell", "many_cells", *ODD,
]


@pytest.fixture(scope="module")
def marked(one_school):
    """All of them, with honest work before, between and after, marked in one run."""
    longer(one_school)
    right = [named(one_school, "code-q1", SPREAD), named(one_school, "code-q3", TOTAL)]
    for name in HONEST:
        one_school.hand_in(name, one_school.CODE, cells=right)
    expected = {}
    every = {
        name: ({"nbformat": 4, "metadata": {}, "cells": cells}, points)
        for name, (cells, points) in cases(one_school).items()
    }
    for name, (notebook, points) in (every | ODD).items():
        raw = {f"{one_school.CODE}.ipynb": json.dumps(notebook)}
        one_school.hand_in(name, one_school.CODE, raw=raw)
        expected[name] = points
    started = time.monotonic()
    done = one_school.mark(workers=2)
    one_school.took = time.monotonic() - started
    return one_school, done, expected, one_school.points(one_school.CODE)


@pytest.mark.parametrize("name", NAMES)
def test_only_what_was_asked_for_counts(marked, name):
    school, _, expected, found = marked
    assert found[name] == expected[name]
    receipt = school.receipt(name, school.CODE)
    assert {cell: mark["out_of"] for cell, mark in receipt["marks"].items()} == {
        "mark-q1": 6, "mark-q3": 2, "mark-q2": 4
    }
    shown = json.loads(school.shown(name, school.CODE))
    points = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["metadata"]["nbgrader"]["points"]
        for cell in shown["cells"] if "points" in cell["metadata"].get("nbgrader", {})
    }
    assert points == {"mark-q1": 6, "mark-q3": 2, "mark-q2": 4, "task-t1-correct": 20}


def test_every_case_is_in_the_list(marked):
    assert sorted(NAMES) == sorted(marked[2])


def test_honest_work_in_the_same_run_is_marked_right(marked):
    school, done, _, found = marked
    assert [found[name] for name in HONEST] == [12, 12, 12]
    assert done.unreadable == []
    assert school.took < 120


def test_what_nobody_wrote_is_said_to_be_not_answered(marked):
    school = marked[0]
    for name in ("as_released", "deleted", "test_alone"):
        assert school.receipt(name, school.CODE)["marks"]["mark-q1"]["state"] == "not answered"


def test_a_learner_is_told_what_stopped_the_cell_that_makes_her_function(marked):
    mark = marked[0].receipt("stopped_before_it_was_made", marked[0].CODE)["marks"]["mark-q1"]
    assert any("the cell that makes spread stopped before it was made. NameError" in said
               and "'lost'" in said for said in mark["messages"])
    assert not any("no function called" in said for said in mark["messages"])
