"""Contrast by computation: every pair of colours that a stylesheet of the course puts together."""

import re
from pathlib import Path

import pytest

from qikit import course, learn

SHEETS = sorted(
    sheet
    for room in (course, learn)
    for sheet in (Path(room.__file__).with_name("ui")).rglob("*.css")
)
TOKENS = (Path(learn.__file__).with_name("ui") / "tokens.css").read_text("utf-8")
PLAIN, MORE = TOKENS.split("@media (prefers-contrast: more)")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = r"(?:var\(--qi-([a-z-]+)\)|(#[0-9a-f]{3,6})\b)"
INK = re.compile(rf"(?:^|[\s;])color:\s*{COLOUR}")
GROUND = re.compile(rf"(?:^|[\s;])background(?:-color)?:\s*{COLOUR}")
LINE = re.compile(rf"(?:^|[\s;])(?:border|outline)(?:-[a-z]+)?:[^;]*?{COLOUR}")
# Lines between rows and around cards, on whose being seen nothing depends; the yellow of the focus
# stands inside a dark ring.
FAINT = {"line", "focus", "paper"}


def colours(css):
    return dict(re.findall(r"--qi-([a-z-]+): (#[0-9a-f]{6});", css))


USUAL = colours(PLAIN)
HIGH = USUAL | colours(MORE)


def contrast(one, other):
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    whole = colour if len(colour) == 7 else "#" + "".join(part * 2 for part in colour[1:])
    parts = [int(whole[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rules():
    for sheet in SHEETS:
        yield from RULE.findall(sheet.read_text("utf-8"))


def texts():
    """(ink, ground) of every rule: its own ground, else the paper and the ground of a page."""
    for selector, body in rules():
        own = GROUND.search(body)
        grounds = [own[1] or own[2]] if own else ["paper", "ground"]
        if "hero" in selector and not own:
            grounds = ["navy"]
        for named, written in INK.findall(body):
            yield from ((named or written, ground) for ground in grounds)


def lines():
    """Every colour of a border or an outline, on paper and on the ground of a page."""
    for _, body in rules():
        for named, _ in LINE.findall(body):
            if named in USUAL and named not in FAINT:
                yield from ((named, "paper"), (named, "ground"))


def value(name, table):
    return name if name.startswith("#") else table[name]


WHITE = {"#ffffff", "paper"}
TEXT = sorted({pair for pair in texts() if not {*pair} <= WHITE | {"ground"}})
LINES = sorted(set(lines()))


def test_there_is_something_to_look_at():
    assert len(SHEETS) > 8
    assert len(TEXT) > 15
    assert len(LINES) >= 8


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_at_least_four_and_a_half_to_one(ink, ground):
    for table in (USUAL, HIGH):
        assert contrast(value(ink, table), value(ground, table)) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_of_controls_are_at_least_three_to_one(line, ground):
    for table in (USUAL, HIGH):
        assert contrast(value(line, table), value(ground, table)) >= 3


def test_the_focus_is_a_dark_ring_around_yellow():
    for table in (USUAL, HIGH):
        for ground in ("focus", "paper", "ground"):
            assert contrast(table["focus-ink"], table[ground]) >= 3
        assert contrast(table["focus"], table["navy"]) >= 3
