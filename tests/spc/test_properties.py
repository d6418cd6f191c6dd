"""Properties that must hold for any data."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qikit.spc.chart import chart
from qikit.spc.detect import detect

VALUES = st.lists(st.integers(0, 60), min_size=12, max_size=40)
GAPPY = st.lists(st.one_of(st.integers(0, 60), st.none()), min_size=12, max_size=40)
SYMMETRIC = ("mdc", "nelson", "western_electric", "shewhart_hcdg")
FEW = settings(max_examples=40, deadline=None)


def xmr(values, **more):
    return chart({"x": range(len(values)), "y": values}, x="x", y="y", kind="xmr", **more)


RULES = ["outside", "shift", "trend", "two_of_three"]


@FEW
@given(VALUES, st.integers(-1000, 1000))
def test_adding_a_constant_moves_the_lines_and_no_signal(values, constant):
    plain, moved = xmr(values), xmr([value + constant for value in values])
    for line in ("centre", "lower", "upper"):
        assert np.allclose(moved.points[line], plain.points[line] + constant)
    assert moved.points[RULES].equals(plain.points[RULES])


@FEW
@given(VALUES, st.sampled_from([0.001, 0.1, 3, 1000]))
def test_a_change_of_unit_changes_no_signal(values, factor):
    plain, scaled = xmr(values), xmr([value * factor for value in values])
    assert np.allclose(scaled.points["upper"], plain.points["upper"] * factor)
    assert scaled.points[RULES].equals(plain.points[RULES])


@FEW
@given(VALUES)
def test_upside_down_swaps_directions_only(values):
    plain, turned = xmr(values, better="higher"), xmr([-v for v in values], better="lower")
    assert turned.points[RULES].equals(plain.points[RULES])
    assert turned.points["judgement"].equals(plain.points["judgement"])
    assert turned.points["up"].equals(plain.points["down"])


@FEW
@given(GAPPY, st.sampled_from(SYMMETRIC))
def test_backwards_marks_the_same_points(values, rules):
    ahead = detect(values, centre=30, upper=60, rules=rules)
    back = detect(values[::-1], centre=30, upper=60, rules=rules)
    size = len(values) + 1
    assert {rule: sorted(size - at for at in places) for rule, places in back.items()} == ahead


@FEW
@given(st.lists(GAPPY.filter(lambda v: sum(x is not None for x in v) > 1), min_size=1, max_size=5))
def test_a_panel_is_its_series_side_by_side(many):
    rows = [
        {"s": f"s{number}", "x": at, "y": value}
        for number, values in enumerate(many)
        for at, value in enumerate(values)
    ]
    panel = chart(rows, x="x", y="y", by="s", kind="xmr").points
    for number, values in enumerate(many):
        alone = xmr(values).points
        part = panel[panel["series"] == f"s{number}"]
        for column in ("centre", "lower", "upper"):
            assert np.array_equal(part[column], alone[column], equal_nan=True)
        for column in (rule for rule in RULES if rule in alone):
            assert part[column].tolist() == alone[column].tolist()


@FEW
@given(VALUES, st.integers(1, 500))
def test_per_scales_and_changes_no_signal(values, per):
    data = {"x": range(len(values)), "y": values, "n": [100 + v for v in values]}
    one, many = (chart(data, x="x", y="y", n="n", kind="u", per=k) for k in (1, per))
    for line in ("y", "centre", "sigma", "lower", "upper"):
        assert np.allclose(many.points[line], one.points[line] * per)
    assert many.points[RULES].equals(one.points[RULES])


@FEW
@given(VALUES.filter(lambda v: len(v) >= 14), st.data())
def test_a_later_phase_changes_nothing_before_it(values, data):
    start = data.draw(st.integers(13, len(values)))
    before = chart({"x": range(start - 1), "y": values[: start - 1]}, x="x", y="y", kind="xmr")
    after = xmr(values, phases=[start - 1])
    columns = ["centre", "lower", "upper", *RULES]
    assert after.points[columns].head(start - 1).equals(before.points[columns])


@FEW
@given(VALUES)
def test_signals_and_points_tell_the_same_story(values):
    made = xmr(values, rules="nelson")
    counted = made.signals.groupby("rule")["points"].sum()
    for rule in made.rules.columns:
        marked = int(made.points[rule].sum())
        assert counted.get(rule, 0) == marked or rule == "trend"
    assert set(made.signals["rule"]) == {r for r in made.rules.columns if made.points[r].any()}


@FEW
@given(GAPPY.filter(lambda v: sum(x is not None for x in v) > 1))
def test_any_data_can_be_put_in_words(values):
    made = xmr(values, better="lower", target=20, unit="minutes")
    assert made.words and made.caption and "nan" not in made.text.lower()
    for position in range(1, len(values) + 1):
        assert "nan" not in made.why(position)
