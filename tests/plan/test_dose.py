"""The planner: the worked checks of section 7.3, a plain second reckoning, and what must hold."""

import math

import numpy as np
import pytest

from qikit import QIError
from qikit.plan import Group, completions_for, course, months_to, steady_state
from qikit.plan.dose import BINDS


def staff(**changed):
    """All staff of a trust of 6,000, as 7.3's worked check has them."""
    return Group(**{"name": "all_staff", "headcount": 6000, "leavers": 0.12, "hours": 145 / 60,
                    "seats": 20, "sessions": 5, "induction": 0.9, **changed})


def test_monthly_leaving_and_loss_are_those_of_the_worked_check():
    assert staff().leaving == pytest.approx(0.010596, abs=5e-7)
    assert staff().loss == pytest.approx(0.038374, abs=5e-7)


def test_training_a_hundred_a_month_for_ever_leaves_most_untrained_without_induction():
    assert 100 * steady_state(staff(induction=0)) == pytest.approx(43.4, abs=0.05)
    assert 100 * steady_state(staff()) == pytest.approx(68.3, abs=0.05)
    assert staff().inducted == pytest.approx(57, abs=0.5)


@pytest.mark.parametrize(("month", "percent"), [(12, 25.6), (24, 41.6), (60, 61.8)])
def test_coverage_by_month_is_that_of_the_worked_check(month, percent):
    assert 100 * course(staff())["coverage"][month] == pytest.approx(percent, abs=0.05)


def test_month_hours_and_completions_are_those_of_the_worked_check():
    assert months_to(staff(), 0.5) == 34
    assert course(staff())["hours"][0] == pytest.approx(380, abs=0.5)
    assert course(staff(hours=161 / 60))["hours"][0] == pytest.approx(422, abs=0.5)
    assert completions_for(staff(), 0.8) == pytest.approx(127, abs=0.5)
    assert completions_for(staff(induction=0), 0.8) == pytest.approx(184, abs=0.5)


def test_halving_the_trainers_at_month_24_is_that_of_the_worked_check():
    halved = course(staff(), changes={24: {"sessions": 0.5}})
    assert 100 * halved["coverage"][60] == pytest.approx(45.4, abs=0.05)


@pytest.mark.parametrize(("leavers", "percent"), [(0.12, 68.3), (0.18, 71.1)])
def test_a_fifth_of_staff_a_year_with_induction_is_that_of_the_guidance(leavers, percent):
    plan = staff(leavers=leavers, seats=6000 * 0.2 / 12, sessions=1)
    assert 100 * steady_state(plan) == pytest.approx(percent, abs=0.05)


def test_equation_6_is_the_continuous_form_of_the_course():
    plan, top = staff(), steady_state(staff())
    by_formula = math.log((top - 0.5) / top) / math.log(1 - plan.loss)
    assert months_to(plan, 0.5) == math.ceil(by_formula)


def plainly(g, months):
    """The equations of 7.3 once more, a line each, with plain numbers."""
    delta = 1 - (1 - g["leavers"]) ** (1 / 12)
    lam = delta + (1 / (12 * g["refresh_years"]) if g["refresh_years"] else 0)
    trained, rows = g["trained"], []
    for _ in range(months):
        starters = g["induction"] * delta * g["headcount"]
        cap = g["seats"] * g["sessions"] * g["attendance"] * g["completion"]
        release = max(0, g["release_hours"] / g["hours"] - starters)
        need = max(0, g["headcount"] - (1 - lam) * trained - starters)
        done = min(cap, release, need)
        trained = min(g["headcount"], (1 - lam) * trained + starters + done)
        cost = ((done + starters) * (g["hours"] * g["hourly_cost"] * g["backfill"] + g["expenses"])
                + g["sessions"] * g["trainer_days"] * g["trainer_day_cost"] + g["fixed"])
        rows.append((trained, done, (done + starters) * g["hours"], cost))
    return rows


def chance(rng):
    """A group by chance."""
    heads = int(rng.integers(20, 9000))
    return {
        "headcount": heads, "leavers": rng.uniform(0, 0.5), "hours": rng.uniform(0.5, 30),
        "seats": rng.uniform(0, 60), "sessions": int(rng.integers(0, 12)),
        "attendance": rng.uniform(0, 1), "completion": rng.uniform(0, 1),
        "induction": rng.uniform(0, 1), "refresh_years": int(rng.integers(0, 5)),
        "release_hours": rng.uniform(0, 3000), "trained": rng.uniform(0, heads),
        "hourly_cost": rng.uniform(10, 60), "backfill": rng.uniform(0, 1),
        "expenses": rng.uniform(0, 40), "trainer_days": rng.uniform(0, 2),
        "trainer_day_cost": rng.uniform(0, 600), "fixed": rng.uniform(0, 900),
    }


def test_a_plain_second_reckoning_agrees_for_many_groups_one_by_one_and_all_at_once():
    rng = np.random.default_rng(73)
    many = [chance(rng) for _ in range(60)]
    one_by_one = np.array([plainly(each, 40) for each in many])
    together = course(
        Group(name="many", **{key: np.array([each[key] for each in many]) for key in many[0]}), 40
    )
    for at, name in enumerate(("trained", "completions", "hours", "cost")):
        level = together[name][1:] if name == "trained" else together[name]
        np.testing.assert_allclose(level, one_by_one[:, :, at].T, rtol=1e-9, atol=1e-9)
    alone = course(Group(name="one", **many[7]), 40)
    np.testing.assert_allclose(alone["trained"], together["trained"][:, 7], rtol=1e-12)


def test_coverage_stays_between_0_and_1_and_rises_with_what_is_given():
    rng = np.random.default_rng(74)
    for _ in range(40):
        plan = chance(rng)
        base = course(Group(name="g", **plan))["coverage"]
        assert (base >= 0).all() and (base <= 1 + 1e-12).all()
        for name, more in (("seats", 1.3), ("release_hours", 1.3), ("completion", None)):
            raised = plan | {name: plan[name] * more if more else 1}
            assert (course(Group(name="g", **raised))["coverage"] >= base - 1e-9).all()
        worse = plan | {"leavers": min(1, plan["leavers"] + 0.1), "induction": 0}
        calm = plan | {"induction": 0}
        low = course(Group(name="g", **worse))["coverage"]
        assert (low <= course(Group(name="g", **calm))["coverage"] + 1e-9).all()


@pytest.mark.parametrize(
    ("changed", "binds"),
    [
        ({}, "trainers"),
        ({"release_hours": 200}, "release"),
        ({"trained": 6000, "sessions": 20}, "people"),
    ],
)
def test_the_binding_constraint_is_named(changed, binds):
    assert BINDS[course(staff(**changed))["binds"][0]] == binds


def test_a_share_that_is_never_reached_is_none():
    assert months_to(staff(), 0.9) is None
    assert months_to(staff(trained=3000), 0.5) == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"headcount": 0}, "give headcount as 1 or more people"),
        ({"leavers": 12}, "give leavers as a share from 0 to 1: 12% is 0.12"),
        ({"attendance": 1.2}, "give attendance as a share"),
        ({"trained": 7000}, "give trained from 0 to the headcount"),
        ({"hours": 0}, "give hours as more than 0 hours"),
        ({"sessions": -1}, "give sessions as 0 or more"),
        ({"seats": "twenty"}, "seats must be a number"),
        ({"seats": float("nan")}, "seats must be a number"),
    ],
)
def test_what_cannot_be_is_refused_in_words(changed, said):
    with pytest.raises(QIError, match=said):
        staff(**changed)


def test_a_change_that_does_not_fit_is_refused_in_words():
    with pytest.raises(QIError, match="month 70 lies outside the plan of 60 months"):
        course(staff(), changes={70: {"sessions": 0.5}})
    with pytest.raises(QIError, match="no 'tutors' to change"):
        course(staff(), changes={24: {"tutors": 0.5}})
