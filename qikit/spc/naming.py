"""What points, periods and measures of a chart are called in a sentence."""

from dataclasses import dataclass

import numpy as np

from qikit.spc.analysis import Analysis
from qikit.spc.saying import decimals_for, decimals_in, say_number, say_positions, say_x
from qikit.spc.table import joined

PERIODS = ((0.9, 1.1, "day"), (6.5, 7.5, "week"), (13, 15, "fortnight"), (27, 32, "month"),
           (88, 93, "quarter"), (364, 367, "year"))  # fmt: skip
COUNTABLE = {
    "day", "week", "fortnight", "month", "quarter", "year", "case", "event", "drop", "sample",
    "patient", "point", "shift", "team", "ward", "hour", "round", "visit", "subgroup", "procedure",
}  # fmt: skip
ONE_SERIES = 2
"""Dates are named beside positions in signals of at most this many separate points."""


@dataclass(frozen=True, eq=False)
class Naming:
    """How one series is spoken of.

    Parameters
    ----------
    kind : of the axis: time, number or label
    x : x of each point, in order
    y : plotted value of each point
    period : ``week``, ``month``, ``case``, ... or ``point``
    unit : words after a value
    lines : decimals for lines; ``data`` decimals for values
    """

    kind: str
    x: np.ndarray
    y: np.ndarray
    period: str
    unit: str
    lines: int
    data: int

    def line(self, value: float) -> str:
        """A centre line or limit, without its unit."""
        return say_number(value, self.lines if value else 0)

    def value(self, position: int) -> str:
        """The value of a point, without its unit."""
        return say_number(self.y[position - 1], self.data)

    def with_unit(self, words: str) -> str:
        """``68%``, ``33 minutes``."""
        if not self.unit:
            return words
        return f"{words}%" if self.unit == "%" else f"{words} {self.unit}"

    def at(self, position: int) -> str:
        """The x of a point, in full."""
        return say_x(self.x[position - 1], self.kind, self.period)

    def point(self, position: int) -> str:
        """``Week 10, 10 March 2025 (43.7),``; ``Case 16 (472)``."""
        comma = "" if self.kind == "number" else ","
        return f"{self.heading(position)} ({self.value(position)}){comma}"

    def points(self, positions) -> str:
        """Several separate points: ``Weeks 22 and 24 (8 June 2026 and 22 June 2026)``."""
        if len(positions) == 1:
            return self.point(positions[0])
        named = f"{self.plural.capitalize()} {say_positions(positions)}"
        if self.kind == "number":
            return f"{self.plural.capitalize()} {self._marks(positions)}"
        if len(positions) > ONE_SERIES:
            return named
        return f"{named} ({joined([self.at(one) for one in positions])})"

    def span(self, first: int, last: int) -> str:
        """A stretch: ``weeks 12 to 24 (30 March 2026 to 22 June 2026)``."""
        if first == last:
            return self.heading(first)[0].lower() + self.heading(first)[1:]
        if self.kind == "number":
            return f"{self.plural} {self.at(first)} to {self.at(last)}"
        return f"{self.plural} {first} to {last} ({self.at(first)} to {self.at(last)})"

    def heading(self, position: int) -> str:
        """``Week 10, 10 March 2025``; ``Case 16``."""
        name = self.period.capitalize()
        if self.kind == "number":
            return f"{name} {self.at(position)}"
        return f"{name} {position}, {self.at(position)}"

    def _marks(self, positions) -> str:
        marks = [self.x[one - 1] for one in positions]
        if all(float(mark).is_integer() for mark in marks):
            return say_positions(marks)
        return joined([say_x(mark, self.kind) for mark in marks])

    @property
    def plural(self) -> str:
        """The period in the plural."""
        return f"{self.period}s"


def naming(of: Analysis, series: int) -> Naming:
    """How series number ``series`` is spoken of."""
    axis = of.reading.axis
    rows = axis.series == series
    x, y = axis.values[rows], of.value[rows]
    values = y[np.isfinite(y)]
    data = decimals_in(values)
    lines = _line_decimals(of, rows, values, data)
    counted = of.settings.kind.denominator != "none" and of.settings.n is not None
    return Naming(
        axis.kind, x, y, period_of(axis.kind, x, of.settings.x), of.units[series] or percent(of),
        lines, min(data, max(lines, 1)) if counted or data > 2 else data,
    )  # fmt: skip


def _line_decimals(of: Analysis, rows: np.ndarray, values: np.ndarray, data: int) -> int:
    """Two figures of sigma; without one, what a median of the values needs."""
    sigma = of.sigma[rows]
    known = sigma[np.isfinite(sigma)]
    if len(known):
        return decimals_for(known[-1])
    if data > 2:
        return decimals_for(np.ptp(values) / 4)
    if not of.settings.kind.straight:
        return data
    return min(data + 1, decimals_in(of.centre[rows]))


def period_of(kind: str, x: np.ndarray, column: str) -> str:
    """What one point stands for: from the spacing of dates, else from the column's name."""
    if kind == "time" and len(x) > 1:
        days = np.median(np.diff(x) / np.timedelta64(1, "D"))
        for low, high, name in PERIODS:
            if low <= days <= high:
                return name
    name = str(column).lower()
    return name if name in COUNTABLE else "point"


def percent(of: Analysis) -> str:
    """``%`` where a share is shown out of a hundred and no other unit was given."""
    return "%" if of.settings.kind.share and of.settings.per == 100 else ""


def plain(name) -> str:
    """A column's name as words."""
    return str(name).replace("_", " ").strip()


def title_of(of: Analysis) -> str:
    """What is plotted: the title given, else made from the names of the columns."""
    settings = of.settings
    if settings.title:
        return settings.title
    measure = plain(settings.y)
    rate = settings.kind.rate and settings.kind.denominator != "none"
    if not rate or settings.n is None or isinstance(settings.n, int | float):
        return measure[:1].upper() + measure[1:]
    base = plain(settings.n)
    if settings.per == 100 and (settings.kind.share or settings.kind.denominator == "optional"):
        words = f"{measure} as a percentage of {base}"
    elif settings.per == 1:
        joint = "as a share of" if settings.kind.share else "per"
        words = f"{measure} {joint} {base}"
    else:
        words = f"{measure} per {settings.per:,.0f} {base}"
    return words[:1].upper() + words[1:]
