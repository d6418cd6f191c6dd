"""The chart: one object with a picture, tables and words."""

from functools import cached_property

import numpy as np

from qikit.errors import QIError
from qikit.spc.analysis import Analysis, analyse
from qikit.spc.baseline import Baseline
from qikit.spc.caption import caption, plain_caption
from qikit.spc.cautions import cautions
from qikit.spc.kind import kind_called
from qikit.spc.method import default_rules
from qikit.spc.reading import read
from qikit.spc.rules import outside
from qikit.spc.rulesets import rule_set
from qikit.spc.settings import Settings


def chart(
    data,
    *,
    x=None,
    y=None,
    kind=None,
    n=None,
    per=1,
    better="neither",
    target=None,
    rules=None,
    phases=(),
    baseline=None,
    exclude=(),
    screen=False,
    by=None,
    title=None,
    unit="",
    notes=None,
    plain=False,
) -> "Chart":
    """Chart a measure over time: a run chart or a control chart, for one series or thousands.

    Parameters
    ----------
    data : a pandas table, a dict of lists, records, or the path of a CSV file
    x : the column of times (dates are put in order); numbers and labels are taken in row order
    y : the column of values, counts or cases
    kind : run, xmr, xmr_median, mr, p, pprime, np, u, uprime, c, g, t, xbar or s; p' and u' are
        Laney's pprime and uprime, and i is xmr
    n : the column of denominators (or one number), where the kind uses them
    per : rates are shown per so many: 1000 for falls per 1,000 bed days, 100 for percentages
    better : ``"higher"``, ``"lower"``, ``"neither"``, a column, or a dict with one a series
    target : a number, a column, or a dict with one a series
    rules : a rule set's name or a tuple of rules; without it, the organisation's choice
    phases : the first x (or position, from 1) of each later phase, or a dict with a list a series;
        a pair ``(x, "reason")`` in the list says why, on the chart and in its words
    baseline : the first so many points, a pair (start, end), a list with one a phase, a dict with
        one a series, or a saved :class:`Baseline`
    exclude : x values (or positions) of points that stay on the chart, out of limits and rules;
        a pair ``(x, "reason")`` in the list says why
    screen : leave large moving ranges out of the mean range, once (Nelson 1982)
    by : the column, or columns, that tell the series apart
    title, unit, notes : words for the chart; ``notes`` is a dict from x (or position) to words
    plain : True for a caption in plain words, with the settings behind it

    Returns
    -------
    Chart
        With ``points``, ``signals``, ``summary``, ``words``, ``caption``, ``cautions``.

    Raises
    ------
    QIError
        When something would make the chart wrong. The sentence says what to do.

    Notes
    -----
    A gap is a gap: a missing value is not bridged in moving ranges and ends a run of a control
    chart; run-chart rules, which count useful points only, pass over it. Runs start afresh at each
    phase. Limits are worked out from a phase's own points, or from its baseline.

    References
    ----------
    Provost and Murray, The Health Care Data Guide (2011). Wheeler, Understanding Variation (2000).
    NHS England, Making Data Count. Perla, Provost and Murray (2011), BMJ Quality and Safety 20:46.

    Examples
    --------
    >>> weeks = {"week": range(1, 13), "wait": [8, 7, 9, 8, 6, 8, 9, 7, 8, 10, 7, 8]}
    >>> made = chart(weeks, x="week", y="wait", kind="xmr", unit="days")
    >>> made.summary[["centre", "lower", "upper"]].round(2).values.tolist()
    [[7.92, 3.56, 12.27]]
    """
    of = kind_called(kind)
    chosen = rule_set(default_rules(of.family) if rules is None else rules)
    if of.only_outside:
        chosen = chosen.of_type(outside)
    settings = Settings(
        x=x, y=y, n=n, kind=of, per=per, rules=chosen,
        screen=bool(screen), title=None if title is None else str(title), unit=unit, phases=phases,
        baseline=baseline, exclude=exclude, better=better, target=target,
        notes=notes or {}, plain=bool(plain),
    )  # fmt: skip
    return Chart(analyse(read(data, x=x, y=y, n=n, by=by, kind=of), settings))


class Chart:
    """A chart that has been worked out; made by :func:`chart`.

    Attributes
    ----------
    points, signals, summary : pandas tables, a row a point, a signal, a series and phase
    words : the reading in plain English, also the alt text of the picture
    caption : rule set with its numbers, centre line, baseline, screening; on every chart
    cautions : what to know before believing the chart, a sentence each
    advice : whether and how to recalculate limits, a sentence each; never done by itself
    series : names of the series
    kind, title, unit, per, rules : what was asked for
    better, target : dicts by series; a target that changes is the latest one
    notes : dict by position of the words put on the chart
    baseline : the limits of the latest phases, to save and use again
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        settings = analysis.settings
        self.series: list[str] = analysis.reading.names
        self.kind: str = settings.kind.name
        self.per: float = settings.per
        self.rules = settings.rules
        self.notes: dict[int, str] = self._placed_notes()

    @cached_property
    def points(self):
        from qikit.spc.tables import points_table

        return points_table(self.analysis)

    @cached_property
    def signals(self):
        from qikit.spc.tables import signals_table

        return signals_table(self.analysis)

    @cached_property
    def summary(self):
        from qikit.spc.tables import summary_table

        return summary_table(self.analysis)

    @cached_property
    def words(self) -> str:
        from qikit.spc.words import words

        return words(self)

    @cached_property
    def caption(self) -> str:
        return caption(self.analysis)

    @cached_property
    def cautions(self) -> list[str]:
        return cautions(self.analysis)

    @cached_property
    def advice(self) -> list[str]:
        from qikit.spc.advice import advice

        return advice(self)

    @property
    def title(self) -> str:
        """What is plotted, as a heading."""
        from qikit.spc.naming import title_of

        return title_of(self.analysis)

    @property
    def unit(self) -> str:
        """The unit, where all series share one."""
        units = set(self.analysis.units)
        return units.pop() if len(units) == 1 else ""

    @cached_property
    def better(self) -> dict[str, str]:
        words = {1: "higher", -1: "lower", 0: "neither"}
        directions = [words[int(one)] for one in self.analysis.better]
        return dict(zip(self.series, directions, strict=True))

    @cached_property
    def target(self) -> dict[str, float | None]:
        last = np.append(np.flatnonzero(np.diff(self.analysis.reading.axis.series)), -1)
        values = [float(self.analysis.target[at]) for at in last]
        shown = [value if np.isfinite(value) else None for value in values]
        return dict(zip(self.series, shown, strict=True))

    def targets(self, series: str | None = None) -> np.ndarray:
        """The target at each point of a series, NaN where there is none."""
        return self.analysis.target[self.rows(series)]

    @cached_property
    def baseline(self) -> Baseline:
        """The parameters of the latest phase of each series, to save and use on new data."""
        of = self.analysis
        latest = np.append(of.segment_series[1:] != of.segment_series[:-1], True)
        series, points = {}, {}
        for part in of.parts:
            if part.kind.name != self.kind:
                continue
            for place, segment in enumerate(part.segments):
                if latest[segment]:
                    name = self.series[of.segment_series[segment]]
                    series[name] = {k: float(v[place]) for k, v in part.parameters.items()}
                    points[name] = int(of.limit_points[segment])
        return Baseline(self.kind, series, points, of.settings.screen)

    def rows(self, series: str | None = None) -> slice:
        """The rows of a series in ``points``; without a name, the only one's."""
        place = self.number(series)
        of = self.analysis.reading.axis.series
        return slice(int(np.searchsorted(of, place)), int(np.searchsorted(of, place, "right")))

    def drawn(self, series: str | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper limits as drawn, cut at what is possible; NaN where there are none."""
        from qikit.spc.possible import drawn

        return drawn(self.analysis, self.number(series))

    def why(self, position: int, series: str | None = None) -> str:
        """Why the point at ``position`` (from 1) is judged as it is."""
        from qikit.spc.why import why

        return why(self, position, series)

    def why_not(self) -> str:
        """Why the chart has no limits, or trial ones, in words; empty when it has full limits."""
        from qikit.spc.why import why_not

        return why_not(self)

    @property
    def false_alarms(self) -> str:
        """How often these rules cry wolf on a stable chart of this length, in words."""
        from qikit.spc.alarms import in_words

        return in_words(self)

    def draw(self, ax=None, series: str | None = None, *, narrow: bool = False, partner=None):
        """A Matplotlib figure, on your own ``ax`` if given; see ``qikit.spc.draw.draw``."""
        from qikit.spc.draw import draw

        return draw(self, series, ax, narrow=narrow, partner=partner)

    def svg(self, series: str | None = None, *, narrow: bool = False) -> str:
        """The picture as SVG, with a title, a description and an id on each point."""
        from qikit.spc.svg import svg

        return svg(self, series, narrow=narrow)

    def icons(self):
        """Variation and assurance of every series as pictures with words."""
        from qikit.spc.icons import icons

        return icons(self)

    @property
    def text(self) -> str:
        """Words, caption and cautions: the chart without a picture."""
        return "\n".join([self.words, *plain_caption(self), self.caption, *self.cautions])

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        from qikit.spc.faces import bundle
        from qikit.spc.html import html

        return bundle(self.text, lambda: html(self))

    def number(self, series: str | None) -> int:
        """The place of a series among all, from 0; without a name, the only one's."""
        if series is None and len(self.series) == 1:
            return 0
        if series in self.series:
            return self.series.index(series)
        asked = "Name a series" if series is None else f"There is no series called '{series}'"
        shown = ", ".join(self.series[:8]) + (", ..." if len(self.series) > 8 else "")
        raise QIError(f"{asked}. There are: {shown}.")

    def _placed_notes(self) -> dict[int, str]:
        axis, out = self.analysis.reading.axis, {}
        for place, words in self.analysis.settings.notes.items():
            rows = axis.at(place)
            if not rows.any():
                raise QIError(
                    f"The note at {place} has no point to stand at. Give the x value of a point, "
                    "or its position counting from 1."
                )
            out |= {int(position): str(words) for position in axis.position[rows]}
        return out
