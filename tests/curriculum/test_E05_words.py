"""E05: every number that its reader meets, from the data, the reference or a second route."""

import re

import numpy as np
import pytest
from scipy import stats
from scipy.special import gamma

import qikit as qi
from qikit.spc.alarms import simulate

NAME = "E05_shewhart_charts"
PRESETS = {"7 and 7": "mdc", "7 and 6": "mdc_7_6", "6 and 6": "mdc_6_6"}
LENGTHS = (12, 20, 24, 36)


@pytest.fixture(scope="module")
def facilitator(module):
    return " ".join((module.folder / "facilitator.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def hip():
    data = qi.load("hip_fracture_36h")
    return data.assign(percent=100 * data["within_36h"] / data["patients"])


def xmr(values, **settings):
    table = {"at": range(1, len(values) + 1), "value": list(values)}
    return qi.chart(table, x="at", y="value", kind="xmr", **({"rules": "mdc"} | settings))


def flagged(chart, rule):
    return (np.flatnonzero(chart.points[rule]) + 1).tolist()


def test_the_keys_are_those_of_the_reference(marks, reference):
    keys, laboratory, falls = reference["keys"]["E05"], reference["C10"], reference["C9"]
    limits = {name: row["Value"] for name, row in marks["q3"].key.items()}
    assert limits == {name: keys["q3"][name] for name in ("centre", "upper", "lower")}
    assert limits["upper"] == pytest.approx(laboratory["upper"], abs=0.005)
    assert marks["q3b"].key == keys["q3b"]["flagged"] == laboratory["outside_means"]
    assert marks["q4"].key["falls"] == {
        "Centre line": keys["q4"]["rate"], "Upper limit of month 19": keys["q4"]["upper"]}
    assert keys["q4"]["rate"] == falls["rate"]
    assert marks["q4b"].key == keys["q4b"]["flagged"] == falls["flagged"]
    ((_, value),) = marks["q3"].question.columns
    assert value["within"] == keys["q3"]["within"]
    (_, rate), (_, upper) = marks["q4"].question.columns
    assert (rate["within"], upper["within"]) == (keys["q4"]["within"], keys["q4"]["upper_within"])
    for name in ("q1", "q2", "q5", "q6"):
        assert marks[name].points == keys[name]["points"]


def test_marked_questions_keep_their_keys_out_of_the_ask_cells(module, marks):
    for name in marks:
        spec = module.plan.questions[name].spec()
        assert spec["feedback"] == "marked" and not {"key", "why"} & set(spec)


def test_hidden_limits_are_those_of_our_charts(marks):
    for each in marks["q1"].cases:
        assert each.relative == 1e-3
        chart = xmr(each.args[0]) if len(each.args[0]) >= 12 else None
        if chart is not None:
            row = chart.summary.iloc[0]
            for name in ("centre", "lower", "upper"):
                assert row[name] == pytest.approx(each.expect[name], rel=1e-3)
    for each in marks["q2"].cases:
        events, n = (np.array(column, dtype=float) for column in each.args)
        spread = (stats.binom(n, events.sum() / n.sum()).std() if each.function == "p_limits"
                  else stats.poisson(n * events.sum() / n.sum()).std())
        centre = events.sum() / n.sum()
        most = 1 if each.function == "p_limits" else np.inf
        assert each.expect["lower"] == pytest.approx(np.clip(centre - 3 * spread / n, 0, None))
        assert each.expect["upper"] == pytest.approx(np.clip(centre + 3 * spread / n, None, most))
        assert abs(np.mean(events / n) / centre - 1) > 0.005, each.name


def test_hidden_rules_hold_the_nine_vectors_and_two_more(marks, reference):
    cases = marks["q5"].cases
    assert len(cases) == 11
    for case, vector in zip(cases, reference["vectors"], strict=False):
        assert list(case.args[0]) == vector["values"]
        assert case.args[1:] == (50, 20, 80)
        assert {rule: at for rule, at in case.expect.items() if at} == vector["mdc"]
    other, own = cases[9:]
    assert other.expect == {
        "outside": [8], "shift": list(range(3, 11)), "trend": [], "two_of_three": [7, 8]}
    assert own.args[1:] == (100, 70, 130, 8, 6)
    assert own.expect == {"outside": [], "shift": list(range(9, 17)), "trend": list(range(2, 8)),
                          "two_of_three": []}


def share_with_signals(points, series, seed, shift, trend):
    """The same dice, judged by qikit in place of the model's own functions."""
    rng, found = np.random.default_rng(seed), 0
    for _ in range(series):
        values = rng.normal(50, 10, points)
        middle, reach = values.mean(), 2.66 * np.abs(np.diff(values)).mean()
        found += bool(qi.spc.detect(
            values, centre=middle, lower=middle - reach, upper=middle + reach,
            rules=qi.spc.mdc(shift, trend)))
    return found / series


def test_hidden_false_alarms_have_the_stated_band(marks, reference):
    keys = reference["keys"]["E05"]["q6"]
    for each in marks["q6"].cases:
        other = each.otherwise
        points, series, seed, shift, trend = other.args
        again = simulate(qi.spc.mdc(shift, trend), points, 20_000, 99)
        assert series == keys["series"] and again == pytest.approx(other.expect, abs=0.012)
        assert other.within > 4 * (again * (1 - again) / series) ** 0.5
        assert each.args == (points, keys["same_dice"], seed, shift, trend)
        assert each.expect == pytest.approx(share_with_signals(*each.args), abs=each.within)
    first = marks["q6"].cases[0].otherwise
    assert [first.expect - first.within, first.expect + first.within] == pytest.approx(
        keys["share"], abs=0.01)  # the design rounds 0.154 to 0.16


def test_visible_false_alarms_are_true(module):
    for each in module.plan.questions["q6"].cases:
        points, series, _, shift, trend = each.args
        again = simulate(qi.spc.mdc(shift, trend), points, 20_000, 5)
        assert each.expect == pytest.approx(again, abs=0.01)
        assert each.within > 3 * (again * (1 - again) / series) ** 0.5


def test_four_settings_four_verdicts(hip, prose):
    mean, spread = hip["percent"].mean(), hip["percent"].std(ddof=1)
    wide = qi.spc.Baseline.stated(mean=mean, upper=mean + 3 * spread)
    made = {
        "A": xmr(hip["percent"]), "B": xmr(hip["percent"], screen=True),
        "C": xmr(hip["percent"], rules="nelson"),
        "D": xmr(hip["percent"], rules=(qi.spc.outside(),), baseline=wide),
    }
    assert {round(chart.summary["centre"].iloc[0], 1) for chart in made.values()} == {74.7}
    late = list(range(17, 25))
    assert {rule: flagged(made["A"], rule) for rule in made["A"].rules.columns} == {
        "outside": [], "shift": late, "trend": [], "two_of_three": []}
    assert (flagged(made["B"], "outside"), flagged(made["B"], "shift")) == ([2], late)
    assert flagged(made["C"], "shift") == [] and flagged(made["C"], "four_of_five")[0] == 17
    assert made["D"].signals.empty
    assert f"{made['D'].summary['upper'].iloc[0]:.0f}%" == "102%"
    assert "upper limit would be 102%" in prose
    assert "one shift, months 17 to 24" in prose and "month 2 falls outside" in prose


def test_theatre_limits_by_three_ways(prose, reference, stored):
    of = reference["C3"]
    for way, expected in (("all kept", of), ("screened", of["screened"]),
                          ("not recommended)", of["wrong_method"])):
        assert re.search(rf"{re.escape(way)} \| {expected['upper']:.1f} \|", prose), way
    assert "Week 10" in prose and of["outside"] == [10]
    assert f"{of['mean']:.3f}" in stored("theatre-limits")
    assert f"{3 / 1.128:.2f}" == "2.66" and "3 / 1.128 = 2.66" in prose


def test_counts_and_falls(prose, stored, hip):
    falls = qi.load("inpatient_falls")
    mean = falls["falls"].mean()
    assert mean - 3 * mean**0.5 < 0 and "'lower': 0.0" in stored("c-limits")
    n = falls["occupied_bed_days"]
    assert (n.max() - n.mean()) / n.mean() < 0.2 and (n.mean() - n.min()) / n.mean() < 0.2
    rate = falls["falls"].sum() / n.sum()
    assert int(np.ceil(9 / rate)) == 1376 and "1,376 bed days or more" in prose
    assert (n + n.shift(-1)).min() > 1376
    assert round(1000**0.5, -1) == 30 and "about 30 times too close" in prose
    total = hip["within_36h"].sum() / hip["patients"].sum()
    assert str(total)[:10] in stored("hip-total")


def test_subgroups(prose, stored):
    c4 = (2 / 4) ** 0.5 * gamma(5 / 2) / gamma(4 / 2)
    a3, b4 = 3 / (c4 * 5**0.5), 1 + 3 * (1 - c4**2) ** 0.5 / c4
    assert f"A3 is {a3:.3f}, B3 is 0 and B4 is {b4:.3f}" in prose
    assert "No signals" in stored("show-crossed")
    lab = qi.load("lab_turnaround")
    assert len(lab) == 125 and lab["day"].nunique() == 25
    crossed = lab.assign(group=(lab["day"] - 1) // 5 * 5 + lab["sample"])
    assert lab[lab["day"] == 18].shape[0] == crossed.loc[lab["day"] == 18, "group"].nunique() == 5
    spread = qi.chart(crossed, x="group", y="minutes", kind="s", rules="mdc")
    assert flagged(spread, "outside")


def test_one_series_under_six_rule_sets(stored):
    rows = stored("show-sets").splitlines()[2:]
    marked = [re.split(r"\s{2,}", row)[1] for row in rows]
    trend, both = "trend: 12, 13, 14, 15, 16, 17", "two of three: 1, 3"
    inner = f"inner third: {', '.join(map(str, range(4, 19)))}"
    assert marked[:3] == ["nothing", trend, f"shift: 5, 6, 7, 8, 9, 10; {trend}"]
    assert marked[3:] == [f"{trend}; {both}; {inner}", both, f"{trend}; {both}; {inner}"]


def test_false_alarms_and_delays(prose, stored, reference):
    table, of = stored("show-alarms"), reference["false_alarms"]
    for words, name in PRESETS.items():
        shown = re.search(rf"XmR chart, {words} +(\d+)% +(\d+)% +(\d+)% +(\d+)%", table).groups()
        again = [simulate(name, points, 8000, 3) for points in LENGTHS]
        assert [int(each) / 100 for each in shown] == pytest.approx(again, abs=0.025)
        if name in of:
            assert [int(each) / 100 for each in shown] == pytest.approx(of[name], abs=0.02)
        if name == "mdc":
            assert shown[2] == "15" and "about 15 in 100 stable charts of 24 points" in prose
    assert 0.12 <= float(stored("own-rate")) <= 0.20
    waits = {k: 1 / (stats.norm.sf(3 - k) + stats.norm.cdf(-3 - k)) for k in (1, 2, 3)}
    shown = dict(re.findall(r"(\d) sigma: ([\d.]+) points", stored("delays")))
    assert {int(k): float(mean) for k, mean in shown.items()} == pytest.approx(waits, rel=0.06)
    assert round(waits[1]) == 44 and "about 44 points" in prose
    for width, shown in zip((2, 2.5, 3, 3.5), stored("show-economy").splitlines()[2:], strict=True):
        alarm, notice = shown.split()[-2:]
        assert float(alarm.replace(",", "")) == pytest.approx(0.5 / stats.norm.sf(width), abs=0.6)
        assert float(notice) == pytest.approx(
            1 / (stats.norm.sf(width - 2) + stats.norm.cdf(-width - 2)), abs=0.06)


def test_processes_that_break_an_assumption(prose, stored):
    shares = [int(each) / 100 for each in re.findall(r"(\d+)%", stored("show-assumptions"))]
    assert shares[0] == pytest.approx(simulate("mdc", 24, 8000, 3), abs=0.04)
    assert min(shares[1:]) > 2 * shares[0]
    upper = 0.5 + 3 * 0.5**0.5
    assert f"{100 * stats.poisson.sf(np.floor(upper), 0.5):.1f}% of months" in prose
    assert stats.norm.sf(3) == pytest.approx(0.001, abs=0.0005) and "0.1% was promised" in prose


def test_the_chart_to_explain(hip, module, facilitator, stored):
    chart = qi.chart(hip, x="month", y="within_36h", n="patients", per=100, kind="p", baseline=16,
                     better="higher", rules="mdc")
    assert flagged(chart, "shift") == list(range(17, 25)) and not flagged(chart, "outside")
    beyond = flagged(chart, "two_of_three")
    early, late = hip.iloc[:16].sum(numeric_only=True), hip.iloc[16:].sum(numeric_only=True)
    scheme = module.graded["task-t1-correctness"].source
    for text in (scheme, facilitator):
        for part, words in ((early, "70.5%"), (late, "83.6%")):
            cases, people = int(part["within_36h"]), int(part["patients"])
            assert f"{cases} of {people}" in text and words in text
            assert f"{100 * cases / people:.1f}%" == words
    assert len(beyond) == 6 and "Six of the eight lie beyond two sigma" in scheme
    assert f"{', '.join(map(str, beyond[:-1]))} and {beyond[-1]} beyond two sigma" in facilitator
    assert f"n {hip['patients'].min()} to {hip['patients'].max()}" in facilitator
    assert "Months 17 to 24" in stored("show-hip-p")


def test_the_task_has_the_four_criteria_of_its_rubric(module):
    points = {name: cell.metadata["nbgrader"]["points"] for name, cell in module.graded.items()
              if name.startswith("task-")}
    assert points == {"task-t1-correctness": 6, "task-t1-fit": 6, "task-t1-action": 4,
                      "task-t1-limits": 4}
    for name in points:
        before, scheme = module.graded[name].source.split("=== BEGIN MARK SCHEME ===")
        assert "Full" not in before
        assert all(f"**{level}" in scheme for level in ("Full", "Half", "Zero"))


def test_the_minutes_are_enough_to_read_and_to_do(module, prose):
    assert len(prose.split()) / 180 + module.meta["activity"] <= module.meta["minutes"]
    steps = re.findall(r"^## Step \d of 8: .* \((\d+) minutes\)", prose, re.M)
    assert len(steps) == 8 and sum(map(int, steps)) <= module.meta["minutes"]


def test_sentences_are_short(prose):
    found = [each for each in re.split(r"(?<=[.?!])\s+", re.sub(r"\$.*?\$", "", prose)) if each]
    assert np.mean([len(each.split()) for each in found]) <= 15
