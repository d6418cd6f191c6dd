"""Pictures of charts: Matplotlib figures in the house style."""

from dataclasses import dataclass, field, replace

import numpy as np
from matplotlib.figure import Figure

from qikit.errors import QIError
from qikit.spc.drawing.layout import NARROW, WIDE, Layout, Room
from qikit.spc.drawing.lettering import LEADING, wrap
from qikit.spc.drawing.panel import axes, panel
from qikit.spc.drawing.scene import Scene, scene
from qikit.spc.palette import FONT, INK, PAPER, SOFT, TEXT, TITLE

DPI = 96
MOST_PANELS = 24
"""More charts than this are not drawn as one picture: their icons are the better summary."""
PARTNERS = {"xmr": "mr", "xbar": "s"}
"""The chart of spread that belongs to a chart of level."""
MARGIN = 4.0
_SMALL, _PARTNER = 112.0, 105.0
_BETWEEN = 22.0


@dataclass
class Drawing:
    """A figure, and which points its artists show: scene and rows by the artist's gid."""

    figure: Figure
    points: dict[str, tuple[Scene, list[int]]] = field(default_factory=dict)

    def add(self, layout: Layout, left: float, top: float, pickable: bool = True) -> None:
        """Draw a chart with the top left corner of its layout there, in points."""
        marked = panel(axes(self.figure, layout, left, top), layout)
        if pickable:
            self.points |= {gid: (layout.scene, rows) for gid, rows in marked.items()}


def draw(chart, series: str | None = None, ax=None, *, narrow=False, partner=None) -> Figure:
    """Draw a chart: a Matplotlib figure, or on axes of your own.

    Nothing is told by colour alone: improvement is a blue triangle that points where the value
    goes, concern an amber square, special cause without judgement a purple diamond, common cause a
    grey circle; each point of a signal carries the letters of its rules (O outside the limits, S
    shift, T trend, 2 two of three). Excluded points are hollow. Lines carry names and values.

    Parameters
    ----------
    chart : made by ``qi.chart``
    series : draw this series of a panel; without it all of them, as small multiples
    ax : Matplotlib axes to draw on; title and labels stand outside their frame
    narrow : lay it out for a phone
    partner : add the chart of spread beneath: moving ranges (xmr) or S (xbar). Without a word,
        xbar has its partner and xmr has not

    Returns
    -------
    matplotlib.figure.Figure
        Made without pyplot, so that there is nothing to close.

    Raises
    ------
    QIError
        When a panel has too many series for one picture.
    """
    if ax is None:
        return drawing(chart, series, narrow, partner).figure
    wide, high = (size / ax.figure.dpi * 72 for size in ax.get_window_extent().size)
    room = Room(wide, high, narrow=wide < NARROW.width)
    panel(ax, Layout(scene(chart, series), room, width=wide))
    return ax.figure


def drawing(chart, series: str | None, narrow: bool, partner: bool | None = None) -> Drawing:
    """The figure of ``draw``, with the places of its points."""
    if series is None and len(chart.series) > 1:
        return _panels(chart, narrow)
    room = NARROW if narrow else WIDE
    layout = Layout(scene(chart, series), room)
    wanted = chart.kind == "xbar" if partner is None else partner
    beneath = _partner(chart, series, room) if wanted and chart.kind in PARTNERS else None
    height = layout.height + (_BETWEEN + beneath.height if beneath else 0)
    made = Drawing(blank(room.width, height))
    if beneath:
        left, right = (max(getattr(one, side) for one in (layout, beneath))
                       for side in ("left", "right"))  # fmt: skip
        layout, beneath = (replace(one, sides=(left, right)) for one in (layout, beneath))
        made.add(beneath, MARGIN, MARGIN + layout.height + _BETWEEN, pickable=False)
    made.add(layout, MARGIN, MARGIN)
    return made


def blank(width: float, height: float) -> Figure:
    """An empty white figure with room for so many points, and a margin."""
    size = ((width + 2 * MARGIN) / 72, (height + 2 * MARGIN) / 72)
    return Figure(figsize=size, dpi=DPI, facecolor=PAPER)


def _panels(chart, narrow: bool) -> Drawing:
    """All series of a panel, in two columns (on a phone, one)."""
    if len(chart.series) > MOST_PANELS:
        raise QIError(
            f"This chart has {len(chart.series):,} series, too many for one picture. Name one, as "
            f"in chart.draw(series='{chart.series[0]}'), or look at chart.icons()."
        )
    columns, full = (1, NARROW.width) if narrow else (2, WIDE.width)
    width = (full - _BETWEEN * (columns - 1)) / columns
    layouts = [Layout(scene(chart, name), Room(width, _SMALL, narrow, small=True))
               for name in chart.series]  # fmt: skip
    lines = max(len(one.label) for one in layouts)
    layouts = [replace(one, label_lines=lines) for one in layouts]
    rows = [layouts[at : at + columns] for at in range(0, len(layouts), columns)]
    heads = [max(one.top for one in row) for row in rows]
    feet = [max(one.height - one.top for one in row) + 14 for row in rows]
    title = wrap(chart.title, full, TITLE, bold=True)
    key = wrap(_key(layouts), full)
    above = len(title) * TITLE * LEADING + len(key) * TEXT * LEADING + 12
    made = Drawing(blank(full, above + sum(heads) + sum(feet) - 14))
    _say(made.figure, title, MARGIN, TITLE, INK, 700)
    _say(made.figure, key, MARGIN + len(title) * TITLE * LEADING, TEXT, SOFT, 400)
    top = MARGIN + above
    for row, head, foot in zip(rows, heads, feet, strict=True):
        for nth, one in enumerate(row):
            made.add(one, MARGIN + nth * (width + _BETWEEN), top + head - one.top)
        top += head + foot
    return made


def _key(layouts: list[Layout]) -> str:
    """What the lines of all panels are, in words."""
    scenes = [one.scene for one in layouts]
    parts = [f"Black line: {scenes[0].centre_name.lower()}."]
    if any(np.isfinite(one.upper).any() for one in scenes):
        parts.append("Grey band: between the limits.")
    if any(np.isfinite(one.target).any() for one in scenes):
        parts.append("Red dashes: target.")
    return " ".join(parts)


def _say(figure: Figure, lines: list[str], top: float, size: float, colour: str, weight) -> None:
    wide, high = (72 * size for size in figure.get_size_inches())
    figure.text(MARGIN / wide, 1 - top / high, "\n".join(lines), va="top", color=colour,
                fontsize=size, fontfamily=FONT, fontweight=weight, linespacing=1.15)  # fmt: skip


def _partner(chart, series: str | None, room: Room) -> Layout:
    """The chart of spread of the same data, with the same phases and baseline."""
    from qikit.spc.analysis import analyse
    from qikit.spc.chart import Chart
    from qikit.spc.kind import kind_called

    of = chart.analysis
    kind = kind_called(PARTNERS[chart.kind])
    title = "Moving range" if kind.name == "mr" else "Standard deviation within subgroups"
    settings = replace(of.settings, kind=kind, better="neither", target=None, notes={}, title=title)
    one = scene(Chart(analyse(of.reading, settings)), series)
    return Layout(replace(one, name=title, title=title), replace(room, plot=_PARTNER))
