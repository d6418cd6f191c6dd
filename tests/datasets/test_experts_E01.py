"""Coach activity shows what its card promises, by a second route, and no signal beside it."""

import numpy as np
import pytest

import qikit as qi


@pytest.fixture(scope="module")
def coaches():
    return qi.load("coach_activity")


@pytest.fixture(scope="module")
def share(coaches):
    return (100 * coaches["active"] / coaches["in_post"]).to_numpy()


def limits(values):
    half = 2.66 * np.abs(np.diff(values)).mean()
    return values.mean() - half, values.mean() + half


def longest_run(values, centre):
    best = now = 0
    for before, side in zip([None, *(values > centre)], values > centre, strict=False):
        now = now + 1 if side == before else 1
        best = max(best, now)
    return best


def test_the_counts_hang_together(coaches):
    assert coaches["trained"].is_monotonic_increasing and coaches["trained"].iloc[-1] == 120
    assert (coaches["active"] < coaches["in_post"]).all()
    assert (coaches["in_post"] < coaches["trained"]).all()


def test_about_63_per_cent_are_active_before_support_changes(share, coaches):
    assert share[:14].mean() == pytest.approx(63.0, abs=0.05)
    pooled = 100 * coaches["active"][:14].sum() / coaches["in_post"][:14].sum()
    assert pooled == pytest.approx(63, abs=0.5)
    assert limits(share[:14]) == pytest.approx((55.99, 70.01), abs=0.005)


def test_month_18_is_the_first_outside_with_room_to_spare(share):
    low, high = limits(share[:14])
    outside = np.flatnonzero((share < low) | (share > high)) + 1
    assert outside[0] == 18 and share[17] - high > 3 and high - share[16] > 1
    assert share[17] == pytest.approx(73.7, abs=0.05)
    assert (share[14:] > share[:14].mean()).all()


def test_the_baseline_holds_no_signal(share):
    baseline = share[:14]
    low, high = limits(baseline)
    third = (high - low) / 6
    assert longest_run(baseline, baseline.mean()) < 6
    assert np.abs(baseline - baseline.mean()).max() < 2 * third
    rising = np.diff(baseline) > 0
    assert longest_run(rising.astype(float), 0.5) < 5
    assert qi.chart({"month": range(14), "share": baseline}, x="month", y="share",
                    kind="xmr", rules="mdc").signals.empty
