"""A table of icons as a picture."""

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from qikit.spc.draw import DPI, MARGIN
from qikit.spc.drawing.iconart import icon_on
from qikit.spc.drawing.lettering import LEADING, width, wrap
from qikit.spc.palette import FONT, INK, PAPER, RULE, SOFT, TEXT, TITLE

_ICON, _PAD, _ROW = 26.0, 16.0, 36.0
_WIDEST_MEASURE = 190.0
ICONS = (3, 4)
"""The columns that hold icons."""


def draw_table(icons) -> Figure:
    """Measures, numbers, and the two icons with their words."""
    from qikit.spc.icons import HEADS, NUMERIC

    measures = [wrap(row[0], _WIDEST_MEASURE) for row in icons.rows]
    columns = [
        max([width(head, bold=True), *(width(line) for cell in cells for line in cell)])
        for head, cells in zip(
            HEADS, zip(*[[lines, *([one] for one in row[1:])]
                         for lines, row in zip(measures, icons.rows, strict=True)], strict=True),
            strict=True,
        )
    ]  # fmt: skip
    columns = [size + (_ICON + 6) * (nth in ICONS) for nth, size in enumerate(columns)]
    lefts = [sum(columns[:nth]) + _PAD * nth for nth in range(len(columns))]
    wide = lefts[-1] + columns[-1]
    title = wrap(icons.chart.title, wide, TITLE, bold=True)
    head = len(title) * TITLE * LEADING + 28
    heights = [max(_ROW, len(lines) * TEXT * LEADING + 8) for lines in measures]
    high = head + sum(heights)
    figure = Figure(figsize=((wide + 2 * MARGIN) / 72, (high + 2 * MARGIN) / 72), dpi=DPI,
                    facecolor=PAPER)  # fmt: skip
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set(xlim=(-MARGIN, wide + MARGIN), ylim=(high + MARGIN, -MARGIN))
    _say(ax, 0, 0, "\n".join(title), INK, size=TITLE, va="top", weight=700)
    for nth, words in enumerate(HEADS):
        _cell(ax, lefts[nth], columns[nth], head - 11, words, NUMERIC[nth], SOFT, 700)
    top = head
    for number, (row, lines) in enumerate(zip(icons.rows, measures, strict=True)):
        ax.add_line(Line2D([0, wide], [top, top], color=RULE, linewidth=0.75))
        middle = top + heights[number] / 2
        for nth, words in enumerate(["\n".join(lines), *row[1:]]):
            if nth not in ICONS:
                _cell(ax, lefts[nth], columns[nth], middle, words, NUMERIC[nth], INK, 400)
        for nth, art in zip(ICONS, icons.art(number), strict=True):
            icon_on(ax, art, lefts[nth], middle - _ICON / 2, _ICON)
            _say(ax, lefts[nth] + _ICON + 6, middle, row[nth], INK)
        top += heights[number]
    return figure


def _cell(ax, left, size, middle, words, number, colour, weight) -> None:
    _say(ax, left + size * number, middle, words, colour, ha="right" if number else "left",
         weight=weight)  # fmt: skip


def _say(ax, x, y, words, colour, ha="left", va="center_baseline", weight=400, size=TEXT) -> None:
    ax.text(x, y, words, color=colour, ha=ha, va=va, fontsize=size, fontfamily=FONT,
            fontweight=weight, linespacing=1.15)  # fmt: skip
