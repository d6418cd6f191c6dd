"""The x axis: dates, numbers or labels; its order, and finding a point on it."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qikit.errors import QIError
from qikit.spc.runs import lengths_between
from qikit.spc.table import as_floats, joined, named_rows


@dataclass(frozen=True, eq=False)
class Axis:
    """Where each row stands in its series.

    Parameters
    ----------
    values : x of each row (datetime64, numbers or labels)
    kind : ``time``, ``number`` or ``label``
    series : number of each row's series, from 0
    """

    values: np.ndarray
    kind: str
    series: np.ndarray

    @cached_property
    def first(self) -> np.ndarray:
        """The first row of each series."""
        out = np.ones(len(self.series), dtype=bool)
        out[1:] = self.series[1:] != self.series[:-1]
        return out

    @cached_property
    def position(self) -> np.ndarray:
        """Each row's place in its series, counting from 1."""
        starts = np.flatnonzero(self.first)
        lengths = lengths_between(starts, len(self.series))
        return np.arange(len(self.series)) - np.repeat(starts, lengths) + 1

    def read(self, value):
        """A stated x value as this axis holds it, or a position.

        Returns ``("x", value)`` or ``("position", number)``. A whole number is a position, unless
        the axis itself is of numbers.
        """
        import pandas as pd

        if self.kind == "number":
            if isinstance(value, int | float | np.number) and not isinstance(value, bool):
                return "x", float(value)
            raise QIError(f"'{value}' is not on the x axis, which holds numbers.")
        if isinstance(value, int | np.integer) and not isinstance(value, bool):
            return "position", int(value)
        if self.kind == "label":
            return "x", value
        try:
            return "x", np.datetime64(pd.Timestamp(value).to_datetime64())
        except (ValueError, TypeError) as error:
            raise QIError(
                f"'{value}' is not a date. Write it as 2025-04-01, or give the position of the "
                "point, counting from 1."
            ) from error

    def at(self, value) -> np.ndarray:
        """The rows at a stated x value or position."""
        how, place = self.read(value)
        return self.position == place if how == "position" else self.values == place

    def from_(self, value) -> np.ndarray:
        """The rows at or after a stated x value or position (in row order for labels)."""
        how, place = self.read(value)
        if how == "position":
            return self.position >= place
        if self.kind != "label":
            return self.values >= place
        hits = self.values == place
        if not hits.any():
            raise QIError(f"'{value}' is not on the x axis. Give one of its labels, or a position.")
        if np.bincount(self.series[hits]).max() > 1:
            raise QIError(f"'{value}' is on the x axis more than once. Give the position instead.")
        start = np.full(self.series[-1] + 1, len(self.values) + 1)
        start[self.series[hits]] = self.position[hits]
        return self.position >= start[self.series]

    def until(self, value) -> np.ndarray:
        """The rows at or before a stated x value or position."""
        return ~self.from_(value) | self.at(value)


FORMS = (
    "ISO8601", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%d-%b-%y",
    "%d-%b-%Y", "%b %Y", "%B %Y", "%b-%y", "%b-%Y", "%b %y",
)  # fmt: skip
"""How dates are written as text, the day before the month."""


def x_values(found) -> tuple[np.ndarray, str]:
    """An x column as dates, numbers or labels, and which.

    Dates may be dates, or text such as ``2025-04-01``, ``01/04/2025`` or ``Apr 2025``.
    """
    import pandas as pd

    if isinstance(found.dtype, np.dtype) and found.dtype.kind == "M":
        return found.values.astype("datetime64[ns]"), "time"
    if isinstance(found.dtype, pd.DatetimeTZDtype):
        return _naive(found), "time"
    if isinstance(found.dtype, pd.PeriodDtype):
        return found.dt.to_timestamp().to_numpy(), "time"
    if pd.api.types.is_numeric_dtype(found.dtype):
        return as_floats(found), "number"
    text = found.astype(object)
    numeric = pd.to_numeric(text, errors="coerce")
    if numeric.notna().all():
        return numeric.to_numpy(dtype=float), "number"
    written = text.map(lambda one: isinstance(one, str)).any()
    best = None
    for form in FORMS if written else (None,):
        dates = pd.to_datetime(text, errors="coerce", format=form)
        if dates.notna().equals(text.notna()):
            return _naive(dates), "time"
        if best is None or dates.notna().sum() > best.notna().sum():
            best = dates
    odd = (best.isna() & text.notna()).to_numpy()
    if 2 * odd.sum() < len(text):
        raise QIError(
            f"The x column holds dates, but {named_rows(odd, text)} could not be read as one. "
            "Write all dates in one way, such as 2025-04-01."
        )
    return text.to_numpy(), "label"


def misread(values: np.ndarray, kind: str) -> list[str]:
    """A caution when labels look like dates that could not be read."""
    if kind != "label":
        return []
    odd = [one for one in values if isinstance(one, str) and re.search(r"\d[/.-]\d", one)]
    if 2 * len(odd) < len(values):
        return []
    return [
        f"The x column looks like dates that could not be read, such as '{odd[0]}', so the rows "
        "were taken as they stand. Write dates as 2025-04-01."
    ]


def _naive(dates) -> np.ndarray:
    zoned = dates.dt.tz is not None
    return (dates.dt.tz_localize(None) if zoned else dates).to_numpy().astype("datetime64[ns]")


def in_order(
    values: np.ndarray, kind: str, series: np.ndarray
) -> tuple[np.ndarray | None, list[str]]:
    """The rows series by series, by time within each; None when they stand so already.

    Numbers and labels stay as they stand within their series. With the rows comes a caution when
    times had to be sorted, or when numbers do not rise.
    """
    together = np.argsort(series, kind="stable") if (series[1:] < series[:-1]).any() else None
    now, of = (values, series) if together is None else (values[together], series[together])
    rising = not ((now[1:] < now[:-1]) & (of[1:] == of[:-1])).any() if kind != "label" else True
    if rising:
        return together, []
    if kind == "number":
        return together, ["The x column is not a date, so the rows were taken as they stand."]
    order = np.lexsort((values, series))
    return order, ["The rows were not in order of time, so they were sorted."]


def grouped(values: np.ndarray, series: np.ndarray) -> np.ndarray:
    """The rows series by series, equal x side by side, in order of first appearance."""
    import pandas as pd

    return np.lexsort((pd.factorize(values)[0], series))


def refuse_blanks(values: np.ndarray) -> None:
    """Stop when an x value is missing, naming its row."""
    if values.dtype == object:
        import pandas as pd

        blank = pd.isna(values)
    else:
        blank = np.isnan(values)
    if blank.any():
        raise QIError(f"The x column is blank in {named_rows(blank)}. Fill it in.")


def refuse_repeats(axis: Axis, names: list[str], row: np.ndarray) -> None:
    """Stop when a date or number is on the axis twice in one series.

    Raises
    ------
    QIError
        The sentence names the x values, their series and their rows.
    """
    if axis.kind == "label":
        return
    same = (axis.values[1:] == axis.values[:-1]) & (axis.series[1:] == axis.series[:-1])
    twice = np.flatnonzero(same)
    if not len(twice):
        return
    from qikit.spc.saying import say_x

    places = [
        f"{say_x(axis.values[at], axis.kind)}"
        + (f" in {names[axis.series[at]]}" if len(names) > 1 else "")
        + f" (rows {row[at] + 1} and {row[at + 1] + 1})"
        for at in twice[:3]
    ]
    more = f" and {len(twice) - 3} more" if len(twice) > 3 else ""
    raise QIError(
        f"A point of time stands twice in the table: {joined(places)}{more}. A chart needs one "
        "row for each point. Add the rows up or take one out, or name the column that tells them "
        "apart as by=."
    )
