"""No file of data or lessons holds a number that could be somebody's NHS number."""

import re

import pytest

from qikit.place import root

WEIGHTS = range(10, 1, -1)
ENDINGS = ("*.csv", "*.md", "*.ipynb", "*.toml", "*.svg")
FILES = sorted(
    path
    for folder in ("datasets", "curriculum")
    for ending in ENDINGS
    for path in (root() / folder).rglob(ending)
    if ".ipynb_checkpoints" not in path.parts
)


def nhs_numbers(text: str) -> list[str]:
    """Ten digits, together or as 3-3-4, whose last is the check digit of the first nine."""
    found = re.findall(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.])", text)
    return [number for number in found if checks(re.sub(r"\D", "", number))]


def checks(digits: str) -> bool:
    """Modulus 11: an 11 counts as 0, and a 10 is never given out."""
    left = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits[:9], strict=True))
    return (11 - left % 11) % 11 == int(digits[9])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_nhs_number(file):
    assert nhs_numbers(file.read_text(encoding="utf-8")) == []


def test_files_were_looked_at():
    assert len(FILES) > 10


@pytest.mark.parametrize("written", ["9434765919", "943 476 5919", "943-476-5919"])
def test_the_scan_finds_one(written):
    assert nhs_numbers(f"seen {written} today") == [written]


@pytest.mark.parametrize("written", ["9434765918", "19434765919", "1,867,781", "2026-11-23"])
def test_the_scan_leaves_other_numbers_alone(written):
    assert nhs_numbers(f"seen {written} today") == []
