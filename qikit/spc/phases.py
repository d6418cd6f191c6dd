"""Phases, baselines and exclusions: which rows belong together, and which limits stand on."""

from collections.abc import Iterable

import numpy as np

from qikit.errors import QIError
from qikit.spc.axis import Axis
from qikit.spc.baseline import Baseline
from qikit.spc.table import joined


def for_each_series(stated, names: list[str], what: str) -> list[tuple[np.ndarray | None, object]]:
    """A setting for all series, or a dict with one for each: pairs of (series number, setting)."""
    if not isinstance(stated, dict):
        return [(None, stated)]
    strangers = [name for name in stated if name not in names]
    if strangers:
        raise QIError(
            f"{what} names {joined([repr(one) for one in strangers])}, which is no series here. "
            f"There are: {', '.join(names[:8])}{', ...' if len(names) > 8 else ''}."
        )
    return [(names.index(name), setting) for name, setting in stated.items()]


def phase_numbers(axis: Axis, names: list[str], phases) -> tuple[np.ndarray, dict[int, str]]:
    """The phase of each row, from 1, and the reasons that were given, by first row of a phase.

    A start that a series does not reach changes nothing there.

    Raises
    ------
    QIError
        When a start lies outside the data of every series it is stated for.
    """
    number = np.ones(len(axis.values), dtype=np.int64)
    reasons: dict[int, str] = {}
    already = np.zeros(len(number), dtype=bool)
    for series, starts in for_each_series(phases, names, "phases="):
        for start, reason in _several(starts):
            after = axis.from_(start)
            within = np.ones_like(after) if series is None else axis.series == series
            begins = after & within & (axis.position > 1)
            begins[1:] &= ~after[:-1] | (axis.position[1:] == 1)
            if not begins.any():
                raise QIError(
                    f"The phase start {start} is outside the data, which must have points on both "
                    "sides of it. Give the x value (or the position) of the first point of the new "
                    "phase."
                )
            if (begins & already).any():
                raise QIError(
                    f"The phase start {start} is stated twice for the same series. Take one out."
                )
            already |= begins
            has_start = np.zeros(axis.series[-1] + 1, dtype=bool)
            has_start[axis.series[begins]] = True
            number += after & has_start[axis.series]
            if reason:
                reasons |= dict.fromkeys(np.flatnonzero(begins).tolist(), reason)
    return number, reasons


def excluded_rows(axis: Axis, names: list[str], exclude) -> tuple[np.ndarray, dict[int, str]]:
    """The rows that stay on the chart and out of limits and rules, and the reasons, by row."""
    out = np.zeros(len(axis.values), dtype=bool)
    reasons: dict[int, str] = {}
    for series, points in for_each_series(exclude, names, "exclude="):
        within = np.ones_like(out) if series is None else axis.series == series
        for point, reason in _several(points):
            rows = axis.at(point) & within
            if not rows.any():
                raise QIError(
                    f"The point {point} to exclude is not in the data. Give its x value, or its "
                    "position counting from 1."
                )
            out |= rows
            if reason:
                reasons |= dict.fromkeys(np.flatnonzero(rows).tolist(), reason)
    return out, reasons


def baseline_rows(axis: Axis, names: list[str], phase: np.ndarray, segment: np.ndarray, baseline):
    """The rows that limits stand on, as far as a baseline says: all of them without one.

    Raises
    ------
    QIError
        When a baseline is longer than its phase, is empty, or crosses a phase line.
    """
    allowed = np.ones(len(segment), dtype=bool)
    if baseline is None or isinstance(baseline, Baseline):
        return allowed
    for series, stated in for_each_series(baseline, names, "baseline="):
        if isinstance(stated, Baseline):
            continue
        each = stated if isinstance(stated, list) else [stated]
        of = np.ones_like(allowed) if series is None else axis.series == series
        for nth, one in enumerate(each, start=1):
            if one is not None:
                rows = _stated(axis, segment, of, phase == nth if _is_count(one) else of, one)
                touched = np.isin(segment, np.unique(segment[rows]))
                allowed &= rows | ~touched
    return allowed


def _stated(axis: Axis, segment, of: np.ndarray, inside: np.ndarray, one) -> np.ndarray:
    if _is_count(one):
        starts = np.flatnonzero(np.diff(segment, prepend=-1))
        place = np.arange(len(segment)) - np.repeat(
            starts, np.diff(np.append(starts, len(segment)))
        )
        rows = inside & of & (place < one)
        if one < 2:
            raise QIError("A baseline needs at least 2 points, and 12 or more to be worth much.")
        longest = int(place[inside & of].max(initial=-1)) + 1
        if longest < one:
            raise QIError(
                f"The baseline of {one} points is longer than the {longest} points there are. "
                "Give fewer, or leave baseline= out."
            )
        return rows
    if not isinstance(one, tuple) or len(one) != 2:
        raise QIError(
            "baseline= is a number of points from the start, a pair (start, end), or a saved "
            "baseline. A list gives one for each phase."
        )
    rows = axis.from_(one[0]) & axis.until(one[1]) & of
    if not rows.any():
        raise QIError(f"The baseline from {one[0]} to {one[1]} holds no points of the data.")
    segments = np.unique(segment[rows])
    if len(np.unique(axis.series[rows])) < len(segments):
        raise QIError(
            f"The baseline from {one[0]} to {one[1]} crosses the start of a phase. Keep it inside "
            "one phase."
        )
    return rows


def _is_count(one) -> bool:
    return isinstance(one, int | np.integer) and not isinstance(one, bool)


def _several(stated) -> list[tuple[object, str]]:
    """Places with their reasons; a place alone has none."""
    if stated is None:
        return []
    if isinstance(stated, str) or not isinstance(stated, Iterable):
        stated = (stated,)
    return [_reasoned(one) if isinstance(one, tuple) else (one, "") for one in stated]


def _reasoned(one: tuple) -> tuple[object, str]:
    if len(one) == 2 and isinstance(one[1], str) and one[1].strip():
        return one[0], one[1].strip()
    raise QIError(
        f"{one!r} is not a place with its reason. Write a pair, such as "
        "('2025-04-01', 'new discharge lounge'), in a list."
    )
