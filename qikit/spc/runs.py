"""Finding stretches in flat boolean arrays, for all series at once and without a loop."""

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


def windows(flags: np.ndarray, length: int) -> np.ndarray:
    """Rows t for which ``flags[t : t + length]`` are all true, by doubling."""
    out = flags
    reach = 1
    while reach < length:
        step = min(reach, length - reach)
        ahead = np.zeros_like(out)
        ahead[:-step] = out[step:]
        out = out & ahead
        reach += step
    return out


def cover(starts: np.ndarray, length: int) -> np.ndarray:
    """Rows that lie in a window of ``length`` rows from any of the starts, by doubling."""
    out = starts
    reach = 1
    while reach < length:
        step = min(reach, length - reach)
        spread = out.copy()
        spread[step:] |= out[:-step]
        out = spread
        reach += step
    return out


def chains(link: np.ndarray, points: int, before: int = 1) -> np.ndarray:
    """Rows of every stretch of at least ``points`` points.

    ``link[t]`` says that row t goes on from the ``before`` rows before it, so that a stretch of
    ``points`` points is ``points - before`` links in a row.
    """
    full = windows(link, points - before)
    first = np.zeros_like(full)
    first[:-before] = full[before:]
    return cover(first, points)


def lengths_of_runs(start: np.ndarray) -> np.ndarray:
    """For each row the length of the run it is in; ``start`` marks the first row of each run."""
    first = np.flatnonzero(start)
    sizes = np.diff(np.append(first, len(start)))
    return np.repeat(sizes, sizes)


def put_back(kept: np.ndarray, flags: np.ndarray) -> np.ndarray:
    """Flags of the kept rows, at their places among all rows."""
    out = np.zeros(len(kept), dtype=bool)
    out[kept] = flags
    return out
