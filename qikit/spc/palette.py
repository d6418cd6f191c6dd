"""Colours, shapes and sizes of every picture: meaning never by colour alone."""

from dataclasses import dataclass

PAPER = "#FFFFFF"
INK = "#212B32"
SOFT = "#425563"
BAND = "#EDF1F4"
RULE = "#D3DBE0"

COMMON = "#6B7780"
IMPROVEMENT = "#005EB8"
CONCERN = "#C05000"
NO_JUDGEMENT = "#490092"
TARGET = "#D4351C"

FONT = "DejaVu Sans"
TEXT = 12.0
"""Points (16 px on screen): the smallest text in a picture at its own size."""
TITLE = 13.5
LINE = 1.5
"""Points (2 px on screen): data, limits and target."""
PX = 0.75
"""Points in a CSS pixel."""


@dataclass(frozen=True)
class Mark:
    """How a point of one class looks: Matplotlib's letter for the shape, its size in points."""

    shape: str
    letter: str
    colour: str
    size: float


MARKS = {
    "common cause": Mark("circle", "o", COMMON, 6.4),
    "improvement up": Mark("triangle up", "^", IMPROVEMENT, 9.0),
    "improvement down": Mark("triangle down", "v", IMPROVEMENT, 9.0),
    "concern": Mark("square", "s", CONCERN, 7.6),
    "special cause": Mark("diamond", "D", NO_JUDGEMENT, 6.8),
}


def mark_name(judgement: str, direction: int) -> str:
    """The mark of a point: a triangle points where an improvement goes.

    >>> mark_name("improvement", -1)
    'improvement down'
    """
    if judgement == "improvement":
        return "improvement down" if direction < 0 else "improvement up"
    return judgement


def contrast(one: str, other: str = PAPER) -> float:
    """Contrast ratio of two colours (Web Content Accessibility Guidelines 2.2): 1 to 21.

    >>> round(contrast("#000000"), 1)
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
