"""Readiness: the weakest statement decides, raters' spread is shown, legacy comes first."""

import statistics

import pytest

from qikit import QIError
from qikit.plan.readiness import (
    CATEGORIES,
    COMPONENTS,
    LEGACY,
    STATEMENTS,
    STEPS,
    Assessment,
    Barrier,
    cautions,
    roll_up,
    score,
    stage,
    steps,
)

EVERY = [each.key for each in STATEMENTS]


def rated(**changed):
    """Three raters who give 3 everywhere, apart from what is changed: lists by statement."""
    return Assessment(
        ratings={rater: {key: changed.get(key, [3, 3, 3])[at] for key in EVERY}
                 for at, rater in enumerate(("porter", "matron", "director"))},
        legacy=dict.fromkeys(LEGACY, "said"),
    )


def test_six_steps_of_four_statements_in_all_categories_and_components():
    assert len(STEPS) == 6 and len(STATEMENTS) == 24
    assert all(sum(each.step == number for each in STATEMENTS) == 4 for number in range(1, 7))
    assert {each.category for each in STATEMENTS} == set(range(len(CATEGORIES)))
    assert {each.component for each in STATEMENTS} == set(range(len(COMPONENTS)))
    assert len(LEGACY) == 8 and len(set(EVERY)) == 24


def test_a_gap_cannot_be_averaged_away():
    row = steps(rated(s2_3=[0, 0, 0]))[1]
    assert row["status"] == 0 and "three years" in row["weakest"]
    assert steps(rated())[1]["status"] == 3


def test_the_spread_of_raters_is_shown():
    found = rated(s3_2=[0, 3, 4])
    row = steps(found)[2]
    assert (row["low"], row["high"], row["status"]) == (0, 4, 3)
    assert any("very differently" in each and "Middle managers" in each for each in cautions(found))


def test_a_step_without_a_score_has_no_status():
    one = Assessment(ratings={"porter": {key: 4 for key in EVERY if key != "s6_4"}})
    assert steps(one)[5]["status"] is None and steps(one)[4]["status"] == 4
    assert score(one) is None


def test_score_and_roll_up_by_a_second_route():
    changed = {"s1_1": [0, 1, 4], "s4_4": [2, 2, 3], "s6_1": [4, 4, 1]}
    found = rated(**changed)
    medians = {key: statistics.median(changed.get(key, [3, 3, 3])) for key in EVERY}
    assert score(found) == pytest.approx(statistics.fmean(medians.values()) * 25)
    for by, names in (("category", CATEGORIES), ("component", COMPONENTS)):
        for place, name in enumerate(names):
            own = [medians[each.key] for each in STATEMENTS if getattr(each, by) == place]
            assert roll_up(found, by)[name] == pytest.approx(statistics.fmean(own))


@pytest.mark.parametrize(("journey", "expected"), [
    (0, "start"), (39.9, "start"), (40, "build"), (70, "build"), (70.1, "scale")])
def test_stages(journey, expected):
    assert stage(journey) == expected


def test_no_plan_before_the_legacy_is_recorded():
    assert rated().legacy_recorded
    half = Assessment(legacy={"tried": "A programme in 2014", "hurt": " "})
    assert not half.legacy_recorded
    said = " ".join(cautions(half))
    assert "What hurt?" in said and "What was tried" not in said and "0 of 3 raters" in said
    assert cautions(rated()) == []


def test_barriers_have_owner_and_date():
    barrier = Barrier("No cover on nights", CATEGORIES[1], "Bank shift", "", "2027-01-31")
    found = Assessment(rated().ratings, rated().legacy, (barrier,))
    assert cautions(found) == ["The barrier 'No cover on nights' has no owner or date."]
    with pytest.raises(QIError, match="category is none of"):
        Barrier("x", "weather", "y", "z", "2027-01-31")


@pytest.mark.parametrize(("ratings", "words"), [
    ({"porter": {"s9_1": 2}}, "no statement"), ({"porter": {"s1_1": 5}}, "0, 1, 2, 3 or 4"),
    ({"porter": {"s1_1": 2.5}}, "0, 1, 2, 3 or 4")])
def test_ratings_that_cannot_be(ratings, words):
    with pytest.raises(QIError, match=words):
        Assessment(ratings=ratings)


def test_rolling_up_by_something_else():
    with pytest.raises(QIError, match="by 'category' or"):
        roll_up(rated(), "colour")
