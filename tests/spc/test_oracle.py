"""Rules and limits against a second implementation: plain loops over one series at a time.

The loops follow the published definitions point by point and share no code with ``qikit.spc``.
"""

import math
from itertools import pairwise

import numpy as np
import pytest

from qikit.spc.detect import detect

SERIES = 150
D2 = 2 / math.sqrt(math.pi)


def loop_shift(y, centre, length, skip):
    marks, run, side = set(), [], 0
    for at, value in enumerate(y, start=1):
        if math.isnan(value) or value == centre:
            if not skip:
                run, side = [], 0
            continue
        now = 1 if value > centre else -1
        run = [*run, at] if now == side else [at]
        side = now
        if len(run) >= length:
            marks |= set(run)
    return marks


def loop_trend(y, length, skip):
    marks, run, way = set(), [], 0
    for at, value in enumerate(y, start=1):
        if math.isnan(value):
            if not skip:
                run, way = [], 0
            continue
        if not run:
            run, way = [at], 0
            continue
        before = y[run[-1] - 1]
        if value == before:
            if not skip:
                run, way = [at], 0
            continue
        now = 1 if value > before else -1
        run = [*run, at] if now == way else [run[-1], at]
        way = now
        if len(run) >= length:
            marks |= set(run)
    return marks


def loop_zone(y, centre, sigma, few, window, far, same):
    marks = set()
    for start in range(len(y) - window + 1):
        part = y[start : start + window]
        if any(math.isnan(value) for value in part):
            continue
        for side in (1, -1):
            beyond = [i for i, v in enumerate(part) if side * (v - centre) > far * sigma]
            on_side = all(side * (v - centre) > 0 for v in part)
            if len(beyond) >= few and (on_side or not same):
                marks |= {start + i + 1 for i in beyond}
    return marks


def loop_windows(y, length, holds):
    marks = set()
    for start in range(len(y) - length + 1):
        part = y[start : start + length]
        if not any(math.isnan(value) for value in part) and holds(part):
            marks |= set(range(start + 1, start + length + 1))
    return marks


def loop_rules(y, centre, sigma, preset):
    def off(value):
        return abs(value - centre) / sigma

    outside = {at for at, v in enumerate(y, start=1) if abs(v - centre) > 3 * sigma}

    def alternates(part):
        steps = [b - a for a, b in pairwise(part)]
        return all(a * b < 0 for a, b in pairwise(steps))

    def outer(part):
        both = min(part) < centre < max(part)
        return both and all(off(v) > 1 for v in part)

    every = {
        "outside": outside,
        "inner_third": loop_windows(y, 15, lambda part: all(off(v) < 1 for v in part)),
        "outer_thirds": loop_windows(y, 8, outer),
        "alternating": loop_windows(y, 14, alternates),
        "four_of_five": loop_zone(y, centre, sigma, 4, 5, 1, False),
        "two_of_three": loop_zone(y, centre, sigma, 2, 3, 2, preset.startswith("mdc")),
    }
    lengths = {
        "mdc": (7, 7), "mdc_7_6": (7, 6), "mdc_6_6": (6, 6), "shewhart_hcdg": (8, 6),
        "western_electric": (8, None), "nelson": (9, 6), "ihi": (6, 5),
    }  # fmt: skip
    shift, trend = lengths[preset]
    skip = preset == "ihi"
    every["shift"] = loop_shift(y, centre, shift, skip)
    if trend:
        every["trend"] = loop_trend(y, trend, skip)
    wanted = {
        "ihi": ("shift", "trend"),
        "mdc": ("outside", "shift", "trend", "two_of_three"),
        "shewhart_hcdg": ("outside", "shift", "trend", "two_of_three", "inner_third"),
        "western_electric": ("outside", "two_of_three", "four_of_five", "shift"),
        "nelson": tuple(every),
    }[preset.split("_7")[0].split("_6")[0]]
    return {rule: sorted(every[rule]) for rule in wanted if every[rule]}


@pytest.mark.parametrize(
    "preset",
    ["ihi", "mdc", "mdc_7_6", "mdc_6_6", "shewhart_hcdg", "western_electric", "nelson"],
)
def test_rules_equal_plain_loops_on_random_series(preset):
    rng = np.random.default_rng(20261123)
    seen = set()
    for _ in range(SERIES):
        # Half-steps, slow waves and gaps: many ties, runs, trends and far points.
        wave = np.sin(np.arange(40) / rng.uniform(1, 12)) * rng.uniform(0, 4)
        calm = rng.choice([0.3, 1.0, 2.0])
        y = np.round((wave + rng.normal(0, calm, 40)) * 2) / 2
        y[rng.random(40) < rng.choice([0, 0.05])] = np.nan
        got = detect(y, centre=0, upper=3, rules=preset)
        got = {rule: at for rule, at in got.items() if not rule.endswith("_runs")}
        expected = loop_rules(y.tolist(), 0.0, 1.0, preset)
        assert got == expected, y.tolist()
        seen |= set(expected)
    assert len(seen) >= 2


def test_the_zigzag_rule_equals_plain_loops():
    rng = np.random.default_rng(7)
    for _ in range(SERIES):
        y = np.where(np.arange(40) % 2, 0.4, -0.4) * rng.choice([1, 1, 1, 1, 1, 1, -1], 40)
        got = detect(y, centre=0, upper=3, rules="nelson")
        expected = loop_rules(y.tolist(), 0.0, 1.0, "nelson")
        assert got == expected, y.tolist()


def test_a_panel_equals_its_series_one_by_one():
    from qikit.spc.chart import chart

    rng = np.random.default_rng(3)
    rows = [
        {"ward": f"Ward {ward}", "month": month, "falls": rng.poisson(6), "days": 900 + ward}
        for ward in range(25)
        for month in range(1, int(rng.integers(13, 40)))
    ]

    def made(data, by=None):
        columns = {"x": "month", "y": "falls", "n": "days", "by": by}
        return chart(data, **columns, kind="u", per=1000, better="lower", target=6)

    panel = made(rows, by="ward")
    for ward in range(25):
        mine = [row for row in rows if row["ward"] == f"Ward {ward}"]
        alone = made(mine)
        for table in ("points", "signals", "summary"):
            whole = getattr(panel, table)
            part = whole[whole["series"] == f"Ward {ward}"].reset_index(drop=True)
            part = part.drop(columns="series")
            single = getattr(alone, table).drop(columns="series")
            assert part.equals(single), (table, ward)
