"""The rest of ``reference.toml``, C11 to C18, worked out again from its own values."""

import math
import tomllib
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median, variance

import pytest

R = tomllib.loads((Path(__file__).parent / "reference.toml").read_text("utf-8"))


def test_c11_business_case():
    c11 = R["C11"]
    assert c11["cost_start"] + c11["cost_months"] * c11["cost_monthly"] == c11["costs"]
    first, last = c11["benefit_months"]
    months = last - first + 1

    def net(benefit, month):
        spent = c11["cost_start"] + c11["cost_monthly"] * min(month, c11["cost_months"])
        return benefit / months * max(0, month - first + 1) - spent

    every = c11["cash"] + c11["capacity"] + c11["avoided"]
    some = c11["cash"] + c11["avoided"]
    for benefit, ratio in (("cash", c11["cash"]), ("cash_and_avoided", some), ("all", every)):
        assert ratio / c11["costs"] - 1 == pytest.approx(c11[f"roi_{benefit}"], abs=0.0051)
    year = range(1, 13)
    assert next(m for m in year if net(every, m) >= 0) == c11["break_even_month_all"]
    assert next(m for m in year if net(some, m) >= 0) == c11["break_even_month_cash_and_avoided"]
    assert net(every, 6) == pytest.approx(c11["cumulative_net_month_6"])
    assert all(net(c11["cash"], month) < 0 for month in year)


def test_c12_g_chart():
    c12 = R["C12"]
    baseline = c12["values"][:15]
    mean = fmean(baseline)
    upper = mean + 3 * math.sqrt(mean * (mean + 1))
    assert [mean, median(baseline)] == pytest.approx([c12["mean"], c12["median"]], abs=5e-4)
    assert upper == pytest.approx(c12["upper"], abs=0.005)
    assert [at for at, gap in enumerate(c12["values"], 1) if gap > upper] == c12["flagged"]


def test_c13_t_chart():
    c13 = R["C13"]
    scaled = [gap ** (1 / 3.6) for gap in c13["values"]]
    centre = fmean(scaled[:20])
    width = fmean(abs(b - a) for a, b in pairwise(scaled[:20]))
    assert [centre, width] == pytest.approx(
        [c13["transformed_mean"], c13["transformed_mean_moving_range"]], abs=1e-4
    )
    assert centre**3.6 == pytest.approx(c13["centre"], abs=0.005)
    upper = (centre + 2.66 * width) ** 3.6
    assert upper == pytest.approx(c13["upper"], abs=0.05)
    assert [at for at, gap in enumerate(c13["values"], 1) if gap > upper] == c13["outside"]
    assert all(gap > c13["centre"] for gap in c13["values"][18:])
    baseline = c13["values"][:20]
    raw = fmean(baseline) + 2.66 * fmean(abs(b - a) for a, b in pairwise(baseline))
    assert raw == pytest.approx(c13["raw_xmr_upper"], abs=0.06)


@pytest.mark.parametrize("case", ["C14", "C14b"])
def test_funnels(case):
    units = R[case]
    n, x = units["n"], units["events"]
    p0 = sum(x) / sum(n)
    assert p0 == pytest.approx(units["p0"], abs=5e-6)
    z = [(a / b - p0) / math.sqrt(p0 * (1 - p0) / b) for a, b in zip(x, n, strict=True)]
    far = [at for at, each in enumerate(z, 1) if abs(each) > 3.0902]
    said = units.get("outside_998") or sorted(
        units["outside_998_low"] + units["outside_998_high"]
    )
    assert far == said
    if "outside_95" in units:
        assert [at for at, each in enumerate(z, 1) if abs(each) > 1.96] == units["outside_95"]
        assert max(z) == pytest.approx(units["z_naive"], abs=0.005)


def test_c15_national_series():
    c15 = R["C15"]
    seen, late = c15["attendances"], c15["breaches"]
    assert len(seen) == len(late) == 36
    within = 1 - sum(late) / sum(seen)
    assert within == pytest.approx(c15["proportion_within"], abs=5e-6)
    sigma = [math.sqrt(within * (1 - within) / each) for each in seen]
    shares = [1 - a / b for a, b in zip(late, seen, strict=True)]
    z = [(share - within) / each for share, each in zip(shares, sigma, strict=True)]
    between = fmean(abs(b - a) for a, b in pairwise(z)) / 1.128
    assert between == pytest.approx(c15["sigma_z"], abs=0.01)
    assert sum(abs(each) > 3 for each in z) == c15["p_outside"]
    assert sum(abs(each) > 3 * between for each in z) == c15["p_prime_outside"]
    width = 100 * fmean(abs(b - a) for a, b in pairwise(shares))
    centre = 100 * fmean(shares)
    assert [centre, width, centre - 2.66 * width, centre + 2.66 * width] == pytest.approx(
        [c15["xmr_mean"], c15["xmr_mean_moving_range"], c15["xmr_lower"], c15["xmr_upper"]],
        abs=0.006,
    )


def test_c16_rates():
    c16 = R["C16"]
    x, n = c16["incidents"], c16["occupied_bed_days"]
    assert (sum(x[:24]), sum(n[:24])) == (c16["baseline_incidents"], c16["baseline_bed_days"])
    assert (sum(x[24:]), sum(n[24:])) == (c16["after_incidents"], c16["after_bed_days"])
    before, after = sum(x[:24]) / sum(n[:24]), sum(x[24:]) / sum(n[24:])
    assert [100 * before, 100 * after] == pytest.approx(
        [c16["baseline_rate"], c16["after_rate"]], abs=5e-4
    )
    spread = math.exp(1.96 * math.sqrt(1 / sum(x[:24]) + 1 / sum(x[24:])))
    ratio = after / before
    assert [ratio, ratio / spread, ratio * spread] == pytest.approx(
        [c16["rate_ratio"], *c16["rate_ratio_interval"]], abs=6e-4
    )
    first, last = c16["below_baseline"]
    assert all(x[at] / n[at] < before for at in range(first - 1, last))
    assert x[last] / n[last] > before


def test_c17_factorial_effects():
    c17 = R["C17"]
    means = [fmean(run["missed"]) / c17["booked"] * 100 for run in c17["runs"]]
    assert means == pytest.approx(c17["means_percent"])
    assert fmean(means) == pytest.approx(c17["grand_mean_percent"])
    for name, size in c17["effects"].items():
        signs = [
            math.prod(1 if run["signs"]["ABC".index(factor)] == "+" else -1 for factor in name)
            for run in c17["runs"]
        ]
        effect = sum(sign * mean for sign, mean in zip(signs, means, strict=True)) / 4
        assert effect == pytest.approx(size, abs=1e-9)
    within = fmean(variance(100 * each / 500 for each in run["missed"]) for run in c17["runs"])
    assert math.sqrt(within / 4) == pytest.approx(c17["standard_error_replicates"], abs=5e-4)


def test_c18_gain_of_means():
    c18 = R["C18"]
    gain = (c18["mean_after"] - c18["mean_before"]) / (100 - c18["mean_before"])
    assert gain == pytest.approx(c18["gain_of_means"], abs=5e-4)


def test_anhoej_limits_follow_their_formula():
    for useful, (run, crossings) in R["anhoej"].items():
        n = int(useful)
        assert round(math.log2(n)) + 3 == run
        share = 0
        for fewest in range(n):
            share += math.comb(n - 1, fewest) / 2 ** (n - 1)
            if share >= 0.05:
                break
        assert fewest == crossings


def test_runs_limits_are_whole_and_rise():
    table = {int(useful): limits for useful, limits in R["runs_limits"].items()}
    assert list(table) == list(range(10, 41))
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(table.values()))


def test_there_are_nine_vectors():
    assert len(R["vectors"]) == 9
    assert len({vector["name"] for vector in R["vectors"]}) == 9
