"""A06: its keys are what the data say, slips are named, and submissions earn their marks."""

import re

import pytest

import qikit as qi

NAME = "A06_waste_and_flow"
FAILURE = ("c2", "c3", "c5", "c7", "c9")


def kinds(failures):
    """An answer to question 1 in which these calls are failure demand."""
    names = [f"c{number}" for number in range(1, 11)]
    return {name: {"Kind": "failure" if name in failures else "value"} for name in names}


MODEL = {
    "q1": kinds(FAILURE),
    "q2": {"day": {"Failure calls": "18", "Share of 80": "22.5%"}},
    "p1": {},
    "q3": {"one": {"Fewer visits a year": "17", "Down by": "85%"}},
    "q4": "1,020",
    "q5": {"year": {"Minutes saved": "6600", "Hours saved": "110"}},
    "q6": ["baseline", "period", "length"],
    "t1": "In the kitchen at noon: a hot meal for someone who went home.",
}

# Someone who divides by the wrong number, stops at visits and wants to know who: 4 of 10.
MISCONCEPTION = {
    "q1": kinds(("c3", "c5", "c9")),  # 8 of 10: 1
    "q2": {"day": {"Failure calls": "18", "Share of 80": "29%"}},  # 1 of 2
    "q3": {"one": {"Fewer visits a year": "17", "Down by": "566.7"}},  # 1 of 2
    "q4": "1020",  # right: 1
    "q5": {"year": {"Minutes saved": "10200", "Hours saved": "170"}},
    "q6": ["who", "baseline"],
}
MISCONCEPTION_MARKS = {"q1": 1, "q2": 1, "q3": 1, "q4": 1, "q5": 0, "q6": 0}


@pytest.fixture(scope="module")
def calls():
    return qi.load("gp_calls")


def test_keys_and_tolerances_are_the_agreed_ones(questions, reference):
    keys = reference["keys"]["A06"]
    assert questions["q1"].key == kinds(keys["q1"]["failure"])
    assert questions["q2"].key["day"] == {"Failure calls": 18, "Share of 80": 22.5}
    assert questions["q3"].key["one"] == {"Fewer visits a year": 17, "Down by": 85}
    assert questions["q4"].key == keys["q4"]["key"] and questions["q4"].within == 0
    assert questions["q5"].key["year"] == {"Minutes saved": 6600, "Hours saved": 110}
    for name, column in (("q2", "Share of 80"), ("q3", "Down by"), ("q5", "Hours saved")):
        assert dict(questions[name].columns)[column]["within"] == keys[name]["within"]


def test_the_keys_are_what_the_data_and_the_case_say(questions, calls):
    failures = calls["demand"].eq("failure")
    assert (failures.sum(), len(calls)) == (18, 80)
    assert 100 * failures.mean() == 22.5
    before, now = 60 * 20 * 10, 60 * 3 * 30
    assert (20 - 3, 100 * 17 / 20, 60 * 17) == (17, 85, 1020)
    assert (before, now, before - now, (before - now) / 60) == (12_000, 5_400, 6_600, 110)


@pytest.mark.parametrize(("right", "points"), [(10, 2), (9, 2), (8, 1), (7, 0)])
def test_ten_calls_in_part(questions, right, points):
    missed = FAILURE[right - 5 :]
    assert questions["q1"].score(kinds(set(FAILURE) - set(missed))).points == points


@pytest.mark.parametrize(
    ("chosen", "points"),
    [
        (["baseline", "period", "length"], 1),
        (["baseline", "length"], 1),
        (["period"], 0),
        (["baseline", "period", "length", "who"], 1),
        (["baseline", "period", "who", "logo"], 0),
    ],
)
def test_two_of_three_gaps_of_the_headline_earn_the_point(questions, chosen, points):
    assert questions["q6"].score(chosen).points == points


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q1", kinds(FAILURE[2:]), "Had someone sent the result"),
        ("q2", {"day": {"Failure calls": "62", "Share of 80": "77.5"}}, "value calls"),
        ("q2", {"day": {"Failure calls": "18", "Share of 80": "29"}}, "divided by the 62"),
        ("q2", {"day": {"Failure calls": "18", "Share of 80": "18"}}, "in every 100"),
        ("q3", {"one": {"Fewer visits a year": "17", "Down by": "15"}}, "share that is left"),
        ("q3", {"one": {"Fewer visits a year": "17", "Down by": "566.7"}}, "where they began"),
        ("q4", "180", "still make"),
        ("q4", "17", "one person"),
        ("q5", {"year": {"Minutes saved": "10200", "Hours saved": "170"}}, "visits are longer"),
        ("q6", ["baseline", "who"], "hunts for a person"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def test_the_slips_are_real(calls):
    assert round(100 * 18 / 62) == 29
    assert round(100 * 17 / 3, 1) == 566.7
    assert 1020 * 10 == 10_200 and 10_200 / 60 == 170


def test_the_reasons_of_the_hint_are_those_of_the_data(questions, calls):
    failures = calls[calls["demand"] == "failure"]
    counts = sorted(failures["reason"].value_counts(), reverse=True)
    assert counts == [5, 4, 3, 3, 2, 1]
    assert "5 and 4 and 3 and 3 and 2 and 1" in questions["q2"].hints[1]


def test_the_cards_to_print_are_the_ten_calls(lesson, questions):
    printed = re.findall(r">([^<]+)</text>", (lesson.folder / "cards.svg").read_text("utf-8"))
    said = " ".join(printed)
    for _, call in questions["q1"].rows:
        assert call in said


def test_the_facilitator_page_has_the_answers(lesson):
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d) .*? \| (.+?) \| (\d) \|$", page, re.MULTILINE)
    assert [int(points) for _, _, points in rows] == [2, 2, 2, 1, 2, 1]
    for number, answer in ((2, "18 calls; 22.5%"), (3, "17 fewer visits; 85%"), (4, "1,020"),
                           (5, "6,600 minutes")):  # fmt: skip
        assert rows[number - 1][1].startswith(answer)


def test_the_failure_calls_are_drawn_as_a_pareto_chart_and_three_reasons_make_two_thirds(lesson):
    cell = next(cell for cell in lesson.cells if cell.id == "echo")
    said = cell.outputs[0]["data"]["text/plain"]
    assert said.startswith("Pareto chart of 18 calls that need not have come, 18 in all: ")
    assert "The first three make up 66.7%" in said
    told = next(cell.source for cell in lesson.cells if cell.id == "begin")
    assert "Three reasons make up two thirds" in told
