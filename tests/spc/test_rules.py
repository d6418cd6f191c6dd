"""Each rule at its edges: one point too few, ties, gaps, sides."""

import numpy as np
import pytest

from qikit.errors import QIError
from qikit.spc import (
    alternating,
    crossings,
    detect,
    four_of_five,
    inner_third,
    longest_run,
    outer_thirds,
    outside,
    runs_table,
    shift,
    trend,
    two_of_three,
    zone,
)  # fmt: skip

GAP = float("nan")


def found(values, *rules, centre=0.0, upper=3.0):
    return detect(values, centre=centre, upper=upper, rules=rules)


def test_a_point_on_the_limit_is_inside():
    assert found([1, 3, -3, 3.0001, -3.0001], outside()) == {"outside": [4, 5]}


def test_shift_fires_at_its_length_and_not_before():
    assert found([-1, *[1] * 8], shift(8)) == {"shift": list(range(2, 10))}
    assert found([-1, *[1] * 7], shift(8)) == {}


def test_shift_to_the_very_first_and_last_point():
    assert found([1] * 7, shift(7)) == {"shift": list(range(1, 8))}


def test_shift_ties_break_or_are_passed_over():
    values = [1, 1, 1, 0, 1, 1, 1, -1]
    assert found(values, shift(6)) == {}
    assert found(values, shift(6, ties="skip")) == {"shift": [1, 2, 3, 5, 6, 7]}


def test_shift_gaps_break_or_are_passed_over():
    values = [1, 1, 1, GAP, 1, 1, 1]
    assert found(values, shift(6)) == {}
    assert found(values, shift(6, gaps="skip")) == {"shift": [1, 2, 3, 5, 6, 7]}


def test_shift_passes_over_ties_and_still_breaks_at_gaps():
    assert found([1, 1, 0, 1, GAP, 1, 1, 1], shift(6, ties="skip")) == {}


def test_shift_on_both_sides_is_two_signals(plot, spans):
    values = [4] * 7 + [6] * 7
    made = plot(values, rules=(shift(7),))
    assert spans(made, "shift") == [(1, 7), (8, 14)]
    assert made.signals["direction"].tolist() == ["down", "up"]


def test_a_point_equal_to_the_mean_but_for_arithmetic_is_on_it():
    third = [0.1, 0.2, 0.3, 0.2, 0.1, 0.2, 0.3, 0.2, 0.2, 0.2, 0.2, 0.2]
    assert found(third, shift(2), centre=sum(third) / len(third), upper=1.0) == {}


def test_trend_of_n_points_is_n_minus_1_steps():
    assert found([5, 1, 2, 3, 4, 5, 6, 7, 0], trend(7)) == {"trend": list(range(2, 9))}
    assert found([5, 1, 2, 3, 4, 5, 6, 0], trend(7)) == {}


def test_trend_ties_break_or_are_passed_over():
    values = [1, 2, 3, 3, 4, 5]
    assert found(values, trend(5)) == {}
    assert found(values, trend(5, ties="skip")) == {"trend": [1, 2, 3, 5, 6]}


def test_trend_gaps_break_or_are_passed_over():
    values = [1, 2, GAP, 3, 4, 5]
    assert found(values, trend(5)) == {}
    assert found(values, trend(5, gaps="skip")) == {"trend": [1, 2, 4, 5, 6]}


def test_a_peak_belongs_to_the_rise_and_to_the_fall(plot, spans):
    made = plot([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], rules=(trend(7),), better="lower")
    assert spans(made, "trend") == [(1, 7), (7, 13)]
    peak = made.points.iloc[6]
    assert peak["up"] and peak["down"]
    assert peak["judgement"] == "improvement"
    assert set(made.signals["judgement"]) == {"improvement", "concern"}


def test_trend_is_coloured_by_its_direction_not_its_side(plot):
    values = [20, 18, 19, 21, 1, 2, 3, 4, 5, 6, 7, 20]
    made = plot(values, rules=(trend(7),), better="higher")
    assert made.points["judgement"].tolist()[4:11] == ["improvement"] * 7


def test_two_of_three_marks_only_the_points_beyond():
    assert found([0, 2.5, 1, 2.5, 0], two_of_three()) == {"two_of_three": [2, 4]}


def test_two_of_three_third_point_on_any_side_for_older_rules():
    values = [2.5, -1, 2.5]
    assert found(values, two_of_three()) == {}
    assert found(values, two_of_three(others="any")) == {"two_of_three": [1, 3]}


def test_two_of_three_a_point_on_the_mean_is_on_neither_side():
    assert found([2.5, 0, 2.5], two_of_three()) == {}


def test_two_of_three_points_past_the_limits_count_unless_told():
    values = [1, 2.5, 4, 1]
    assert found(values, two_of_three()) == {"two_of_three": [2, 3]}
    assert found(values, two_of_three(past_limits=False)) == {}


def test_two_of_three_needs_three_points_in_a_row():
    assert found([2.5, 2.5], two_of_three()) == {}
    assert found([2.5, GAP, 2.5], two_of_three()) == {}


def test_a_point_on_the_two_sigma_line_is_not_beyond():
    assert found([2, 2, 2], two_of_three()) == {}


def test_windows_that_touch_are_one_signal(plot, spans):
    values = [0, 2.5, 2.5, 1, 2.5, 2.5, 0, 0, 0, 2.5, 1, 2.5]
    from qikit.spc import Baseline

    made = plot(values, rules=(two_of_three(),), baseline=Baseline.stated(mean=0, upper=3))
    assert spans(made, "two_of_three") == [(2, 6), (10, 12)]
    assert made.signals["points"].tolist() == [4, 2]


def test_four_of_five_with_the_odd_point_anywhere():
    assert found([1.5, 1.5, -1.5, 1.5, 1.5], four_of_five()) == {"four_of_five": [1, 2, 4, 5]}
    assert found([1.5, 1.5, -1.5, 1.5, 0.5], four_of_five()) == {}


def test_a_zone_rule_of_your_own():
    assert found([1.5, 1.2, 1.1, 0], zone(3, 3, 1)) == {"zone": [1, 2, 3]}


def test_inner_third_is_strict_and_needs_all_fifteen():
    assert found([0.5, -0.5] * 7 + [0.9], inner_third(15)) == {"inner_third": list(range(1, 16))}
    assert found([0.5, -0.5] * 7 + [1.0], inner_third(15)) == {}


def test_outer_thirds_needs_points_on_both_sides():
    assert found([1.5, -1.5] * 4, outer_thirds(8)) == {"outer_thirds": list(range(1, 9))}
    assert found([1.5] * 8, outer_thirds(8)) == {}
    assert found([1.5, -1.5] * 3 + [1.5, 0.5], outer_thirds(8)) == {}


def test_fourteen_alternating_points_are_enough():
    assert found([0.5, -0.5] * 7, alternating(14)) == {"alternating": list(range(1, 15))}
    assert found([0.5, -0.5] * 6 + [0.5], alternating(14)) == {}
    assert found([0.5, -0.5] * 3 + [-0.5] + [0.5, -0.5] * 5, alternating(14)) == {}


@pytest.mark.parametrize("preset", ["mdc", "shewhart_hcdg", "western_electric", "nelson"])
def test_a_constant_series_signals_nothing(plot, preset):
    made = plot([5.0] * 24, rules=preset)
    assert made.signals.empty
    assert "no variation between neighbours" in " ".join(made.cautions)


def test_a_rule_says_its_numbers():
    assert shift(8).text == "shift of 8"
    assert two_of_three().text == "two of three beyond two sigma"
    assert repr(trend(5, ties="skip")) == "trend(points=5, ties='skip', gaps='break')"
    assert shift(7) == shift(7) != shift(8)


@pytest.mark.parametrize(
    "wrong", [lambda: shift(1), lambda: shift(2.5), lambda: trend(2), lambda: alternating(True)]
)
def test_a_length_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(QIError, match="needs a whole number of points, . or more"):
        wrong()


def test_a_zone_rule_that_makes_no_sense_is_refused():
    with pytest.raises(QIError, match="no more than the window"):
        zone(4, 3, 2)
    with pytest.raises(QIError, match="others is 'same' or 'any'"):
        two_of_three(others="none")


def test_an_unknown_tie_rule_is_refused():
    with pytest.raises(QIError, match="ties is 'break' or 'skip', not 'ignore'."):
        shift(7, ties="ignore")


def test_runs_table_at_both_ends():
    few = [1] * 12 + [-1] * 12
    many = [1, -1] * 12
    just = [1, -1] * 3 + [1] * 9 + [-1] * 9
    assert found(few, runs_table()) == {"few_runs": list(range(1, 25))}
    assert found(many, runs_table()) == {"many_runs": list(range(1, 25))}
    assert found(just, runs_table()) == {}


def test_runs_are_counted_over_useful_points_only():
    values = [1] * 6 + [0, GAP] + [1] * 6 + [-1] * 12
    assert found(values, runs_table())["few_runs"] == [*range(1, 7), *range(9, 27)]


def test_longest_run_and_crossings_of_no_useful_points():
    assert found([0.0] * 12, longest_run(), crossings(), runs_table()) == {}


@pytest.mark.parametrize("lower, upper", [(None, 3), (-3, None), (-3, 3)])
def test_one_limit_is_mirrored(lower, upper):
    assert detect([4, -4], centre=0, lower=lower, upper=upper, rules=(outside(),)) == {
        "outside": [1, 2]
    }


def test_rules_that_need_limits_are_refused_without_them():
    with pytest.raises(QIError, match="These rules need limits: a point outside the limits"):
        detect([1, 2], centre=0)


def test_rules_about_runs_need_no_limits():
    assert detect([1] * 6, centre=0, rules=(shift(6),)) == {"shift": [1, 2, 3, 4, 5, 6]}


def test_none_is_a_gap():
    assert found([1, 1, None, 1, 1], shift(4)) == {}
    assert np.isnan(GAP)
