"""E08: keys and numbers of the prose from the data, by scipy and hand formulas."""

import re

import numpy as np
import pytest
from scipy import stats

import qikit as qi

NAME = "E08_phases_and_evaluation"


@pytest.fixture(scope="module")
def ward():
    return qi.load("restrictive_practice").assign(number=range(1, 53))


def parts(ward):
    first, second = ward.iloc[:24], ward.iloc[24:]
    return [(int(each["incidents"].sum()), int(each["occupied_bed_days"].sum()))
            for each in (first, second)]


def test_rates_and_ratio(marks, ward, reference):
    of, ((x1, n1), (x2, n2)) = reference["C16"], parts(ward)
    assert (x1, n1) == (of["baseline_incidents"], of["baseline_bed_days"])
    assert (x2, n2) == (of["after_incidents"], of["after_bed_days"])
    rates = {name: row["Rate"] for name, row in marks["q1"].key.items()}
    assert rates == {"before": pytest.approx(100 * x1 / n1, abs=5e-4),
                     "after": pytest.approx(100 * x2 / n2, abs=5e-4)}
    found = {name: row["Value"] for name, row in marks["q2b"].key.items()}
    assert found["ratio"] == pytest.approx(of["rate_ratio"], abs=0.005)
    assert [found["lower"], found["upper"]] == pytest.approx(of["rate_ratio_interval"], abs=0.005)
    # A second route: given 284 incidents in all, those after are binomial; exact (Clopper-Pearson)
    exact = stats.binomtest(x2, x1 + x2).proportion_ci(method="exact")
    ends = [share / (1 - share) * n1 / n2 for share in (exact.low, exact.high)]
    assert [found["lower"], found["upper"]] == pytest.approx(ends, abs=0.02)


def test_the_shift_carries_the_evidence(marks, ward, reference):
    chart = qi.chart(ward, x="number", y="incidents", n="occupied_bed_days", per=100, kind="u",
                     baseline=24, rules="mdc")
    assert not chart.points["outside"].any() and (chart.points["lower"] < 0).all()
    assert marks["q4"].key["outside"]["Answer"] == "none"
    (x1, n1), _ = parts(ward)
    below = ward["incidents"] / ward["occupied_bed_days"] < x1 / n1
    assert below.iloc[24:45].all() and not below.iloc[45]
    assert reference["C16"]["below_baseline"] == [25, 45]
    assert "Weeks 25 to 45 all lie below" in marks["q4"].why["why"]["Answer"]["nothing has changed"]
    assert marks["q3"].key == 25
    notes = ward.loc[ward["note"].notna() & (ward["note"] != ""), "number"].tolist()
    assert notes == [25, 31, 41]


def test_neither_phase_has_a_signal(ward):
    chart = qi.chart(ward, x="number", y="incidents", n="occupied_bed_days", per=100, kind="u",
                     phases=[(25, "calm plans")], rules="mdc")
    assert chart.signals.empty


def test_correlations_of_the_national_series(marks, reference):
    ae = qi.load("ae_england")
    share = 1 - ae["breaches"] / ae["attendances"]
    key = {name: row["Correlation"] for name, row in marks["q5b"].key.items()}
    year = stats.pearsonr(share[12:], share[:-12]).statistic
    month = stats.pearsonr(share[1:], share[:-1]).statistic
    assert key == {"year": pytest.approx(year, abs=5e-4), "month": pytest.approx(month, abs=5e-4)}
    assert (year, month) == (pytest.approx(reference["C15"]["lag_12"], abs=1e-3),
                             pytest.approx(reference["C15"]["lag_1"], abs=1e-3))


def test_numbers_of_the_prose(prose):
    letters = qi.load("discharge_letters")
    assert len(letters) - 13 == 11 and "it has 11 points" in prose


def test_no_page_or_hint_gives_an_assessed_number_away(lessons, marks, prose):
    ratio = {name: row["Value"] for name, row in marks["q2b"].key.items()}
    keys = [f"{row['Rate']:.3f}" for row in marks["q1"].key.values()]
    keys += [f"{100 * (1 - ratio[end]):.0f}%" for end in ("lower", "upper")]
    for number in [*ratio.values(), *(row["Correlation"] for row in marks["q5b"].key.values())]:
        keys += [f"{number:.2f}", f"{number:.3f}"]
    questions = lessons(NAME).plan.questions.values()
    shown = " ".join([prose, *(question.prompt for question in questions),
                      *(hint for question in questions for hint in question.hints)])
    assert len(keys) == 14
    assert [key for key in keys if re.search(rf"(?<![\d.]){re.escape(key)}(?!\d)", shown)] == []


def test_the_worked_cases(lessons):
    case = lessons(NAME).plan.questions["q2"].cases[0]
    width = 1.96 * np.sqrt(1 / 40 + 1 / 25)
    assert case.expect["upper"] == pytest.approx(0.625 * np.exp(width), rel=1e-5)
    assert case.expect["lower"] == pytest.approx(0.625 / np.exp(width), rel=1e-5)
    for case in lessons(NAME).plan.questions["q5"].cases:
        values, lag = case.args
        by = stats.pearsonr(values[lag:], values[:-lag]).statistic
        assert case.expect == pytest.approx(by, abs=1e-6)


def test_each_threat_and_design_stands_once(marks):
    threats = [row["Threat"] for row in marks["q7"].key.values()]
    assert len(set(threats)) == 5 and len(set(marks["q6"].key.values())) == 5


def test_the_minutes_are_enough_to_read_and_to_do(lessons, prose):
    meta = lessons(NAME).meta
    assert len(prose.split()) / 180 + meta["activity"] <= meta["minutes"]
