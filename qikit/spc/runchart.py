"""Rules about all the runs of a phase: the runs table, the longest run, the crossings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import comb, log2
from typing import ClassVar

import numpy as np

from qikit.spc.rules import Rule
from qikit.spc.runs import Found, lengths_of_runs, put_back
from qikit.spc.view import View

RUNS_TABLE = {
    10: (3, 9), 11: (3, 10), 12: (3, 11), 13: (4, 11), 14: (4, 12), 15: (5, 12), 16: (5, 13),
    17: (5, 13), 18: (6, 14), 19: (6, 15), 20: (6, 16), 21: (7, 16), 22: (7, 17), 23: (7, 17),
    24: (8, 18), 25: (8, 18), 26: (9, 19), 27: (10, 19), 28: (10, 20), 29: (10, 20), 30: (11, 21),
    31: (11, 22), 32: (11, 23), 33: (12, 23), 34: (12, 24), 35: (12, 24), 36: (13, 25),
    37: (13, 25), 38: (14, 26), 39: (14, 26), 40: (15, 27),
}  # fmt: skip
"""Useful points: fewest and most runs that are no signal (Perla, Provost and Murray 2011)."""


@dataclass(frozen=True, eq=False)
class Runs:
    """The runs about the centre line, by segment, over useful points (present, not on the line)."""

    kept: np.ndarray
    view: View
    first: np.ndarray
    start: np.ndarray
    useful: np.ndarray
    runs: np.ndarray
    longest: np.ndarray
    size: np.ndarray

    def spread(self, by_segment: np.ndarray) -> np.ndarray:
        """A value a segment, repeated for its useful points."""
        return np.repeat(by_segment, self.useful)


def runs_of(view: View) -> Runs | None:
    """Count the runs of every segment at once; None when no point is useful."""
    kept = view.present & (view.side != 0)
    if not kept.any():
        return None
    some = view.keep(kept)
    first = np.ones(len(some.value), dtype=bool)
    first[1:] = some.segment[1:] != some.segment[:-1]
    start = first.copy()
    start[1:] |= some.side[1:] != some.side[:-1]
    size = lengths_of_runs(start)
    begins = np.flatnonzero(first)
    return Runs(
        kept=kept,
        view=some,
        first=first,
        start=start,
        useful=np.diff(np.append(begins, len(first))),
        runs=np.add.reduceat(start.astype(np.int64), begins),
        longest=np.maximum.reduceat(size, begins),
        size=size,
    )


@dataclass(frozen=True)
class runs_table(Rule):
    """Too few or too many runs for the number of useful points, from the published table.

    Speaks of 10 to 40 useful points; outside that range it says nothing.
    """

    column: ClassVar[str] = "few_runs"
    code: ClassVar[str] = "R"
    needs_limits: ClassVar[bool] = False

    @property
    def columns(self) -> tuple[str, ...]:
        return ("few_runs", "many_runs")

    @property
    def text(self) -> str:
        return "too few or too many runs"

    def find(self, view: View) -> Iterator[Found]:
        found = runs_of(view)
        few = many = np.zeros(len(view.value), dtype=bool)
        first = few
        if found is not None:
            low, high = (
                np.array([RUNS_TABLE.get(int(n), (0, np.inf))[end] for n in found.useful])
                for end in (0, 1)
            )
            few = put_back(found.kept, found.spread(found.runs < low))
            many = put_back(found.kept, found.spread(found.runs > high))
            first = put_back(found.kept, found.first)
        yield Found("few_runs", 0, few, few & first, whole=True)
        yield Found("many_runs", 0, many, many & first, whole=True)


@dataclass(frozen=True)
class longest_run(Rule):
    """A run longer than round(log2 n) + 3, n useful points (Anhoej and Olesen 2014)."""

    column: ClassVar[str] = "longest_run"
    code: ClassVar[str] = "L"
    needs_limits: ClassVar[bool] = False

    @property
    def text(self) -> str:
        return "an unusually long run"

    def find(self, view: View) -> Iterator[Found]:
        found = runs_of(view)
        for direction in (1, -1):
            if found is None:
                none = np.zeros(len(view.value), dtype=bool)
                yield Found(self.column, direction, none, none)
                continue
            most = np.array([longest_allowed(int(n)) for n in found.useful])
            mine = (found.size > found.spread(most)) & (found.view.side == direction)
            yield Found(
                self.column,
                direction,
                put_back(found.kept, mine),
                put_back(found.kept, mine & found.start),
            )


@dataclass(frozen=True)
class crossings(Rule):
    """Fewer crossings than the 5th centile of Binomial(n - 1, 0.5) (Anhoej and Olesen 2014)."""

    column: ClassVar[str] = "few_crossings"
    code: ClassVar[str] = "C"
    needs_limits: ClassVar[bool] = False

    @property
    def text(self) -> str:
        return "unusually few crossings"

    def find(self, view: View) -> Iterator[Found]:
        found = runs_of(view)
        few = first = np.zeros(len(view.value), dtype=bool)
        if found is not None:
            least = np.array([fewest_crossings(int(n)) for n in found.useful])
            few = put_back(found.kept, found.spread(found.runs - 1 < least))
            first = put_back(found.kept, found.first)
        yield Found(self.column, 0, few, few & first, whole=True)


@cache
def longest_allowed(n: int) -> int:
    """The longest run of ``n`` useful points that is no signal.

    >>> [longest_allowed(n) for n in (10, 20, 24, 30, 60)]
    [6, 7, 8, 8, 9]
    """
    return round(log2(n)) + 3


@cache
def fewest_crossings(n: int) -> int:
    """The fewest crossings of ``n`` useful points that are no signal.

    >>> [fewest_crossings(n) for n in (10, 20, 24, 30, 60)]
    [2, 6, 8, 10, 23]
    """
    ways, crossings = 0, -1
    while ways * 20 < 2 ** (n - 1):
        crossings += 1
        ways += comb(n - 1, crossings)
    return crossings
