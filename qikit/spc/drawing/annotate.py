"""Words on a chart: codes at points, names of lines, headings, notes."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.text import Text

from qikit.spc.drawing.layout import GAP, Layout
from qikit.spc.drawing.lettering import width
from qikit.spc.drawing.marginalia import LINE_HEIGHT
from qikit.spc.drawing.renderer import CENTRED
from qikit.spc.palette import COMMON, FONT, INK, LINE, MARKS, SOFT, TEXT, TITLE

BOLD = 700


def codes(ax, layout: Layout) -> None:
    """A letter a rule beside each point of a signal."""
    scene, up = layout.scene, _up(layout)
    low = layout.y_limits[0]
    for row, code in layout.coded.items():
        above = layout.above(row)
        at = (scene.y[row] - low) * up + (GAP if above else -GAP) / layout.room.plot
        letters = text(ax, scene.x[row], at, code, MARKS[scene.marks[row]].colour,
                     ha="center", va="bottom" if above else "top", weight=BOLD)  # fmt: skip
        letters.set_transform(ax.get_xaxis_transform())
        letters.set(label="code", gid=CENTRED)


def ends(ax, layout: Layout) -> None:
    """The name and value of each line at its right end."""
    up, low = _up(layout), layout.y_limits[0]
    wide = 1 / layout.plot_width
    moved = []
    for label, place in zip(layout.labels, layout.settled(), strict=True):
        at = place / layout.room.plot
        line = (label.at - low) * up
        if abs(at - line) * layout.room.plot > 2:
            moved.append((line, at))
        for nth, words in enumerate(label.lines):
            aside = ((len(label.lines) - 1) / 2 - nth) * LINE_HEIGHT / layout.room.plot
            last = nth == len(label.lines) - 1
            text(ax, 1 + 9 * wide, at + aside, words, label.colour, va="center_baseline",
                  weight=BOLD if last else 400)  # fmt: skip
    if moved:
        x = np.tile([1, 1 + 7 * wide, np.nan], len(moved))
        y = np.array([[line, at, np.nan] for line, at in moved]).ravel()
        ax.add_line(Line2D(x, y, color=COMMON, linewidth=0.75, transform=ax.transAxes,
                           clip_on=False, label="leads"))  # fmt: skip


def headings(ax, layout: Layout) -> None:
    """Title, y label, x name and the headings of phases."""
    tall, wide = layout.room.plot, layout.plot_width
    x = -layout.left / wide
    size = TEXT if layout.room.small else TITLE
    y = 1 + (layout.margin.height + len(layout.label) * LINE_HEIGHT + 2) / tall
    ax.set_title("\n".join(layout.title), loc="left", x=x, y=y, pad=0, color=INK, fontsize=size,
                 fontfamily=FONT, fontweight=BOLD, linespacing=1.15)  # fmt: skip
    if any(layout.label):
        ax.yaxis.set_label_coords(x, 1 + layout.margin.height / tall)
        ax.set_ylabel("\n".join(layout.label), rotation=0, ha="left", va="bottom", color=SOFT,
                      fontsize=TEXT, fontfamily=FONT)  # fmt: skip
    if layout.x_name:
        below = layout.bottom - LINE_HEIGHT * len(layout.margin.key) - 8 * bool(layout.margin.key)
        ax.xaxis.set_label_coords(0.5, -(below - 2) / tall)
        ax.set_xlabel(layout.x_name, va="bottom", color=SOFT, fontsize=TEXT, fontfamily=FONT)
    for heading in layout.margin.headings:
        at = max(layout.across(heading.row) - layout.spacing / 2, 0)
        aside = 3 * bool(heading.row) + layout.margin.indent(heading.row)
        text(ax, (at + aside) / wide, 1 + 4 / tall, "\n".join(heading.lines), SOFT, va="bottom")
    _edges(ax, layout)


def _edges(ax, layout: Layout) -> None:
    """A dotted line between phases; a bar over a baseline."""
    x, tall = layout.scene.x, layout.room.plot
    begins = [one.row for one in layout.margin.headings if one.row and one.until is None]
    places = [(x[row] + x[row - 1]) / 2 for row in begins]
    bars = [(layout.edge(one.row), layout.edge(one.until + 1))
            for one in layout.margin.headings if one.until is not None]  # fmt: skip
    if places:
        top = 1 + layout.margin.phase_height / tall
        ax.add_line(Line2D(
            np.repeat(places, 3), np.tile([0, top, np.nan], len(places)), color=SOFT,
            linewidth=0.75, linestyle=(0, (1.5, 2)), clip_on=False, label="phases",
            transform=ax.get_xaxis_transform(),
        ))  # fmt: skip
    for bar in bars:
        ax.add_line(Line2D(bar, [1 + 2 / tall] * 2, color=SOFT, linewidth=LINE, label="baseline",
                           clip_on=False, transform=ax.get_xaxis_transform()))  # fmt: skip


def notes(ax, layout: Layout) -> None:
    """Notes above the plot with a lead down to their point; a list beneath where they are many."""
    scene, tall, up = layout.scene, layout.room.plot, _up(layout)
    look = {"ha": "center", "weight": BOLD} if layout.margin.numbered else {}
    x, y = [], []
    for note in layout.margin.notes:
        at = layout.across(note.row) / layout.plot_width
        foot = 1 + note.bottom / tall
        text(ax, at, foot + 2 / tall, "\n".join(note.lines), INK, va="bottom", **look)
        value = scene.y[note.row]
        point = (value - layout.y_limits[0]) * up + 7 / tall if np.isfinite(value) else 0
        for top, bottom in _around_headings(layout, note.row, foot, point):
            x += [scene.x[note.row]] * 2 + [np.nan]
            y += [top, bottom, np.nan]
    if x:
        ax.add_line(Line2D(x, y, color=COMMON, linewidth=0.75, clip_on=False, label="notes",
                           transform=ax.get_xaxis_transform(), zorder=1))  # fmt: skip
    for nth, line in enumerate(layout.margin.key):
        at = -(layout.bottom - LINE_HEIGHT * (len(layout.margin.key) - nth)) / tall
        text(ax, -layout.left / layout.plot_width, at, line, INK, va="top")


def _around_headings(layout: Layout, row: int, top: float, bottom: float) -> list[tuple]:
    """The pieces of a lead, which stops above the words of a heading and goes on beneath them."""
    tall, at = layout.room.plot, layout.across(row)
    for heading in layout.margin.headings:
        start = max(layout.across(heading.row) - layout.spacing / 2, 0)
        if heading.row != row and start < at < start + max(map(width, heading.lines)) + 6:
            high = 1 + (4 + len(heading.lines) * LINE_HEIGHT) / tall
            return [(top, max(high, bottom)), (1 + 2 / tall, bottom)]
    return [(top, bottom)]


def _up(layout: Layout) -> float:
    """Share of the plot's height that one unit of y takes."""
    return 1 / (layout.y_limits[1] - layout.y_limits[0])


def text(ax, x, y, words, colour, ha="left", va="center", weight=400) -> Text:
    """Put words on axes, in shares of the axes, in the house type."""
    made = Text(x, y, words, color=colour, fontsize=TEXT, fontfamily=FONT, fontweight=weight,
                horizontalalignment=ha, verticalalignment=va, transform=ax.transAxes,
                linespacing=1.15, clip_on=False, zorder=5)  # fmt: skip
    ax.add_artist(made)
    return made
