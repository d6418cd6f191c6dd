"""E03: its submissions, its keys from the data by a second route, numbers of the prose."""

import csv
import re
from collections import Counter

import pytest

from qikit.place import root

NAME = "E03_team_tools_lab"


def table(column, **rows):
    return {name: {column: value} for name, value in rows.items()}


DELAYS = {"medicines not ready": "214", "transport": "96", "social-care package": "61",
          "discharge letter": "58", "awaiting test": "27", "other": "24"}
TOOLS = {"new": "FMEA", "calls": "Pareto chart", "theory": "driver diagram",
         "held": "chart over time", "slow": "process map with times",
         "blank": "fishbone and five whys"}
BONES = {"batch": "way", "order": "way", "nocheck": "way", "printer": "things",
         "screens": "things", "trolley": "things", "cover": "people", "new": "people",
         "porters": "people", "unknown": "info", "when": "info", "dose": "info"}
MODEL = {
    "q1": table("Number", lead="412", touch="38", pce="9.2"), "q2": "screen",
    "q3": table("Delays", **DELAYS), "q5": BONES, "q7": "b",
    "q4": ["a", "b", "d", "f", "c", "e"], "q4b": "c", "q6": table("Tool", **TOOLS),
    "t1": "Where does a blood sample wait? So a process map with times.",
}

# The misconception: work without waits, the busiest step, people as causes, the product decides.
MISCONCEPTION = {
    "q1": table("Number", lead="374", touch="38", pce="10.2"), "q2": "pick",
    "q3": table("Delays", **DELAYS | {"transport": "95", "other": "25", "awaiting test": "26"}),
    "q5": BONES | dict.fromkeys(("batch", "order", "nocheck", "unknown", "when"), "people"),
    "q7": "c", "q4": ["c", "a", "e", "f", "d", "b"], "q4b": "none",
    "q6": table("Tool", **TOOLS | {"slow": "fishbone and five whys", "new": "Pareto chart",
                                   "theory": "process map with times"}),
}
MISCONCEPTION_MARKS = {"q1": 1, "q2": 0, "q3": 1, "q5": 0, "q7": 0, "q4": 0, "q4b": 0, "q6": 0}


def rows(name):
    with (root() / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_times_and_constraint_from_the_file(marks, prose):
    steps = rows("tto_pathway")
    touch, wait = (sum(int(row[name]) for row in steps) for name in ("touch", "wait"))
    assert (touch, wait, touch + wait, len(steps)) == (38, 374, 412, 11)
    key = {name: row["Number"] for name, row in marks["q1"].key.items()}
    assert key == {"lead": 412, "touch": 38, "pce": pytest.approx(9.2)}
    assert 100 * touch / (touch + wait) == pytest.approx(9.2, abs=0.05)
    longest = max(steps, key=lambda row: int(row["wait"]))
    assert longest["name"] == "Screening in pharmacy"
    assert max(steps, key=lambda row: int(row["batch"])) is longest
    assert marks["q2"].key == "screen" and "batches of 12" in str(marks["q2"].question.spec())
    assert max(steps, key=lambda row: int(row["touch"]))["name"] == "Medicines picked"
    assert f"{(touch + wait) / 60:.1f}" == "6.9" and "nearly seven hours" in prose


def test_the_pareto_from_the_raw_rows(marks, reference, prose):
    counts = Counter(row["reason"] for row in rows("discharge_delays"))
    assert {name: row["Delays"] for name, row in marks["q3"].key.items()} == dict(counts)
    assert sum(counts.values()) == 480
    three = sum(count for _, count in counts.most_common(3))
    assert f"{100 * three / 480:.0f}%" == "77%"
    assert counts["medicines not ready"] == 214


def test_the_tally_sheet_adds_up_to_the_key(lessons):
    cell = next(cell for cell in lessons(NAME).cells if cell.id == "show-tally")
    shown = cell.outputs[0]["data"]["text/plain"]
    for name, count in DELAYS.items():
        line = next(each for each in shown.splitlines() if each.startswith(name))
        assert sum(map(int, re.findall(r"\d+", line))) == int(count)


def test_fmea_order_and_trap(marks):
    risks = rows("fmea_discharge")
    product = {row["id"]: int(row["severity"]) * int(row["occurrence"]) * int(row["detection"])
               for row in risks}
    assert sorted(product, key=product.get, reverse=True) == marks["q4"].key
    assert len(set(product.values())) == 6
    severe = [row["id"] for row in risks if row["severity"] == "10"]
    assert severe == [marks["q4b"].key] == ["c"]
    assert marks["q4"].key.index("c") >= 4


@pytest.mark.parametrize(("changed", "earned"), [
    ({"pce": "9.3"}, 4), ({"pce": "9.5"}, 2), ({"pce": "9.5", "lead": "374"}, 1),
    ({"lead": "412", "touch": "83", "pce": "0.09"}, 1)])
def test_times_have_their_steps(marks, changed, earned):
    given = MODEL["q1"] | table("Number", **changed)
    assert marks["q1"].score(given).points == earned


@pytest.mark.parametrize(("wrong", "earned"), [(0, 3), (2, 3), (3, 2), (4, 1), (5, 0)])
def test_ten_of_twelve_causes_earn_all(marks, wrong, earned):
    other = {"way": "info", "things": "way", "people": "things", "info": "people"}
    given = {card: other[group] if at < wrong else group
             for at, (card, group) in enumerate(BONES.items())}
    assert marks["q5"].score(given).points == earned


@pytest.mark.parametrize(("wrong", "earned"), [(0, 2), (1, 2), (2, 1), (3, 0)])
def test_five_of_six_tools_earn_all(marks, wrong, earned):
    names = list(TOOLS)
    given = table("Tool", **TOOLS | {
        name: TOOLS[names[(at + 1) % 6]] for at, name in enumerate(names[:wrong])})
    assert marks["q6"].score(given).points == earned
