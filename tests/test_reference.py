"""``reference.toml`` agrees with itself: its plain facts are worked out again from its values."""

import math
import tomllib
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median, stdev

import pytest

R = tomllib.loads((Path(__file__).parent / "reference.toml").read_text("utf-8"))
BOARD = R["C4"]["measures"]


def moving_ranges(values):
    return [abs(after - before) for before, after in pairwise(values)]


def xmr(values):
    """Mean, mean moving range, lower and upper limit."""
    centre, width = fmean(values), fmean(moving_ranges(values))
    return centre, width, centre - 3 / 1.128 * width, centre + 3 / 1.128 * width


def runs(values):
    """Lengths of the runs about the median, of useful observations."""
    middle = median(values)
    sides = [value > middle for value in values if value != middle]
    lengths = [1]
    for before, after in pairwise(sides):
        if before == after:
            lengths[-1] += 1
        else:
            lengths.append(1)
    return lengths


def longest(values, sign):
    """Points in the longest rise (sign 1) or fall (sign -1)."""
    best = length = 1
    for before, after in pairwise(values):
        length = length + 1 if sign * (after - before) > 0 else 1
        best = max(best, length)
    return best


def test_c1_run_chart():
    values, c1 = R["C1"]["values"], R["C1"]
    lengths = runs(values)
    assert median(values) == c1["median"]
    assert sum(lengths) == c1["useful"]
    assert len(lengths) == c1["runs"] == c1["crossings"] + 1
    assert lengths[-1] == max(lengths) == c1["longest_run"]
    assert longest(values, 1) == c1["longest_rise"]
    assert c1["runs_limits"] == R["runs_limits"]["24"]
    assert c1["runs"] < c1["runs_limits"][0]


@pytest.mark.parametrize(
    ("part", "weeks"), [("baseline_1_12", slice(12)), ("all_24", slice(24))]
)
def test_c1_xmr(part, weeks):
    centre, width, lower, upper = xmr(R["C1"]["values"][weeks])
    said = R["C1"][part]
    assert (centre, width) == pytest.approx(
        (said["mean"], said["mean_moving_range"]), abs=0.005
    )
    assert (lower, upper) == pytest.approx((said["lower"], said["upper"]), abs=0.015)


def test_c2_is_stable():
    values, c2 = R["C2"]["values"], R["C2"]
    lengths = runs(values)
    assert median(values) == pytest.approx(c2["median"])
    assert (len(lengths), max(lengths)) == (c2["runs"], c2["longest_run"])
    assert max(longest(values, 1), longest(values, -1)) == c2["longest_monotone"]
    assert 100 * (values[-1] / values[-2] - 1) == pytest.approx(
        c2["last_change_percent"], abs=0.05
    )
    centre, width, lower, upper = xmr(values)
    assert [centre, width, lower, upper] == pytest.approx(
        [c2["mean"], c2["mean_moving_range"], c2["lower"], c2["upper"]], abs=0.01
    )
    assert all(lower < value < upper for value in values)


def test_c3_limits():
    values, c3 = R["C3"]["values"], R["C3"]
    centre, width, lower, upper = xmr(values)
    assert [centre, width] == pytest.approx([c3["mean"], c3["mean_moving_range"]], abs=5e-4)
    assert [lower, upper] == pytest.approx([c3["lower"], c3["upper"]], abs=0.01)
    assert [at for at, value in enumerate(values, 1) if value > upper] == c3["outside"]
    ranges = moving_ranges(values)
    above = [at for at, size in enumerate(ranges, 2) if size > c3["upper_moving_range"]]
    assert above == c3["moving_ranges_above"]
    kept = fmean(size for size in ranges if size < c3["upper_moving_range"])
    assert kept == pytest.approx(c3["screened"]["mean_moving_range"], abs=5e-4)
    wrong = c3["wrong_method"]
    assert [centre - 3 * stdev(values), centre + 3 * stdev(values)] == pytest.approx(
        [wrong["lower"], wrong["upper"]], abs=0.06
    )


@pytest.mark.parametrize("name", BOARD)
def test_c4_limits_target_and_rag(name):
    measure = BOARD[name]
    centre, _, lower, upper = xmr(measure["values"])
    assert [centre, lower, upper] == pytest.approx(
        [measure["mean"], measure["lower"], measure["upper"]], abs=0.02
    )
    target, high = measure["target"], measure["better"] == "higher"
    green = [value >= target if high else value <= target for value in measure["values"]]
    flips = sum(a != b for a, b in pairwise(green))
    assert flips == measure["rag_flips"]
    assert ("green" if green[-1] else "red") == measure["last_month"]
    hit = "hit and miss" if lower <= target <= upper else None
    beyond = "fails" if (target > upper) == high else "passes"
    assert (hit or beyond) == measure["assurance"]


def test_c5_pareto():
    reasons = R["C5"]["reasons"]
    assert sum(each["count"] for each in reasons) == R["C5"]["n"]
    running = 0
    for each in reasons:
        running += each["count"]
        assert 100 * each["count"] / 480 == pytest.approx(each["percent"], abs=0.05)
        assert 100 * running / 480 == pytest.approx(each["cumulative"], abs=0.051)


def test_c6_proportions_and_limits():
    c6 = R["C6"]
    n, x = c6["patients"], c6["within_36h"]
    assert (sum(x[:16]), sum(n[:16])) == (c6["baseline_cases"], c6["baseline_patients"])
    assert (sum(x[16:]), sum(n[16:])) == (c6["phase_2_cases"], c6["phase_2_patients"])
    centre = sum(x[:16]) / sum(n[:16])
    assert centre == pytest.approx(c6["baseline_proportion"], abs=5e-6)
    shares = [a / b for a, b in zip(x, n, strict=True)]
    assert fmean(shares[:16]) == pytest.approx(c6["mean_of_percentages"], abs=5e-6)
    assert all(share > centre for share in shares[16:])
    for each in c6["limits"]:
        half = 3 * math.sqrt(centre * (1 - centre) / n[each["month"] - 1])
        assert [centre - half, centre + half] == pytest.approx(
            [each["lower"], each["upper"]], abs=6e-4
        )


def test_c7_reminders():
    c7 = R["C7"]
    shares = [100 * a / b for a, b in zip(c7["missed"], c7["booked"], strict=True)]
    assert median(shares[:12]) == pytest.approx(c7["baseline_median_percent"], abs=0.005)
    assert sum(c7["missed"][:12]) / sum(c7["booked"][:12]) == pytest.approx(
        c7["baseline_proportion"], abs=5e-5
    )
    assert all(share < c7["baseline_median_percent"] for share in shares[16:])
    assert 100 * sum(c7["missed"][20:]) / sum(c7["booked"][20:]) == pytest.approx(
        c7["pooled_percent"], abs=0.005
    )


def test_c8_demand_queue_and_kappa():
    c8, backlog = R["C8"], 0
    assert (sum(c8["demand"]), sum(c8["capacity"])) == (c8["demand_total"], c8["capacity_total"])
    for asked, room, left in zip(c8["demand"], c8["capacity"], c8["backlog"], strict=True):
        backlog = max(0, backlog + asked - room)
        assert backlog == left
    for each in c8["waiting"]:
        used = each["utilisation"]
        assert used / (1 - used) == pytest.approx(each["ratio"], abs=0.005)
    both, first, second, neither = R["C8k"]["counts"]
    n = both + first + second + neither
    agree = (both + neither) / n
    chance = ((both + first) * (both + second) + (second + neither) * (first + neither)) / n**2
    assert [100 * agree, 100 * chance] == pytest.approx(
        [R["C8k"]["agreement_percent"], R["C8k"]["expected_percent"]], abs=0.05
    )
    assert (agree - chance) / (1 - chance) == pytest.approx(R["C8k"]["kappa"], abs=5e-4)


def test_c9_rate_and_limits():
    c9 = R["C9"]
    falls, days = c9["falls"], c9["occupied_bed_days"]
    rate = sum(falls) / sum(days)
    rates = [1000 * a / b for a, b in zip(falls, days, strict=True)]
    assert [1000 * rate, fmean(rates), rates[18]] == pytest.approx(
        [c9["rate"], c9["mean_of_rates"], c9["month_19"]], abs=0.006
    )
    upper = [1000 * (rate + 3 * math.sqrt(rate / each)) for each in days]
    assert upper[18] == pytest.approx(c9["month_19_upper"], abs=0.005)
    over = [at for at in range(24) if rates[at] > upper[at]]
    assert [at + 1 for at in over] == c9["flagged"]


def test_c10_subgroups():
    c10 = R["C10"]
    means = [fmean(day) for day in c10["values"]]
    spread = fmean(stdev(day) for day in c10["values"])
    centre = fmean(means)
    upper, lower = centre + c10["a3"] * spread, centre - c10["a3"] * spread
    assert [centre, spread, upper, lower] == pytest.approx(
        [c10["grand_mean"], c10["mean_sd"], c10["upper"], c10["lower"]], abs=0.002
    )
    out = [at for at, each in enumerate(means, 1) if not lower <= each <= upper]
    assert out == c10["outside_means"]
    assert max(stdev(day) for day in c10["values"]) < c10["s_upper"]
