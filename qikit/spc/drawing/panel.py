"""One chart on Matplotlib axes, as its layout says."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from qikit.spc.drawing.annotate import codes, ends, headings, notes
from qikit.spc.drawing.layout import Layout
from qikit.spc.drawing.marginalia import level
from qikit.spc.drawing.renderer import CENTRED
from qikit.spc.palette import BAND, COMMON, FONT, INK, LINE, MARKS, PAPER, SOFT, TARGET, TEXT


def axes(figure, layout: Layout, left: float, top: float):
    """Add axes whose whole layout has its top left corner there, in points from the figure's."""
    wide, high = (72 * size for size in figure.get_size_inches())
    bottom = high - top - layout.top - layout.room.plot
    return figure.add_axes(
        ((left + layout.left) / wide, bottom / high,
         layout.plot_width / wide, layout.room.plot / high)
    )  # fmt: skip


def panel(ax, layout: Layout) -> dict[str, list[int]]:
    """Draw a chart: band, lines, points, codes, labels.

    Returns the rows of the markers of each artist, by the artist's gid.
    """
    _frame(ax, layout)
    _lines(ax, layout)
    marked = _points(ax, layout)
    codes(ax, layout)
    ends(ax, layout)
    headings(ax, layout)
    notes(ax, layout)
    return marked


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
    lines = max((words.count("\n") for words in x_words), default=0)
    ax.set_xticks(x, [words + "\n " * (lines - words.count("\n")) for words in x_words])
    ax.set_yticks(y, y_words)
    ax.tick_params(
        axis="both", labelsize=TEXT, labelcolor=SOFT, labelfontfamily=FONT, length=0, pad=4
    )
    ax.tick_params(axis="x", pad=7)
    for label in ax.get_xticklabels():
        label.set(linespacing=1.15, gid=CENTRED)
    foot = np.tile([0, -3 / layout.room.plot, np.nan], len(x))
    ax.add_line(Line2D(np.repeat(x, 3), foot, color=SOFT, linewidth=0.75, label="ticks",
                       clip_on=False, transform=ax.get_xaxis_transform()))  # fmt: skip
    ax.grid(False)


def _lines(ax, layout: Layout) -> None:
    scene = layout.scene
    upper, lower, centre, target = (
        _steps(layout, line) for line in (scene.upper, scene.lower, scene.centre, scene.target)
    )
    if len(upper[0]):
        floor = lower if len(lower[0]) else (upper[0], np.full(len(upper[0]), layout.y_limits[0]))
        ax.add_patch(_band(upper, floor))
    limits = [np.concatenate([a, [np.nan], b]) for a, b in zip(upper, lower, strict=True)]
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
        if len(known) == len(span) and level(values):
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


def _points(ax, layout: Layout) -> dict[str, list[int]]:
    """One artist for all points of a class."""
    scene = layout.scene
    size = 0.84 if layout.spacing < 5 else 1.0
    classes = [(name, mark, [row for row, one in enumerate(scene.marks) if one == name])
               for name, mark in MARKS.items()]  # fmt: skip
    ghosts = np.flatnonzero(scene.excluded & np.isfinite(scene.y)).tolist()
    marked = {}
    for name, mark, rows in [*classes, ("excluded", MARKS["common cause"], ghosts)]:
        if not rows:
            continue
        fill, edge = (PAPER, mark.colour) if name == "excluded" else (mark.colour, PAPER)
        gid = f"{scene.name}|{name}"
        ax.add_line(Line2D(
            scene.x[rows], scene.y[rows], linestyle="none", marker=mark.letter,
            markersize=mark.size * size, markerfacecolor=fill, markeredgecolor=edge,
            markeredgewidth=1.2 if name == "excluded" else 0.75, label=name, gid=gid, zorder=4,
            clip_on=False,
        ))  # fmt: skip
        marked[gid] = rows
    return marked
