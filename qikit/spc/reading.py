"""From a table and column names to checked, ordered arrays."""

from dataclasses import dataclass, field, replace

import numpy as np

from qikit.errors import QIError
from qikit.spc.axis import Axis, refuse_repeats, x_values
from qikit.spc.kind import Kind
from qikit.spc.table import as_table, column, joined, named_rows, numbers


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
    counts, cautions = numbers(table, y, "y")
    sizes, more = _denominators(table, n, kind)
    cautions += more
    _check_counts(table, kind, y, n, counts, sizes)
    codes, names = _series(table, by, str(y))
    order, told = _order(values, which, codes, kind)
    cautions += told
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


def _denominators(table, n, kind: Kind) -> tuple[np.ndarray, list[str]]:
    if n is None:
        if kind.denominator == "required":
            raise QIError(
                f"A {kind.title} needs denominators. Name the column that holds them as n=, "
                "for example n='patients'."
            )
        return np.full(len(table), np.nan), []
    if kind.denominator == "none" and kind.name != "c":
        raise QIError(f"A {kind.title} uses no denominators. Leave out n={n!r}.")
    if isinstance(n, int | float) and not isinstance(n, bool) and n not in table.columns:
        return np.full(len(table), float(n)), []
    return numbers(table, n, "n")


def _check_counts(table, kind: Kind, y, n, counts: np.ndarray, sizes: np.ndarray) -> None:
    known = ~np.isnan(counts)
    if kind.name == "t":
        _refuse(
            known & (counts <= 0), y, table,
            "A t chart needs times above zero, but '{name}' has {rows}. Record the time of day, or "
            "count whole days on a g chart.",
        )  # fmt: skip
    if kind.counts:
        _refuse(
            known & (counts < 0), y, table,
            "Counts cannot be negative, but '{name}' has {rows}. Correct them, or leave them "
            "blank for a gap.",
        )  # fmt: skip
        _refuse(
            known & (counts != np.round(counts)), y, table,
            f"A {kind.title} counts whole events or cases, but '{{name}}' has {{rows}}. Give the "
            "count itself and its denominator, or use kind='xmr' for measurements and rates.",
        )  # fmt: skip
    if n is None:
        return
    _refuse(
        known & np.isnan(sizes), n, table,
        "The denominator '{name}' is missing in {rows}. Fill it in, or leave the count blank too.",
        show=False,
    )  # fmt: skip
    _refuse(
        ~np.isnan(sizes) & (sizes <= 0) & known, n, table,
        "The denominator '{name}' must be above zero, but it is not in {rows}. Nothing can be "
        "divided by it: correct it, or leave both cells blank for a gap.",
    )  # fmt: skip
    if kind.share:
        _refuse(
            known & (counts > sizes), y, table,
            f"The count '{{name}}' is larger than its denominator '{n}' in {{rows}}. In a "
            f"{kind.title} the cases are part of the denominator: check both columns, or use "
            "kind='u' for events.",
        )  # fmt: skip
    if kind.name == "np":
        held = sizes[known]
        if len(held) and held.min() != held.max():
            raise QIError(
                f"An np chart needs the same denominator everywhere, but '{n}' goes from "
                f"{held.min():g} to {held.max():g}. Use kind='p'."
            )


def _refuse(bad: np.ndarray, name, table, sentence: str, show: bool = True) -> None:
    if bad.any():
        values = table[name] if show and name in table.columns else None
        raise QIError(sentence.format(name=name, rows=named_rows(bad, values)))


def _series(table, by, single: str) -> tuple[np.ndarray, list[str]]:
    """The number of each row's series, and the names, in order of first appearance."""
    import pandas as pd

    if by is None:
        return np.zeros(len(table), dtype=np.int64), [single]
    columns = [by] if isinstance(by, str) else list(by)
    if not columns:
        raise QIError("by= names no column. Leave it out, or name the column of the series.")
    parts = [pd.factorize(column(table, one, "by")) for one in columns]
    for one, (codes, _) in zip(columns, parts, strict=True):
        if (codes < 0).any():
            raise QIError(
                f"The column '{one}' is blank in {named_rows(codes < 0)}. Fill it in: it says "
                "which series the row belongs to."
            )
    codes, levels = parts[0]
    names = [str(level) for level in levels]
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


def _order(values, which: str, codes: np.ndarray, kind: Kind) -> tuple[np.ndarray | None, list]:
    """The rows in order (None when they are), and a caution when they were not."""
    import pandas as pd

    blank = np.asarray(pd.isna(values))
    if blank.any():
        raise QIError(f"The x column is blank in {named_rows(blank)}. Fill it in.")
    by_series = bool((codes[1:] < codes[:-1]).any())
    same = codes[1:] == codes[:-1]
    if which == "time":
        if not by_series and not (same & (values[1:] < values[:-1])).any():
            return None, []
        order = np.lexsort((np.arange(len(codes)), values, codes))
        ranked = np.argsort(codes, kind="stable")
        late = (values[ranked][1:] < values[ranked][:-1]) & (
            codes[ranked][1:] == codes[ranked][:-1]
        )
        return order, ["The rows were not in order of time, so they were sorted."][: late.any()]
    order = np.argsort(codes, kind="stable") if by_series else None
    if which == "number":
        now = values if order is None else values[order]
        of = codes if order is None else codes[order]
        if ((now[1:] < now[:-1]) & (of[1:] == of[:-1])).any():
            return order, ["The x column is not a date, so the rows were taken as they stand."]
    return order, []


def _enough(reading: Reading) -> Reading:
    """Set aside series with fewer than two values, and name them."""
    known = ~np.isnan(reading.y)
    count = np.bincount(reading.axis.series[known], minlength=len(reading.names))
    short = np.flatnonzero(count < 2)
    if not len(short):
        return reading
    if len(short) == len(reading.names):
        what = "no values" if count.max() == 0 else "one value only"
        raise QIError(f"There are {what} to chart. A chart needs at least two points.")
    named = joined([reading.names[one] for one in short[:5]])
    more = f" and {len(short) - 5} more" if len(short) > 5 else ""
    verb, them = ("has", "it") if len(short) == 1 else ("have", "them")
    caution = f"{named}{more} {verb} fewer than two values, so no chart was made of {them}."
    return reading.keep(~np.isin(reading.axis.series, short), [caution])
