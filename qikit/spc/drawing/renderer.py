"""A Matplotlib renderer that writes small, plain, accessible SVG.

Matplotlib's own SVG carries style sheets, dates and random ids. This one writes presentation
attributes only, keeps text as text, gives every marked point an element of its own, and writes the
same bytes for the same picture.
"""

from html import escape

from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path

_ANCHORS = {"left": (0.0, ""), "center": (0.5, ' text-anchor="middle"'),
            "right": (1.0, ' text-anchor="end"')}  # fmt: skip

CENTRED = "centred"
"""The gid of text whose lines are centred: Matplotlib hands over several lines without saying."""


class SvgRenderer(RendererBase):
    """Collects SVG elements in ``body`` while a figure is drawn.

    Parameters
    ----------
    width, height : of the picture in CSS pixels
    points : for the name (gid) of an artist with markers, what each marker is: a list of
        (attributes, words) in the order of its vertices
    """

    def __init__(self, width: float, height: float, points: dict[str, list[tuple[str, str]]]):
        super().__init__()
        self.width, self.height = width, height
        self.points = points
        self.body: list[str] = []
        self._group: list[str | None] = []

    def get_canvas_width_height(self):
        return self.width, self.height

    def points_to_pixels(self, points):
        return points * 96 / 72

    def open_group(self, s, gid=None):
        self._group.append(gid)

    def close_group(self, s):
        self._group.pop()

    def draw_path(self, gc, path, transform, rgbFace=None):
        fill = "" if rgbFace is None else to_hex(rgbFace)
        stroke = self._stroke(gc)
        if not fill and not stroke:
            return
        d = self._d(path, transform)
        if d:
            self.body.append(f'<path fill="{fill or "none"}"{stroke} d="{d}"/>')

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        gid = next((name for name in reversed(self._group) if name in self.points), None)
        fill = "none" if rgbFace is None else to_hex(rgbFace)
        tag, shape = _shape(marker_path.transformed(marker_trans))
        places = trans.transform(path.vertices)
        about = self.points[gid] if gid else [("", "")] * len(places)
        self.body.append(f'<g fill="{fill}"{self._stroke(gc)}>')
        for (x, y), (attributes, words) in zip(places, about, strict=True):
            place = f'transform="translate({_number(x)} {_number(self.height - y)})"'
            end = f"><title>{escape(words)}</title></{tag}>" if words else "/>"
            self.body.append(f"<{tag} {shape} {place}{attributes}{end}")
        self.body.append("</g>")

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        if not s.strip():
            return
        size = self.points_to_pixels(prop.get_size_in_points())
        lines = "center" if CENTRED in self._group else "left"
        side = lines if mtext is None else mtext.get_ha()
        share, anchor = _ANCHORS[side]
        if share:
            x += share * self.get_text_width_height_descent(s, prop, ismath)[0]
        weight = prop.get_weight()
        bold = ' font-weight="700"' if weight in ("bold", 700) else ""
        large = "" if round(size, 1) == 16 else f' font-size="{_number(size)}"'
        colour = to_hex(gc.get_rgb())
        self.body.append(
            f'<text x="{_number(x)}" y="{_number(y)}"{anchor}{large}{bold} fill="{colour}">'
            f"{escape(s, quote=False)}</text>"
        )

    def _stroke(self, gc) -> str:
        width = self.points_to_pixels(gc.get_linewidth())
        if not width:
            return ""
        dashes = gc.get_dashes()[1]
        dashed = (
            f' stroke-dasharray="{" ".join(_number(self.points_to_pixels(d)) for d in dashes)}"'
            if dashes is not None
            else ""
        )
        join = ' stroke-linejoin="round"' if gc.get_joinstyle() == "round" else ""
        return f' stroke="{to_hex(gc.get_rgb())}" stroke-width="{_number(width)}"{dashed}{join}'

    def _d(self, path, transform) -> str:
        moved = path.cleaned(transform, remove_nans=True, curves=True)
        parts, at, now = [], 0, ""
        letters = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
        size = {Path.CURVE3: 2, Path.CURVE4: 3}
        vertices, codes = moved.vertices, moved.codes
        while at < len(codes) and codes[at] != Path.STOP:
            code = codes[at]
            if code == Path.CLOSEPOLY:
                parts.append("Z")
                now, at = "Z", at + 1
                continue
            take = size.get(code, 1)
            pairs = " ".join(
                f"{_number(x)} {_number(self.height - y)}" for x, y in vertices[at : at + take]
            )
            letter = letters[code]
            parts.append(f" {pairs}" if letter == now == "L" else f"{letter}{pairs}")
            now, at = letter, at + take
        return "".join(parts)


def _shape(outline: Path) -> tuple[str, str]:
    """Element and geometry of a marker about its own middle: a circle, or straight sides."""
    if outline.codes is not None and Path.CURVE4 in outline.codes:
        return "circle", f'r="{_number(outline.get_extents().width / 2)}"'
    corners = list(dict.fromkeys(f"{_number(x)} {_number(-y)}" for x, y in outline.vertices))
    return "path", f'd="M{"L".join(corners)}Z"'


def _number(value: float) -> str:
    """One decimal, without a nought too many."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text
