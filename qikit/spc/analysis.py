"""All that a chart knows, as arrays: worked out once, before any table or word."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from qikit.errors import QIError
from qikit.spc.baseline import Baseline
from qikit.spc.constants import FULL_LIMITS_FROM, LIMITS_FROM
from qikit.spc.engine import Worked, work_out
from qikit.spc.judge import judge
from qikit.spc.kind import KINDS, Kind
from qikit.spc.phases import baseline_rows, excluded_rows, for_each_series, phase_numbers
from qikit.spc.reading import Reading
from qikit.spc.rulesets import RuleSet
from qikit.spc.runs import Found, put_back
from qikit.spc.settings import Settings, better_of, target_of, unit_of
from qikit.spc.stack import Stack
from qikit.spc.view import noise_of, sign


@dataclass(frozen=True, eq=False)
class Part:
    """The series of one kind: in a panel, those too short for limits are run charts."""

    kind: Kind
    rules: RuleSet
    rows: np.ndarray
    segments: np.ndarray
    parameters: dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class Analysis:
    """Arrays by row (``value``, ``centre``, ...), by segment (``points``, ``trial``) and by series.

    Lines and values are on the plotted scale, ``per`` included; limits are as calculated, not cut
    at what is possible.
    """

    reading: Reading
    settings: Settings
    phase: np.ndarray
    segment: np.ndarray
    excluded: np.ndarray
    present: np.ndarray
    value: np.ndarray
    centre: np.ndarray
    sigma: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    target: np.ndarray
    better: np.ndarray
    units: list[str]
    found: list[Found]
    up: np.ndarray
    down: np.ndarray
    code: np.ndarray
    parts: list[Part]
    short: np.ndarray
    frozen: np.ndarray
    limit_points: np.ndarray
    saved: np.ndarray
    reasons: dict[int, str]

    @cached_property
    def segment_starts(self) -> np.ndarray:
        """The first row of each segment."""
        return np.flatnonzero(np.diff(self.segment, prepend=-1))

    @cached_property
    def segment_series(self) -> np.ndarray:
        """The series of each segment."""
        return self.reading.axis.series[self.segment_starts]

    @cached_property
    def latest(self) -> np.ndarray:
        """The row of the latest present point of each segment (its first row if it has none)."""
        rows = np.where(self.present, np.arange(len(self.segment)), 0)
        return np.maximum(np.maximum.reduceat(rows, self.segment_starts), self.segment_starts)

    @cached_property
    def trial(self) -> np.ndarray:
        """For each segment ``trial`` (12-19 points), ``provisional`` (fewer), or empty."""
        few = np.select(
            [self.limit_points < LIMITS_FROM, self.limit_points < FULL_LIMITS_FROM],
            ["provisional", "trial"],
            "",
        ).astype(object)
        few[self.saved & (self.limit_points == 0)] = ""
        few[~np.isfinite(self.upper[self.latest])] = ""
        return few

    @cached_property
    def side(self) -> np.ndarray:
        """For each row 1 above the centre line, -1 below, 0 on it or not looked at."""
        noise = noise_of(self.value, self.segment_starts)
        return sign(self.value - self.centre, noise) * self.present

    @cached_property
    def kind_of_segment(self) -> np.ndarray:
        """The name of the kind of each segment."""
        out = np.empty(len(self.segment_starts), dtype=object)
        for part in self.parts:
            out[part.segments] = part.kind.name
        return out


def analyse(reading: Reading, settings: Settings) -> Analysis:
    """Phases, limits, rules and judgements of all series."""
    kind, axis, names = settings.kind, reading.axis, reading.names
    phase, reasons = phase_numbers(axis, names, settings.phases)
    change = axis.first.copy()
    change[1:] |= phase[1:] != phase[:-1]
    segment = np.cumsum(change) - 1
    excluded, left_out = excluded_rows(axis, names, settings.exclude)
    allowed = baseline_rows(axis, names, phase, segment, settings.baseline)
    value = _values(reading, kind)
    present = np.isfinite(value) & ~excluded
    spare = reading.y if reading.deviations is None else reading.deviations
    points = np.bincount(axis.series[present], minlength=len(names))
    if not points.all():
        raise QIError(
            "Every point of a series is excluded, so there is nothing to chart. Exclude only the "
            "points whose special cause is known."
        )
    plain = Stack(value, spare, reading.n, segment, present & allowed, present)
    stack = kind.prepare(plain)

    stored = _stored(settings.baseline, names)
    short = (points < LIMITS_FROM) & (kind.family != "run_chart")
    short[list(stored)] = False
    few = short[axis.series]
    lines = {name: np.full(len(segment), np.nan) for name in ("centre", "sigma", "lower", "upper")}
    found: list[Found] = []
    parts: list[Part] = []
    saved = np.zeros(segment[-1] + 1, dtype=bool)
    limit_points = plain.count.copy()
    for of, rows in ((kind, ~few), (KINDS["run"], few)):
        if rows.any():
            rules = settings.rules if of is kind else RuleSet(())
            all_rows = bool(rows.all())
            some = stack if all_rows else stack.take(rows)
            segments = segment[rows & change]
            fill = _filler(stored, names, axis.series, segment, segments, saved, limit_points)
            worked = work_out(some, of, rules, settings.screen, fill if of is kind else None)
            _place(lines, worked, of, slice(None) if all_rows else rows, settings.per)
            parts.append(Part(of, rules, rows, segments, worked.parameters))
            found += worked.found if all_rows else [
                replace(one, member=put_back(rows, one.member), start=put_back(rows, one.start))
                for one in worked.found
            ]
    better = better_of(reading, settings.better)
    up, down, code = judge(found, better[axis.series])
    return Analysis(
        reading=reading, settings=settings, phase=phase, segment=segment, excluded=excluded,
        present=stack.present, value=stack.value * settings.per, **lines,
        target=target_of(reading, settings.target), better=better,
        units=unit_of(reading, settings.unit), found=found, up=up, down=down, code=code,
        parts=parts, short=short, frozen=present & ~allowed, limit_points=limit_points,
        saved=saved, reasons=reasons | left_out,
    )  # fmt: skip


def _values(reading: Reading, kind: Kind) -> np.ndarray:
    if kind.name == "s":
        return reading.deviations
    return reading.y if kind.subgroups else kind.value(reading.y, reading.n)


def _place(lines: dict, worked: Worked, kind: Kind, rows: np.ndarray | slice, per: float) -> None:
    limits = worked.limits
    for name in ("centre", "lower", "upper"):
        lines[name][rows] = kind.plotted(getattr(limits, name)) * per
    lines["sigma"][rows] = limits.sigma * per if kind.straight else np.nan


def _stored(baseline, names: list[str]) -> dict[int, Baseline]:
    """The saved baseline of each series that has one."""
    out = {}
    for series, one in for_each_series(baseline, names, "baseline="):
        if isinstance(one, Baseline):
            places = range(len(names)) if series is None else [series]
            mine = one.renamed([names[place] for place in places])
            out |= {place: mine for place in places if mine.of(names[place]) is not None}
    return out


def _filler(stored, names, series, segment, segments, saved, limit_points):
    """Put saved parameters in the first phase of each series that has a saved baseline."""
    if not stored:
        return None
    first = {int(s): int(segment[np.searchsorted(series, s)]) for s in stored}

    def fill(parameters):
        for place, one in stored.items():
            at = int(np.searchsorted(segments, first[place]))
            mine = one.of(names[place])
            for key in parameters:
                parameters[key][at] = mine[key]
            saved[first[place]] = True
            limit_points[first[place]] = one.points.get(names[place], 0)

    return fill
