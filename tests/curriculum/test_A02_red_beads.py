"""A02: its keys are what the box and the run say, slips are named, and submissions earn marks."""

import re
from math import comb, sqrt

import pytest

import qikit as qi

NAME = "A02_red_beads"


def limits(lower, upper):
    return {"range": {"Lower limit": lower, "Upper limit": upper}}


MODEL = {
    "q1": "10",
    "q2": limits("1.5", "18.5"),
    "q3": "0",
    "q6": "system",
    "q5": "no",
    "q7": "time",
    "q4": "fewer",
    "t1": "You all did well. The red beads come from the box. I will ask for a better supply.",
}

# The manager of day 1: people make the difference, and a warning works. 3 of 10.
MISCONCEPTION = {
    "q1": "10",  # right: 1
    "q2": limits("1.5", "8.5"),  # 1 of 2
    "q3": "1",
    "q6": "training",
    "q5": "yes",
    "q7": "explain",
    "q4": "fewer",  # right, for the wrong reason: 1
}
MISCONCEPTION_MARKS = {"q1": 1, "q2": 1, "q3": 0, "q6": 0, "q5": 0, "q7": 0, "q4": 1}


@pytest.fixture(scope="module")
def run():
    return qi.load("red_beads_run")


def paddles(reds):
    """The chance of so many red beads in a paddle: hypergeometric, by counting."""
    return comb(800, reds) * comb(3200, 50 - reds) / comb(4000, 50)


def test_keys_and_tolerances_are_the_agreed_ones(questions, reference):
    keys = reference["keys"]["A02"]
    assert questions["q1"].key == keys["q1"]["key"] == 50 * 800 / 4000
    assert questions["q2"].key["range"] == {"Lower limit": 1.5, "Upper limit": 18.5}
    assert all(column["within"] == keys["q2"]["within"] for _, column in questions["q2"].columns)
    for name in ("q3", "q6", "q5", "q7", "q4"):
        assert questions[name].key == keys[name]["key"]


def test_the_limits_are_those_of_the_chart_and_of_the_sum(questions, run):
    far = 3 * sqrt(50 * 0.2 * 0.8)
    assert far == pytest.approx(8.5, abs=0.02)
    made = qi.chart(run.assign(paddle=range(1, 25)), x="paddle", y="red", n="n", kind="np",
                    better="lower", rules="mdc")
    for name, column in (("Lower limit", "lower"), ("Upper limit", "upper")):
        key = questions["q2"].key["range"][name]
        assert made.points[column].iloc[0] == pytest.approx(key, abs=0.2)
    assert made.points["outside"].sum() == questions["q3"].key
    assert not made.points["signal"].any()


def test_the_chances_in_the_words_are_right(lesson):
    text = " ".join(cell.source for cell in lesson.markdown)
    few = sum(paddles(reds) for reds in range(4))
    assert "once in 200 dips" in text and 1 / few == pytest.approx(185, abs=15)
    usual = sum(paddles(reds) for reds in range(5, 16))
    assert "about 70%" in text and 1 - usual**24 == pytest.approx(0.70, abs=0.02)


def test_chidi_was_highest_and_came_down(run, lesson):
    first, second = (run[run["day"] == day].set_index("worker")["red"] for day in (1, 2))
    assert first.idxmax() == "Chidi" and (first.max(), second["Chidi"]) == (15, 9)
    assert (run["red"].min(), run["red"].max()) == (6, 16)
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    assert "lowest 6, highest 16" in page


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q1", "40", "white ones"), ("q1", "20", "in every hundred"),
        ("q2", limits("8.5", "18.5"), "how far luck goes"),
        ("q2", limits("18.5", "1.5"), "upper one"),
        ("q3", "1", "highest dot is 16"), ("q6", "people", "same box"),
        ("q5", "bigger", "what is in the box"), ("q7", "best", "another ward"),
        ("q4", "more", "mostly lower"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def test_the_game_plays_the_frozen_run(questions, run):
    spec = questions["ward"].spec()
    assert spec["run"] is not None and not spec["points"]
    flat = [red for day in spec["run"] for red in day]
    assert flat == run["red"].tolist()


def test_the_bead_table_has_rows_of_fifty_with_one_digit_in_five_red(lesson):
    printed = (lesson.folder / "bead_table.svg").read_text("utf-8")
    rows = [found.replace(" ", "") for found in re.findall(r">([\d ]{50,})</text>", printed)]
    assert len(rows) == 40 and {len(row) for row in rows} == {50}
    red = sum(digit in "01" for row in rows for digit in row)
    assert red / 2000 == pytest.approx(0.2, abs=0.03)
