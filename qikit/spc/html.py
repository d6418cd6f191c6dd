"""The figure that pages and notebooks show: picture, caption, cautions, words and numbers."""

from html import escape

import numpy as np

from qikit.spc.caption import plain_caption
from qikit.spc.draw import MOST_PANELS, drawing
from qikit.spc.drawing.scene import Scene, scene
from qikit.spc.faces import figure_html, table_html
from qikit.spc.svg import figure_svg


def html(chart) -> str:
    """A chart as an HTML figure: accessible SVG, caption with its settings, cautions, numbers.

    A panel's numbers are a row a series; a panel of too many series for one picture is a table of
    icons.
    """
    plain = plain_caption(chart)
    caption = [*(plain or [chart.caption]), *chart.cautions]
    if len(chart.series) > MOST_PANELS:
        said = "".join(f"<p>{escape(line)}</p>" for line in [chart.words, *caption] if line)
        icons = chart.icons().html()
        return f'<figure class="qi-chart">{icons}<figcaption>{said}</figcaption></figure>'
    wide, id = figure_svg(drawing(chart, None, narrow=False), chart.title, chart.words)
    narrow, _ = figure_svg(drawing(chart, None, narrow=True), chart.title, chart.words)
    table = numbers(scene(chart), chart) if len(chart.series) == 1 else chart.icons().html()
    spoken = "\n".join(line for line in (chart.words, chart.false_alarms) if line)
    settings = chart.caption if plain else ""
    return figure_html(id, wide, narrow, caption, spoken, table, settings)


def numbers(one: Scene, chart) -> str:
    """The table of points of one series; columns without any value are left out."""
    codes = {rule.code: rule.column.replace("_", " ") for rule in chart.rules}
    n = chart.analysis.reading.n[chart.rows(one.name)]
    named, said = one.naming, one.naming.with_unit
    columns: list[tuple[str, bool, list[str]]] = [
        (named.period.capitalize(), False,
         [words.replace(" ", "\N{NO-BREAK SPACE}") for words in one.x_words]),
        ("Value" if one.label == "%" else one.label, True,
         _numbers(one.y, lambda row, _: said(named.value(row + 1)))),
    ]  # fmt: skip
    lines = (
        (f"{str(chart.analysis.settings.n).replace('_', ' ').capitalize()}", n,
         lambda _, value: f"{value:,.10g}"),
        (one.centre_name, one.centre, lambda _, value: named.line(value)),
        ("Lower limit", one.lower, lambda _, value: named.line(value)),
        ("Upper limit", one.upper, lambda _, value: named.line(value)),
        ("Target", one.target, lambda _, value: f"{value:,.10g}"),
    )  # fmt: skip
    columns += [(name, True, _numbers(values, say)) for name, values, say in lines
                if np.isfinite(values).any()]  # fmt: skip
    if one.phase.max() > 1:
        columns.append(("Phase", True, [str(number) for number in one.phase]))
    if any(one.codes):
        rules = [", ".join(codes[letter] for letter in letters) for letters in one.codes]
        columns.append(("Rules met", False, rules))
    if any(one.judged):
        judged = ["excluded" if out else word
                  for word, out in zip(one.judged, one.excluded, strict=True)]  # fmt: skip
        columns.append(("Reading", False, judged))
    heads, numeric, cells = zip(*columns, strict=True)
    rows = [list(row) for row in zip(*cells, strict=True)]
    return table_html(one.title, list(heads), rows, list(numeric))


def _numbers(values: np.ndarray, say) -> list[str]:
    return [say(row, value) if np.isfinite(value) else "" for row, value in enumerate(values)]
