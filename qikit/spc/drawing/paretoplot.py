"""Pareto charts as pictures: one row a reason."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from qikit.spc.draw import MARGIN, Drawing, blank
from qikit.spc.drawing.annotate import BOLD
from qikit.spc.drawing.lettering import LEADING, width, wrap
from qikit.spc.faces import figure_html, table_html
from qikit.spc.palette import COMMON, FONT, INK, PAPER, RULE, SOFT, TEXT, TITLE
from qikit.spc.svg import figure_svg

_LINE = TEXT * LEADING
_ROW, _BAR, _GAP = 30.0, 17.0, 14.0
_WIDEST = 170.0


def draw_pareto(of, narrow: bool):
    """Bars from the largest, their numbers at the right, and dots for the running share."""
    points = of.points
    full = 252.0 if narrow else 528.0
    title = wrap(of.title, full, TITLE, bold=True)
    texts = _columns(points, narrow)
    sizes = [max(width(text, bold=True) for text in column) for column in texts]
    names = [wrap(str(name), full if narrow else _WIDEST) for name in points["reason"]]
    left = 0.0 if narrow else max(width(line) for lines in names for line in lines) + _GAP
    plot = full - left - sum(sizes) - _GAP * len(sizes)
    head = len(title) * TITLE * LEADING + 2 * _LINE + 8
    rows = [len(lines) * _LINE + _BAR + 10 if narrow else max(_ROW, len(lines) * _LINE + 6)
            for lines in names]  # fmt: skip
    high = head + sum(rows) + (0 if narrow else 2)
    figure = blank(full, high)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set(xlim=(-MARGIN, full + MARGIN), ylim=(high + MARGIN, -MARGIN))
    _say(ax, 0, 0, "\n".join(title), INK, va="top", size=TITLE, weight=BOLD)
    told = "Bars: share of all." if narrow else "Bars: share of all. Dots: running share."
    _say(ax, 0, head - 1.5 * _LINE - 8, told, SOFT)
    rights = np.cumsum([size + _GAP for size in sizes]) + left + plot
    for right, column in zip(rights, texts, strict=True):
        _say(ax, right, head - 10, column[0], SOFT, ha="right", weight=BOLD)
    ax.add_line(Line2D([0, full], [head, head], color=RULE, linewidth=0.75))
    top, dots = head, []
    for nth, lines in enumerate(names):
        middle = top + rows[nth] - _BAR / 2 - 5 if narrow else top + rows[nth] / 2
        if narrow:
            _say(ax, 0, top + 4, "\n".join(lines), INK, va="top")
        else:
            _say(ax, left - _GAP, middle, "\n".join(lines), INK, ha="right")
        size = plot * points["percent"].iat[nth] / 100
        ax.add_patch(Rectangle((left, middle - _BAR / 2), size, _BAR, color=SOFT,
                               linewidth=0, label="bar"))  # fmt: skip
        dots.append((left + plot * points["cumulative"].iat[nth] / 100, middle))
        for right, column in zip(rights, texts, strict=True):
            _say(ax, right, middle, column[nth + 1], INK, ha="right")
        top += rows[nth]
    if not narrow:
        x, y = zip(*dots, strict=True)
        ax.add_line(Line2D(x, y, color=COMMON, linewidth=1.5, marker="o", markersize=6.4, zorder=4,
                           markerfacecolor=INK, markeredgecolor=PAPER, label="run"))  # fmt: skip
    ax.add_line(Line2D([left, left], [head, top], color=SOFT, linewidth=0.75))
    return figure


def pareto_html(of) -> str:
    """The Pareto chart as an HTML figure with its numbers."""
    wide, id = figure_svg(Drawing(draw_pareto(of, narrow=False)), of.title, of.words)
    narrow, _ = figure_svg(Drawing(draw_pareto(of, narrow=True)), of.title, of.words)
    rows = [[str(one.reason), f"{one.count:,g}", f"{one.percent:.1f}%", f"{one.cumulative:.1f}%"]
            for one in of.points.itertuples()]  # fmt: skip
    heads = [of.column.capitalize(), "Number", "Share", "Running share"]
    table = table_html(of.title, heads, rows, [False, True, True, True])
    return figure_html(id, wide, narrow, [f"{of.total:,g} in all."], of.words, table)


def _columns(points, narrow: bool) -> list[list[str]]:
    """The numbers at the right, each column with its heading first."""
    running = ["Running", *(f"{share:.1f}%" for share in points["cumulative"])]
    number = ["Number", *(f"{count:,g}" for count in points["count"])]
    share = ["Share", *(f"{share:.1f}%" for share in points["percent"])]
    return [number, running] if narrow else [number, share, running]


def _say(ax, x, y, words, colour, ha="left", va="center_baseline", weight=400, size=TEXT) -> None:
    if "\n" in words and va == "center_baseline":
        va = "center"
    ax.text(x, y, words, color=colour, ha=ha, va=va, fontsize=size, fontfamily=FONT,
            fontweight=weight, linespacing=1.15)  # fmt: skip
