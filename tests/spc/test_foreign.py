"""Two packages by other people, which share no code with ours: statprocon 2.0.0 and pycontrolcharts
0.1.2. Where they are right, every limit and every flag agrees. Where they differ, a test shows the
difference and its words say who is right, and by what source.

statprocon follows Wheeler (XmR, his three rules); pycontrolcharts Montgomery and Nelson (seven
kinds, five tests).
"""

import numpy as np
import pandas as pd
import pytest
from pycontrolcharts import RunType, calc_c, calc_np, calc_p, calc_u, calc_xbar_s, calc_xmr
from statprocon import XmR

import qikit as qi
from qikit.spc import outside, shift, trend, two_of_three

SERIES = 60
WHEELER = 2.66
"""3 / 1.128 as Wheeler rounds it, which ours and statprocon use; pycontrolcharts has 2.6596."""
LINES = {"center_line": "centre", "ucl": "upper", "lcl": "lower"}


def random_series(seed):
    """24 values, some stable, some with a shift or a slope; rounded, so that ties come."""
    rng = np.random.default_rng(seed)
    values = rng.normal(50, 5, 24) + rng.choice([0, 0, 1]) * np.linspace(0, 20, 24)
    values[12:] += rng.choice([0, 0, 9])
    return values.round(int(rng.integers(0, 3)))


def theirs(frame, *kinds):
    """Positions that pycontrolcharts flags with any of these tests."""
    wanted = {int(kind) for kind in kinds}
    found = [{int(each["type"]) for each in flags} for flags in frame["violations"]]
    return [at for at, flags in enumerate(found, 1) if wanted & flags]


@pytest.mark.parametrize("seed", range(SERIES))
def test_xmr_limits_agree_with_both(plot, seed):
    values = random_series(seed)
    ours = plot(values).points
    other = calc_xmr(values.tolist())
    centre = other["center_line"]
    np.testing.assert_allclose(ours["centre"], centre, rtol=1e-12)
    for name in ("ucl", "lcl"):
        exactly = (other[name] - centre) * WHEELER / (3 / 1.128)
        np.testing.assert_allclose(ours[LINES[name]] - centre, exactly, rtol=1e-9)
    wheeler = XmR(values.tolist())
    lines = {
        "centre": wheeler.x_central_line(),
        "upper": wheeler.upper_natural_process_limit(),
        "lower": wheeler.lower_natural_process_limit(),
    }
    for name, line in lines.items():
        np.testing.assert_allclose(ours[name], np.array(line, dtype=float), atol=0.0051)


@pytest.mark.parametrize("seed", range(SERIES))
def test_points_outside_agree_with_both(plot, marked, seed):
    values = random_series(seed)
    mine = marked(plot(values, rules=(outside(),)), "outside")
    assert mine == theirs(calc_xmr(values.tolist()), RunType.OVER_UCL, RunType.UNDER_LCL)
    wheeler = XmR(values.tolist()).rule_1_x_indices_beyond_limits()
    assert mine == [at for at, flag in enumerate(wheeler, 1) if flag]


@pytest.mark.parametrize("seed", range(SERIES))
def test_a_shift_of_eight_that_passes_over_ties_agrees_with_statprocon(plot, marked, seed):
    values = random_series(seed)
    wheeler = XmR(values.tolist())
    mine = marked(plot(values, rules=(shift(8, ties="skip"),)), "shift")
    # It counts back eight places from the eighth point, so with a tie inside it names places
    # that are no part of the run: the two can be compared where nothing lies on the line.
    if not (values == float(wheeler.x_central_line()[0])).any():
        flags = wheeler.rule_2_runs_about_central_line()
        assert mine == [at for at, flag in enumerate(flags, 1) if flag]


@pytest.mark.parametrize("seed", range(SERIES))
def test_a_shift_of_nine_that_ties_break_agrees_with_pycontrolcharts(plot, marked, seed):
    values = random_series(seed)
    mine = marked(plot(values, rules=(shift(9),)), "shift")
    assert mine == theirs(calc_xmr(values.tolist()), RunType.X_OVER_AVG, RunType.X_UNDER_AVG)


@pytest.mark.parametrize("kind", ["p", "u", "np", "c"])
def test_attribute_limits_agree_with_pycontrolcharts(plot, kind):
    rng = np.random.default_rng(7)
    sizes = rng.integers(80, 120, 24)
    counts = rng.binomial(sizes, 0.12)
    data = pd.DataFrame({"y": counts, "n": sizes})
    if kind == "p":
        other = calc_p(data, value_column="y", sample_size_column="n")
        made = plot(counts, n=sizes, kind="p")
    elif kind == "u":
        other = calc_u(data, value_column="y", area_column="n")
        made = plot(counts, n=sizes, kind="u")
    elif kind == "np":
        other = calc_np(counts.tolist(), sample_size=100)
        made = plot(counts, n=np.full(24, 100), kind="np")
    else:
        other = calc_c(counts.tolist())
        made = plot(counts, kind="c")
    for name, mine in LINES.items():
        np.testing.assert_allclose(made.points[mine], other[name], rtol=1e-9)


def test_xbar_limits_of_equal_subgroups_agree_with_pycontrolcharts():
    rng = np.random.default_rng(11)
    data = pd.DataFrame({"day": np.repeat(np.arange(1, 21), 5), "y": rng.normal(30, 4, 100)})
    other = calc_xbar_s(data, subgroup="day", value_column="y")
    made = qi.chart(data, x="day", y="y", kind="xbar").points
    # Its A3 has three decimals (Montgomery, appendix VI), ours all of them.
    for name, mine in LINES.items():
        np.testing.assert_allclose(made[mine], other[name], rtol=2e-4)


def test_pycontrolcharts_asks_for_seven_points_of_a_trend_of_six_except_at_the_start(plot, marked):
    """Nelson (1984): six points in a row steadily increasing or decreasing, so five steps.

    pycontrolcharts counts six steps and does not flag the first point. Before the first value of
    all it assumes a step up, so there six points are enough. Ours asks for six points everywhere.
    """
    rise, level = [50, 51, 52, 53, 54, 55], [53, 49, 52, 50, 54, 49, 52, 49, 53]
    tests = RunType.X_INCREASING, RunType.X_DECREASING
    early, late = [*rise, *level], [*level, *rise[:1], *rise[1:], 50]
    assert theirs(calc_xmr(early), *tests) == [1, 2, 3, 4, 5, 6]
    assert theirs(calc_xmr(late), *tests) == []
    six = (trend(6),)
    assert marked(plot(early, rules=six), "trend") == [1, 2, 3, 4, 5, 6]
    assert marked(plot(late, rules=six), "trend") == [10, 11, 12, 13, 14, 15]


def test_pycontrolcharts_sees_signals_where_nothing_varies(plot):
    """Without variation there is no sigma to be beyond (Nelson 1984); it flags every point."""
    flat = [50.0] * 12
    assert theirs(calc_xmr(flat), RunType.X_UNDER_1SIGMA) == list(range(1, 13))
    assert not plot(flat, rules="western_electric").points["signal"].any()


def test_pycontrolcharts_misses_two_of_three_across_the_centre_line(plot, marked):
    """Western Electric (1956): two of three beyond two sigma, the third may lie anywhere.

    pycontrolcharts asks the third to lie on the same side, which is the rule that Making Data
    Count announced in late 2023. Ours names the choice: ``others="any"`` or ``"same"``.
    """
    values = [50, 51, 49, 50, 51, 49, 50, 52, 48, 50, 51, 49, 57, 49, 57, 50, 49, 51, 50, 49]
    both = RunType.X_OVER_2SIGMA, RunType.X_UNDER_2SIGMA
    any_side = marked(plot(values, rules=(two_of_three(others="any"),)), "two_of_three")
    same_side = marked(plot(values, rules=(two_of_three(),)), "two_of_three")
    assert any_side == [13, 15]
    assert theirs(calc_xmr(values), *both) == same_side == []
