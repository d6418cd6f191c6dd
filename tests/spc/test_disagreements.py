"""The nineteen points on which other packages differ (spc-notes, section 4): ours on each.

D14 is about funnels and has its test beside them.
"""

import numpy as np
import pandas as pd
import pytest

from qikit.errors import QIError
from qikit.spc import detect, false_alarms
from qikit.spc.chart import chart

GAP = float("nan")


def test_d1_anhoej_rounds_and_asks_for_more_than(plot):
    def run_of(length):
        return detect(([9] * length + [1, 9] * 12)[:24], centre=5, rules="anhoej")

    assert "longest_run" not in run_of(8)
    assert "longest_run" in run_of(9)
    assert false_alarms("anhoej", 24) == pytest.approx(0.030, abs=0.004)
    assert false_alarms("anhoej", 60) == pytest.approx(0.044, abs=0.004)


def test_d2_making_data_count_as_announced_in_2023():
    assert detect([49, 72, 82, 55, 48], centre=50, upper=80)["two_of_three"] == [2, 3]
    assert detect([49, 72, 28, 73, 48], centre=50, upper=80) == {}
    assert detect([1, 2, 3, 4, 5, 6], centre=50, upper=99, rules="mdc_7_6")["trend"]
    assert false_alarms("mdc_7_6", 24) == pytest.approx(0.182, abs=0.006)
    assert false_alarms("mdc_7_6", 60) == pytest.approx(0.48, abs=0.01)


def test_d2_trends_do_not_run_across_a_phase_line(plot, marked):
    assert not marked(plot(list(range(1, 25)), phases=[7, 13, 19]), "trend")


def test_d3_g_sigma_is_from_the_mean_of_counts_from_zero(plot):
    y = [0, 3, 50, 20, 4, 9, 31, 12, 2, 70, 15, 6]
    mean = np.mean(y)
    made = plot(y, kind="g")
    assert made.summary["upper"].iloc[0] == pytest.approx(mean + 3 * np.sqrt(mean * (mean + 1)))
    assert made.summary["centre"].iloc[0] == np.median(y)


def test_d4_a_missing_numerator_takes_its_denominator_along(plot):
    y, n = [5, GAP, 7, *[6] * 12], [50, 400, 60, *[55] * 12]
    made = plot(y, n=n, kind="p")
    assert made.summary["centre"].iloc[0] == pytest.approx(np.nansum(y) / (sum(n) - 400))
    row = made.points.iloc[1]
    assert np.isnan(row["y"]) and not row["signal"]


def test_d5_nothing_is_guessed_from_how_numbers_are_stored(plot):
    y, n = [0, 1, 1, 0, 0, 1] * 4, [20] * 24
    whole = plot(y, n=n, kind="p")
    floats = plot([float(one) for one in y], n=n, kind="p")
    assert whole.summary.equals(floats.summary)
    assert whole.summary["centre"].iloc[0] == pytest.approx(0.025)


def test_d6_screening_drops_ranges_and_keeps_values(plot):
    y = [10, 11] * 6 + [40] + [10, 11] * 6
    assert plot(y, screen=True).summary["centre"].iloc[0] == np.mean(y)


def test_d7_the_same_call_gives_the_same_limits(plot):
    from qikit.spc import Baseline, ihi, nelson  # noqa: F401  importing changes nothing

    y = [10, 11] * 6 + [40] + [10, 11] * 6
    first = plot(y).summary
    plot(y, screen=True)
    assert plot(y).summary.equals(first)


@pytest.mark.parametrize("kind", ["p", "u"])
def test_d8_a_baseline_is_never_ignored_also_with_phases(plot, kind):
    y, n = [10] * 12 + [20] * 12, [100] * 24
    made = plot(y, n=n, kind=kind, baseline=6, phases=[19])
    assert made.summary["centre"].tolist() == [0.1, 0.2]


def test_d9_six_in_a_row_are_six_points_and_fourteen_are_fourteen():
    rising = detect([1, 2, 3, 4, 5, 6], centre=50, upper=99, rules="nelson")
    assert rising["trend"] == [1, 2, 3, 4, 5, 6]
    zigzag = detect([51, 49] * 7, centre=50, upper=99, rules="nelson")
    assert zigzag["alternating"] == list(range(1, 15))


def test_d10_eight_in_a_row_fire_under_western_electric():
    found = detect([51] * 8, centre=50, upper=80, rules="western_electric")
    assert found == {"shift": list(range(1, 9))}


def test_d11_zone_rules(plot):
    def nelson(values):
        return detect(values, centre=0, upper=3, rules="nelson")

    assert nelson([2.5, -0.5, 2.5])["two_of_three"] == [1, 3]
    assert nelson([1.5, 1.5, -0.5, 1.5, 1.5])["four_of_five"] == [1, 2, 4, 5]
    assert nelson([3.5, 0.5, 2.5])["two_of_three"] == [1, 3]
    assert "outer_thirds" not in nelson([1.5] * 8)
    assert plot([7.0] * 20, rules="nelson").signals.empty


def test_d12_a_missing_value_inside_a_rise_stops_nothing_and_bridges_nothing(plot):
    y = [30, 31, 32, 33, GAP, 34, 35, 36, 37, 30, 31, 29, 30]
    made = plot(y)
    ranges = np.abs(np.diff(np.array(y)))
    assert made.baseline.series["y"]["mean_range"] == pytest.approx(np.nanmean(ranges))
    assert not made.points["trend"].any()


def test_d13_unequal_subgroups_are_pooled_as_montgomery_does():
    groups = [[3, 5, 9], [4, 6], [2, 8, 7, 5], [6, 6, 9], [1, 4]] * 3
    rows = [{"g": i, "y": y} for i, group in enumerate(groups) for y in group]
    n = np.array([len(group) for group in groups])
    variances = np.array([np.var(group, ddof=1) for group in groups])
    pooled = np.sqrt(((n - 1) * variances).sum() / (n.sum() - len(n)))
    made = chart(rows, x="g", y="y", kind="xbar")
    assert made.baseline.series["y"]["mean_s"] == pytest.approx(pooled)
    assert made.summary["centre"].iloc[0] == np.mean([row["y"] for row in rows])


def test_d15_limits_are_drawn_inside_what_is_possible_and_kept_as_calculated(plot):
    made = plot([19, 20, 20, 20] * 6, n=[20] * 24, kind="p", per=100)
    _, upper = made.drawn()
    assert upper.max() == 100 and made.points["upper"].max() > 100
    assert "The calculated upper limit is above 100" in " ".join(made.cautions)
    low = plot([1, 0] * 12, kind="c")
    assert low.drawn()[0].min() == 0 and low.points["lower"].max() < 0


def test_d16_rows_out_of_order_are_put_in_order_of_time():
    dates = pd.date_range("2025-01-01", periods=24)
    rng = np.random.default_rng(4)
    table = pd.DataFrame({"x": dates, "y": rng.normal(50, 3, 24)})
    straight = chart(table, x="x", y="y", kind="xmr")
    mixed = chart(table.sample(frac=1, random_state=3), x="x", y="y", kind="xmr")
    assert mixed.summary.equals(straight.summary)
    assert "sorted" in mixed.cautions[0]


def test_d17_the_centre_of_p_is_total_over_total_and_not_rounded(plot):
    y, n = [1, 30] * 12, [7, 301] * 12
    made = plot(y, n=n, kind="p")
    assert made.summary["centre"].iloc[0] == sum(y) / sum(n)


@pytest.mark.parametrize(
    ("better", "target", "expected"),
    [("higher", 100, "passes"), ("higher", 100.5, "fails"), ("lower", 100, "passes"),
     ("lower", 99, "fails"), ("neither", 100, "")],
)  # fmt: skip
def test_d18_a_process_that_is_always_at_its_target_passes(plot, better, target, expected):
    made = plot([100.0] * 24, better=better, target=target)
    assert made.summary["assurance"].tolist() == [expected]


def test_d19_no_value_is_changed_dropped_summed_or_averaged_in_silence(plot):
    values = [1.23456789, 2.3456789, 3.456789] * 8
    assert plot(values).points["y"].tolist() == values
    with pytest.raises(QIError, match="should hold numbers, but row 2 .'eleven'."):
        plot([1, "eleven", 3])
    with pytest.raises(QIError, match="A point of time stands twice"):
        chart({"x": [1, 1, 2], "y": [1, 2, 3]}, x="x", y="y", kind="xmr")
