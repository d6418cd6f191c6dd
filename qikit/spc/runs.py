"""Finding stretches in flat boolean arrays, for all series at once and without a loop.

Rows are the last axis. Where there are two lines, the first looks upward and the second downward.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Found:
    """What one rule found in one direction.

    Parameters
    ----------
    column : the name of the column of the points table
    direction : 1 up or high, -1 down or low, 0 neither
    member : rows that the rule marks
    start : marked rows at which a new signal begins
    whole : the rule speaks of the whole phase, not of single points
    """

    column: str
    direction: int
    member: np.ndarray
    start: np.ndarray
    whole: bool = False


UP_DOWN = np.array([[1], [-1]], dtype=np.int8)
"""The two directions that a rule looks in, a line each."""


class Runs:
    """The runs of every segment at once, over useful points: those with a side.

    ``side``, ``first`` (of its segment), ``start`` (of its run) and ``size`` (of its run) have a
    row a useful point; ``useful`` and ``count`` (of runs) an entry a segment that has such points.
    """

    def __init__(self, side: np.ndarray, segment: np.ndarray) -> None:
        self.kept = side != 0
        self.side, segment = side[self.kept], segment[self.kept]
        self.first = np.ones(len(segment), dtype=bool)
        self.first[1:] = segment[1:] != segment[:-1]
        self.start = self.first.copy()
        self.start[1:] |= self.side[1:] != self.side[:-1]
        self.size = lengths_of_runs(self.start)
        begins = np.flatnonzero(self.first)
        self.useful = lengths_between(begins, len(segment))
        self.count = np.add.reduceat(self.start.astype(np.int64), begins)

    def allowed(self, limit: Callable[[int], float]) -> np.ndarray:
        """What ``limit`` says of each segment's number of useful points."""
        sizes, which = np.unique(self.useful, return_inverse=True)
        return np.array([limit(int(size)) for size in sizes])[which]

    def rows(self, segments: np.ndarray, among: np.ndarray | bool = True) -> np.ndarray:
        """All rows of the marked segments' useful points, or those ``among`` them."""
        return put_back(self.kept, np.repeat(segments, self.useful) & among)


def windows(flags: np.ndarray, length: int) -> np.ndarray:
    """Rows t for which ``flags[t : t + length]`` are all true, by doubling."""
    out = flags
    reach = 1
    while reach < length:
        step = min(reach, length - reach)
        both = np.zeros(out.shape, dtype=bool)
        np.logical_and(out[..., :-step], out[..., step:], out=both[..., :-step])
        out = both
        reach += step
    return out


def cover(starts: np.ndarray, length: int) -> np.ndarray:
    """Rows that lie in a window of ``length`` rows from any of the starts, by doubling."""
    out = starts
    reach = 1 if starts.any() else length
    while reach < length:
        step = min(reach, length - reach)
        spread = out.copy()
        spread[..., step:] |= out[..., :-step]
        out = spread
        reach += step
    return out


def chains(link: np.ndarray, points: int, before: int = 1) -> np.ndarray:
    """Rows of every stretch of at least ``points`` points.

    ``link[t]`` says that row t goes on from the ``before`` rows before it, so that a stretch of
    ``points`` points is ``points - before`` links in a row.
    """
    full = windows(link, points - before)
    if not full.any():
        return full
    first = np.zeros(full.shape, dtype=bool)
    first[..., :-before] = full[..., before:]
    return cover(first, points)


def lengths_of_runs(start: np.ndarray) -> np.ndarray:
    """For each row the length of the run it is in; ``start`` marks the first row of each run."""
    sizes = lengths_between(np.flatnonzero(start), len(start))
    return np.repeat(sizes, sizes)


def lengths_between(starts: np.ndarray, end: int) -> np.ndarray:
    """How many rows each stretch has, given the first row of each and the end of the last."""
    out = np.empty_like(starts)
    out[:-1] = starts[1:] - starts[:-1]
    out[-1:] = end - starts[-1:]
    return out


def put_back(kept: np.ndarray, flags: np.ndarray) -> np.ndarray:
    """Flags of the kept rows, at their places among all rows."""
    if flags.shape[-1] == len(kept):
        return flags
    out = np.zeros((*flags.shape[:-1], len(kept)), dtype=bool)
    out[..., kept] = flags
    return out


def both_ways(column: str, member: np.ndarray, start: np.ndarray) -> Iterator[Found]:
    """What a rule found upward and downward: a line of ``member`` and ``start`` for each."""
    yield Found(column, 1, member[0], start[0])
    yield Found(column, -1, member[1], start[1])
