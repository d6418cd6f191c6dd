"""The method file and the dosing table hold what pages, charts and plans need of them."""

import re
import tomllib
from itertools import pairwise

import pytest

from qikit.place import root
from qikit.spc import rulesets

METHOD = tomllib.loads((root() / "curriculum" / "method.toml").read_text("utf-8"))


def contrast_on_white(colour):
    """The contrast ratio of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_there_are_three_questions_in_order():
    assert list(METHOD["questions"]) == ["aim", "measures", "changes"]
    assert all(words.endswith("?") for words in METHOD["questions"].values())


def test_a_cycle_has_four_steps_with_a_meaning():
    steps = METHOD["cycle"]["step"]
    assert [step["key"] for step in steps] == ["plan", "do", "study", "act"]
    assert all(step["name"] and step["means"] for step in steps)


def test_the_rule_sets_are_known():
    for name in METHOD["rules"].values():
        assert callable(getattr(rulesets, name))


@pytest.mark.parametrize("meaning", METHOD["colours"])
def test_a_colour_can_be_seen_on_white(meaning):
    colour = METHOD["colours"][meaning]
    assert re.fullmatch(r"#[0-9A-F]{6}", colour)
    assert contrast_on_white(colour) >= 3


def test_contacts_are_words_to_replace():
    assert set(METHOD["contacts"].values()) == {"your improvement team"}


def test_groups_stand_in_order_of_dose(groups):
    keys = [group["key"] for group in groups]
    assert keys == ["all_staff", "board", "senior", "managers", "coaches", "experts"]
    assert all(
        set(group) == {"key", "name", "certificate", "who", "needs", "entry", "practice",
                       "working_hours"}
        for group in groups
    )
    hours = [group["working_hours"] for group in groups]
    assert all(less < more for less, more in pairwise(hours))
