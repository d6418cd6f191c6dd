"""What values are possible, and the limits as drawn: cut where a value could not be."""

import numpy as np

from qikit.spc.analysis import Analysis


def possible(of: Analysis) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and highest possible value of each series; minus and plus infinity for none.

    Counts, shares and times know theirs. For other measures the lowest is zero when no value is
    negative, and the highest is 100 when the unit is % and no value is above it.
    """
    kind, count = of.settings.kind, len(of.reading.names)
    starts = np.flatnonzero(np.diff(of.reading.axis.series, prepend=-1))
    if kind.floor is None:
        least = np.fmin.reduceat(of.value, starts)
        lowest = np.where(least < 0, -np.inf, 0.0)
    else:
        lowest = np.full(count, kind.floor)
    if kind.ceiling is not None:
        return lowest, np.full(count, kind.ceiling * of.settings.per)
    most = np.fmax.reduceat(of.value, starts)
    percent = np.array([unit == "%" for unit in of.units]) & (most <= 100)
    return lowest, np.where(percent, 100.0, np.inf)


def drawn(of: Analysis, series: int) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper limits of a series as they are drawn, point by point."""
    lowest, highest = possible(of)
    rows = of.reading.axis.series == series
    return np.maximum(of.lower[rows], lowest[series]), np.minimum(of.upper[rows], highest[series])


def cut(of: Analysis) -> tuple[np.ndarray, np.ndarray]:
    """Whether the lower, and the upper, limit of each series is cut anywhere."""
    lowest, highest = possible(of)
    series = of.reading.axis.series
    starts = np.flatnonzero(np.diff(series, prepend=-1))
    low = np.logical_or.reduceat(of.lower < lowest[series], starts)
    return low, np.logical_or.reduceat(of.upper > highest[series], starts)
