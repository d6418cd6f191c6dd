"""Variation and assurance of every measure as a table of icons with words."""

from functools import cached_property
from html import escape

import numpy as np

from qikit.spc.drawing.iconart import assurance, icon_svg, variation
from qikit.spc.faces import Markup, bundle, table_html
from qikit.spc.kind import KINDS
from qikit.spc.naming import naming, plain

ASSURANCE_WORDS = {
    "passes": "Consistently passes",
    "hit and miss": "Hit and miss",
    "fails": "Consistently fails",
    "": "No target",
}
DIRECTION_WORDS = {"up": " (high)", "down": " (low)", "neither": ""}
HEADS = ["Measure", "Latest", "Target", "Variation", "Assurance", "Centre line (limits)"]
NUMERIC = [False, True, True, False, False, True]


def icons(chart) -> "Icons":
    """The state of every measure of a chart: one row a series.

    Variation is that of the latest point. Assurance compares the target with the limits of the
    latest phase. The drawings are the project's own.

    Parameters
    ----------
    chart : made by ``qi.chart``, usually with ``by=``
    """
    return Icons(chart)


class Icons:
    """Icons of a chart; made by ``chart.icons()``.

    Attributes
    ----------
    table : pandas table with ``measure latest target variation direction assurance centre lower
        upper``; ``direction`` is up, down or neither, limits are as drawn
    words : a line a measure
    """

    def __init__(self, chart) -> None:
        self.chart = chart

    @cached_property
    def table(self):
        import pandas as pd

        chart = self.chart
        latest = chart.summary.drop_duplicates("series", keep="last")
        of = chart.analysis
        last = [of.latest[np.flatnonzero(of.segment_series == n)[-1]]
                for n in range(len(chart.series))]  # fmt: skip
        rising, falling = of.up[last], of.down[last]
        better = of.better >= 0
        up = np.where(rising & falling, better, rising)
        direction = np.select([~(rising | falling), up], ["neither", "up"], "down").astype(object)
        centre = latest["centre"].to_numpy()
        drawn = [chart.drawn(name) for name in chart.series]
        starts = [chart.rows(name).start for name in chart.series]
        ends = [(low[row - start], high[row - start])
                for (low, high), row, start in zip(drawn, last, starts, strict=True)]  # fmt: skip
        return pd.DataFrame(
            {
                "measure": [plain(name) for name in chart.series],
                "latest": latest["latest"].to_numpy(),
                "target": of.target[last],
                "variation": latest["variation"].to_numpy(),
                "direction": direction,
                "assurance": latest["assurance"].to_numpy(),
                "centre": centre,
                "lower": [lower for lower, _ in ends],
                "upper": [upper for _, upper in ends],
            }
        )

    @cached_property
    def words(self) -> str:
        said = []
        kinds = self.chart.summary.groupby("series", sort=False)["kind"].last()
        for row, kind in zip(self.rows, kinds, strict=True):
            measure, latest, target, change, sure, centre = row
            aim = f", target {target}" if target else ""
            said.append(
                f"{measure}: {change}; {sure}. Latest {latest}{aim}, "
                f"{KINDS[kind].centre_line} {centre}."
            )
        return "\n".join(said)

    @cached_property
    def rows(self) -> list[list[str]]:
        """What the table says, as words: a row a measure, in the order of its headings."""
        out = []
        for number, row in enumerate(self.table.itertuples()):
            named = naming(self.chart.analysis, number)
            latest = f"{row.latest:,.{named.data}f}"
            limits = f" ({named.line(row.lower)} to {named.line(row.upper)})"
            percent = "%" if named.unit == "%" else ""
            out.append([
                row.measure,
                f"{latest}{percent}" if np.isfinite(row.latest) else "",
                f"{row.target:,.10g}{percent}" if np.isfinite(row.target) else "",
                f"{row.variation.capitalize()}{DIRECTION_WORDS[row.direction]}",
                ASSURANCE_WORDS[row.assurance],
                named.line(row.centre) + limits * bool(np.isfinite(row.upper)),
            ])  # fmt: skip
        return out

    def art(self, number: int) -> tuple[list, list]:
        """The shapes of a row's two icons."""
        row = self.table.iloc[number]
        better = self.chart.better[self.chart.series[number]]
        return variation(row.variation, row.direction), assurance(row.assurance, better)

    def html(self) -> str:
        """An accessible table: each icon with its words beside it."""
        rows = []
        for number, cells in enumerate(self.rows):
            marks = [
                Markup(f'<span class="qi-sign">{icon_svg(art)} <span>{escape(words)}</span></span>')
                for art, words in zip(self.art(number), cells[3:5], strict=True)
            ]
            rows.append([*cells[:3], *marks, cells[5]])
        caption = f"{self.chart.title}: where each measure stands"
        return table_html(caption, HEADS, rows, NUMERIC, cards=True)

    def draw(self):
        """The table as a Matplotlib figure, for a board paper."""
        from qikit.spc.drawing.icontable import draw_table

        return draw_table(self)

    def __repr__(self) -> str:
        return self.words

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return bundle(self.words, self.html)
