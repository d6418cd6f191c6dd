"""Questions of every kind of the curriculum, given answers that nobody means well."""

import time
from collections import Counter
from dataclasses import replace

import pytest

from qikit.course.modules import usable
from qikit.mark import rebuild
from qikit.mark.handin import Handin
from qikit.mark.judge import judge
from qikit.mark.plan import plan

SECONDS = 10
OF_EACH_KIND = 3
VALUES = {
    "giant": 10**400,
    "negative": -(10**300),
    "tiny": 5e-324,
    "true": True,
    "false": False,
    "digits": "9" * 300_000,
    "commas": "1," * 150_000,
    "spaces": " " * 300_000 + "x",
    "letters": "a" * 300_000,
    "words": "a b " * 75_000,
    "brackets": "(" * 200_000,
    "nul": "\0",
    "nan": "nan",
    "infinity": "inf",
    "exponent": "1e999",
    "digits of another script": "\u0663\u0661",
    "list": ["\0"] * 3_000,
    "numbers": list(range(3_000)),
    "pairs": [["a", "b"]] * 3_000,
    "empty lists": [[]] * 1_000,
    "nulls": [None] * 100,
    "mixed": [None, {}, [], "", 0, True, "x"],
    "table": {str(n): n for n in range(3_000)},
    "proto": {"__proto__": {"a": 1}, "": None},
    "nested": {"a": {"a": {"a": {"a": {"a": {"a": []}}}}}},
    "table of lists": {"a": [{}], "b": [[]]},
    "marks": {"points": 99, "state": "right", "value": "right"},
    "key": "key",
    "class": "__class__",
}


@pytest.fixture(scope="module")
def plans():
    """Each module's plan with the questions taken from it: the first few of each kind."""
    found, seen = [], Counter()
    for module in usable()[0]:
        known = plan(module)
        taken = {}
        for cell, mark in known.marks.items():
            kind = mark.question.kind
            if kind != "code" and mark.points and seen[kind] < OF_EACH_KIND:
                seen[kind] += 1
                taken[cell] = mark
        if taken:
            found.append(replace(known, marks=taken, solutions={}))
    assert len(seen) >= 7, "most kinds of question"
    return found


@pytest.mark.parametrize("given", VALUES)
@pytest.mark.parametrize("inside", [False, True], ids=["whole", "inside"])
def test_no_answer_of_a_wrong_form_earns_or_stops_anything(plans, given, inside):
    started = time.monotonic()
    for known in plans:
        answers = {
            name: {"value": _inside(question, VALUES[given]) if inside else VALUES[given]}
            for name, question in known.questions.items()
        }
        outcome = judge(known, Handin("ann", known.name, "", answers=answers))
        assert list(outcome.marks) == list(known.marks)
        for mark in outcome.marks.values():
            assert mark.points is None or 0 <= mark.points <= mark.out_of
            nearly = given == "tiny" and _key(known, mark) == 0
            assert inside or nearly or mark.points != mark.out_of, mark
        assert inside or rebuild.text(rebuild.rebuild(known, outcome)).encode()
    assert time.monotonic() - started < SECONDS


def _key(known, mark):
    """The right answer behind a mark. Where 0 is right, a hair more than 0 is right too."""
    asked = next(each for each in known.marks.values() if each.question.id == mark.question)
    return asked.question.key if asked.key is None else asked.key


def _inside(question, value):
    """The value where the page puts one field, row or item of this question."""
    spec = question.spec()
    for part in ("fields", "rows", "items", "options", "left"):
        if isinstance(spec.get(part), list):
            names = [each[0] if isinstance(each, list | tuple) else each for each in spec[part]]
            return {str(name): value for name in names}
    return [value]
