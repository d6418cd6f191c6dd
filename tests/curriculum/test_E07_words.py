"""E07: keys and numbers of the prose from the data, by hand formulas beside the engine's own."""

import math
import re
from itertools import pairwise
from statistics import fmean, quantiles

import pytest

import qikit as qi

NAME = "E07_fair_comparison"


def reckon(n, events, transform=None):
    """p0, z, phi, tau squared and adjusted z of each unit, in plain Python."""
    p0 = sum(events) / sum(n)
    if transform:
        at = [math.asin(math.sqrt(x / size)) for x, size in zip(events, n, strict=True)]
        target, s = math.asin(math.sqrt(p0)), [1 / (2 * math.sqrt(size)) for size in n]
    else:
        at = [x / size for x, size in zip(events, n, strict=True)]
        target, s = p0, [math.sqrt(p0 * (1 - p0) / size) for size in n]
    z = [(value - target) / spread for value, spread in zip(at, s, strict=True)]
    deciles = quantiles(z, n=10, method="inclusive")
    phi = fmean(min(max(each, deciles[0]), deciles[-1]) ** 2 for each in z)
    w, k = [1 / spread**2 for spread in s], len(s)
    tau2 = max(0, (k * phi - (k - 1)) / (sum(w) - sum(each**2 for each in w) / sum(w)))
    adjusted = [(value - target) / math.sqrt(spread**2 + tau2)
                for value, spread in zip(at, s, strict=True)]
    return p0, z, phi, tau2, adjusted


def outside(z, width=3.09):
    return {at for at, each in enumerate(z, 1) if abs(each) > width}


@pytest.fixture(scope="module")
def first():
    units = qi.load("units_compare")
    return reckon(units["cases"].tolist(), units["events"].tolist())


def test_keys_of_the_first_file(marks, first, reference):
    p0, z, phi, tau2, adjusted = first
    of = reference["C14"]
    assert marks["q1"].key == pytest.approx(p0, abs=1e-6) == pytest.approx(of["p0"], abs=1e-5)
    assert set(marks["q2b"].key) == {f"u{unit}" for unit in outside(z)}
    assert outside(z) == {*of["outside_998_low"], *of["outside_998_high"]}
    assert marks["q3b"].key == pytest.approx(phi, abs=1e-4) == pytest.approx(of["phi"], abs=1e-3)
    assert marks["q4b"].key == pytest.approx(1e4 * tau2, abs=1e-3)
    assert tau2 == pytest.approx(of["tau_squared"], abs=2e-6)
    assert set(marks["q5"].key) == {f"u{unit}" for unit in outside(adjusted)} == {"u18"}
    within = (reference["keys"]["E07"]["q1"]["within"], reference["keys"]["E07"]["q3b"]["within"])
    assert (marks["q1"].question.within, marks["q3b"].question.within) == within


def test_keys_of_the_second_file(marks, reference):
    units = qi.load("units_compare_b")
    n, events = units["cases"].tolist(), units["events"].tolist()
    natural, arcsine = reckon(n, events)[4], reckon(n, events, "arcsine")[4]
    assert (outside(natural), outside(arcsine)) == ({18}, {3})
    assert marks["q6"].key["natural"]["Answer"] == "Unit 18"
    assert marks["q6"].key["arcsine"]["Answer"] == "Unit 3"
    assert outside(reckon(n, events)[1]) == set(reference["C14b"]["outside_998"])
    assert (events[2], n[2]) == (4, 304)
    for scale, found in (("natural", "18"), ("arcsine", "3")):
        funnel = qi.funnel(units, unit="unit", x="events", n="cases", dispersion="additive",
                           scale=scale)
        assert re.search(rf"the 99.8% limits: {found} \(", funnel.words), funnel.words


def test_keys_of_the_national_series(marks, reference):
    ae = qi.load("ae_england")
    p = [(a - b) / a for a, b in zip(ae["attendances"], ae["breaches"], strict=True)]
    bar = (ae["attendances"].sum() - ae["breaches"].sum()) / ae["attendances"].sum()
    s = [math.sqrt(bar * (1 - bar) / a) for a in ae["attendances"]]
    z = [(value - bar) / spread for value, spread in zip(p, s, strict=True)]
    sigma = fmean(abs(b - a) for a, b in pairwise(z)) / 1.128
    assert marks["q7"].key["sigma"]["Value"] == pytest.approx(sigma, abs=0.01)
    assert sigma == pytest.approx(reference["C15"]["sigma_z"], abs=0.02)
    assert marks["q7"].key["outside"]["Value"] == len(outside(z, 3)) == 36
    assert 100 * 3 * fmean(s) == pytest.approx(0.07, abs=0.005)
    prime = [bar - 3 * each * sigma <= value <= bar + 3 * each * sigma
             for value, each in zip(p, s, strict=True)]
    assert prime.count(False) == reference["C15"]["p_prime_outside"] == 7


def test_numbers_of_the_prose(first, prose):
    p0, z, _, tau2, adjusted = first
    units = qi.load("units_compare")
    eighteen = units.iloc[17]
    assert (eighteen["events"], eighteen["cases"]) == (105, 727)
    assert "105 of its 727" in prose and f"{100 * 105 / 727:.1f}%" == "14.4%"
    assert f"{100 * p0:.1f}%" == "7.8%" and f"{100 * math.sqrt(tau2):.1f}" == "1.3"
    end = p0 + 3.09 * math.sqrt(p0 * (1 - p0) / 727 + tau2)
    assert f"{100 * end:.1f}%" == "12.9%" and f"{adjusted[17]:.1f}" == "4.0"
    assert len(outside(z, 1.96)) == 8 and "Eight of 24 units" in prose
    assert "seven months lie outside" in prose and "0.07 points" in prose
    ae = qi.load("ae_england")
    assert ae["attendances"].mean() == pytest.approx(2e6, rel=0.02)


def test_in_years_of_chance_small_units_head_the_table(lessons):
    import numpy as np

    units = qi.load("units_compare")
    rate = units["events"].sum() / units["cases"].sum()
    tops = []
    for year in (1, 4, 5):
        events = np.random.default_rng(year).binomial(units["cases"], rate)
        tops += list(units.assign(p=events / units["cases"]).nlargest(3, "p")["cases"])
    assert np.mean(tops) < 0.8 * units["cases"].mean()


def test_the_worked_cases(lessons):
    def expected(name):
        return [case.expect for case in lessons(NAME).plan.questions[name].cases]

    low = quantiles([-4, -1, 0, 1, 6], n=10, method="inclusive")
    kept = [min(max(each, low[0]), low[-1]) for each in (-4, -1, 0, 1, 6)]
    assert expected("q3") == [pytest.approx(fmean(each**2 for each in kept))]
    w = [2500, 10000, 2500]
    by_hand = (3 * 2 - 2) / (sum(w) - sum(each**2 for each in w) / sum(w))
    assert expected("q4") == [pytest.approx(by_hand, rel=1e-4), 0]
    reach = 1.96 * math.sqrt(0.08 * 0.92 / 400)
    assert expected("q2")[0]["lower"][0] == pytest.approx(0.08 - reach, abs=1e-6)


def test_the_licence_of_national_data_stands_on_the_page(prose):
    line = ("Contains public sector information licensed under the Open Government Licence "
            "v3.0.")
    assert prose.count(line) == 2


def test_the_minutes_are_enough_to_read_and_to_do(lessons, prose):
    meta = lessons(NAME).meta
    assert len(prose.split()) / 180 + meta["activity"] <= meta["minutes"]
