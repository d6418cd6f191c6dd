"""The skills self-assessment: the table of levels of 7.1, the evidence score, a profile."""

import pytest

from qikit import QIError
from qikit.course.modules import DOSES, modules
from qikit.plan.skills import ANSWERS, DOMAINS, ITEMS, LEVELS, evidence, level, profile


def test_twelve_domains_and_38_statements():
    assert len(DOMAINS) == 12 and len(ITEMS) == 38
    assert [len(domain.statements) for domain in DOMAINS] == [3] * 11 + [5]
    assert len(LEVELS) == len(ANSWERS) == 5
    habits = ("learning", "influencing", "resilience", "creativity", "systems thinking")
    for habit, statement in zip(habits, DOMAINS[-1].statements, strict=True):
        assert statement.endswith(f"({habit})")


def test_needs_never_fall_as_the_dose_rises_and_sum_as_agreed():
    sums = [sum(domain.level(dose) for domain in DOMAINS) for dose in DOSES]
    assert sums == [8, 14, 23, 28, 39, 46]
    for domain in DOMAINS:
        assert list(domain.needs) == sorted(domain.needs)
        assert all(0 <= need <= 4 for need in domain.needs)


def test_modules_that_serve_a_domain_exist_and_every_module_serves_one():
    served = {id for domain in DOMAINS for id in domain.modules}
    known = {module.id for module in modules()}
    assert known <= served
    assert all(id[0] in "AME" and id[1:].isdigit() for id in served)


@pytest.mark.parametrize(("parts", "expected"), [
    ({"self": 2, "test": 75, "observed": 4}, 0.25 * 2 + 0.5 * 3 + 0.25 * 4),
    ({"self": 3, "test": 50}, (0.25 * 3 + 0.5 * 2) / 0.75),
    ({"self": 3}, 3), ({"test": 100}, 4), ({"observed": 1, "self": 2}, 1.5), ({}, None),
    ({"self": float("nan"), "test": 25}, 1),
])
def test_parts_that_are_missing_drop_out(parts, expected):
    assert evidence(**parts) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("parts", [{"self": 5}, {"observed": -1}, {"test": 101}])
def test_levels_and_tests_that_cannot_be(parts):
    with pytest.raises(QIError, match="0 to"):
        evidence(**parts)


def test_a_profile_against_the_role():
    answers = {"d03_1": 3, "d03_2": 2, "d03_3": 1, "d08_1": 4}
    rows = {row["domain"]: row for row in profile(answers, "managers", {"d03": 25})}
    charts = rows["d03"]
    assert (charts["stated"], charts["tested"], charts["needs"]) == (2, 1, 3)
    assert charts["evidence"] == pytest.approx((0.25 * 2 + 0.5 * 1) / 0.75)
    assert charts["gap"] == pytest.approx(3 - charts["evidence"])
    assert charts["calibration"] == 1
    assert rows["d08"]["gap"] == 0 and rows["d08"]["calibration"] is None
    assert rows["d01"]["evidence"] is None and rows["d01"]["gap"] is None
    with pytest.raises(QIError, match="no statement 'd13_1'"):
        profile({"d13_1": 1}, "managers")
    with pytest.raises(QIError, match="no group called 'porters'"):
        profile({}, "porters")


def test_a_level_is_the_mean_of_what_was_answered():
    assert level([1, None, 3]) == 2
    assert level([None, float("nan")]) is None
