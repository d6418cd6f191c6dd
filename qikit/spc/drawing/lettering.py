"""How much room text takes, so that pictures are laid out without trial drawings."""

from functools import cache
from pathlib import Path

from qikit.spc.palette import TEXT

LEADING = 1.25
"""Height of a line of text, as a share of its size."""


@cache
def _font(bold: bool):
    import matplotlib
    from matplotlib.ft2font import FT2Font

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = FT2Font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", name)))
    font.set_size(100, 72)
    return font


@cache
def _advance(letter: str, bold: bool) -> float:
    return _font(bold).load_char(ord(letter)).linearHoriAdvance / 65536 / 100


def width(text: str, size: float = TEXT, bold: bool = False) -> float:
    """Width of one line of text, in the unit of ``size``."""
    return size * sum(_advance(letter, bold) for letter in text)


def wrap(text: str, room: float, size: float = TEXT, bold: bool = False) -> list[str]:
    """Lines no wider than ``room``, broken at spaces (not at no-break spaces).

    A word that is wider stands on a line of its own.

    >>> wrap("one two", 1e9)
    ['one two']
    """
    lines: list[str] = []
    for word in filter(None, str(text).split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(text: str, room: float, size: float = TEXT) -> list[str]:
    """Wrapped as ``wrap`` does, with lines of much the same length."""
    lines = wrap(text, room, size)
    for share in (0.55, 0.65, 0.75, 0.85):
        closer = wrap(text, room * share, size)
        if len(closer) == len(lines) and max(width(one, size) for one in closer) <= room:
            return closer
    return lines


def apart(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Places moved as little as need be so that neighbours stand ``gap`` apart within the room.

    Of two at the same place, the first named goes above.

    >>> apart([10.0, 11.0], 4, 0, 20)
    [8.5, 12.5]
    """
    order = sorted(range(len(places)), key=lambda at: (places[at], -at))
    groups: list[list[int]] = []
    centres: list[float] = []
    for at in order:
        groups.append([at])
        centres.append(places[at])
        while True:
            half = gap * (len(groups[-1]) - 1) / 2
            centres[-1] = max(low + half, min(high - half, centres[-1]))
            if len(groups) < 2:
                break
            before = gap * (len(groups[-2]) - 1) / 2
            if centres[-1] - half - (centres[-2] + before) >= gap - 1e-9:
                break
            joined = groups[-2] + groups[-1]
            groups[-2:] = [joined]
            centres[-2:] = [sum(places[i] for i in joined) / len(joined)]
    moved = list(places)
    for group, centre in zip(groups, centres, strict=True):
        start = centre - gap * (len(group) - 1) / 2
        for nth, at in enumerate(group):
            moved[at] = start + nth * gap
    return moved


def rows(spans: list[tuple[float, float]], gap: float) -> list[int]:
    """The first row in which each span (start, end) fits beside those placed before it.

    >>> rows([(0, 5), (4, 9), (6, 8)], 0.5)
    [0, 1, 0]
    """
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for start, end in spans:
        free = (
            row for row, others in enumerate(taken)
            if all(end + gap <= a or start >= b + gap for a, b in others)
        )  # fmt: skip
        row = next(free, len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append((start, end))
        placed.append(row)
    return placed
