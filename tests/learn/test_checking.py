"""Code questions: cases, the learner's own check, and hidden cases."""

import math
import pickle

import numpy as np
import pandas as pd
import pytest

import qikit as qi
from qikit.learn import ask, cases, checking, session

CASES = [
    qi.case([2, 4, 6], {"centre": 4, "upper": 9.32}, within=0.01, name="three values"),
    qi.case([5, 5], {"centre": 5, "upper": 5}, name="no variation"),
]


@pytest.fixture
def notebook(monkeypatch):
    """The names of a notebook, empty; a question ``q1`` is asked in it."""
    monkeypatch.setenv("QIKIT_FACE", "text")
    names = {}
    monkeypatch.setattr(checking, "_names", lambda: names)
    with session.use(session.Session("E05_shewhart_charts", None)) as here:
        ask.code("q1", "Write the limits.", function="limits", cases=CASES, points=3)
        names["session"] = here
        yield names


def good(values):
    spread = np.abs(np.diff(values)).mean()
    return {"centre": values.mean(), "upper": values.mean() + 2.66 * spread, "more": 1}


def test_all_right(notebook):
    notebook["limits"] = good
    assert repr(qi.check("q1")) == (
        "Question 1: all 2 cases pass. Other numbers are tried when it is marked.\n"
        "  Right: three values\n  Right: no variation"
    )
    kept = notebook["session"].answer("q1")
    assert kept["value"] == {"passed": 2, "of": 2}
    assert kept["attempts"][0]["state"] == "right"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (lambda v: {"centre": 4, "upper": 8}, "returned 8 for 'upper'; 9.32 was expected."),
        (lambda v: {"centre": 4}, "something else than expected: it has no 'upper'."),
        (lambda v: [4, 9.32], "expected: a list, where a dictionary is asked for."),
        (lambda v: print(end=''), "limits returned nothing. Does it end with return?"),
        (lambda v: print(1 / 0), "limits stopped at line"),
        (lambda v: lost, "check the spelling, or give it a value first"),  # noqa: F821
        (lambda v: v.nope, "has no attribute 'nope' (AttributeError)."),
        (lambda: 1, "limits stopped"),
    ],
)
def test_what_is_not_right_is_said_in_words(notebook, written, said):
    notebook["limits"] = written
    shown = repr(qi.check("q1"))
    assert shown.splitlines()[0] == (
        "Question 1: 0 of 2 cases pass. Change the cell and try again."
    )
    assert "  Not yet: three values. limits" in shown
    assert said in shown
    assert "Traceback" not in shown


def test_the_line_that_stopped_is_named(notebook):
    code = compile("def limits(values):\n    x = 1\n    return x / 0\n", "cell", "exec")
    exec(code, notebook)
    assert "limits stopped at line 3 of its cell: it divided by zero." in repr(qi.check("q1"))


@pytest.mark.parametrize(
    "stub", ["", "...  # your answer here", '"""Limits."""\n    # first\n    ...  # here']
)
def test_not_written_yet(notebook, stub):
    if stub:
        exec(f"def limits(values):\n    {stub}\n", notebook)
    assert repr(qi.check("q1")).startswith("limits is not written yet.")
    assert notebook["session"].answer("q1")["attempts"] == []


def test_a_function_that_spoils_its_input_spoils_nothing_else(notebook):
    def greedy(values):
        found = good(values)
        values[:] = 0
        return found

    notebook["limits"] = greedy
    assert "all 2 cases pass" in repr(qi.check("q1"))
    assert "all 2 cases pass" in repr(qi.check("q1"))


def test_score_in_the_notebook_uses_hidden_cases(notebook):
    hidden = [qi.case([1, 3], {"centre": 2}), qi.case([1, 2], {"centre": 9}), CASES[1]]
    assert qi.score("q1", cases=hidden) == 0
    notebook["limits"] = good
    assert qi.score("q1", cases=hidden) == 2


def planned(**score):
    with session.plan() as plan:
        ask.code("q1", "?", functions=["p_limits", "u_limits"], points=4)
        qi.score("q1", **score)
        assert repr(qi.check("q1")) == ""
    return plan.marks[0]


HIDDEN = [
    qi.case(([1, 2], [10, 20]), [0.1, 0.1], function="p_limits", name="unequal n"),
    qi.case(([3], [4]), 0.75, function="u_limits", relative=1e-3, name="one month"),
]


def test_hidden_cases_earn_their_share_and_failures_cost_only_their_own():
    mark = planned(cases=HIDDEN, why={"unequal n": "Use each month's own n."})

    def call(function, args):
        if function == "p_limits":
            raise cases.CallFailed("p_limits ran longer than 10 seconds.")
        return args[0][0] / args[1][0]

    result = mark.score_code(call)
    assert (result.points, result.out_of, result.state) == (2, 4, "partly right")
    assert result.messages == ("Use each month's own n.",)


def test_a_hidden_case_never_gives_its_key():
    result = planned(cases=HIDDEN).score_code(lambda function, args: 12345)
    assert result.points == 0
    assert result.messages[0] == (
        "Not yet on unequal n: p_limits returned something else than expected: "
        "a number, where a list is asked for."
    )
    assert "0.75" not in " ".join(result.messages)


def test_a_perfect_hand_in():
    result = planned(cases=HIDDEN).score_code(
        lambda function, args: {"p_limits": [0.1, 0.1], "u_limits": np.float64(0.7501)}[function]
    )
    assert (result.points, result.state) == (4, "right")


def test_marks_travel_to_another_process():
    mark = pickle.loads(pickle.dumps(planned(cases=HIDDEN)))
    assert mark.score_code(lambda function, args: None).points == 0


@pytest.mark.parametrize(
    ("got", "expect", "within", "agreed"),
    [
        (1.0, 1, 0, True),
        (1.04, 1, 0.05, True),
        (1.06, 1, 0.05, False),
        (True, 1, 0, False),
        (1, True, 0, False),
        (True, True, 0, True),
        ([1, 2], [1, 2, 3], 0, False),
        ({"a": 1, "b": 2}, {"a": 1}, 0, True),
        ({"b": 2}, {"a": 1}, 0, False),
        ("No  Signal", "no signal", 0, True),
        (math.nan, math.nan, 0, True),
        (math.nan, 1, 9, False),
        (math.inf, math.inf, 0, True),
        (math.inf, 1e9, 1, False),
        (None, None, 0, True),
        (None, 0, 0, False),
        ("1", 1, 0, False),
    ],
)
def test_what_counts_as_the_same(got, expect, within, agreed):
    assert cases.agrees(got, expect, within) is agreed


def test_arrays_and_tables_become_plain():
    frame = pd.DataFrame({"n": [1, 2]})
    assert cases.plain({"a": np.arange(2), "b": frame, "c": {3, 1}, "d": (1,)}) == {
        "a": [0, 1], "b": {"n": [1, 2]}, "c": [1, 3], "d": [1],
    }
    given = cases.arguments(([1, 2], "text", {"a": [1]}, [True, False], []))
    assert given[0].dtype == float
    assert given[1:] == ["text", {"a": [1]}, [True, False], []]
