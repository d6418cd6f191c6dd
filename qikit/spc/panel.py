"""One chart on Matplotlib axes, as its layout says."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

from qikit.spc.layout import GAP, LINE_HEIGHT, Layout
from qikit.spc.palette import (
    BAND, COMMON, FONT, INK, LINE, MARKS, PAPER, SOFT, TARGET, TEXT, TITLE,
)  # fmt: skip

BOLD = 700


def axes(figure, layout: Layout, left: float, top: float):
    """Add axes whose whole layout has its top left corner there, in points from the figure's."""
    wide, high = (72 * size for size in figure.get_size_inches())
    bottom = high - top - layout.top - layout.room.plot
    return figure.add_axes(
        ((left + layout.left) / wide, bottom / high,
         layout.plot_width / wide, layout.room.plot / high)
    )  # fmt: skip


def panel(ax, layout: Layout) -> None:
    """Draw a chart: band, lines, points, codes, labels."""
    _frame(ax, layout)
    _lines(ax, layout)
    _points(ax, layout)
    _codes(ax, layout)
    _ends(ax, layout)
    _headings(ax, layout)
    _notes(ax, layout)


def _frame(ax, layout: Layout) -> None:
    ax.set_facecolor("none")
    ax.set_xlim(*layout.x_limits)
    ax.set_ylim(*layout.y_limits)
    for name, spine in ax.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(SOFT)
        spine.set_linewidth(0.75)
    x, x_words = layout.x_ticks
    y, y_words = layout.y_ticks
    ax.set_xticks(x, x_words)
    ax.set_yticks(y, y_words)
    ax.tick_params(
        axis="both", labelsize=TEXT, labelcolor=SOFT, labelfontfamily=FONT, color=SOFT, width=0.75,
        pad=4, length=3,
    )  # fmt: skip
    ax.tick_params(axis="y", length=0)
    for label in ax.get_xticklabels():
        label.set_linespacing(1.15)
    ax.grid(False)


def _lines(ax, layout: Layout) -> None:
    scene = layout.scene
    upper, lower, centre, target = (
        _steps(layout, line) for line in (scene.upper, scene.lower, scene.centre, scene.target)
    )
    if len(upper[0]):
        floor = lower if len(lower[0]) else (upper[0], np.full(len(upper[0]), layout.y_limits[0]))
        ax.add_patch(_band(upper, floor))
    limits = [np.concatenate([one, [np.nan], other]) for one, other in zip(upper, lower, strict=True)]
    _line(ax, limits, "limits", SOFT, 1.0)
    _line(ax, target, "target", TARGET, LINE, dashes=(5, 3))
    _line(ax, centre, scene.centre_name.lower(), INK, LINE)
    _line(ax, (scene.x, scene.y), "values", COMMON, LINE)


def _line(ax, xy, label: str, colour: str, width: float, dashes=None) -> None:
    x, y = xy
    if not np.isfinite(np.asarray(y, dtype=float)).any():
        return
    line = Line2D(x, y, color=colour, linewidth=width, label=label, clip_on=False,
                  solid_joinstyle="round")  # fmt: skip
    if dashes:
        line.set_linestyle((0, dashes))
    ax.add_line(line)


def _steps(layout: Layout, line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A line that is level around each point, phase by phase, with a break between phases."""
    scene = layout.scene
    low, high = layout.x_limits
    middles = (scene.x[1:] + scene.x[:-1]) / 2
    edges = np.concatenate([[low], middles, [high]])
    xs, ys = [], []
    for span in scene.spans():
        known = span[np.isfinite(line[span])]
        if not len(known):
            continue
        values = line[span]
        same = len(known) == len(span) and np.ptp(values) <= 1e-9 * max(abs(values[0]), 1e-12)
        if same:
            x, y = [edges[span[0]], edges[span[-1] + 1]], [values[0], values[0]]
        else:
            x = np.repeat(edges[span[0] : span[-1] + 2], 2)[1:-1]
            y = np.repeat(values, 2)
        xs += [*x, np.nan]
        ys += [*y, np.nan]
    return np.array(xs[:-1]), np.array(ys[:-1])


def _band(upper, lower) -> PathPatch:
    """The pale band between the limits, one piece a phase."""
    vertices, codes = [], []
    for (ux, uy), (lx, ly) in zip(_pieces(*upper), _pieces(*lower), strict=False):
        ring = [*zip(ux, uy, strict=True), *zip(lx[::-1], ly[::-1], strict=True)]
        vertices += [*ring, ring[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 1), Path.CLOSEPOLY]
    return PathPatch(Path(vertices, codes), facecolor=BAND, edgecolor="none", label="band",
                     zorder=0, clip_on=False)  # fmt: skip


def _pieces(x, y):
    breaks = np.flatnonzero(~np.isfinite(y))
    parts = zip(np.split(x, breaks), np.split(y, breaks), strict=True)
    whole = [(px[np.isfinite(py)], py[np.isfinite(py)]) for px, py in parts]
    return [(px, py) for px, py in whole if len(px)]


def _points(ax, layout: Layout) -> None:
    scene = layout.scene
    crowded = 0.72 if layout.spacing < 5 else 1.0
    for name, mark in MARKS.items():
        rows = [row for row, one in enumerate(scene.marks) if one == name]
        _markers(ax, scene, rows, mark.letter, mark.size * crowded, mark.colour, PAPER, name)
    ghosts = np.flatnonzero(scene.excluded & np.isfinite(scene.y))
    _markers(ax, scene, ghosts, "o", 6.4 * crowded, PAPER, COMMON, "excluded")


def _markers(ax, scene, rows, letter, size, fill, edge, name) -> None:
    if not len(rows):
        return
    line = Line2D(
        scene.x[rows], scene.y[rows], linestyle="none", marker=letter, markersize=size,
        markerfacecolor=fill, markeredgecolor=edge, markeredgewidth=1.2 if edge == COMMON else 0.75,
        label=name, gid=f"{scene.name}|{name}", zorder=4, clip_on=False,
    )  # fmt: skip
    line.rows = [int(row) for row in rows]
    ax.add_line(line)


def _codes(ax, layout: Layout) -> None:
    """A letter a rule beside each point of a signal."""
    scene, up = layout.scene, _up(layout)
    low = layout.y_limits[0]
    for row, code in layout.coded.items():
        above = layout.above(row)
        at = (scene.y[row] - low) * up + (GAP if above else -GAP) / layout.room.plot
        text = _text(ax, scene.x[row], at, code, MARKS[scene.marks[row]].colour,
                     ha="center", va="bottom" if above else "top", weight=BOLD)  # fmt: skip
        text.set_transform(ax.get_xaxis_transform())
        text.set_label("code")


def _ends(ax, layout: Layout) -> None:
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
            half = (0.5 - nth) * LINE_HEIGHT / layout.room.plot
            _text(ax, 1 + 9 * wide, at + half, words, label.colour, va="center_baseline",
                  weight=BOLD if nth else 400)  # fmt: skip
    if moved:
        x = np.tile([1, 1 + 7 * wide, np.nan], len(moved))
        y = np.array([[line, at, np.nan] for line, at in moved]).ravel()
        ax.add_line(Line2D(x, y, color=COMMON, linewidth=0.75, transform=ax.transAxes,
                           clip_on=False, label="leads"))  # fmt: skip


def _headings(ax, layout: Layout) -> None:
    """Title, y label, x name and the headings of phases."""
    tall, wide = layout.room.plot, layout.plot_width
    x = -layout.left / wide
    size = TEXT if layout.room.small else TITLE
    y = 1 + (layout.above_plot + len(layout.label) * LINE_HEIGHT + 2) / tall
    ax.set_title("\n".join(layout.title), loc="left", x=x, y=y, pad=0, color=INK, fontsize=size,
                 fontfamily=FONT, fontweight=BOLD, linespacing=1.15)  # fmt: skip
    if layout.label:
        ax.yaxis.set_label_coords(x, 1 + layout.above_plot / tall)
        ax.set_ylabel("\n".join(layout.label), rotation=0, ha="left", va="bottom", color=SOFT,
                      fontsize=TEXT, fontfamily=FONT)  # fmt: skip
    if layout.x_name:
        below = layout.bottom - LINE_HEIGHT * len(layout.key) - 8 * bool(layout.key)
        ax.xaxis.set_label_coords(0.5, -(below - 2) / tall)
        ax.set_xlabel(layout.x_name, va="bottom", color=SOFT, fontsize=TEXT, fontfamily=FONT)
    edges = []
    for row, lines in layout.phases:
        start = layout.x_limits[0]
        if row:
            start = (layout.scene.x[row] + layout.scene.x[row - 1]) / 2
            edges.append(start)
        at = (start - layout.x_limits[0]) / (layout.x_limits[1] - layout.x_limits[0])
        _text(ax, at + 3 * bool(row) / wide, 1 + 4 / tall, "\n".join(lines), SOFT, va="bottom")
    if edges:
        top = 1 + layout.phase_height / tall
        x = np.repeat(edges, 3)
        y = np.tile([0, top, np.nan], len(edges))
        ax.add_line(Line2D(x, y, color=SOFT, linewidth=0.75, linestyle=(0, (1.5, 2)), clip_on=False,
                           label="phases", transform=ax.get_xaxis_transform()))  # fmt: skip


def _notes(ax, layout: Layout) -> None:
    """Notes above the plot with a lead down to their point; a list beneath where they are many."""
    scene, tall, up = layout.scene, layout.room.plot, _up(layout)
    x, y = [], []
    for note in layout.notes:
        at = layout.across(note.row) / layout.plot_width
        foot = 1 + note.bottom / tall
        _text(ax, at, foot + 2 / tall, "\n".join(note.lines), INK if layout.numbered else SOFT,
              ha="center" if layout.numbered else "left",
              va="bottom", weight=BOLD if layout.numbered else 400)  # fmt: skip
        value = scene.y[note.row]
        point = (value - layout.y_limits[0]) * up + 7 / tall if np.isfinite(value) else 0
        x += [scene.x[note.row]] * 2 + [np.nan]
        y += [foot, point, np.nan]
    if x:
        ax.add_line(Line2D(x, y, color=COMMON, linewidth=0.75, clip_on=False, label="notes",
                           transform=ax.get_xaxis_transform(), zorder=1))  # fmt: skip
    for nth, line in enumerate(layout.key):
        at = -(layout.bottom - LINE_HEIGHT * (len(layout.key) - nth)) / tall
        _text(ax, -layout.left / layout.plot_width, at, line, INK, va="top")


def _up(layout: Layout) -> float:
    """Share of the plot's height that one unit of y takes."""
    return 1 / (layout.y_limits[1] - layout.y_limits[0])


def _text(ax, x, y, words, colour, ha="left", va="center", weight=400) -> Text:
    text = Text(x, y, words, color=colour, fontsize=TEXT, fontfamily=FONT, fontweight=weight,
                horizontalalignment=ha, verticalalignment=va, transform=ax.transAxes,
                linespacing=1.15, clip_on=False, zorder=5)  # fmt: skip
    ax.add_artist(text)
    return text
