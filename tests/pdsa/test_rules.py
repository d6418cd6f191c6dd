"""The engine that checks forms: each rule by example, and by property."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qikit import pdsa
from qikit.learn.forms import making as make
from qikit.learn.forms.rules import _RULES, judge

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
FORM = VECTORS["form"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=12)
    | st.sampled_from(["cycles", "c-1", "2026-10-05", "5", "Order it"]),
    lambda inside: st.lists(inside, max_size=4)
    | st.dictionaries(st.sampled_from(["a", "b", "id", "first", "cycles", "name"]), inside,
                      max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: json.dumps(case["rule"])[:60])
def test_the_shared_vectors(case):
    holds, which = judge(FORM, case["rule"], case["value"])
    assert [holds, which] == [case["holds"], case.get("which", [])]


def test_every_rule_has_vectors_of_both_kinds():
    def used(rule):
        yield rule[0]
        for inside in rule[1:]:
            if isinstance(inside, list) and inside and inside[0] in _RULES:
                yield from used(inside)

    for wanted in (True, False):
        names = {name for case in VECTORS["cases"] if case["holds"] is wanted
                 for name in used(case["rule"])}
        assert set(_RULES) <= names


@settings(deadline=None)
@given(JSON)
def test_no_answer_breaks_the_engine(value):
    for case in VECTORS["cases"]:
        holds, which = judge(FORM, case["rule"], value)
        assert isinstance(holds, bool)
        assert not (holds and which)


@settings(deadline=None)
@given(JSON)
def test_not_and_all_and_any_are_logic(value):
    rules = [case["rule"] for case in VECTORS["cases"][::4]]
    found = [judge(FORM, rule, value)[0] for rule in rules]
    assert judge(FORM, ["all", *rules], value)[0] == all(found)
    assert judge(FORM, ["any", *rules], value)[0] == any(found)
    assert judge(FORM, ["not", rules[0]], value)[0] != found[0]


times = st.datetimes().map(lambda at: at.isoformat(timespec="milliseconds") + "Z")


@settings(deadline=None)
@given(times, times)
def test_a_prediction_counts_when_it_was_entered_first(prediction, result):
    first = {"predicted": prediction, "result": result}
    assert judge(FORM, ["entered", "predicted", "result"], {"first": first})[0] == (
        prediction < result
    )


@settings(deadline=None)
@given(times, st.text(max_size=24))
def test_a_time_that_is_none_proves_nothing(time, other):
    rule = ["entered", "predicted", "result"]
    for first in ({"predicted": time}, {"result": time}, {}, other,
                  {"predicted": other[:23], "result": time}):
        assert judge(FORM, rule, {"first": first})[0] is False


@settings(deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_the_ramp_asks_every_prediction_before_its_result(kept):
    early, late = "2026-10-05T08:00:00.000Z", "2026-10-05T09:00:00.000Z"
    cycles = [
        {"id": f"cycles-{n}", "predicted": "5", "result": "6",
         "first": {"predicted": early if good else late, "result": late if good else early}}
        for n, good in enumerate(kept, 1)
    ]
    found = {each["id"]: each for each in pdsa.review(pdsa.ramp(), {"cycles": cycles})}
    assert found["prediction"]["met"] == all(kept)
    late_ones = [n for n, good in enumerate(kept, 1) if not good]
    assert all(f"cycle {n}" in found["prediction"]["words"] for n in late_ones)


def test_a_form_with_very_many_rows_is_read_in_part():
    form = pdsa.driver_diagram()
    ideas = [{"id": f"ideas-{n}", "name": "x", "to": f"ideas-{n + 1}"} for n in range(5000)]
    found = pdsa.review(form, {"ideas": ideas, "primary": ideas, "secondary": ideas})
    assert len(found) == 6


def test_checks_are_plain_data():
    made = make.check("a", "Good.", "Next.", ("filled", "a"), otherwise="Begin.", weight=2)
    assert made == {"id": "a", "good": "Good.", "next": "Next.", "rule": ["filled", "a"],
                    "weight": 2, "otherwise": "Begin."}
