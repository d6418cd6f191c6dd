"""How often a rule set cries wolf on a process that never changes."""

import json
from functools import cache
from pathlib import Path

import numpy as np

from qikit.errors import QIError
from qikit.spc.rulesets import PRESETS, rule_set

TABLE = Path(__file__).with_name("false_alarms.json")
SEED = 2026
FEWER = 4_000
"""So many stable series are simulated for rules and lengths that the table does not hold."""


def false_alarms(rules: str, points: int) -> float:
    """The share of stable series of so many points that show one signal or more.

    Simulated once on independent normal values (``benchmarks/false_alarms.py`` made the table and
    keeps its seed); limits are those of an XmR chart of all points, or the median for run-chart
    rules. Between the lengths of the table the share is read off a straight line.

    Parameters
    ----------
    rules : the name of a rule set
    points : 12 to 60

    Raises
    ------
    QIError
        When the rule set is not known, or the length is not in the table.

    Examples
    --------
    >>> 0.1 < false_alarms("mdc", 24) < 0.25
    True
    """
    rule_set(rules)
    table = _table()
    lengths = table["points"]
    if not lengths[0] <= points <= lengths[-1]:
        raise QIError(
            f"False alarms are known for {lengths[0]} to {lengths[-1]} points, not {points}."
        )
    return float(np.interp(points, lengths, table["share"][rules]))


def in_words(chart) -> str:
    """How often a stable process as long as the longest series would show a signal by chance.

    Presets are read from the table; other rules and lengths are simulated when they are asked for.
    """
    points = int(chart.points.groupby("series", sort=False)["y"].count().max())
    if not chart.rules or chart.analysis.short.all():
        return ""
    named = [name for name, make in PRESETS.items() if tuple(make()) == tuple(chart.rules)]
    lengths = _table()["points"]
    if named and lengths[0] <= points <= lengths[-1]:
        share = false_alarms(named[0], points)
    else:
        share = simulate(chart.rules, points, FEWER, SEED)
    plain = chart.kind in ("run", "xmr", "xmr_median", "xbar")
    other = " It was worked out for measurements; counts and rare events can differ."
    said = (
        f"By chance alone about {max(100 * share, 1):.0f} in 100 stable charts of {points} points "
        "show a signal by these rules: a signal is a reason to ask, not proof."
    )
    return said if plain else said + other


@cache
def simulate(rules, points: int, series: int, seed: int) -> float:
    """The share of ``series`` stable normal series with a signal: what the table holds."""
    from qikit.spc.engine import work_out
    from qikit.spc.kind import kind_called
    from qikit.spc.stack import Stack

    chosen = rule_set(rules)
    kind = kind_called("xmr" if any(rule.needs_limits for rule in chosen) else "run")
    value = np.random.default_rng([seed, points]).normal(size=series * points)
    everywhere = np.ones(len(value), dtype=bool)
    segment = np.repeat(np.arange(series), points)
    stack = Stack(value, value, np.full(len(value), np.nan), segment, everywhere, everywhere)
    hit = np.zeros(series, dtype=bool)
    for one in work_out(stack, kind, chosen).found:
        hit |= one.member.reshape(series, points).any(axis=1)
    return float(hit.mean())


def make_table(seed: int = SEED, series: int = 40_000) -> dict:
    """Simulate every preset at every length of the table."""
    lengths = [12, 16, 20, 24, 30, 36, 48, 60]
    share = {
        name: [round(simulate(name, points, series, seed), 4) for points in lengths]
        for name in PRESETS
    }
    return {"seed": seed, "series": series, "points": lengths, "share": share}


@cache
def _table() -> dict:
    return json.loads(TABLE.read_text(encoding="utf-8"))
