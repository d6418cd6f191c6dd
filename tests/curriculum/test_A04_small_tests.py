"""A04: a log of tests is counted, slips are named, and submissions earn their marks."""

import re

import pytest

NAME = "A04_small_tests"
BOXES = {
    "ask": "plan", "expect": "plan", "who": "plan", "try": "do", "odd": "do", "compare": "study",
    "learn": "study", "next": "act",
}


def spin(n, **changed):
    """One whole test of a log, its number put in before its result."""
    test = {
        "id": f"c{n}", "question": f"Does change {n} make it spin longer?", "predicted": str(5 + n),
        "result": f"{5 + n}.4", "decision": "Adapt", "learned": "A little longer than I said.",
        "first": {"predicted": f"2026-11-23T12:{n:02d}:00.000Z",
                  "result": f"2026-11-23T12:{n:02d}:40.000Z"},
    }
    return test | ({"builds": f"c{n - 1}"} if n > 1 else {}) | changed


def log(*tests):
    return {"aim": "A coin that spins for ten seconds", "cycles": list(tests)}


MODEL = {
    "q1": log(*(spin(n) for n in range(1, 5))),
    "q2": BOXES,
    "q3": ["number", "small"],
    "q4": "one",
    "t1": "On Tuesday Jo and I put two chairs by the lift. I expect 6 minutes a trip.",
}

# Numbers are put in afterwards, tests stand alone, and everyone is trained first. 4 of 10.
LATE = {"predicted": "2026-11-23T12:09:00.000Z", "result": "2026-11-23T12:01:00.000Z"}
MISCONCEPTION = {
    "q1": log(spin(1), spin(2, builds="", first=LATE), spin(3, builds="", predicted="")),  # 1 of 5
    "q2": BOXES | {"expect": "study"},  # 7 of 8: 2
    "q3": ["number", "decision"],
    "q4": "train",
}
MISCONCEPTION_MARKS = {"q1": 1, "q2": 2, "q3": 0, "q4": 0}


def test_keys_are_the_agreed_ones(questions, reference):
    keys = reference["keys"]["A04"]
    assert questions["q2"].key == keys["q2"]["boxes"] == BOXES
    assert set(questions["q3"].key) == set(keys["q3"]["missing"])
    assert questions["q4"].key == keys["q4"]["key"]


@pytest.mark.parametrize("tests", [0, 1, 2, 3, 4, 6])
def test_each_whole_test_earns_a_point_and_a_link_one_more(questions, tests):
    given = log(*(spin(n) for n in range(1, tests + 1)))
    linked = 1 if tests > 1 else 0
    assert questions["q1"].score(given).points == min(tests, 4) + linked


@pytest.mark.parametrize("changed", [
    {"predicted": ""}, {"predicted": "long"}, {"result": ""}, {"decision": "Perhaps"},
    {"question": ""}, {"first": LATE}, {"first": {}},
])
def test_a_test_that_is_not_whole_earns_nothing(questions, changed):
    four = [spin(n) for n in range(1, 4)] + [spin(4, **changed)]
    assert questions["q1"].score(log(*four)).points <= 4


@pytest.mark.parametrize(("right", "points"), [(8, 2), (7, 2), (6, 0)])
def test_eight_lines_in_part(questions, right, points):
    wrong = dict.fromkeys(list(BOXES)[right:], "plan") | ({"try": "act"} if right < 7 else {})
    given = BOXES | {name: "do" if BOXES[name] == "plan" else box for name, box in wrong.items()}
    assert questions["q2"].score(given).points == points


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q2", BOXES | {"odd": "study", "next": "study"}, "What you did not expect belongs to"),
        ("q3", ["number"], "One more is missing"), ("q3", ["small", "date"], "31 March"),
        ("q4", "ward", "200 people"), ("q4", "group", "One afternoon can show"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def test_the_coin_earns_nothing_and_comes_first(questions):
    assert next(iter(questions)) == "spin" and questions["spin"].points == 0


def test_the_log_sheet_has_six_rows_and_the_three_words(lesson):
    sheet = (lesson.folder / "log.svg").read_text("utf-8")
    for word in ("adopt", "adapt", "abandon"):
        assert len(re.findall(rf">{word}</text>", sheet)) == 6
    assert "I expect" in sheet and "Result" in sheet
