"""Funnel plots as pictures."""

from dataclasses import dataclass, field

import numpy as np
from matplotlib.lines import Line2D

from qikit.spc.dispersion import Z95, Z998
from qikit.spc.draw import MARGIN, Drawing, blank
from qikit.spc.drawing.annotate import BOLD, text
from qikit.spc.drawing.lettering import LEADING, apart, width, wrap
from qikit.spc.drawing.ticks import number_ticks
from qikit.spc.faces import figure_html, table_html
from qikit.spc.naming import plain
from qikit.spc.palette import (
    BAND,
    COMMON,
    FONT,
    INK,
    MARKS,
    NO_JUDGEMENT,
    PAPER,
    SOFT,
    TEXT,
    TITLE,
)  # fmt: skip
from qikit.spc.saying import say_number
from qikit.spc.svg import figure_svg

_LINE = TEXT * LEADING
_PLOT = {False: 245.0, True: 225.0}
_WIDTH = {False: 528.0, True: 252.0}


@dataclass
class Units:
    """The units of a funnel, as points of a picture."""

    of: object
    name: str = field(default="units")

    def point_words(self, row: int) -> str:
        """One unit in words."""
        one = self.of.points.iloc[row]
        where = "inside the limits" if one.position == "inside" else one.position
        return f"{one.unit}: {self.of.say(one.value)} of {one.n:,.6g}, {where}"


def draw_funnel(of, ax=None):
    """The funnel as a figure, or on your own axes."""
    if ax is None:
        return funnel_drawing(of, narrow=False).figure
    wide, high = (size / ax.figure.dpi * 72 for size in ax.get_window_extent().size)
    _plot(ax, of, wide, high, 0.0, wide)
    return ax.figure


def funnel_drawing(of, narrow: bool) -> Drawing:
    """The funnel's figure and the places of its points."""
    full, tall = _WIDTH[narrow], _PLOT[narrow]
    title = wrap(of.title, full, TITLE, bold=True)
    top = len(title) * TITLE * LEADING + _LINE + 8
    left = max(width(words) for words in _y_ticks(of)[1]) + 8
    right = max(width(words, bold=True) for _, words, _ in _ends(of, narrow)) + 10
    height = top + tall + 2 * _LINE + 12
    made = Drawing(blank(full, height))
    wide, high = (72 * size for size in made.figure.get_size_inches())
    plot = full - left - right
    ax = made.figure.add_axes(
        ((MARGIN + left) / wide, 1 - (MARGIN + top + tall) / high, plot / wide, tall / high)
    )
    rows = _plot(ax, of, plot, tall, left, full)
    made.points = {gid: (Units(of), some) for gid, some in rows.items()}
    return made


def funnel_html(of) -> str:
    """The funnel as an HTML figure with its numbers."""
    wide, id = figure_svg(funnel_drawing(of, narrow=False), of.title, of.words)
    narrow, _ = figure_svg(funnel_drawing(of, narrow=True), of.title, of.words)
    unit, x, n = (plain(name).capitalize() for name in of.columns)
    heads = [unit, x, n, "Value", "95% limits", "99.8% limits", "Position"]
    rows = [
        [one.unit, f"{one.x:,.6g}", f"{one.n:,.6g}", of.say(one.value),
         f"{of.say(one.lower95)} to {of.say(one.upper95)}",
         f"{of.say(one.lower998)} to {of.say(one.upper998)}", one.position]
        for one in of.points.itertuples()
    ]  # fmt: skip
    numeric = [False, True, True, True, True, True, False]
    table = table_html(of.title, heads, rows, numeric)
    return figure_html(id, wide, narrow, [of.caption, *of.cautions], of.words, table)


def _factor(of) -> float:
    return 100.0 if of.kind == "proportion" else of.per


def _sizes(of) -> tuple[float, float]:
    low, high = float(of.n.min()), float(of.n.max())
    spare = max((high - low) * 0.04, high * 0.01)
    return max(low - spare, low * 0.5), high + spare


def _curves(of) -> dict[float, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    low, high = _sizes(of)
    n = np.geomspace(low, high, 70)
    if of.kind == "proportion":
        n = np.unique(np.maximum(np.round(n), 1))
    most = 1.0 if of.kind == "proportion" else np.inf
    return {z: (n, *(np.clip(line, 0, most) for line in of.lines(n, z))) for z in (Z998, Z95)}


def _y_limits(of) -> tuple[float, float]:
    _, lower, upper = _curves(of)[Z998]
    values = np.concatenate([of.value, lower, upper, [of.target]]) * _factor(of)
    low, high = float(values.min()), float(values.max())
    return low - 0.05 * (high - low), high + 0.05 * (high - low)


def _y_ticks(of) -> tuple[list[float], list[str]]:
    low, high = _y_limits(of)
    ticks, decimals = number_ticks(max(low, 0.0), high, 6)
    percent = "%" if of.kind == "proportion" else ""
    return ticks, [say_number(tick, decimals) + percent for tick in ticks]


def _ends(of, narrow: bool) -> list[tuple[float, str, str]]:
    """Where each line ends on the right, its words, its colour."""
    out, limit = [], "" if narrow else " limit"
    for z, words in ((Z998, "99.8%"), (Z95, "95%")):
        _, lower, upper = _curves(of)[z]
        out += [(upper[-1], words + limit, SOFT), (lower[-1], words + limit, SOFT)]
    total = of.x.sum() / of.n.sum()
    name = ("All" if narrow else "All units") if abs(of.target - total) < 1e-12 else "Target"
    out.append((of.target, f"{name} {of.say(of.target)}", INK))
    return sorted(out, key=lambda end: -end[0])


def _plot(ax, of, wide: float, tall: float, left: float, full: float) -> dict[str, list[int]]:
    """Lines, units and words on axes of that size in points; the rows of each artist.

    The title begins ``left`` of the plot and is ``full`` wide at most.
    """
    factor = _factor(of)
    low, high = _y_limits(of)
    ax.set_facecolor("none")
    ax.set(xlim=_sizes(of), ylim=(low, high))
    for name, spine in ax.spines.items():
        spine.set_visible(name == "bottom")
        spine.set(color=SOFT, linewidth=0.75)
    curves = _curves(of)
    n, lower, upper = curves[Z998]
    ax.fill_between(n, lower * factor, upper * factor, color=BAND, linewidth=0, zorder=0)
    for z, style in ((Z998, "-"), (Z95, (0, (4, 3)))):
        n, *sides = curves[z]
        for side in sides:
            ax.add_line(Line2D(n, side * factor, color=SOFT, linewidth=1.0, linestyle=style,
                               label="99.8%" if z == Z998 else "95%"))  # fmt: skip
    ax.axhline(of.target * factor, color=INK, linewidth=1.5, label="target")
    rows = _units(ax, of, factor)
    _words(ax, of, wide, tall, left, full)
    _names(ax, of, wide, tall, factor)
    return rows


def _units(ax, of, factor: float) -> dict[str, list[int]]:
    """One artist for units inside, between the limits, and outside."""
    where = of.points["position"].to_numpy()
    diamond, circle = MARKS["special cause"], MARKS["common cause"]
    rows = {}
    for name, mark, fill, edge, places in (
        ("inside", circle, COMMON, PAPER, ("inside",)),
        ("between", diamond, PAPER, NO_JUDGEMENT, ("a little high", "a little low")),
        ("outside", diamond, NO_JUDGEMENT, PAPER, ("high", "low")),
    ):
        some = np.flatnonzero(np.isin(where, places)).tolist()
        if some:
            ax.add_line(Line2D(
                of.n[some], of.value[some] * factor, linestyle="none", marker=mark.letter,
                markersize=mark.size, markerfacecolor=fill, markeredgecolor=edge, label=name,
                markeredgewidth=1.5 if fill == PAPER else 0.75, gid=name, zorder=4, clip_on=False,
            ))  # fmt: skip
            rows[name] = some
    return rows


def _words(ax, of, wide: float, tall: float, left: float, full: float) -> None:
    """Title, axes and the names of the lines."""
    y, y_words = _y_ticks(of)
    low, high = _y_limits(of)
    first, last = _sizes(of)
    x, decimals = number_ticks(first, last, max(4, int(wide / 60)))
    ax.set_xticks(x, [say_number(tick, decimals) for tick in x])
    ax.set_yticks(y, y_words)
    ax.tick_params(labelsize=TEXT, labelcolor=SOFT, labelfontfamily=FONT, length=0, pad=5)
    unit, size = plain(of.columns[0]), plain(of.columns[2])
    lines = wrap(of.title, full, TITLE, bold=True)
    ax.set_title("\n".join(lines), loc="left", x=-left / wide, y=1 + (_LINE + 8) / tall, pad=0,
                 color=INK, fontsize=TITLE, fontfamily=FONT, fontweight=BOLD)  # fmt: skip
    label = {"proportion": "Percentage", "rate": f"Per {of.per:,g}", "ratio": "Ratio"}[of.kind]
    text(ax, -left / wide, 1 + 6 / tall, f"{label}; each point is a {unit}", SOFT, va="bottom")
    ax.set_xlabel(size[:1].upper() + size[1:], color=SOFT, fontsize=TEXT, fontfamily=FONT,
                  labelpad=3)  # fmt: skip
    factor = _factor(of)
    ends = _ends(of, wide < 300)
    places = apart([tall * (at * factor - low) / (high - low) for at, _, _ in ends], _LINE, 0, tall)
    for (_, words, colour), place in zip(ends, places, strict=True):
        text(ax, 1 + 8 / wide, place / tall, words, colour, va="center_baseline",
             weight=BOLD if colour == INK else 400)  # fmt: skip


def _names(ax, of, wide: float, tall: float, factor: float) -> None:
    """The name of each unit outside the 99.8% limits, where it covers no other name.

    It keeps clear of points too where it can. Where there is no room it is left to the words.
    """
    low, high = _y_limits(of)
    first, last = _sizes(of)
    across = (of.n - first) / (last - first) * wide
    up = (of.value * factor - low) / (high - low) * tall
    points = [(x - 5, y - 5, x + 5, y + 5) for x, y in zip(across, up, strict=True)]
    names: list[tuple[float, float, float, float]] = []
    for row in np.flatnonzero(of.points["position"].isin(["high", "low"])):
        words = of.names[row]
        size = width(words, bold=True)
        x, y = across[row], up[row]
        middle = min(max(x - size / 2, 0), wide - size)
        spots = [(x + 8, y), (x - 8 - size, y)]
        spots += [(middle, y + step) for step in (13, -13, 27, -27)]
        boxes = [(at, mid - 7, at + size, mid + 7) for at, mid in spots]
        inside = [nth for nth, box in enumerate(boxes) if box[0] >= 0 and box[2] <= wide]
        free = [nth for nth in inside if not any(_over(boxes[nth], one) for one in names)]
        clear = [nth for nth in free if not any(_over(boxes[nth], one) for one in points)]
        if not free:
            continue
        chosen = (clear or free)[0]
        names.append(boxes[chosen])
        at, mid = spots[chosen]
        text(ax, at / wide, mid / tall, words, NO_JUDGEMENT, va="center_baseline", weight=BOLD)


def _over(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
