"""Charts as small accessible SVG: what pages show."""

from hashlib import sha256
from html import escape

from qikit.spc.draw import Drawing, drawing
from qikit.spc.words import words_of

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
_ID = "\x00"


def svg(chart, series: str | None = None, *, narrow: bool = False) -> str:
    """A chart as SVG with a title, a description and an element for each point.

    Each point has the class ``qi-point``, an id that ends in its position (``-p10``), and
    ``data-position`` and ``data-label``. There is no style sheet, script or outside reference. Ids
    begin with a hash of the content: the same chart gives the same bytes.

    Parameters
    ----------
    chart : made by ``qi.chart``
    series : one series of a panel; without it all of them, as small multiples
    narrow : laid out for a phone
    """
    title = chart.title if series is None else f"{chart.title}: {series}"
    words = chart.words if series is None else words_of(chart, chart.number(series))
    return figure_svg(drawing(chart, series, narrow), title, words)[0]


def figure_svg(drawn: Drawing, title: str, words: str) -> tuple[str, str]:
    """The SVG of a drawing, and the id it begins its ids with."""
    from qikit.spc.drawing.renderer import SvgRenderer

    figure = drawn.figure
    width, height = (round(size * 96) for size in figure.get_size_inches())
    numbers = {name: nth for nth, name in enumerate(
        dict.fromkeys(scene.name for scene, _ in drawn.points.values()), start=1
    )}  # fmt: skip
    points = {
        gid: [_about(scene, row, numbers[scene.name] if len(numbers) > 1 else 0) for row in rows]
        for gid, (scene, rows) in drawn.points.items()
    }
    renderer = SvgRenderer(width, height, points)
    dpi = figure.dpi
    figure.dpi = 96
    figure.draw(renderer)
    figure.dpi = dpi
    body = "".join(renderer.body)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{_ID}-title '
        f'{_ID}-desc" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="{FONTS}" font-size="16"><title id="{_ID}-title">{escape(title)}</title>'
        f'<desc id="{_ID}-desc">{escape(words)}</desc>'
        f"{body}</svg>"
    )
    id = f"qi-{sha256(text.encode()).hexdigest()[:10]}"
    return text.replace(_ID, id), id


def _about(scene, row: int, panel: int) -> tuple[str, str]:
    """The attributes of a point and its words."""
    words = scene.point_words(row)
    place = f"-s{panel}" if panel else ""
    return (
        f' id="{_ID}{place}-p{row + 1}" class="qi-point" data-position="{row + 1}" '
        f'data-label="{escape(words)}"',
        words,
    )
