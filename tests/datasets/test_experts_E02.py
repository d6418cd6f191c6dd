"""Two observers and a drifting definition show what their cards promise, by a second route."""

import numpy as np
import pytest
from scipy import stats

import qikit as qi


@pytest.fixture(scope="module")
def drift():
    return qi.load("definition_drift")


def longest_run(above):
    best = now = 0
    for before, side in zip([None, *above], above, strict=False):
        now = now + 1 if side == before else 1
        best = max(best, now)
    return best


def test_the_observers_agree_as_the_card_says():
    seen = qi.load("two_observers")
    a, b = seen["observer_A"].eq("yes"), seen["observer_B"].eq("yes")
    assert (a == b).sum() == 50 and seen["opportunity"].tolist() == list(range(1, 61))
    luck = a.mean() * b.mean() + (~a).mean() * (~b).mean()
    assert luck == pytest.approx(0.544, abs=0.0005)
    assert ((a == b).mean() - luck) / (1 - luck) == pytest.approx(0.634, abs=0.0005)


def test_the_observers_do_not_change_during_the_day():
    seen = qi.load("two_observers")
    agree = seen["observer_A"] == seen["observer_B"]
    first, second = agree[:30].sum(), agree[30:].sum()
    assert stats.fisher_exact([[first, 30 - first], [second, 30 - second]]).pvalue > 0.2


def test_the_rule_changes_at_week_20_and_the_percentage_with_it(drift):
    assert drift["version"].tolist() == [1] * 19 + [2] * 21
    assert drift["denominator"][:19].min() > drift["denominator"][19:].max() + 8
    percent = 100 * drift["numerator"] / drift["denominator"]
    assert percent[:19].mean() == pytest.approx(64.7, abs=0.05)
    assert percent[19:].mean() == pytest.approx(84.6, abs=0.05)
    assert percent[19] - percent[18] > 20
    assert (drift["numerator"] <= drift["denominator"]).all()


def test_the_checks_done_do_not_rise(drift):
    before, after = drift["numerator"][:19], drift["numerator"][19:]
    assert before.mean() == pytest.approx(39.9, abs=0.05)
    assert after.mean() == pytest.approx(37.0, abs=0.05)
    assert drift["denominator"][:19].mean() == pytest.approx(62, abs=0.5)
    assert drift["denominator"][19:].mean() == pytest.approx(44, abs=0.5)


@pytest.mark.parametrize("part", [slice(0, 19), slice(19, 40)])
@pytest.mark.parametrize("column", ["percent", "denominator"])
def test_neither_part_holds_a_signal_of_its_own(drift, part, column):
    table = drift.assign(percent=100 * drift["numerator"] / drift["denominator"])
    values = table[column][part].to_numpy(float)
    half = 2.66 * np.abs(np.diff(values)).mean()
    assert np.abs(values - values.mean()).max() < half
    assert longest_run(values > values.mean()) < 7
    assert longest_run(np.diff(values) > 0) < 6
