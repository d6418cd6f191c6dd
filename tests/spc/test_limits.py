"""Formulas of section 3 by a second route: numpy by hand, scipy's distributions, statsmodels."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import geom, norm

from qikit.spc import a3, b3, b4, c4, geometric_limit, geometric_tail
from qikit.spc.constants import D2, D4, E2, MEDIAN_E2

RNG = np.random.default_rng(11)
COUNTS = RNG.poisson(9, 30).tolist()
SIZES = RNG.integers(80, 160, 30).tolist()


def lines(made):
    return made.points[["centre", "sigma", "lower", "upper"]].to_numpy()


def test_c4_is_the_mean_of_s_by_integration():
    for n in (2, 5, 10, 25):
        chi = quad(lambda t, n=n: t ** (n - 1) * np.exp(-t * t / 2), 0, np.inf)[0]
        norming = quad(lambda t, n=n: t ** (n - 2) * np.exp(-t * t / 2), 0, np.inf)[0]
        assert c4(n) == pytest.approx(chi / norming / np.sqrt(n - 1), rel=1e-9)


@pytest.mark.parametrize(
    ("n", "table"),
    [(2, (2.659, 0, 3.267)), (5, (1.427, 0, 2.089)), (6, (1.287, 0.030, 1.970)),
     (10, (0.975, 0.284, 1.716)), (25, (0.606, 0.565, 1.435))],
)  # fmt: skip
def test_constants_of_montgomery_appendix_vi(n, table):
    assert (a3(n), b3(n), b4(n)) == pytest.approx(table, abs=0.0006)


def test_published_constants_are_roundings_of_exact_ones():
    exact = 2 / np.sqrt(np.pi)
    assert pytest.approx(exact, abs=0.0005) == D2
    assert pytest.approx(3 / exact, abs=0.0015) == E2
    assert pytest.approx(1 + 3 * np.sqrt(2 - exact**2) / exact, abs=0.0016) == D4


def test_xmr(plot):
    y = RNG.normal(50, 4, 24)
    mean, ranges = y.mean(), np.abs(np.diff(y)).mean()
    expected = [mean, ranges * 2.66 / 3, mean - 2.66 * ranges, mean + 2.66 * ranges]
    assert np.allclose(lines(plot(y.tolist())), expected)


def test_xmr_uses_short_term_variation_not_the_standard_deviation(plot, reference):
    c3 = reference["C3"]
    y = np.array(c3["values"])
    wrong = y.mean() + 3 * y.std(ddof=1)
    assert wrong == pytest.approx(c3["wrong_method"]["upper"], abs=0.06)
    assert plot(c3["values"]).summary["upper"].iloc[0] < wrong


def test_c(plot):
    mean = np.mean(COUNTS)
    root = np.sqrt(mean)
    assert np.allclose(
        lines(plot(COUNTS, kind="c")), [mean, root, mean - 3 * root, mean + 3 * root]
    )


@pytest.mark.parametrize("per", [1, 1000])
def test_u_is_worked_out_on_the_raw_rate_then_scaled(plot, per):
    mean = sum(COUNTS) / sum(SIZES)
    sigma = np.sqrt(mean / np.array(SIZES))
    got = lines(plot(COUNTS, n=SIZES, kind="u", per=per))
    assert np.allclose(got[:, 0], mean * per)
    assert np.allclose(got[:, 3], (mean + 3 * sigma) * per)
    assert np.allclose(got[:, 2], (mean - 3 * sigma) * per)


@pytest.mark.parametrize("per", [1, 100])
def test_p_is_total_over_total_with_limits_for_each_point(plot, per):
    mean = sum(COUNTS) / sum(SIZES)
    sigma = np.sqrt(mean * (1 - mean) / np.array(SIZES))
    got = lines(plot(COUNTS, n=SIZES, kind="p", per=per))
    assert np.allclose(got[:, 0], mean * per)
    assert np.allclose(got[:, 3], (mean + 3 * sigma) * per)
    assert mean != pytest.approx(np.mean(np.array(COUNTS) / SIZES), rel=1e-6)


def test_np(plot):
    share = np.mean(COUNTS) / 50
    sigma = np.sqrt(50 * share * (1 - share))
    made = plot(COUNTS, n=[50] * 30, kind="np")
    assert np.allclose(lines(made)[:, [0, 3]], [50 * share, 50 * share + 3 * sigma])
    assert made.points["y"].tolist() == COUNTS


def test_red_beads_limits(plot, reference):
    beads = [10] * 24
    made = plot(beads, n=[50] * 24, kind="np")
    assert made.summary[["lower", "upper"]].round(2).to_numpy().tolist() == [[1.51, 18.49]]


@pytest.mark.parametrize("kind, base", [("pprime", "p"), ("uprime", "u")])
def test_laney_widens_by_sigma_z(plot, kind, base):
    plain, prime = (plot(COUNTS, n=SIZES, kind=one) for one in (base, kind))
    z = (plain.points["y"] - plain.points["centre"]) / plain.points["sigma"]
    sigma_z = np.abs(np.diff(z)).mean() / 1.128
    assert np.allclose(prime.points["sigma"], plain.points["sigma"] * sigma_z)
    assert np.allclose(prime.points["centre"], plain.points["centre"])


def test_laney_may_be_narrower(plot):
    steady = [10, 11] * 12
    made = plot(steady, n=[100] * 24, kind="pprime")
    assert made.baseline.series["y"]["sigma_z"] < 1


def test_g_limits_stand_on_the_mean_and_the_centre_line_is_the_median(plot):
    y = RNG.geometric(0.05, 24) - 1
    mean = y.mean()
    made = plot(y.tolist(), kind="g")
    assert np.allclose(
        lines(made)[0], [np.median(y), s := np.sqrt(mean * (mean + 1)), mean - 3 * s, mean + 3 * s]
    )


def test_g_probability_limit_is_the_geometric_quantile():
    for mean in (3.2, 36.867, 250.0):
        chance = 1 / (1 + mean)
        assert geometric_limit(mean) == geom.ppf(0.99865, chance) - 1
        assert geometric_tail(mean, 3 * mean) == pytest.approx(
            geom.sf(np.floor(3 * mean) + 1, chance)
        )


def test_t_is_an_xmr_of_times_to_the_power_one_over_three_point_six(plot):
    y = RNG.exponential(9, 24)
    short = y ** (1 / 3.6)
    mean, ranges = short.mean(), np.abs(np.diff(short)).mean()
    row = plot(y.tolist(), kind="t").summary.iloc[0]
    assert row["centre"] == pytest.approx(mean**3.6)
    assert row["upper"] == pytest.approx((mean + 2.66 * ranges) ** 3.6)
    assert row["lower"] == pytest.approx(max(mean - 2.66 * ranges, 0) ** 3.6)


def test_median_of_even_and_odd_counts(plot):
    assert plot([1, 9, 5, 7], kind="run").summary["centre"].iloc[0] == 6
    assert plot([1, 9, 5], kind="run").summary["centre"].iloc[0] == 5


def subgroups(sizes):
    rows = []
    for day, size in enumerate(sizes, start=1):
        rows += [{"day": day, "y": value} for value in RNG.normal(50, 5, size)]
    return rows


@pytest.mark.parametrize("sizes", [[5] * 15, [3, 5, 4] * 5])
def test_xbar_and_s(sizes):
    from qikit.spc.chart import chart

    rows = subgroups(sizes)
    groups = [[r["y"] for r in rows if r["day"] == day] for day in range(1, len(sizes) + 1)]
    n = np.array(sizes)
    s = np.array([np.std(group, ddof=1) for group in groups])
    equal = len(set(sizes)) == 1
    mean_s = s.mean() if equal else np.sqrt(((n - 1) * s**2).sum() / (n - 1).sum())
    grand = np.mean([r["y"] for r in rows])
    means, spread = (chart(rows, x="day", y="y", kind=kind).points for kind in ("xbar", "s"))
    assert np.allclose(means["y"], [np.mean(group) for group in groups])
    assert np.allclose(means["centre"], grand)
    assert np.allclose(means["upper"], [grand + a3(size) * mean_s for size in sizes])
    assert np.allclose(spread["y"], s)
    assert np.allclose(spread["lower"], [b3(size) * mean_s for size in sizes])
    assert np.allclose(spread["upper"], [b4(size) * mean_s for size in sizes])


def test_three_sigma_on_a_stable_normal_process_is_what_normal_theory_says():
    from qikit.spc.alarms import simulate

    share = simulate("western_electric", 60, 2000, 5)
    assert share > 60 * 2 * norm.sf(3) * 0.9


def test_an_individuals_chart_on_medians_stands_on_medians(plot):
    """By hand: values 10 12 11 14 10 12 11 13 10 12 90 11: sorted middle 11 and 12, so 11.5; moving
    ranges 2 1 3 4 2 1 2 3 2 78 79, middle 2; limits 11.5 plus and minus 3.145 times 2."""
    made = plot([10, 12, 11, 14, 10, 12, 11, 13, 10, 12, 90, 11], kind="xmr_median")
    row = made.summary.iloc[0]
    assert (row.centre, row.lower, row.upper) == pytest.approx((11.5, 5.21, 17.79))
    assert "Median 11.5, limits 5.2 to 17.8" in made.words
    assert made.points["outside"].tolist() == [False] * 10 + [True, False]


def test_the_constant_for_medians_is_three_over_the_median_range_of_two_normal_values():
    """Half of all differences of two standard normal values are below sqrt(2) times 0.6745."""
    assert 3 / (np.sqrt(2) * norm.ppf(0.75)) == pytest.approx(MEDIAN_E2, abs=0.0005)
