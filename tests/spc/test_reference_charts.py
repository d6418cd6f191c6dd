"""The curriculum's checked answers that concern charts (section 10 and 5.5)."""

import numpy as np
import pytest


def ends(positions):
    return list(range(positions[0], positions[1] + 1))


def test_c1_run_chart(reference, plot, marked, spans):
    c1 = reference["C1"]
    made = plot(c1["values"], kind="run")
    assert made.summary["centre"].tolist() == [c1["median"]]
    assert made.signals["rule"].tolist() == ["few_runs", "shift", "shift"]
    assert tuple(c1["longest_run_at"]) in spans(made, "shift")
    assert not marked(made, "trend") and not marked(made, "many_runs")
    assert "There are 4 runs about the median, too few: 8 to 18 are expected" in made.words


def test_c1_anhoej(reference, plot, spans):
    made = plot(reference["C1"]["values"], kind="run", rules="anhoej")
    assert spans(made, "longest_run") == [(14, 24)]
    assert spans(made, "few_crossings") == [(1, 24)]
    assert "crosses the median 3 times, unusually few: 8 or more" in made.words


@pytest.mark.parametrize(
    ("name", "settings"), [("baseline_1_12", {"baseline": 12}), ("all_24", {}), ("phase_14", {})]
)
def test_c1_three_defensible_charts(reference, plot, marked, spans, name, settings):
    c1 = reference["C1"]
    key = c1[name]
    if name == "phase_14":
        settings = {"phases": [14]}
    made = plot(c1["values"], **settings)
    last = made.summary.iloc[-1]
    assert last["centre"] == pytest.approx(key["mean"], abs=0.005)
    assert last["lower"] == pytest.approx(key["lower"], abs=0.0051)
    assert last["upper"] == pytest.approx(key["upper"], abs=0.0051)
    if name == "phase_14":
        assert made.signals.empty
        assert (last["points"], last["trial"]) == (11, "provisional")
        return
    assert marked(made, "outside") == key["outside"]
    shifts = key.get("shifts") or [key["shift"]]
    assert spans(made, "shift") == [tuple(one) for one in shifts]
    assert marked(made, "two_of_three") == key["two_of_three"]


@pytest.mark.parametrize("kind, rules", [("run", "ihi"), ("run", "anhoej"), ("xmr", "mdc")])
def test_c2_is_stable(reference, plot, kind, rules):
    c2 = reference["C2"]
    made = plot(c2["values"], kind=kind, rules=rules)
    assert made.signals.empty
    row = made.summary.iloc[0]
    if kind == "run":
        assert row["centre"] == pytest.approx(c2["median"])
    else:
        assert row[["centre", "lower", "upper"]].tolist() == pytest.approx(
            [c2["mean"], c2["lower"], c2["upper"]], abs=0.0051
        )


@pytest.mark.parametrize("rules", ["mdc", "mdc_7_6", "mdc_6_6"])
@pytest.mark.parametrize("screen", [False, True])
def test_c3_same_verdict_under_every_preset(reference, plot, marked, rules, screen):
    c3 = reference["C3"]
    key = c3["screened"] if screen else c3
    made = plot(c3["values"], rules=rules, screen=screen)
    row = made.summary.iloc[0]
    assert row["centre"] == pytest.approx(c3["mean"], abs=0.0005)
    assert row["lower"] == pytest.approx(key["lower"], abs=0.0051)
    assert row["upper"] == pytest.approx(key["upper"], abs=0.0051)
    ranges = made.baseline.series["y"]["mean_range"]
    assert ranges == pytest.approx(key["mean_moving_range"], abs=0.0005)
    assert made.signals["rule"].tolist() == ["outside"]
    assert marked(made, "outside") == [10]


def test_c3_moving_ranges(reference, plot, marked):
    c3 = reference["C3"]
    made = plot(c3["values"], kind="mr")
    assert made.summary["upper"].iloc[0] == pytest.approx(c3["upper_moving_range"], abs=0.0005)
    assert marked(made, "outside") == c3["moving_ranges_above"]
    assert made.rules.columns == ("outside",)


@pytest.mark.parametrize("rules", ["mdc", "mdc_7_6", "mdc_6_6"])
@pytest.mark.parametrize("screen", [False, True])
def test_c4_board_pack(reference, rules, screen):
    from qikit.spc.chart import chart

    measures = reference["C4"]["measures"]
    rows = [
        {"measure": name, "month": month, "value": value}
        for name, one in measures.items()
        for month, value in enumerate(one["values"], start=1)
    ]
    made = chart(
        rows, x="month", y="value", by="measure", kind="xmr", rules=rules, screen=screen,
        better={name: one["better"] for name, one in measures.items()},
        target={name: one["target"] for name, one in measures.items()},
    )  # fmt: skip
    for _, row in made.summary.iterrows():
        key = measures[row["series"]]
        assert row["variation"] == key["variation"], row["series"]
        assert row["assurance"] == key["assurance"], row["series"]
        if not screen:
            assert row[["centre", "lower", "upper"]].tolist() == pytest.approx(
                [key["mean"], key["lower"], key["upper"]], abs=0.0051
            )


def test_c6_hip_fracture(reference, plot, spans, marked):
    c6 = reference["C6"]
    made = plot(c6["within_36h"], n=c6["patients"], kind="p", baseline=16)
    points = made.points
    assert points["centre"].iloc[0] == pytest.approx(c6["baseline_proportion"], abs=5e-6)
    limits = points[["lower", "upper"]].round(3).to_numpy()
    assert limits[[0, 21, 9]].tolist() == [[0.502, 0.909], [0.481, 0.930], [0.524, 0.887]]
    assert not marked(made, "outside")
    assert spans(made, "shift") == [tuple(c6["shift"])]
    later = plot(c6["within_36h"], n=c6["patients"], kind="p", phases=[17])
    assert later.summary["centre"].iloc[1] == pytest.approx(c6["phase_2_proportion"], abs=5e-6)


def test_c7_reminders(reference, plot, spans, marked):
    c7 = reference["C7"]
    run = plot(c7["missed"], n=c7["booked"], kind="run", per=100, baseline=12)
    assert run.summary["centre"].iloc[0] == pytest.approx(20.95, abs=0.005)
    assert tuple(c7["below_median"])[1] == 30
    assert (run.points["y"] < run.points["centre"])[16:30].all()
    made = plot(c7["missed"], n=c7["booked"], kind="p", baseline=12)
    assert made.summary["centre"].iloc[0] == pytest.approx(c7["baseline_proportion"], abs=5e-5)
    assert spans(made, "shift") == [(16, 30)]
    assert spans(made, "trend") == [(12, 18)]
    assert marked(made, "two_of_three") == c7["p_chart"]["two_of_three"]
    assert not marked(made, "outside")


def test_c9_falls(reference, plot):
    c9 = reference["C9"]
    made = plot(c9["falls"], n=c9["occupied_bed_days"], kind="u", per=1000)
    points = made.points
    assert points["centre"].iloc[0] == pytest.approx(c9["rate"], abs=0.0005)
    assert points["y"].iloc[18] == pytest.approx(c9["month_19"], abs=0.005)
    assert points["upper"].iloc[18] == pytest.approx(c9["month_19_upper"], abs=0.005)
    assert (points["lower"] < 0).all()
    assert made.signals["first"].tolist() == c9["flagged"]
    assert "calculated lower limit is below zero" in " ".join(made.cautions)


def test_c10_subgroups(reference, marked):
    from qikit.spc.chart import chart

    c10 = reference["C10"]
    rows = [
        {"day": day, "minutes": value}
        for day, values in enumerate(c10["values"], start=1)
        for value in values
    ]
    means = chart(rows, x="day", y="minutes", kind="xbar")
    row = means.summary.iloc[0]
    assert row[["centre", "lower", "upper"]].tolist() == pytest.approx(
        [c10["grand_mean"], c10["lower"], c10["upper"]], abs=0.0006
    )
    assert means.baseline.series["minutes"]["mean_s"] == pytest.approx(c10["mean_sd"], abs=5e-4)
    assert marked(means, "outside") == c10["outside_means"]
    spread = chart(rows, x="day", y="minutes", kind="s")
    assert spread.summary["upper"].iloc[0] == pytest.approx(c10["s_upper"], abs=5e-4)
    assert spread.summary["lower"].iloc[0] == 0
    assert marked(spread, "outside") == c10["outside_sds"]


def test_c12_g_chart(reference, plot, marked):
    c12 = reference["C12"]
    made = plot(c12["values"], kind="g", baseline=15, better="higher")
    row = made.summary.iloc[0]
    assert row["centre"] == c12["median"]
    assert row["upper"] == pytest.approx(c12["upper"], abs=0.005)
    assert made.baseline.series["y"]["mean"] == pytest.approx(c12["mean"], abs=5e-4)
    assert marked(made, "outside") == c12["flagged"]
    assert set(made.points["judgement"][15:18]) == {"improvement"}
    assert "by chance 1.9% of the time" in " ".join(made.cautions)
    assert str(c12["probability_upper"]) in " ".join(made.cautions)


def test_c13_t_chart(reference, plot, marked, spans):
    c13 = reference["C13"]
    made = plot(c13["values"], kind="t", baseline=20, better="higher")
    row, stored = made.summary.iloc[0], made.baseline.series["y"]
    assert stored["mean"] == pytest.approx(c13["transformed_mean"], abs=5e-5)
    assert stored["mean_range"] == pytest.approx(c13["transformed_mean_moving_range"], abs=1e-4)
    assert row["centre"] == pytest.approx(c13["centre"], abs=0.005)
    assert row["lower"] == c13["lower"]
    assert row["upper"] == pytest.approx(c13["upper"], abs=0.005)
    assert marked(made, "outside") == c13["outside"]
    assert spans(made, "shift") == [tuple(c13["shift"])]
    assert marked(made, "two_of_three") == c13["two_of_three"]
    assert made.summary["variation"].iloc[0] == "improvement"


def test_c15_very_large_denominators(reference, plot, marked):
    c15 = reference["C15"]
    within = np.subtract(c15["attendances"], c15["breaches"]).tolist()
    p = plot(within, n=c15["attendances"], kind="p", per=100)
    assert p.summary["centre"].iloc[0] == pytest.approx(88.482, abs=5e-4)
    half = p.points["upper"] - p.points["centre"]
    assert half.mean() == pytest.approx(c15["p_half_width_points"], abs=0.005)
    assert len(marked(p, "outside")) == c15["p_outside"]
    prime = plot(within, n=c15["attendances"], kind="pprime", per=100)
    assert prime.baseline.series["y"]["sigma_z"] == pytest.approx(c15["sigma_z"], abs=0.005)
    half = prime.points["upper"] - prime.points["centre"]
    assert half.mean() == pytest.approx(c15["p_prime_half_width_points"], abs=0.005)
    assert len(marked(prime, "outside")) == c15["p_prime_outside"]
    x = plot(within, n=c15["attendances"], kind="xmr", per=100)
    assert x.summary["lower"].iloc[0] == pytest.approx(c15["xmr_lower"], abs=0.0051)
    assert x.summary["upper"].iloc[0] == pytest.approx(c15["xmr_upper"], abs=0.0051)


def test_c16_two_phases(reference, plot, marked):
    c16 = reference["C16"]
    n = c16["occupied_bed_days"]
    frozen = plot(c16["incidents"], n=n, kind="u", per=100, baseline=24)
    assert frozen.summary["centre"].iloc[0] == pytest.approx(c16["baseline_rate"], abs=5e-4)
    assert not marked(frozen, "outside")
    assert marked(frozen, "two_of_three") == c16["two_of_three"]
    below = frozen.points["y"] < frozen.points["centre"]
    assert below[24:45].all() and not below[45]
    phases = plot(c16["incidents"], n=n, kind="u", per=100, phases=[25])
    assert phases.summary["centre"].iloc[1] == pytest.approx(c16["after_rate"], abs=5e-4)
    assert phases.signals.empty
