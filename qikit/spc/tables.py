"""The three tables of a chart."""

import numpy as np

from qikit.spc.analysis import Analysis
from qikit.spc.frame import frame
from qikit.spc.judge import JUDGEMENTS, assurance, judge_signal

DIRECTIONS = np.array(["down", "neither", "up"], dtype=object)


def points_table(of: Analysis):
    """A row a point.

    ``series x y n phase centre sigma lower upper excluded``, a true-or-false column for each rule,
    ``up`` and ``down`` (in a high or rising, low or falling signal), ``signal`` (in any),
    ``judgement``. ``y`` is the plotted value. Limits are as calculated; what is drawn is cut at
    what is possible. Gaps and excluded points have no judgement. On a t chart sigma is blank: it
    has a meaning on the transformed scale only.
    """
    axis = of.reading.axis
    columns = {
        "series": (axis.series, of.reading.names),
        "x": axis.values,
        "y": of.value,
        "n": of.reading.n,
        "phase": of.phase,
        "centre": of.centre,
        "sigma": of.sigma,
        "lower": of.lower,
        "upper": of.upper,
        "excluded": of.excluded,
    }
    names = dict.fromkeys(name for part in of.parts for name in part.rules.columns)
    for name in names:
        columns[name] = np.zeros(len(axis.series), dtype=bool)
    for one in of.found:
        columns[one.column] = columns[one.column] | one.member
    judged = np.where(of.present, of.code, -1)
    columns |= {
        "up": of.up,
        "down": of.down,
        "signal": of.code > 0,
        "judgement": (judged, JUDGEMENTS),
    }
    return frame(columns)


def signals_table(of: Analysis):
    """A row a signal, by series, phase and first point.

    ``first`` and ``last`` are positions in the series, from 1; ``start`` and ``end`` their x;
    ``points`` is how many points the rule marks; ``direction`` is up, down or neither.
    """
    import pandas as pd

    axis = of.reading.axis
    pieces = [_signals(one, of) for one in of.found]
    first, last, points, direction, whole, column = (
        np.concatenate([piece[i] for piece in pieces]) if pieces else np.array([], dtype=kind)
        for i, kind in enumerate((int, int, int, int, bool, object))
    )
    order = np.argsort(first, kind="stable")
    first, last, points, direction, whole, column = (
        a[order] for a in (first, last, points, direction, whole, column)
    )
    series = axis.series[first]
    return pd.DataFrame(
        {
            "series": pd.Series(np.array(of.reading.names, dtype=object)[series], dtype=str),
            "phase": of.phase[first],
            "rule": pd.Series(column, dtype=str),
            "first": axis.position[first],
            "last": axis.position[last],
            "start": axis.values[first],
            "end": axis.values[last],
            "points": points,
            "direction": pd.Series(DIRECTIONS[direction + 1], dtype=str),
            "judgement": pd.Series(judge_signal(direction, of.better[series]), dtype=str),
        }
    )


def summary_table(of: Analysis):
    """A row a series and phase; the last phase of a series is its present state.

    Limits are those at the phase's latest point, ``variation`` is that point's judgement (or
    ``special cause`` where only a rule about the whole phase speaks), ``assurance`` is passes,
    fails, hit and miss, or empty. ``trial`` is empty, trial or provisional.
    """
    import pandas as pd

    rows, series = of.latest, of.segment_series
    values = np.add.reduceat(np.isfinite(of.value).astype(int), of.segment_starts)
    rules = np.empty(len(rows), dtype=object)
    for part in of.parts:
        rules[part.segments] = part.rules.text if part.rules else "none"
    return pd.DataFrame(
        {
            "series": np.array(of.reading.names, dtype=object)[series],
            "phase": of.phase[rows],
            "kind": of.kind_of_segment,
            "points": values,
            "centre": of.centre[rows],
            "sigma": of.sigma[rows],
            "lower": of.lower[rows],
            "upper": of.upper[rows],
            "latest": of.value[rows],
            "variation": variation(of),
            "assurance": assurances(of),
            "trial": of.trial,
            "rules": rules,
        }
    )


def variation(of: Analysis) -> np.ndarray:
    """The state of each segment's latest point, empty where it has none."""
    code = of.code[of.latest].copy()
    for one in of.found:
        if one.whole:
            code[(code == 0) & one.member[of.latest]] = 3
    return np.where(of.present[of.latest], JUDGEMENTS[code], "")


def assurances(of: Analysis) -> np.ndarray:
    """The target against the limits of each segment's latest point."""
    rows = of.latest
    return assurance(
        of.target[rows], of.better[of.segment_series], of.lower[rows], of.upper[rows]
    )


def _signals(one, of: Analysis) -> tuple:
    rows = np.flatnonzero(one.member)
    begins = np.flatnonzero(one.start[rows])
    ends = np.append(begins[1:], len(rows))
    size = len(begins)
    return (
        rows[begins],
        rows[ends - 1],
        ends - begins,
        np.full(size, one.direction),
        np.full(size, one.whole),
        np.full(size, one.column, dtype=object),
    )
