"""A02: its keys are what the box and the run say, slips are named, and submissions earn marks."""

import re
from math import comb, sqrt

import pytest

import qikit as qi

NAME = "A02_red_beads"


def limits(lower, upper):
    """An answer to question 2."""
    return {"paddle": {"Lower limit": lower, "Upper limit": upper}}


MODEL = {
    "q1": "10",
    "q2": limits("1.5", "18.5"),
    "q3": "0",
    "q4": "fewer",
    "q5": "no",
    "q6": "system",
    "q7": "time",
    "t1": "You all did well. The red beads come from the box. I will ask for a better supply.",
}

# The manager of day 1: people make the difference, and a warning works. 2 of 10.
MISCONCEPTION = {
    "q1": "10",  # right: 1
    "q2": limits("8.5", "18.5"),  # 1 of 2
    "q3": "1",
    "q4": "warned",
    "q5": "keen",
    "q6": "course",
    "q7": "explain",
}
MISCONCEPTION_MARKS = {"q1": 1, "q2": 1, "q3": 0, "q4": 0, "q5": 0, "q6": 0, "q7": 0}


@pytest.fixture(scope="module")
def run():
    return qi.load("red_beads_run")


def chance(reds):
    """The chance of so many red beads in a paddle: hypergeometric, by counting."""
    return comb(800, reds) * comb(3200, 50 - reds) / comb(4000, 50)


def said(lesson):
    """All that stands between the questions."""
    return " ".join(cell.source for cell in lesson.markdown)


def test_keys_and_tolerances_are_the_agreed_ones(questions, reference):
    keys = reference["keys"]["A02"]
    assert questions["q1"].key == keys["q1"]["key"] == 50 * 800 / 4000
    assert list(questions["q2"].key["paddle"].values()) == keys["q2"]["limits"]
    assert all(column["within"] == keys["q2"]["within"] for _, column in questions["q2"].columns)
    for name in ("q3", "q4", "q5", "q6", "q7"):
        assert questions[name].key == keys[name]["key"]


def test_the_limits_are_those_of_the_sum_on_the_page(questions, lesson, reference):
    key = questions["q2"].key["paddle"]
    far = 3 * sqrt(10 * 4 / 5)
    assert (10 - far, 10 + far) == pytest.approx(list(key.values()), abs=0.02)
    assert reference["simulations"]["red_bead_limits"] == pytest.approx([10 - far, 10 + far],
                                                                         abs=0.01)
    assert "square root of 8 is 2.83" in said(lesson) and round(sqrt(8), 2) == 2.83
    assert "about **8.5**" in said(lesson) and round(far, 1) == 8.5


def test_no_dot_of_the_run_lies_outside(questions, run):
    key = questions["q2"].key["paddle"]
    outside = (~run["red"].between(key["Lower limit"], key["Upper limit"])).sum()
    assert outside == questions["q3"].key == 0
    assert (run["red"].min(), run["red"].max()) == (6, 16)
    assert "highest is 16, the lowest is 6" in questions["q3"].why["*right"]


def test_the_chart_is_of_the_run_with_these_limits(lesson, questions):
    words = lesson.graded["show-dots"].outputs[0]["data"]["text/plain"]
    assert "24 points" in words and "limits 1.5 to 18.5" in words and "No signals" in words
    assert all(f"Day {day}" in words for day in range(1, 5))


def test_the_chances_in_the_words_are_right(lesson):
    few = sum(chance(reds) for reds in range(4))
    assert "once in 200 dips" in said(lesson) and 1 / few == pytest.approx(185, abs=5)
    usual = sum(chance(reds) for reds in range(5, 16))
    assert "about 7 times in 10" in said(lesson) and 1 - usual**24 == pytest.approx(0.70, abs=0.02)
    inside = sum(chance(reds) for reds in range(2, 19))
    assert 1 / (1 - inside**24) == pytest.approx(16, abs=1)
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    assert "one room in 16" in page and "about 70%" in page and "0.5%" in page


def test_the_highest_came_down_and_the_lowest_went_up(run, questions):
    first, second = (run[run["day"] == day].set_index("worker")["red"] for day in (1, 2))
    assert (first.idxmax(), first.max(), second["Chidi"]) == ("Chidi", 15, 9)
    assert (first.idxmin(), first.min(), second["Dilys"]) == ("Dilys", 6, 13)
    assert questions["q4"].why["*right"] == (
        "Chidi went from 15 to 9. Dilys had the fewest, 6, and went up to 13."
    )


def test_luck_alone_can_give_the_list_of_falls(lesson, questions):
    source = next(cell.source for cell in lesson.cells if cell.id == "falls")
    falls = [int(count) for count in re.findall(r'\("\w+", (\d+)\)', source)]
    mean = sum(falls) / len(falls)
    assert (sum(falls), len(falls), mean) == (33, 6, 5.5)
    assert int(mean + 3 * sqrt(mean)) == 12 and mean - 3 * sqrt(mean) < 0 <= min(falls)
    assert "up to 12 falls" in questions["q7"].prompt and "33 falls" in questions["q7"].why["fine"]


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q1", "40", "how many are white"),
        ("q1", "20", "share in per cent"),
        ("q1", "3", "That was the target"),
        ("q2", limits("2", "18"), "Nearly. Keep one decimal"),
        ("q2", limits("8.5", "18.5"), "how far luck reaches"),
        ("q2", limits("18.5", "1.5"), "upper end"),
        ("q2", limits("7.2", "12.8"), "three times as far"),
        ("q3", "1", "below 18.5"),
        ("q4", "warned", "without a warning"),
        ("q4", "more", "nothing of moods"),
        ("q5", "three", "still luck"),
        ("q6", "bonus", "The box does not notice"),
        ("q6", "course", "Nobody can see the beads"),
        ("q7", "copy", "Next month"),
        ("q7", "fine", "hurt people"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def test_the_game_comes_first_and_plays_the_run_of_the_questions(questions, run):
    assert next(iter(questions)) == "ward" and questions["ward"].points == 0
    spec = questions["ward"].spec()
    assert [red for day in spec["run"] for red in day] == run["red"].tolist()


def test_the_bead_table_has_rows_of_fifty_with_one_digit_in_five_red(lesson):
    printed = (lesson.folder / "bead_table.svg").read_text("utf-8")
    rows = [found.replace(" ", "") for found in re.findall(r">([\d ]{50,})</text>", printed)]
    assert len(rows) == 40 and {len(row) for row in rows} == {50}
    counts = [sum(digit in "01" for digit in row) for row in rows]
    assert sum(counts) / 2000 == pytest.approx(0.2, abs=0.02)
    assert all(2 <= count <= 18 for count in counts)


def test_the_sheet_to_fill_in_names_the_workers_and_has_24_places(lesson, run):
    printed = re.findall(r">([^<]+)</text>", (lesson.folder / "grid.svg").read_text("utf-8"))
    assert set(run["worker"]) <= set(printed)
    letters = "".join(each for each in printed if len(each) == 1 and each.isalpha())
    assert letters == 4 * "".join(name[0] for name in run["worker"].unique())
    assert "1.5" not in " ".join(printed)
