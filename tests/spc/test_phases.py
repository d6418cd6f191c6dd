"""Phases, baselines, exclusions, gaps and screening, one by one and together."""

import numpy as np
import pytest

from qikit.errors import QIError
from qikit.spc import Baseline

Y = [50, 52, 49, 51, 53, 50, 48, 52, 51, 49, 50, 52, 60, 62, 59, 61, 63, 60, 58, 62, 61, 59, 60, 62]
GAP = float("nan")


def test_each_phase_has_its_own_limits_and_no_range_across_the_line(plot):
    made = plot(Y, phases=[13])
    first, second = (np.array(part, dtype=float) for part in (Y[:12], Y[12:]))
    assert made.summary["centre"].tolist() == [first.mean(), second.mean()]
    assert made.baseline.series["y"]["mean_range"] == np.abs(np.diff(second)).mean()
    assert made.points["phase"].tolist() == [1] * 12 + [2] * 12


def test_a_phase_at_the_end_changes_nothing_before_it(plot):
    before, after = plot(Y[:18], phases=[13]), plot(Y, phases=[13, 19])
    columns = ["centre", "lower", "upper", "shift", "judgement"]
    assert before.points[columns].equals(after.points[columns].head(18))


def test_runs_start_afresh_at_each_phase(plot, spans):
    rising = list(range(1, 25))
    made = plot(rising, phases=[4, 8, 12, 16, 20])
    assert spans(made, "trend") == []
    made = plot(Y[:12] + [55] * 8, phases=[13], baseline=Baseline.stated(mean=40, upper=70))
    assert spans(made, "shift") == [(1, 12)]


def test_phases_by_date_in_words_or_between_points(plot):
    from qikit.spc.chart import chart

    data = {"week": [f"2026-{1 + i // 4:02}-{1 + 7 * (i % 4):02}" for i in range(24)], "y": Y}
    for start in ("2026-04-01", "2026-03-30", 13):
        made = chart(data, x="week", y="y", kind="xmr", phases=[start])
        assert made.points["phase"].tolist() == [1] * 12 + [2] * 12


def test_phases_by_label():
    from qikit.spc.chart import chart

    data = {"week": [f"W{i}" for i in range(1, 25)], "y": Y}
    made = chart(data, x="week", y="y", kind="xmr", phases=["W13"])
    assert made.summary["points"].tolist() == [12, 12]


@pytest.mark.parametrize("start", [1, 0, 25, 99])
def test_a_phase_outside_the_data_is_refused(plot, start):
    with pytest.raises(QIError, match=f"The phase start {start} is outside the data"):
        plot(Y, phases=[start])


def test_phases_for_single_series_of_a_panel():
    from qikit.spc.chart import chart

    rows = [{"w": w, "m": m, "y": Y[m]} for w in "AB" for m in range(24)]
    made = chart(rows, x="m", y="y", by="w", kind="xmr", phases={"B": [12]})
    assert made.summary["series"].tolist() == ["A", "B", "B"]
    with pytest.raises(QIError, match="phases= names 'C', which is no series here"):
        chart(rows, x="m", y="y", by="w", kind="xmr", phases={"C": [12]})


def test_a_common_start_is_ignored_where_a_series_is_all_on_one_side():
    from qikit.spc.chart import chart

    rows = [{"w": "A", "m": m, "y": Y[m]} for m in range(24)]
    rows += [{"w": "B", "m": m, "y": Y[m]} for m in range(12, 24)]
    made = chart(rows, x="m", y="y", by="w", kind="xmr", phases=[12])
    assert made.summary[["series", "phase"]].to_numpy().tolist() == [["A", 1], ["A", 2], ["B", 1]]


def test_baseline_fixes_limits_and_rules_see_every_point(plot, spans):
    made = plot(Y, baseline=12)
    assert made.summary["centre"].iloc[0] == np.mean(Y[:12])
    assert spans(made, "shift") == [(12, 24)]


@pytest.mark.parametrize("stated", [(7, 18), [(7, 18)]])
def test_baseline_from_the_middle(plot, stated):
    made = plot(Y, baseline=stated)
    assert made.summary["centre"].iloc[0] == np.mean(Y[6:18])


def test_baseline_and_phases_together(plot):
    made = plot(Y, phases=[13], baseline=6)
    assert made.summary["centre"].tolist() == [np.mean(Y[:6]), np.mean(Y[12:])]
    assert made.summary["trial"].tolist() == ["provisional", "trial"]


def test_a_baseline_for_each_phase(plot):
    made = plot(Y, phases=[13], baseline=[6, (13, 18)])
    assert made.summary["centre"].tolist() == [np.mean(Y[:6]), np.mean(Y[12:18])]
    made = plot(Y, phases=[13], baseline=[None, 6])
    assert made.summary["centre"].tolist() == [np.mean(Y[:12]), np.mean(Y[12:18])]


def test_phases_baseline_exclusion_and_screening_together(plot):
    values = [*Y[:5], 90, *Y[6:]]
    made = plot(values, phases=[13], baseline=[10], exclude=[6], screen=True)
    kept = np.array([*values[:5], GAP, *values[6:10]])
    ranges = np.abs(np.diff(kept))
    first = made.summary.iloc[0]
    assert first["centre"] == pytest.approx(np.nanmean(kept))
    assert first["upper"] == pytest.approx(np.nanmean(kept) + 2.66 * np.nanmean(ranges))
    assert "1 point is excluded from limits and rules." in made.caption
    assert "(first phase)" in made.caption and "screened" in made.caption


@pytest.mark.parametrize("kind", ["p", "u", "pprime", "uprime"])
def test_a_baseline_counts_on_every_kind(plot, kind):
    counts, sizes = Y, [200] * 12 + [300] * 12
    made = plot(counts, n=sizes, kind=kind, baseline=12)
    assert made.summary["centre"].iloc[0] == pytest.approx(sum(Y[:12]) / 2400)


def test_a_baseline_for_one_series_only():
    from qikit.spc.chart import chart

    rows = [{"w": w, "m": m, "y": Y[m]} for w in "AB" for m in range(24)]
    made = chart(rows, x="m", y="y", by="w", kind="xmr", baseline={"B": 12})
    assert made.summary["centre"].tolist() == [np.mean(Y), np.mean(Y[:12])]


@pytest.mark.parametrize(
    ("baseline", "sentence"),
    [
        (1, "A baseline needs at least 2 points"),
        (30, "The baseline of 30 points is longer than the 24 points there are"),
        ((40, 50), "The baseline from 40 to 50 holds no points of the data"),
        ((10, 15), "crosses the start of a phase"),
        ("first", "baseline= is a number of points from the start, a pair"),
    ],
)
def test_a_baseline_that_cannot_be_is_refused(plot, baseline, sentence):
    settings = {"phases": [13]} if baseline == (10, 15) else {}
    with pytest.raises(QIError, match=sentence):
        plot(Y, baseline=baseline, **settings)


def test_excluded_points_stay_on_the_chart_out_of_limits_and_rules(plot, marked):
    values = [*Y[:12], 99, *Y[:11]]
    plain, made = plot(values), plot(values, exclude=[13])
    assert marked(plain, "outside") == [13]
    assert made.signals.empty
    row = made.points.iloc[12]
    assert row["y"] == 99 and row["excluded"] and not row["signal"]
    assert row["judgement"] is None or row["judgement"] != row["judgement"]
    assert made.summary["centre"].iloc[0] == np.mean(Y[:12] + Y[:11])


def test_excluding_what_is_not_there_is_refused(plot):
    with pytest.raises(QIError, match="The point 77 to exclude is not in the data"):
        plot(Y, exclude=[77])


def test_an_excluded_point_ends_a_run_of_a_control_chart(plot, spans):
    values = [40] * 10 + [60] * 10
    assert spans(plot(values), "shift") == [(1, 10), (11, 20)]
    assert spans(plot(values, exclude=[5]), "shift") == [(11, 20)]


def test_a_gap_is_not_bridged_in_moving_ranges(plot):
    y = [*Y[:10], GAP, *Y[10:]]
    ranges = np.abs(np.diff(np.array(y)))
    made = plot(y)
    assert made.baseline.series["y"]["mean_range"] == pytest.approx(np.nanmean(ranges))
    assert "There is no value for 11. A gap ends a run" in made.cautions[0]
    assert made.points["judgement"].isna().tolist() == [i == 10 for i in range(25)]


def test_run_chart_rules_pass_over_a_gap(plot, spans):
    y = [*Y[:12], GAP, *Y[12:]]
    made = plot(y, kind="run")
    assert (14, 25) in spans(made, "shift")
    assert "The rules pass over gaps." in made.cautions[0]


def test_the_latest_point_with_a_value_decides_the_state(plot):
    made = plot([*Y[:12], 99, GAP], better="lower")
    assert made.summary["latest"].tolist() == [99]
    assert made.summary["variation"].tolist() == ["concern"]


@pytest.mark.parametrize("count, word", [(12, "trial"), (19, "trial"), (20, ""), (24, "")])
def test_trial_limits_from_12_to_19_points(plot, count, word):
    made = plot(Y[:count])
    assert made.summary["trial"].tolist() == [word]
    assert ("trial limits, from fewer than 20" in " ".join(made.cautions)) is (word == "trial")


def test_fewer_than_12_points_give_a_run_chart(plot):
    made = plot(Y[:11])
    assert made.summary["kind"].tolist() == ["run"]
    assert made.summary["upper"].isna().all()
    assert made.signals.empty
    assert "fewer than 12 points, so a run chart is shown" in made.cautions[0]
    assert made.why_not() == (
        "Limits need 12 points or more; with fewer, a run chart says all that can be said."
    )
    assert made.words.startswith("Run chart of y, 11 points, 1 to 11. Median 50, no limits.")


def test_a_short_phase_of_a_longer_series_is_provisional(plot):
    made = plot(Y[:20], phases=[13])
    assert made.summary["trial"].tolist() == ["trial", "provisional"]
    assert "Phase 2 has provisional limits, from fewer than 12 points" in " ".join(made.cautions)


def test_limits_of_the_latest_phase_decide_assurance(plot):
    values = [50, 51] * 6 + [60, 61] * 6
    made = plot(values, phases=[13], better="higher", target=55)
    assert made.summary["assurance"].tolist() == ["fails", "passes"]
    whole = plot(values, better="higher", target=55)
    assert whole.summary["assurance"].tolist() == ["hit and miss"]


def test_screening_drops_ranges_once_and_never_values(plot):
    values = [10, 11] * 6 + [40] + [10, 11] * 6
    made, screened = plot(values), plot(values, screen=True)
    assert screened.summary["centre"].equals(made.summary["centre"])
    assert screened.baseline.series["y"]["mean_range"] == 1
    assert "screened" in screened.caption and "not screened" in made.caption
    assert "moving ranges screened" in screened.words


def test_screening_is_refused_where_there_are_no_ranges(plot):
    with pytest.raises(QIError, match="screen=True leaves out large moving ranges"):
        plot(Y, kind="c", screen=True)


def test_a_phase_too_short_for_limits_says_so(plot):
    made = plot(Y, phases=[24])
    assert "Phase 2, point 24: mean 62.0, no limits." in made.words
    assert made.summary["trial"].tolist() == ["", ""]
    assert made.cautions == [
        "The series has no limits in a phase where no two neighbours have values to work with."
    ]


def test_a_phase_without_values_says_so(plot):
    made = plot(Y[:12] + [GAP] * 12, phases=[13])
    assert "Phase 2, points 13 to 24: no values to work with." in made.words
    assert made.summary["variation"].tolist() == ["common cause", ""]


def test_excluding_every_point_is_refused(plot):
    with pytest.raises(QIError, match="Every point of a series is excluded"):
        plot(Y, exclude=range(1, 25))


def test_a_reason_for_a_phase_stands_in_words_and_on_the_chart(plot):
    made = plot(Y, phases=[(13, "discharge lounge opened")])
    assert "Phase 2 (discharge lounge opened), points 13 to 24: mean" in made.words
    assert made.summary["phase"].tolist() == [1, 2]
    assert "discharge lounge opened" in made.svg()
    assert made.points.equals(plot(Y, phases=[13]).points)


def test_a_reason_for_an_exclusion_stands_in_the_caption_and_in_why(plot):
    made = plot([*Y[:12], 99], exclude=[(13, "computer failure")])
    assert "1 point is excluded from limits and rules (13: computer failure)." in made.caption
    assert "computer failure" in made.why(13)
    assert made.points["excluded"].tolist() == [False] * 12 + [True]


def test_reasons_of_one_series_of_a_panel():
    from qikit.spc.chart import chart

    rows = {"m": [*range(1, 25)] * 2, "y": Y * 2, "w": ["A"] * 24 + ["B"] * 24}
    made = chart(rows, x="m", y="y", by="w", kind="xmr", phases={"B": [(13, "new rota")]})
    assert made.words.count("new rota") == 1
    assert "new rota" in made.svg("B") and "new rota" not in made.svg("A")


@pytest.mark.parametrize("pair", [(13, ""), (13, 14), (13, "a", "b")])
def test_a_pair_that_is_no_place_with_a_reason_is_refused(plot, pair):
    with pytest.raises(QIError, match="is not a place with its reason. Write a pair, such as"):
        plot(Y, phases=[pair])
