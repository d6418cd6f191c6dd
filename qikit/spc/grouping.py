"""Measurements taken together: one point a subgroup."""

from dataclasses import replace

import numpy as np

from qikit.errors import QIError
from qikit.spc.axis import Axis
from qikit.spc.reading import Reading
from qikit.spc.stack import divide


def into_subgroups(reading: Reading) -> Reading:
    """Rows with the same x in a series become one: ``y`` their mean, ``n`` how many.

    The standard deviations are in :func:`deviations`. Blank measurements are left out of their
    subgroup; a subgroup with none is a gap.

    Raises
    ------
    QIError
        When a subgroup has a single measurement.
    """
    axis = reading.axis
    first = np.ones(len(reading.y), dtype=bool)
    first[1:] = (axis.values[1:] != axis.values[:-1]) | (axis.series[1:] != axis.series[:-1])
    starts = np.flatnonzero(first)
    known = ~np.isnan(reading.y)
    size = np.add.reduceat(known.astype(np.int64), starts)
    single = np.flatnonzero(size == 1)
    if len(single):
        from qikit.spc.saying import say_x

        at = starts[single[0]]
        others = f" and {len(single) - 1} more" if len(single) > 1 else ""
        raise QIError(
            f"The subgroup at {say_x(axis.values[at], axis.kind)}{others} has one measurement. "
            "X̄ and S charts need two or more in each. Use kind='xmr' for single values."
        )
    mean = divide(np.add.reduceat(np.where(known, reading.y, 0.0), starts), size)
    rows = np.diff(np.append(starts, len(known)))
    off = np.where(known, reading.y - np.repeat(mean, rows), 0.0)
    s = np.sqrt(divide(np.add.reduceat(off**2, starts), size - 1.0))
    return replace(
        reading,
        axis=Axis(axis.values[starts], axis.kind, axis.series[starts]),
        y=mean,
        n=np.where(size > 0, size.astype(float), np.nan),
        row=reading.row[starts],
        deviations=np.where(size > 0, s, np.nan),
    )
