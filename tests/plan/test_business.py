"""The business case: the worked check C11 of 7.6, and what must hold."""

import numpy as np
import pytest

from qikit import QIError
from qikit.plan import business
from qikit.plan.business import AREAS, READINGS, Benefit, Case, Cost, cautions, flows, results


@pytest.fixture
def c11(reference):
    """The worked case."""
    of = reference["C11"]
    first, last = of["benefit_months"]
    return Case(
        costs=(Cost("start", of["cost_start"]),
               Cost("monthly", of["cost_months"], of["cost_monthly"], 1, of["cost_months"])),
        benefits=tuple(
            Benefit(type, type, of[type], first=first, last=last, confidence=0.5)
            for type in ("cash", "capacity", "avoided")),
    )


def test_c11_in_three_readings(c11, reference):
    of, found = reference["C11"], results(c11)
    assert found["cash"]["costs"] == of["costs"]
    for reading, key in zip(READINGS, ("cash", "cash_and_avoided", "all"), strict=True):
        assert found[reading]["roi"] == pytest.approx(of[f"roi_{key}"], abs=0.0051)
    assert found["all monetised"]["break_even"] == of["break_even_month_all"]
    assert found["cash and avoided"]["break_even"] == of["break_even_month_cash_and_avoided"]
    assert found["cash"]["break_even"] is None
    assert flows(c11)["cumulative"][6] == pytest.approx(of["cumulative_net_month_6"])


def test_present_value_by_hand(c11):
    rows = flows(c11)
    by_hand = sum((benefit - cost) / 1.035 ** (month / 12) for month, cost, benefit in zip(
        rows["month"], rows["costs"], rows["benefits"], strict=True))
    assert results(c11)["all monetised"]["present_value"] == pytest.approx(by_hand)
    assert by_hand < rows["cumulative"][-1]


def test_expected_value_is_value_times_confidence(c11):
    assert results(c11)["all monetised"]["expected"] == pytest.approx((6400 + 31200 + 12500) / 2)


def test_a_ramp_moves_money_later_and_makes_none():
    even = Case((Cost("c", 10),), (Benefit("b", "cash", 1200, first=1, last=12),))
    ramp = Case((Cost("c", 10),), (Benefit("b", "cash", 1200, first=1, last=12, ramp=6),))
    one, other = flows(even)["benefits"], flows(ramp)["benefits"]
    assert one.sum() == pytest.approx(other.sum()) == pytest.approx(1200)
    assert (np.cumsum(other) <= np.cumsum(one) + 1e-9).all() and other[1] < one[1]
    assert (np.diff(other[1:]) >= -1e-9).all()


def test_the_tornado_names_what_moves_the_net_most(c11):
    swings = business.tornado(c11)
    assert [each["name"] for each in swings[:3]] == ["capacity", "avoided", "start"]
    assert swings[0]["high"] - swings[0]["low"] == pytest.approx(31200 / 2)
    assert len(business.tornado(c11, most=2)) == 2


def test_questions_of_a_finance_director(c11):
    said = " ".join(cautions(c11))
    assert "'capacity' frees capacity. Say where the hours went" in said
    assert "without a price" in said and AREAS[0] in said
    twice = Case((Cost("c", 1),), (
        Benefit("a", "cash", 1, hours_of="Letter hours", first=2),
        Benefit("b", "capacity", 1, hours_of="letter hours", where="clinics", first=2)))
    assert any("count in a and b" in each for each in cautions(twice))
    early = Case((Cost("c", 1, first=3, last=3),), (Benefit("b", "cash", 1, first=1),))
    assert any("Costs come first" in each for each in cautions(early))
    sure = Case((Cost("c", 1),), (Benefit("b", "cash", 1, evidence=1, confidence=0.9),))
    assert any("a story" in each for each in cautions(sure))


def test_a_whole_case_has_nothing_open():
    case = Case((Cost("c", 10),), (
        Benefit("less agency", "cash", 5, area=AREAS[2], evidence=3, first=2),
        *(Benefit(f"for {area}", "non-financial", 0, area=area) for area in AREAS)))
    assert cautions(case) == []


@pytest.mark.parametrize(("line", "words"), [
    (Benefit("b", "cash", -1), "0 or more"), (Benefit("b", "gold", 1), "none of cash"),
    (Benefit("b", "cash", float("nan")), "as a number"),
    (Benefit("b", "cash", 1, last=13), "do not lie within"),
    (Benefit("b", "cash", 1, confidence=1.2), "share from 0 to 1"),
    (Benefit("b", "cash", 1, evidence=0), "grade from 1"),
    (Benefit("b", "non-financial", 5), "leave its value 0"),
    (Benefit("b", "cash", 1, first=3, last=5, ramp=4), "longer than its months"),
])
def test_lines_that_cannot_be_are_refused_by_name(line, words):
    with pytest.raises(QIError, match=words) as caught:
        Case((), (line,))
    assert "'b'" in str(caught.value)


def test_cases_that_cannot_be_are_refused():
    with pytest.raises(QIError, match="one month or more"):
        Case(months=0)
    with pytest.raises(QIError, match="3.5% is 0.035"):
        Case(discount=3.5)
    assert results(Case())["cash"] == {
        "costs": 0, "benefits": 0, "roi": None, "present_value": 0, "break_even": None,
        "expected": 0}
