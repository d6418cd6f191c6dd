"""Pictures of charts: Matplotlib figures in the house style."""

from matplotlib.figure import Figure

from qikit.errors import QIError
from qikit.spc.drawing.layout import NARROW, WIDE, Layout, Room
from qikit.spc.drawing.panel import axes, panel
from qikit.spc.drawing.scene import scene
from qikit.spc.palette import PAPER

DPI = 96
MOST_PANELS = 24
"""More charts than this are not drawn as one picture: their icons are the better summary."""
_MARGIN = 4.0


def draw(chart, series: str | None = None, ax=None, *, narrow: bool = False) -> Figure:
    """Draw a chart: a Matplotlib figure, or on axes of your own.

    Nothing is told by colour alone: improvement is a blue triangle that points where the value
    goes, concern an amber square, special cause without judgement a purple diamond, common cause a
    grey circle; each point of a signal carries the letter of its rule (O outside the limits, S
    shift, T trend, 2 two of three). Excluded points are hollow. Lines carry their names and values.

    Parameters
    ----------
    chart : made by ``qi.chart``
    series : draw this series of a panel; without it all of them, as small multiples
    ax : Matplotlib axes to draw on; title and labels stand outside their frame
    narrow : lay it out for a phone

    Returns
    -------
    matplotlib.figure.Figure
        Made without pyplot, so that there is nothing to close.

    Raises
    ------
    QIError
        When a panel has too many series for one picture.
    """
    if series is None and len(chart.series) > 1 and ax is None:
        return _panels(chart, narrow)
    one = scene(chart, series)
    if ax is not None:
        wide, high = (size / ax.figure.dpi * 72 for size in ax.get_window_extent().size)
        panel(ax, Layout(one, Room(wide, high, narrow=wide < 300), width=wide))
        return ax.figure
    layout = Layout(one, NARROW if narrow else WIDE)
    figure = blank(layout.room.width, layout.height)
    panel(axes(figure, layout, _MARGIN, _MARGIN), layout)
    return figure


def blank(width: float, height: float) -> Figure:
    """An empty white figure with room for so many points, and a margin."""
    size = ((width + 2 * _MARGIN) / 72, (height + 2 * _MARGIN) / 72)
    return Figure(figsize=size, dpi=DPI, facecolor=PAPER)


def _panels(chart, narrow: bool) -> Figure:
    """All series of a panel, in two columns (on a phone, one)."""
    if len(chart.series) > MOST_PANELS:
        raise QIError(
            f"This chart has {len(chart.series):,} series, too many for one picture. Name one, as "
            f"in chart.draw(series='{chart.series[0]}'), or look at chart.icons()."
        )
    columns = 1 if narrow else 2
    gap = 22.0
    width = NARROW.width if narrow else (WIDE.width - gap) / columns
    layouts = [Layout(scene(chart, name), Room(width, 105, narrow, small=True))
               for name in chart.series]  # fmt: skip
    rows = [layouts[at : at + columns] for at in range(0, len(layouts), columns)]
    heights = [max(one.height for one in row) + 14 for row in rows]
    figure = blank(NARROW.width if narrow else WIDE.width, sum(heights) - 14)
    top = _MARGIN
    for row, height in zip(rows, heights, strict=True):
        head = max(one.top for one in row)
        for nth, one in enumerate(row):
            left = _MARGIN + nth * (width + gap)
            panel(axes(figure, one, left, top + head - one.top), one)
        top += height
    return figure
