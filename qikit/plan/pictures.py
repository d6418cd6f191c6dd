"""Pictures of plans as SVG: lines over months, bars, and what swings most.

Presentation attributes only, so that they stand on pages that allow no inline style. Each has a
title and a description; the page gives the same numbers in a table.
"""

from html import escape

_INK, _SOFT, _BLUE, _PALE, _GRID = "#212b32", "#425563", "#005eb8", "#cfe3f5", "#d3dbe0"
_AIM = "#7a4300"
_WIDE, _HIGH, _LEFT, _BOTTOM, _TOP = 360, 210, 40, 30, 12


def coverage(key: str, title: str, words: str, shares, band, aim: float) -> str:
    """Shares over months, with the band that holds them and their aim.

    Parameters
    ----------
    key : str
        Makes the ids of this picture unlike those of others.
    title, words : str
        For who cannot see it.
    shares : sequence of float
        From month 0 on, 0 to 1.
    band : pair of sequences
        Low and high shares.
    aim : float
        A share.
    """
    months = len(shares) - 1
    wide = _WIDE - _LEFT - 12

    def at(month, share):
        across = _LEFT + wide * month / months
        return f"{across:.1f},{_TOP + (_HIGH - _TOP - _BOTTOM) * (1 - share):.1f}"

    parts = _grid(at, months)
    edge = [at(month, share) for month, share in enumerate(band[1])]
    edge += [at(month, share) for month, share in reversed(list(enumerate(band[0])))]
    parts.append(f'<polygon points="{" ".join(edge)}" fill="{_PALE}"/>')
    (x1, y), x2 = at(0, aim).split(","), at(months, aim).split(",")[0]
    parts.append(f'<line x1="{x1}" x2="{x2}" y1="{y}" y2="{y}" stroke="{_AIM}" stroke-width="2" '
                 'stroke-dasharray="2 4"/>')
    parts.append(_text(float(x1) + 4, float(y) - 4, "aim", _AIM))
    points = " ".join(at(month, share) for month, share in enumerate(shares))
    parts.append(f'<polyline points="{points}" fill="none" stroke="{_BLUE}" stroke-width="3"/>')
    return _svg(key, title, words, _HIGH, parts)


def bars(key: str, title: str, words: str, rows: list[tuple]) -> str:
    """Pairs of bars from one middle line: what there is, and what is aimed at.

    ``rows`` hold a name and two numbers, 0 or more, from the bottom of the pyramid to its top.
    """
    most = max((max(now, aim) for _, now, aim in rows), default=1) or 1
    step, parts = 34, []
    for place, (name, now, aim) in enumerate(reversed(rows)):
        y = 6 + place * step
        parts.append(_text(0, y + 12, name, _INK))
        for size, colour, tall in ((aim, _PALE, 14), (now, _BLUE, 7)):
            width = max(1.0, 230 * size / most)
            parts.append(f'<rect x="0" y="{y + 16}" width="{width:.1f}" height="{tall}" '
                         f'fill="{colour}"/>')
        parts.append(_text(236, y + 28, f"{now:,.0f} of {aim:,.0f}", _INK))
    return _svg(key, title, words, 10 + step * len(rows), parts)


def swings(key: str, title: str, words: str, rows: list[dict], middle: float) -> str:
    """A tornado: for each of ``rows`` (``name``, ``low``, ``high``) a bar about ``middle``."""
    ends = [end for row in rows for end in (row["low"], row["high"])] or [0.0, 1.0]
    low, high = min(*ends, middle), max(*ends, middle)
    span = (high - low) or 1
    step, parts = 44, []

    def across(size):
        return 6 + (_WIDE - 12) * (size - low) / span

    for place, row in enumerate(rows):
        y = 4 + place * step
        left, right = across(row["low"]), across(row["high"])
        parts.append(_text(0, y + 13, row["name"][:48], _INK))
        parts.append(f'<rect x="{left:.1f}" y="{y + 18}" width="{max(1.0, right - left):.1f}" '
                     f'height="14" fill="{_BLUE}"/>')
    x = across(middle)
    parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{step * len(rows)}" '
                 f'stroke="{_INK}" stroke-width="2"/>')
    return _svg(key, title, words, 6 + step * len(rows), parts)


def _grid(at, months: int) -> list[str]:
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = at(0, share).split(",")[1]
        parts.append(f'<line x1="{_LEFT}" x2="{_WIDE - 12}" y1="{y}" y2="{y}" stroke="{_GRID}"/>')
        parts.append(_text(_LEFT - 6, float(y) + 4, f"{100 * share:.0f}%", _SOFT, "end"))
    for month in range(0, months + 1, 12):
        x = at(month, 0).split(",")[0]
        parts.append(_text(float(x), _HIGH - 12, str(month), _SOFT, "middle"))
    parts.append(_text(_WIDE - 12, _HIGH - 1, "months", _SOFT, "end"))
    return parts


def _text(x: float, y: float, words: str, colour: str, anchor: str = "start") -> str:
    return (f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="12" '
            f'font-family="system-ui, Arial, sans-serif" text-anchor="{anchor}">'
            f"{escape(words)}</text>")


def _svg(key: str, title: str, words: str, high: float, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high:.0f}" '
        f'width="{_WIDE}" height="{high:.0f}" role="img" aria-labelledby="{key}-t {key}-d">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(words)}</desc>'
        f"{''.join(parts)}</svg>"
    )
