"""A data set's card says what its file holds; one that does not is caught in a sentence."""

import csv
import json
import re
from pathlib import Path

import pytest

from qikit.place import root

DATASETS = sorted((root() / "datasets").glob("*.csv"))
FACTS = [
    "Id", "File", "Rows", "Period", "Setting", "Source", "How made", "Signal inside", "Used in",
    "Licence",
]
TIMES = ("week", "month", "date")


def read_card(path: Path) -> tuple[dict, dict]:
    """The facts of a card, and its columns with their units."""
    text = path.read_text(encoding="utf-8")
    facts = dict(re.findall(r"^- \*\*(.+?):\*\* (.+)$", text, re.MULTILINE))
    table = text.partition("## Columns")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\w+) \| (.+?) \| (.+?) \|$", table, re.MULTILINE)
    return facts, {name: (meaning, unit) for name, meaning, unit in rows[1:]}


def disagreements(file: Path) -> list[str]:
    """What a data set's card gets wrong about its file, a sentence each."""
    card = file.with_suffix(".md")
    if not card.is_file():
        return [f"{file.name} has no card. Write {card.name} beside it."]
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = list(rows[0])
    facts, described = read_card(card)
    found = [f"{card.name} does not say '{fact}'." for fact in FACTS if not facts.get(fact)]
    if facts.get("File") not in (None, file.name):
        found.append(f"{card.name} names the file {facts['File']}; it stands beside {file.name}.")
    found += [
        f"{card.name} describes a column '{name}' that {file.name} does not have."
        for name in described
        if name not in columns
    ]
    found += [
        f"{file.name} has a column '{name}' that {card.name} does not describe with its unit."
        for name in columns
        if name not in described
    ]
    if facts.get("Rows") not in (None, str(len(rows))):
        found.append(f"{card.name} says {facts['Rows']} rows; {file.name} has {len(rows)}.")
    times = [row[name] for name in TIMES if name in columns for row in rows]
    if times and facts.get("Period") and not facts["Period"].startswith(
        f"{min(times)} to {max(times)}"
    ):
        found.append(
            f"{card.name} gives the period {facts['Period']}; "
            f"{file.name} runs from {min(times)} to {max(times)}."
        )
    if not facts.get("Licence", "CC0").startswith(("CC0", "Open Government Licence")):
        found.append(f"{card.name} has a licence that may not be shared: {facts['Licence']}.")
    return found


@pytest.mark.parametrize("file", DATASETS, ids=lambda file: file.stem)
def test_the_card_agrees_with_the_file(file):
    assert disagreements(file) == []


def test_every_file_has_a_card_and_every_card_a_file():
    names = [file.stem for file in DATASETS]
    cards = sorted(card.stem for card in (root() / "datasets").glob("*.md"))
    assert names == cards
    assert len(names) > 0


@pytest.fixture
def falls(tmp_path):
    """A copy of one data set and its card, to spoil."""
    for ending in ("csv", "md"):
        source = root() / "datasets" / f"inpatient_falls.{ending}"
        (tmp_path / source.name).write_bytes(source.read_bytes())
    return tmp_path / "inpatient_falls.csv"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("| falls |", "| fals |", "describes a column 'fals' that inpatient_falls.csv does not"),
        ("| falls |", "| fals |", "column 'falls' that inpatient_falls.md does not describe"),
        ("**Rows:** 24", "**Rows:** 25", "says 25 rows; inpatient_falls.csv has 24."),
        ("2024-04-01 to", "2024-05-01 to", "runs from 2024-04-01 to 2026-03-01."),
        ("- **How made:**", "- Made:", "inpatient_falls.md does not say 'How made'."),
        ("CC0 1.0", "All rights reserved", "a licence that may not be shared"),
        ("inpatient_falls.csv", "falls.csv", "names the file falls.csv"),
    ],
)
def test_a_card_that_disagrees_is_caught(falls, old, new, sentence):
    card = falls.with_suffix(".md")
    text = card.read_text(encoding="utf-8")
    assert old in text
    card.write_text(text.replace(old, new), encoding="utf-8")
    assert any(sentence in each for each in disagreements(falls))


def test_a_file_without_a_card_is_caught(falls):
    falls.with_suffix(".md").unlink()
    assert disagreements(falls) == [
        "inpatient_falls.csv has no card. Write inpatient_falls.md beside it."
    ]


def test_cards_name_the_modules_that_load_them():
    loads = {}
    for path in (root() / "curriculum").glob("*/[AME][0-9][0-9]_*/*.ipynb"):
        for name in json.loads(path.read_text("utf-8"))["metadata"]["qikit"]["data"]:
            loads.setdefault(name, set()).add(path.stem[:3])
    written = {folder.name[:3] for folder in (root() / "curriculum").glob("*/[AME][0-9][0-9]_*")}
    for file in DATASETS:
        facts, _ = read_card(file.with_suffix(".md"))
        said = set(facts["Used in"].split(", "))
        assert said & written == loads.get(file.stem, set()), file.stem
