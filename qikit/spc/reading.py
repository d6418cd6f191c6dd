"""From a table and column names to checked, ordered arrays."""

from dataclasses import dataclass, field, replace

import numpy as np

from qikit.errors import QIError
from qikit.spc.axis import Axis, grouped, in_order, misread, refuse_blanks, refuse_repeats, x_values
from qikit.spc.checks import check_counts, denominators
from qikit.spc.kind import Kind
from qikit.spc.table import MOST_NAMED, as_table, column, joined, named_rows, numbers


@dataclass(frozen=True, eq=False)
class Reading:
    """What was read: a row a point, series after series, each in the order of its axis.

    ``row`` is each row's place in the table that was given, from 0 (for a subgroup, its first
    measurement's). ``names`` are the series, ``y_name`` the column of values. ``deviations`` are
    the standard deviations of subgroups.
    """

    names: list[str]
    y_name: str
    axis: Axis
    y: np.ndarray
    n: np.ndarray
    row: np.ndarray
    table: object
    cautions: list[str] = field(default_factory=list)
    deviations: np.ndarray | None = None

    def keep(self, rows: np.ndarray, cautions: list[str]) -> "Reading":
        """Some whole series only."""
        kept, series = np.unique(self.axis.series[rows], return_inverse=True)
        return replace(
            self,
            names=[self.names[one] for one in kept],
            axis=Axis(self.axis.values[rows], self.axis.kind, series),
            y=self.y[rows],
            n=self.n[rows],
            row=self.row[rows],
            deviations=None if self.deviations is None else self.deviations[rows],
            cautions=self.cautions + cautions,
        )


def read(data, *, x, y, n, by, kind: Kind) -> Reading:
    """Read the columns, check the numbers, put the rows in order.

    Raises
    ------
    QIError
        For anything that would make the chart wrong; the sentence names column and rows.
    """
    table = as_table(data)
    values, which = x_values(column(table, x, "x"))
    refuse_blanks(values)
    counts, cautions = numbers(table, y, "y")
    sizes, more = denominators(table, n, kind)
    cautions += more
    check_counts(table, kind, y, n, counts, sizes)
    codes, names = _series(table, by, str(y))
    if kind.subgroups and which != "time":
        order, told = grouped(values, codes), []
    else:
        order, told = in_order(values, which, codes)
    cautions += told + misread(values, which)
    if order is not None:
        values, counts, sizes, codes = (a[order] for a in (values, counts, sizes, codes))
    row = np.arange(len(counts)) if order is None else order
    axis = Axis(values, which, codes)
    reading = Reading(names, str(y), axis, counts, sizes, row, table, cautions)
    if kind.subgroups:
        from qikit.spc.grouping import into_subgroups

        reading = into_subgroups(reading)
    elif not kind.events:
        refuse_repeats(reading.axis, names, row)
    return _enough(reading)


def _series(table, by, single: str) -> tuple[np.ndarray, list[str]]:
    """The number of each row's series, and the names, in order of first appearance."""
    if by is None:
        return np.zeros(len(table), dtype=np.int64), [single]
    columns = [by] if isinstance(by, str) else list(by)
    if not columns:
        raise QIError("by= names no column. Leave it out, or name the column of the series.")
    parts = [_levels(table, one) for one in columns]
    codes, levels = parts[0]
    names = [str(level) for level in levels.tolist()]
    for more, levels in parts[1:]:
        pairs, first, joint = np.unique(
            codes * len(levels) + more, return_index=True, return_inverse=True
        )
        seen = np.argsort(first)
        rank = np.empty_like(seen)
        rank[seen] = np.arange(len(seen))
        names = [f"{names[p // len(levels)]}, {levels[p % len(levels)]}" for p in pairs[seen]]
        codes = rank[joint]
    return codes.astype(np.int64), names


def _levels(table, name) -> tuple[np.ndarray, object]:
    """The number of each row's value in a column, and the values; neighbours are looked up once."""
    import pandas as pd

    found = column(table, name, "by")
    blank = found.isna().to_numpy()
    if blank.any():
        raise QIError(
            f"The column '{name}' is blank in {named_rows(blank)}. Fill it in: it says which "
            "series the row belongs to."
        )
    values = found.to_numpy()
    new = np.ones(len(values), dtype=bool)
    new[1:] = values[1:] != values[:-1]
    codes, levels = pd.factorize(found[new])
    return codes[np.cumsum(new) - 1], levels


def _enough(reading: Reading) -> Reading:
    """Set aside series with fewer than two values, and name them."""
    known = ~np.isnan(reading.y)
    count = np.bincount(reading.axis.series[known], minlength=len(reading.names))
    short = np.flatnonzero(count < 2)
    if not len(short):
        return reading
    if len(short) == len(reading.names):
        what = "are no values" if count.max() == 0 else "is one value only"
        raise QIError(f"There {what} to chart. A chart needs at least two points.")
    shown = [reading.names[one] for one in short[:MOST_NAMED]]
    more = [f"{len(short) - MOST_NAMED} more"] if len(short) > MOST_NAMED else []
    verb, them = ("has", "it") if len(short) == 1 else ("have", "them")
    who = joined(shown + more)
    caution = f"{who} {verb} fewer than two values, so no chart was made of {them}."
    return reading.keep(~np.isin(reading.axis.series, short), [caution])
