"""The project's own icons, as shapes on a grid of 48: drawn as SVG and by Matplotlib alike.

Variation icons show the end of a line of dots: level within its limits, or leaving them up or down,
and end in the mark that the chart uses. Assurance icons show where the process (a bar) stands to
its target (a dashed line).
"""

from dataclasses import dataclass

from qikit.spc.palette import COMMON, CONCERN, IMPROVEMENT, NO_JUDGEMENT, PAPER, TARGET

GRID = 48


@dataclass(frozen=True)
class Shape:
    """One shape: ``tile``, ``bar``, ``line``, ``dot`` or ``polygon``.

    ``at`` are its corners (of a dot, its middle and its radius); ``edge`` is a tile's outline.
    """

    kind: str
    at: tuple[float, ...]
    colour: str
    width: float = 0.0
    dashes: tuple[float, ...] = ()
    edge: str = ""


_UP = ((9, 33), (18, 36), (27, 25), (37, 14))
_DOWN = tuple((x, GRID - y) for x, y in _UP)
_LEVEL = ((9, 26), (17, 20), (25, 28), (32, 22), (39, 25))
_COLOURS = {"improvement": IMPROVEMENT, "concern": CONCERN, "special cause": NO_JUDGEMENT}


def variation(judgement: str, direction: str) -> list[Shape]:
    """The icon of a variation: judgement, and ``up``, ``down`` or ``neither``."""
    if judgement == "common cause":
        limits = [Shape("line", (7, y, 41, y), COMMON, 1.5) for y in (12, 36)]
        line = Shape("line", _flat(_LEVEL), COMMON, 2.5)
        dots = [Shape("dot", (*at, 3.2), COMMON) for at in _LEVEL]
        return [_tile(PAPER, COMMON), *limits, line, *dots]
    colour = _COLOURS[judgement]
    path = {"up": _UP, "down": _DOWN}.get(direction, (*_LEVEL[:3], (37, 24)))
    line = Shape("line", _flat(path), PAPER, 2.5)
    dots = [Shape("dot", (*at, 3.0), PAPER) for at in path[:-1]]
    return [_tile(colour, colour), line, *dots, _end(judgement, direction, path[-1])]


def assurance(state: str, better: str) -> list[Shape]:
    """The icon of an assurance: ``passes``, ``hit and miss``, ``fails``, or none (empty)."""
    target = Shape("line", (6, 24, 42, 24), TARGET, 2.5, (4, 2.5))
    if not state:
        return [_tile(PAPER, COMMON), Shape("line", (18, 24, 30, 24), COMMON, 3)]
    high = (state == "passes") == (better == "higher")
    top = 16 if state == "hit and miss" else 6 if high else 28
    colour = {"passes": IMPROVEMENT, "fails": CONCERN}.get(state, COMMON)
    bar = Shape("bar", (13, top, 35, top + (16 if state == "hit and miss" else 14)), colour)
    return [_tile(PAPER, colour), bar, target, *_sign(state, top + 7)]


def icon_svg(shapes: list[Shape], size: int = 36) -> str:
    """An icon as SVG, hidden from screen readers: its words stand beside it."""
    body = "".join(_element(shape) for shape in shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" '
        f'viewBox="0 0 {GRID} {GRID}" width="{size}" height="{size}">{body}</svg>'
    )


def icon_on(ax, shapes: list[Shape], left: float, top: float, size: float) -> None:
    """Draw an icon on axes whose units are points and whose y runs downwards."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, FancyBboxPatch, Polygon, Rectangle

    scale = size / GRID
    for shape in shapes:
        at = [(left if nth % 2 == 0 else top) + one * scale for nth, one in enumerate(shape.at)]
        x, y = at[0::2], at[1::2]
        if shape.kind == "tile":
            ax.add_patch(FancyBboxPatch(
                (x[0], y[0]), x[1] - x[0], y[1] - y[0], linewidth=shape.width * scale,
                boxstyle=f"round,pad=0,rounding_size={9 * scale}", facecolor=shape.colour,
                edgecolor=shape.edge,
            ))  # fmt: skip
        elif shape.kind == "bar":
            ax.add_patch(Rectangle((x[0], y[0]), x[1] - x[0], y[1] - y[0], color=shape.colour,
                                   linewidth=0))  # fmt: skip
        elif shape.kind == "dot":
            ax.add_patch(Circle((x[0], y[0]), shape.at[2] * scale, color=shape.colour, linewidth=0))
        elif shape.kind == "polygon":
            ax.add_patch(Polygon(list(zip(x, y, strict=True)), color=shape.colour, linewidth=0))
        else:
            style = (0, tuple(d / shape.width for d in shape.dashes)) if shape.dashes else "-"
            ax.add_line(Line2D(x, y, color=shape.colour, linewidth=shape.width * scale,
                               linestyle=style, solid_joinstyle="round"))  # fmt: skip


def _tile(fill: str, edge: str) -> Shape:
    return Shape("tile", (1.5, 1.5, 46.5, 46.5), fill, 2.5, edge=edge)


def _end(judgement: str, direction: str, at: tuple[float, float]) -> Shape:
    """The chart's mark of that judgement, large, where the line ends."""
    x, y = at
    if judgement == "improvement":
        tip = -7 if direction == "up" else 7
        return Shape("polygon", (x, y + tip, x + 7, y - tip * 0.7, x - 7, y - tip * 0.7), PAPER)
    if judgement == "concern":
        return Shape("polygon", (x - 6, y - 6, x + 6, y - 6, x + 6, y + 6, x - 6, y + 6), PAPER)
    return Shape("polygon", (x, y - 7.5, x + 7.5, y, x, y + 7.5, x - 7.5, y), PAPER)


def _sign(state: str, y: float) -> list[Shape]:
    """A tick, a cross or a question in the bar, so that the three differ without colour."""
    if state == "passes":
        return [Shape("line", (19, y, 23, y + 4, 30, y - 4), PAPER, 2.5)]
    if state == "fails":
        return [Shape("line", (20, y - 4, 28, y + 4), PAPER, 2.5),
                Shape("line", (20, y + 4, 28, y - 4), PAPER, 2.5)]  # fmt: skip
    return []


def _element(shape: Shape) -> str:
    at = shape.at
    if shape.kind in ("tile", "bar"):
        x, y, right, bottom = at
        look = f'x="{x:g}" y="{y:g}" width="{right - x:g}" height="{bottom - y:g}"'
        if shape.kind == "bar":
            return f'<rect {look} fill="{shape.colour}"/>'
        line = f'stroke="{shape.edge}" stroke-width="{shape.width:g}"'
        return f'<rect {look} rx="9" fill="{shape.colour}" {line}/>'
    if shape.kind == "dot":
        return f'<circle cx="{at[0]:g}" cy="{at[1]:g}" r="{at[2]:g}" fill="{shape.colour}"/>'
    points = " ".join(f"{x:g},{y:g}" for x, y in zip(at[0::2], at[1::2], strict=True))
    if shape.kind == "polygon":
        return f'<polygon points="{points}" fill="{shape.colour}"/>'
    dashes = " ".join(f"{length:g}" for length in shape.dashes)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{shape.colour}" '
        f'stroke-width="{shape.width:g}" stroke-linejoin="round"{dashed}/>'
    )


def _flat(points) -> tuple[float, ...]:
    return tuple(number for point in points for number in point)
