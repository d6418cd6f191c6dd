"""The colours: contrast by computation, and none of the states red."""

import colorsys
import re
from itertools import pairwise
from pathlib import Path

import pytest

from qikit import learn

CSS = (Path(learn.__file__).with_name("ui") / "tokens.css").read_text("utf-8")
PLAIN, MORE = CSS.split("@media (prefers-contrast: more)")


def colours(css):
    return dict(re.findall(r"--qi-([a-z-]+): (#[0-9a-f]{6});", css))


USUAL = colours(PLAIN)
HIGH = USUAL | colours(MORE)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT = [
    ("ink", "paper"), ("ink", "ground"), ("ink-soft", "paper"), ("ink-soft", "ground"),
    ("link", "paper"), ("link", "ground"), ("link-visited", "paper"), ("blue-dark", "blue-pale"),
    ("paper", "blue"), ("paper", "blue-dark"), ("focus-ink", "focus"),
    ("right", "right-pale"), ("partly", "partly-pale"), ("not-yet", "not-yet-pale"),
    ("saved", "saved-pale"), ("ink-soft", "right-pale"), ("ink-soft", "partly-pale"),
    ("ink-soft", "not-yet-pale"), ("ink-soft", "saved-pale"),
]
LINES = [
    ("line-strong", "paper"), ("line-strong", "ground"), ("blue", "paper"), ("blue", "blue-pale"),
    ("common-cause", "paper"), ("improvement", "paper"), ("concern", "paper"),
    ("no-judgement", "paper"), ("target-line", "paper"), ("focus-ink", "paper"),
]


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink, ground):
    assert contrast(USUAL[ink], USUAL[ground]) >= 4.5
    assert contrast(HIGH[ink], HIGH[ground]) >= 7


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_can_be_seen(line, ground):
    assert contrast(USUAL[line], USUAL[ground]) >= 3


def test_no_state_is_red():
    for state in ("right", "partly", "not-yet", "saved"):
        red, green, blue = (int(USUAL[state][at : at + 2], 16) / 255 for at in (1, 3, 5))
        hue, saturation, _ = colorsys.rgb_to_hsv(red, green, blue)
        assert 20 < hue * 360 < 340 or saturation < 0.2, state


def test_every_token_that_is_used_is_there():
    folder = Path(learn.__file__).with_name("ui")
    sheets = sorted(folder.glob("*.css"))
    used = {name for sheet in sheets for name in re.findall(r"var\((--qi-[a-z0-9-]+)\)",
                                                            sheet.read_text("utf-8"))}
    known = set(re.findall(r"(--qi-[a-z0-9-]+):", CSS))
    assert used <= known
    assert len(used) > 30


def test_sizes_go_up():
    spaces = [float(size) for size in re.findall(r"--qi-space-[0-9]: ([0-9.]+)rem", CSS)]
    assert len(spaces) == 7
    assert all(low < high for low, high in pairwise(spaces))
