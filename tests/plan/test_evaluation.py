"""Evaluation: the checked gains of 7.5, intervals by a second route, small cohorts refused."""

import numpy as np
import pytest
from scipy import stats

from qikit import QIError
from qikit.plan.evaluation import gain, loop, share


@pytest.fixture
def cohort():
    """A cohort of 120 whose means are those of C18."""
    dice = np.random.default_rng(18)
    before = np.clip(dice.normal(41.93, 12, 120), 5, 90)
    after = np.clip(before + dice.normal(29.25, 10, 120), 0, 100)
    return before, after


def test_the_gain_of_the_means_of_c18(reference):
    of = reference["C18"]
    found = gain([of["mean_before"]] * 6, [of["mean_after"]] * 6)
    assert found.of_means == pytest.approx(of["gain_of_means"], abs=0.0005)


def test_both_gains_and_the_difference_by_hand(cohort):
    before, after = cohort
    found = gain(before, after)
    assert found.of_means == pytest.approx((after.mean() - before.mean()) / (100 - before.mean()))
    assert found.mean_of_gains == pytest.approx(((after - before) / (100 - before)).mean())
    assert found.difference == pytest.approx((after - before).mean())
    assert found.of_means != pytest.approx(found.mean_of_gains, abs=1e-4)


def test_intervals_agree_with_scipy(cohort):
    before, after = cohort
    found, pairs = gain(before, after), after - before
    by_t = stats.ttest_1samp(pairs, 0).confidence_interval()
    assert found.difference_interval == pytest.approx((by_t.low, by_t.high), abs=0.25)
    own = (after - before) / (100 - before)
    again = stats.bootstrap((own,), np.mean, method="percentile", rng=np.random.default_rng(1))
    low, high = again.confidence_interval
    assert found.mean_of_gains_interval == pytest.approx((low, high), abs=0.01)
    low, high = found.of_means_interval
    assert low < found.of_means < high


def test_missing_scores_full_marks_and_ceiling_are_said():
    found = gain([90, 92, 88, 100, 95, np.nan], [95, 96, 90, 100, 99, 50])
    said = " ".join(found.cautions)
    assert found.people == 5
    assert "1 people have only one score" in said and "1 had full marks before" in said
    assert "over 85%" in said and "no group without the training" in said


@pytest.mark.parametrize(("before", "after", "words"), [
    ([1, 2], [1], "same length"), ([50] * 4, [60] * 4, "5 people or more"),
    ([120] * 5, [60] * 5, "0 to 100"), ([100] * 5, [100] * 5, "nothing to gain"),
])
def test_scores_that_cannot_be_used(before, after, words):
    with pytest.raises(QIError, match=words):
        gain(before, after)


@pytest.mark.parametrize(("count", "of"), [(70, 120), (0, 12), (12, 12), (1, 400)])
def test_shares_with_wilson_intervals_agree_with_scipy(count, of):
    found = share(count, of)
    by = stats.binomtest(count, of).proportion_ci(method="wilson")
    assert [found["low"], found["high"]] == pytest.approx([100 * by.low, 100 * by.high], abs=1e-4)
    assert found["share"] == pytest.approx(100 * count / of)


def test_a_share_that_cannot_be():
    with pytest.raises(QIError, match="no larger"):
        share(5, 4)


def test_the_monthly_loop_names_items_at_either_end():
    said = loop({"q1": 39, "q2": 40, "q3": 95, "q4": 96})
    assert [each.partition(":")[0] for each in said] == ["q1", "q4"]
