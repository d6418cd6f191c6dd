"""M04: its keys are what the data and the rules say, slips are named, the stated numbers hold."""

import re

import pytest

import qikit as qi
from qikit.games.funnel_experiment import ratio

NAME = "M04_two_kinds_of_variation"
SIGNALS = {"a": "shift", "b": "none", "c": "trend", "d": "two of three", "e": "none"}
RESPONSES = {
    "falls": "leave it alone", "letters": "change the process",
    "theatre": "find what happened in that week", "clinic": "learn why it is better, and keep it",
}


def table(column, cells):
    return {row: {column: value} for row, value in cells.items()}


def limits(upper, lower):
    return table("Minutes", {"upper": upper, "lower": lower})


MODEL = {
    "aim": {"guess": 1},
    "q1": "32.86",
    "q2": "2.661",
    "q3": limits("39.94", "25.78"),
    "q4": "8.70",
    "q4b": ["10", "11"],
    "q5": ["10"],
    "q6": table("Signal", SIGNALS),
    "q7": table("Rule 2 ÷ rule 1", {"own": "2.1", "long": "2"}),
    "target": "same",
    "q8": table("Response", RESPONSES),
    "t1": "Overtime ran from 18 to 34 hours for two years. After 33 the rota was redrawn.",
}

# Three standard deviations, every large range a signal, and a remedy for each figure: 6 of 20.
MISCONCEPTION = {
    "q1": "32.86",  # right: 1
    "q2": "2.55",
    "q3": limits("41.0", "24.7"),
    "q4": "7.08",
    "q4b": ["10"],
    "q5": ["10", "11"],
    "q6": table("Signal", SIGNALS | {"b": "shift", "e": "two of three"}),  # 3 of 5: 2
    "q7": table("Rule 2 ÷ rule 1", {"own": "0.5", "long": "1"}),
    "target": "meet",
    "q8": table("Response", dict.fromkeys(RESPONSES, "find what happened in that week")),  # 1 of 4
}
MISCONCEPTION_MARKS = {
    "q1": 1, "q2": 0, "q3": 0, "q4": 0, "q4b": 0, "q5": 0, "q6": 2, "q7": 0, "q8": 1,
}


@pytest.fixture(scope="module")
def made():
    weeks = qi.load("theatre_turnaround")
    return qi.chart(weeks, x="week", y="minutes", kind="xmr", better="lower", rules="mdc")


def test_the_keys_are_the_checked_answers(marks, reference):
    checked = reference["C3"]
    assert marks["q1"].key == pytest.approx(checked["mean"], abs=0.005)
    assert marks["q2"].key == pytest.approx(checked["mean_moving_range"], abs=0.0005)
    assert marks["q3"].key["upper"]["Minutes"] == pytest.approx(checked["upper"], abs=0.005)
    assert marks["q3"].key["lower"]["Minutes"] == pytest.approx(checked["lower"], abs=0.005)
    assert marks["q4"].key == pytest.approx(checked["upper_moving_range"], abs=0.005)
    assert {int(week) for week in marks["q4b"].key} == set(checked["moving_ranges_above"])
    assert {int(week) for week in marks["q5"].key} == set(checked["outside"])
    keys = reference["keys"]["M04"]
    for name in ("q1", "q2", "q4"):
        assert marks[name].question.within == keys[name]["within"]


def test_the_chart_shows_the_same_by_another_way(marks, made):
    points = made.points
    assert marks["q3"].key["upper"]["Minutes"] == pytest.approx(points["upper"].iloc[0], abs=0.02)
    assert [at + 1 for at in points.index[points["signal"]]] == [10]


def test_the_five_series_are_those_of_the_design_under_every_preset(lesson, reference):
    rows = dict(lesson.plan.questions["q6"].spec()["rows"])
    vectors = {" ".join(map(str, each["values"])): each for each in reference["vectors"]}
    for letter, series in rows.items():
        for preset in ("mdc", "mdc_7_6", "mdc_6_6"):
            found = set(vectors[series][preset])
            expected = {SIGNALS[letter].replace(" ", "_")} - {"none"}
            assert found == expected, (letter, preset)


@pytest.mark.parametrize(("right", "points"), [(5, 4), (4, 3), (3, 2), (2, 0)])
def test_three_of_five_series_earn_something(marks, right, points):
    names = list(SIGNALS)
    wrong = {name: "trend" if SIGNALS[name] != "trend" else "none" for name in names[right:]}
    assert marks["q6"].score(table("Signal", SIGNALS | wrong)).points == points


@pytest.mark.parametrize(("own", "points"), [("1.2", 2), ("3.2", 2), ("1.1", 1), ("3.3", 1)])
def test_the_own_run_has_its_band(marks, own, points):
    given = table("Rule 2 ÷ rule 1", {"own": own, "long": "2"})
    assert marks["q7"].score(given).points == points


def test_nearly_every_honest_run_lies_in_the_band():
    """99% of runs of 200 drops have a ratio of 1.32 to 3.01 (curriculum, section 10)."""
    found = [ratio(seed) for seed in range(300)]
    assert all(1.2 <= each <= 3.2 for each in found)
    assert sum(found) / len(found) == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize(("id", "answer", "word"), [
    ("q1", "34.29", "divides by 23"), ("q2", "2.55", "divides by 24"),
    ("q2", "2.71", "standard deviation"), ("q4", "7.08", "3.268"),
])
def test_a_slip_is_named(marks, id, answer, word):
    said = marks[id].score(answer)
    assert said.points == 0 and word in " ".join(said.messages)


def test_wrong_limits_are_told_what_they_are(marks, reference):
    wrong = reference["C3"]["wrong_method"]
    said = " ".join(marks["q3"].score(limits(str(wrong["upper"]), str(wrong["lower"]))).messages)
    assert "three standard deviations" in said


def test_every_wrong_answer_of_the_misconception_is_answered_with_a_reason(marks):
    for id, mark in marks.items():
        said = mark.score(MISCONCEPTION[id])
        if said.state != "right":
            assert [each for each in said.messages if len(each) > 40], id


def test_the_numbers_in_the_prose_and_on_the_facilitator_page_hold(lesson):
    minutes = qi.load("theatre_turnaround")["minutes"]
    ranges = minutes.diff().abs()
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    assert f"{minutes.sum():.1f} ÷ 24 = {minutes.mean():.2f}" in page
    assert f"{ranges.sum():.1f} ÷ 23 = {ranges.mean():.3f}" in page
    text = " ".join(cell.source for cell in lesson.markdown)
    four = [30, 34, 31, 33]
    mean, step = sum(four) / 4, (4 + 3 + 2) / 3
    assert f"The mean is {mean:.0f}" in text and f"a mean of {step:.0f}" in text
    assert f"{mean - 2.66 * step:.2f} and {mean + 2.66 * step:.2f}" in text
    told = re.findall(r"Week (\d+) lies ([\d.]+) from week", lesson.graded["mark-q4b"].source)
    assert len(told) == 4
    for week, far in told:
        assert ranges.iloc[int(week) - 1] == pytest.approx(float(far), abs=0.05)
