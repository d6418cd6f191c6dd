"""Rules about all the runs of a phase: the runs table, the longest run, the crossings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import comb, log2
from typing import ClassVar

import numpy as np

from qikit.spc.rules import Rule
from qikit.spc.runs import UP_DOWN, Found, both_ways, put_back
from qikit.spc.view import View

RUNS_TABLE = {
    10: (3, 9), 11: (3, 10), 12: (3, 11), 13: (4, 11), 14: (4, 12), 15: (5, 12), 16: (5, 13),
    17: (5, 13), 18: (6, 14), 19: (6, 15), 20: (6, 16), 21: (7, 16), 22: (7, 17), 23: (7, 17),
    24: (8, 18), 25: (8, 18), 26: (9, 19), 27: (10, 19), 28: (10, 20), 29: (10, 20), 30: (11, 21),
    31: (11, 22), 32: (11, 23), 33: (12, 23), 34: (12, 24), 35: (12, 24), 36: (13, 25),
    37: (13, 25), 38: (14, 26), 39: (14, 26), 40: (15, 27),
}  # fmt: skip
"""Useful points: fewest and most runs that are no signal (Perla, Provost and Murray 2011)."""


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
        runs = view.runs
        low = runs.allowed(lambda n: RUNS_TABLE.get(n, (0, np.inf))[0])
        high = runs.allowed(lambda n: RUNS_TABLE.get(n, (0, np.inf))[1])
        for column, marked in (("few_runs", runs.count < low), ("many_runs", runs.count > high)):
            yield Found(column, 0, runs.rows(marked), runs.rows(marked, runs.first), whole=True)


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
        runs = view.runs
        long = runs.size > np.repeat(runs.allowed(longest_allowed), runs.useful)
        mine = long & (runs.side == UP_DOWN)
        start = mine & runs.start
        yield from both_ways(self.column, put_back(runs.kept, mine), put_back(runs.kept, start))


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
        runs = view.runs
        few = runs.count - 1 < runs.allowed(fewest_crossings)
        yield Found(self.column, 0, runs.rows(few), runs.rows(few, runs.first), whole=True)


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
