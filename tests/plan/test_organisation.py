"""Whole organisations: worked checks of 7.3, bounds, and what each characteristic changes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qikit.errors import QIError
from qikit.plan.dose import Group, course
from qikit.plan.organisation import HORIZON, STRESSES, Organisation, coaches, plan

CHECK = Group("all_staff", headcount=6000, leavers=0.12, hours=145 / 60, seats=125, sessions=1,
              completion=0.8, induction=0.9)


def of(*groups, **about):
    return Organisation(groups or (CHECK,), **{"journey": 60, "commitment": 1} | about)


def test_the_worked_check_of_the_design():
    """Section 7.3: 25.6% at 12 months, 41.6% at 24, 61.8% at 60, half at month 34."""
    found = plan(of())
    assert found.coverage[[12, 24, 60], 0] == pytest.approx([0.256, 0.416, 0.618], abs=5e-4)
    assert found.reached(0, 0.5) == 34 and found.reached(0, 0.7) is None
    assert found.stressed["trainers"][60, 0] == pytest.approx(0.454, abs=5e-4)
    assert found.binding(0) == "trainers"


def test_the_plan_is_the_course_of_each_group_when_nothing_intervenes():
    other = replace(CHECK, name="managers", headcount=300, induction=0, seats=20, leavers=0.2)
    found = plan(of(CHECK, other))
    for at, group in enumerate((CHECK, other)):
        alone = course(group, HORIZON)
        assert np.allclose(found.coverage[:, at], alone["coverage"])
        assert np.allclose(found.cost[:, at], alone["cost"])
        assert np.allclose(found.hours[:, at], alone["hours"])


def test_an_organisation_at_its_start_has_half_the_sessions_for_six_months():
    slow, usual = plan(of(journey=39)), plan(of(journey=41))
    assert slow.completions[:6, 0] == pytest.approx(usual.completions[:6, 0] / 2)
    assert slow.completions[6, 0] == pytest.approx(usual.completions[6, 0])


def test_the_board_comes_first_when_commitment_is_low():
    board = replace(CHECK, name="board", headcount=15, induction=0)
    found = plan(of(CHECK, board, commitment=0.4))
    assert (found.coverage[:7, 0] == 0).all() and found.coverage[7, 0] > 0
    assert found.coverage[1, 1] > 0
    assert plan(of(CHECK, board, commitment=0.5)).coverage[1, 0] > 0


def test_a_leader_who_changes_pauses_all_but_board_coaches_and_experts():
    coach = replace(CHECK, name="coaches", headcount=3000, induction=0)
    found = plan(of(CHECK, coach))
    hit = found.stressed["leader"]
    assert (np.diff(hit[24:31, 0]) < 0).all()
    assert np.allclose(hit[:, 1], found.coverage[:, 1])


def test_one_more_trainer_day_and_hour_help_where_they_bind():
    tight = replace(CHECK, release_hours=300)
    by = plan(of(CHECK)).marginal, plan(of(tight)).marginal
    assert by[0]["one more trainer day"][0] > 0.05 and by[0]["one more release hour"][0] == 0
    assert by[1]["one more trainer day"][0] == 0 and by[1]["one more release hour"][0] > 0


def test_coaches_are_equation_11():
    """60 projects at 4 a coach are 15; 8,000 staff at 300 are 26.7; two sites, four kinds: 1.2."""
    found = coaches(of(replace(CHECK, headcount=8000), replace(CHECK, name="coaches", headcount=40),
                       sites=2, service_types=4, projects=60))
    assert found["coaches"] == pytest.approx(1.2 * 8000 / 300)
    assert found["experts"] == pytest.approx(1.2 * 4)
    assert found["available"] == pytest.approx(32)
    assert of(sites=500).site_factor == pytest.approx(1.2)


NUMBERS = st.fixed_dictionaries({
    "headcount": st.integers(1, 20000), "leavers": st.floats(0, 0.95),
    "seats": st.floats(1, 400), "sessions": st.floats(0, 40), "attendance": st.floats(0, 1),
    "completion": st.floats(0, 1), "induction": st.floats(0, 1),
    "refresh_years": st.floats(0, 20), "release_hours": st.floats(0, 5000),
})


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.floats(0, 100), st.floats(0, 1))
def test_shares_stay_shares_and_worse_is_never_better(numbers, journey, commitment):
    group = replace(CHECK, **numbers)
    found = plan(of(group, journey=journey, commitment=commitment), scenarios=40)
    for shares in (found.coverage, found.low, found.high, *found.stressed.values()):
        assert (shares >= 0).all() and (shares <= 1 + 1e-9).all()
    assert (found.low <= found.high + 1e-12).all()
    for name in set(STRESSES) - {"turnover"}:  # more starters at induction can raise the share
        assert (found.stressed[name] <= found.coverage + 1e-9).all()
    assert all((gain >= -1e-9).all() for gain in found.marginal.values())


@settings(max_examples=40, deadline=None)
@given(NUMBERS, st.sampled_from(["seats", "sessions", "release_hours"]), st.floats(1, 3))
def test_more_of_anything_trains_no_fewer(numbers, name, by):
    one = plan(of(replace(CHECK, **numbers)), scenarios=0).coverage
    more = plan(of(replace(CHECK, **numbers | {name: numbers[name] * by})), scenarios=0).coverage
    assert (more >= one - 1e-9).all()


@pytest.mark.parametrize(("about", "said"), [
    ({"journey": 101}, "0 to 100"), ({"commitment": 1.2}, "0 to 1"), ({"sites": 0}, "one site"),
    ({"active": 0}, "more than 0"), ({"staff_per_coach": 0}, "staff per coach as more than 0"),
])
def test_what_cannot_be_is_refused(about, said):
    with pytest.raises(QIError, match=said):
        of(**about)


def test_an_organisation_has_a_group():
    with pytest.raises(QIError, match="headcount of one group"):
        Organisation(())
