"""Many series laid end to end: the one shape that limits and rules are worked out on.

Series of any length lie one after another in flat arrays. A *segment* is one phase of one series;
rows of a segment are neighbours. Sums by segment and runs within segments are then single numpy
operations, whether there is one series or ten thousand.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from qikit.spc.constants import SCREEN
from qikit.spc.runs import lengths_between


@dataclass(frozen=True, eq=False)
class Stack:
    """The data of a chart.

    Parameters
    ----------
    value : the plotted value before scaling (a rate is y / n), NaN for a gap
    y, n : count and denominator (``n`` is NaN where a kind uses none)
    segment : number of each row's segment, from 0, never falling
    used : rows that the limits are worked out from
    present : rows that rules look at: not a gap, not excluded
    """

    value: np.ndarray
    y: np.ndarray
    n: np.ndarray
    segment: np.ndarray
    used: np.ndarray
    present: np.ndarray

    @cached_property
    def starts(self) -> np.ndarray:
        """The first row of each segment."""
        if self.segment[-1] == self.segment[0]:
            return np.zeros(1, dtype=np.int64)
        changes = np.flatnonzero(self.segment[1:] != self.segment[:-1]) + 1
        return np.concatenate(([0], changes))

    @cached_property
    def lengths(self) -> np.ndarray:
        """The number of rows of each segment."""
        return lengths_between(self.starts, len(self.segment))

    @cached_property
    def count(self) -> np.ndarray:
        """The number of used rows of each segment."""
        return np.add.reduceat(self.used.astype(np.int64), self.starts)

    def total(self, values: np.ndarray, where: np.ndarray | None = None) -> np.ndarray:
        """Sum by segment over used rows (or over ``where``)."""
        chosen = self.used if where is None else where
        kept = values if chosen.all() else np.where(chosen, values, 0.0)
        return np.add.reduceat(kept, self.starts)

    def mean(self, values: np.ndarray, where: np.ndarray | None = None) -> np.ndarray:
        """Mean by segment over used rows (or over ``where``); NaN where there are none."""
        if where is None:
            return divide(self.total(values), self.count)
        count = np.add.reduceat(where.astype(np.int64), self.starts)
        return divide(self.total(values, where), count)

    def median(self, values: np.ndarray, where: np.ndarray | None = None) -> np.ndarray:
        """Median by segment over used rows (or over ``where``); NaN where there are none."""
        chosen = self.used if where is None else where
        count = np.add.reduceat(chosen.astype(np.int64), self.starts)
        filled = np.where(chosen, values, np.inf)
        if np.all(self.lengths == self.lengths[0]):
            ordered = np.sort(filled.reshape(-1, self.lengths[0]), axis=1).ravel()
        else:
            ordered = filled[np.lexsort((filled, self.segment))]
        low = self.starts + np.maximum(count - 1, 0) // 2
        high = self.starts + np.minimum(count // 2, self.lengths - 1)
        middle = (ordered[low] + ordered[high]) / 2
        return np.where(count > 0, middle, np.nan)

    def spread(self, by_segment: np.ndarray) -> np.ndarray:
        """One value a segment, repeated for each of its rows."""
        return np.repeat(by_segment, self.lengths)

    def moving_range(self, values: np.ndarray) -> np.ndarray:
        """Size of the change from the row before: NaN at a phase's first row and beside a gap."""
        ranges = np.full(len(values), np.nan)
        ranges[1:] = np.abs(values[1:] - values[:-1])
        ranges[self.starts] = np.nan
        return ranges

    def ranges(self, values: np.ndarray) -> np.ndarray:
        """Moving ranges between neighbours that are both used, NaN elsewhere."""
        return self.moving_range(values if self.used.all() else np.where(self.used, values, np.nan))

    def mean_range(self, values: np.ndarray, screen: bool = False) -> np.ndarray:
        """Mean moving range by segment, over neighbours that are both used.

        With ``screen`` the ranges at or above 3.267 mean ranges are left out once (Nelson 1982).
        The values themselves are never left out.
        """
        ranges = self.ranges(values)
        known = np.isfinite(ranges)
        mean = self.mean(ranges, known)
        if screen:
            mean = self.mean(ranges, known & ~(ranges >= SCREEN * self.spread(mean)))
        return mean

    def take(self, rows: np.ndarray) -> "Stack":
        """Some of the rows (whole series), with segments numbered afresh."""
        segment = np.unique(self.segment[rows], return_inverse=True)[1]
        return replace(
            self,
            value=self.value[rows],
            y=self.y[rows],
            n=self.n[rows],
            segment=segment,
            used=self.used[rows],
            present=self.present[rows],
        )


def divide(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """``top / bottom``, NaN where the bottom is zero."""
    out = np.full(np.shape(top), np.nan)
    return np.divide(top, bottom, out=out, where=np.asarray(bottom) != 0)
