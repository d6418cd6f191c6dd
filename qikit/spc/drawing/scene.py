"""What is to be drawn of one series, as plain numbers and words; nothing here draws."""

from dataclasses import dataclass

import numpy as np

from qikit.spc.drawing.ticks import short_date
from qikit.spc.kind import KINDS
from qikit.spc.naming import Naming, naming, plain
from qikit.spc.palette import mark_name

JUDGED = ("common cause", "improvement", "concern", "special cause")
LONGEST_UNIT = 8
"""A unit longer than this stands on the axis only, not after each number."""


@dataclass(frozen=True, eq=False)
class Scene:
    """One series, ready to draw.

    Parameters
    ----------
    name, title, label : the series; the heading; what the y axis shows, with its unit
    naming : how points and numbers are spoken of
    x, axis, x_name : places on the x axis; ``time`` (days since 1970), ``number`` or ``label``
    x_words, x_short : each point's x in words, and short where the axis is of labels
    y, centre, lower, upper, target : a value a point, NaN for none; limits as drawn
    phase, excluded, baseline : a number and two flags a point; limits stand on baseline points
    judged, marks, codes : of each point its judgement, its mark in the palette (both empty for gaps
        and excluded points) and the letters of its rules
    notes : words by row, from 0
    centre_name : mean or median
    """

    name: str
    title: str
    label: str
    naming: Naming
    x: np.ndarray
    axis: str
    x_name: str
    x_words: list[str]
    x_short: list[str]
    y: np.ndarray
    centre: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    target: np.ndarray
    phase: np.ndarray
    excluded: np.ndarray
    baseline: np.ndarray
    judged: list[str]
    marks: list[str]
    codes: list[str]
    notes: dict[int, str]
    centre_name: str

    def line_words(self, value: float) -> str:
        """A line's value with its unit, where that is short."""
        return self._with_unit(self.naming.line(value))

    def target_words(self, value: float) -> str:
        """A target as it was given, with its unit, where that is short."""
        return self._with_unit(f"{value:,.10g}".replace("-", "−"))

    def point_words(self, row: int) -> str:
        """One point in words: ``10 March 2025: 43.7 minutes, concern (O)``."""
        if np.isnan(self.y[row]):
            return f"{self.x_words[row]}: no value"
        words = f"{self.x_words[row]}: {self.naming.with_unit(self.naming.value(row + 1))}"
        if self.excluded[row]:
            return f"{words}, excluded"
        codes = f" ({', '.join(self.codes[row])})" if self.codes[row] else ""
        return f"{words}, {self.judged[row]}{codes}"

    def spans(self) -> list[np.ndarray]:
        """The rows of each phase."""
        starts = np.flatnonzero(np.diff(self.phase, prepend=self.phase[0] - 1))
        return np.split(np.arange(len(self.phase)), starts[1:])

    def _with_unit(self, words: str) -> str:
        short = len(self.naming.unit) <= LONGEST_UNIT
        return self.naming.with_unit(words) if short else words


def scene(chart, series: str | None = None) -> Scene:
    """The scene of one series of a chart."""
    of, rows = chart.analysis, chart.rows(series)
    number = int(of.reading.axis.series[rows.start])
    kind = of.kind_of_segment[of.segment[rows.start]]
    named = naming(of, number)
    lower, upper = chart.drawn(chart.series[number])
    x, axis, x_words, x_short = _places(of, rows, named)
    present = of.present[rows]
    judged = [JUDGED[code] if there else ""
              for code, there in zip(of.code[rows], present, strict=True)]  # fmt: skip
    rising = np.where(of.up[rows] & of.down[rows], of.better[number] >= 0, of.up[rows])
    return Scene(
        name=chart.series[number],
        title=chart.title if len(chart.series) == 1 else plain(chart.series[number]),
        label=_label(of, named),
        naming=named,
        x=x, axis=axis, x_name=_capital(plain(of.settings.x)), x_words=x_words,
        x_short=x_short,
        y=of.value[rows], centre=of.centre[rows], lower=lower, upper=upper,
        target=of.target[rows], phase=of.phase[rows], excluded=of.excluded[rows],
        baseline=~of.frozen[rows],
        judged=judged,
        marks=[mark_name(word, 1 if up else -1) for word, up in zip(judged, rising, strict=True)],
        codes=_codes(of, rows, chart.rules),
        notes=_notes(chart, rows),
        centre_name=_capital(KINDS[kind].centre_line),
    )  # fmt: skip


def _notes(chart, rows: slice) -> dict[int, str]:
    """Notes of a single series, and the reasons for phases and exclusions, by row from 0."""
    noted = chart.notes if len(chart.series) == 1 else {}
    words = {row: [reason] for row, reason in chart.analysis.reasons.items()}
    for place, note in noted.items():
        words.setdefault(rows.start + place - 1, []).append(note)
    within = sorted(row for row in words if rows.start <= row < rows.stop)
    return {row - rows.start: "; ".join(dict.fromkeys(words[row])) for row in within}


def _codes(of, rows: slice, rules) -> list[str]:
    """The letters of the rules that mark each point."""
    letters = [""] * (rows.stop - rows.start)
    for rule in rules:
        marked = np.zeros(len(letters), dtype=bool)
        for one in of.found:
            if one.column in rule.columns and not one.whole:
                marked |= one.member[rows]
        for at in np.flatnonzero(marked):
            letters[at] += rule.code
    return letters


def _places(of, rows: slice, named: Naming) -> tuple[np.ndarray, str, list[str], list[str]]:
    """Places on the axis. Events stand one after another, whatever time lies between them."""
    axis = of.reading.axis
    count = np.arange(1, len(named.x) + 1, dtype=float)
    words = [named.at(place + 1) for place in range(len(count))]
    if axis.kind == "time":
        if of.settings.kind.events:
            days = named.x.astype("datetime64[D]").tolist()
            return count, "label", words, [short_date(day) for day in days]
        return named.x.astype("datetime64[s]").astype(np.int64) / 86400, "time", words, words
    if axis.kind == "number":
        spoken = [f"{_capital(named.period)} {word}" for word in words]
        if (np.diff(named.x) > 0).all():
            return named.x.astype(float), "number", spoken, words
        return count, "label", spoken, words
    return count, "label", words, words


def _label(of, named: Naming) -> str:
    """What the y axis shows: the unit, else the measure or how the rate was made."""
    if named.unit and named.unit != "%":
        return _capital(named.unit)
    settings = of.settings
    measure, base = _capital(plain(settings.y)), settings.n
    if isinstance(base, str) and settings.kind.denominator != "none" and settings.kind.name != "np":
        per = f"{settings.per:,.0f} " if settings.per != 1 else ""
        shown = ", % of" if named.unit == "%" else f" per {per}".rstrip()
        return f"{measure}{shown} {plain(base)}"
    return "%" if named.unit == "%" else measure


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
