"""A04: a log of tests is counted, slips are named, and submissions earn their marks."""

import re

import pytest

import qikit as qi

NAME = "A04_small_tests"
BOXES = {
    "ask": "plan", "say": "plan", "left": "do", "note": "do", "took": "study", "learned": "study",
    "tag": "act", "next": "act",
}
LATE = {"predicted": "2026-11-23T12:09:00.000Z", "result": "2026-11-23T12:01:00.000Z"}


def spin(n, **changed):
    """One whole test of a log, its number put in before its result."""
    test = {
        "id": f"c{n}", "question": f"Does change {n} make it spin longer?", "predicted": str(5 + n),
        "result": f"{5 + n}.4", "decision": "Adapt",
        "first": {"predicted": f"2026-11-23T12:{n:02d}:00.000Z",
                  "result": f"2026-11-23T12:{n:02d}:40.000Z"},
    }
    return test | ({"builds": f"c{n - 1}"} if n > 1 else {}) | changed


def log(*tests):
    """An answer to question 1."""
    return {"cycles": list(tests)}


MODEL = {
    "q1": log(*(spin(n) for n in range(1, 5))),
    "p1": {"two": "adopt", "cloth": "abandon", "hands": "adapt"},
    "q2": BOXES,
    "q3": ["predict", "small"],
    "q4": "one",
    "t1": "On Tuesday Jo and I put one chair by the lift. I expect 6 minutes a trip.",
}

# Numbers are put in afterwards, tests stand alone, and fair means everyone. 3 of 10.
MISCONCEPTION = {
    "q1": log(spin(1), spin(2, builds="", first=LATE), spin(3, builds="", predicted="")),  # 1 of 5
    "q2": BOXES | {"say": "study"},  # 7 of 8: 2
    "q3": ["predict", "decide"],
    "q4": "new",
}
MISCONCEPTION_MARKS = {"q1": 1, "q2": 2, "q3": 0, "q4": 0}


@pytest.fixture(scope="module")
def means():
    """The mean of each of the four tests at lunch."""
    return qi.load("coin_spins").groupby("cycle")["seconds"].mean().round(1).tolist()


def test_keys_are_the_agreed_ones(questions, reference):
    keys = reference["keys"]["A04"]
    assert questions["q2"].key == keys["q2"]["boxes"] == BOXES
    assert sorted(BOXES.values()) == sorted(2 * ["plan", "do", "study", "act"])
    assert questions["q3"].key == keys["q3"]["missing"]
    assert questions["q4"].key == keys["q4"]["key"]


@pytest.mark.parametrize("tests", [0, 1, 2, 3, 4, 6])
def test_each_whole_test_earns_a_point_and_a_link_one_more(questions, tests):
    given = log(*(spin(n) for n in range(1, tests + 1)))
    assert questions["q1"].score(given).points == min(tests, 4) + (1 if tests > 1 else 0)


@pytest.mark.parametrize("linked", [2, 3, 4])
def test_one_link_is_enough(questions, linked):
    four = [spin(n, **({} if n in (1, linked) else {"builds": ""})) for n in range(1, 5)]
    assert questions["q1"].score(log(*four)).points == 5


def test_no_link_leaves_four_points(questions):
    found = questions["q1"].score(log(*(spin(n, builds="") for n in range(1, 5))))
    assert found.points == 4
    assert "Say which earlier test gave you the idea" in " ".join(found.messages)


@pytest.mark.parametrize("changed", [
    {"predicted": ""}, {"predicted": "long"}, {"result": ""}, {"decision": "Perhaps"},
    {"question": ""}, {"first": LATE}, {"first": {}},
])
def test_a_test_that_is_not_whole_earns_nothing(questions, changed):
    four = [spin(n) for n in range(1, 4)] + [spin(4, **changed)]
    found = questions["q1"].score(log(*four))
    assert found.points == 4
    assert "A fourth whole test: a question" in " ".join(found.messages)


def test_the_worked_log_says_its_numbers_first(questions):
    shown = questions["q1"].filled
    assert questions["q1"].score(shown).points == 3


@pytest.mark.parametrize(("wrong", "points"), [(0, 2), (1, 2), (2, 0), (8, 0)])
def test_eight_lines_in_part(questions, wrong, points):
    turned = {"plan": "do", "do": "study", "study": "act", "act": "plan"}
    given = BOXES | {name: turned[BOXES[name]] for name in list(BOXES)[:wrong]}
    assert questions["q2"].score(given).points == points


@pytest.mark.parametrize(
    ("chosen", "points"),
    [(["predict", "small"], 2), (["predict"], 0), (["predict", "small", "count"], 0),
     (["question", "decide"], 0)],
)
def test_both_gaps_and_no_other(questions, chosen, points):
    assert questions["q3"].score(chosen).points == points


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q2", BOXES | {"note": "study", "next": "study"}, "while they tried it"),
        ("q2", BOXES | {"took": "act", "tag": "study"}, "set beside what was said"),
        ("q3", ["small"], "There is one more"),
        ("q3", ["small", "count"], "counted every day"),
        ("q4", "team", "by tomorrow"),
        ("q4", "new", "goes wrong for all"),
        ("q4", "sites", "half a year old"),
        ("p1", {"two": "abandon"}, "two seconds longer"),
        ("p1", {"cloth": "adopt"}, "Far less than they said"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def test_the_practice_says_what_the_spins_say(questions, means, lesson):
    spins = qi.load("coin_spins")
    told = dict(questions["p1"].items)
    expected = spins.groupby("cycle")["expected"].first().tolist()
    assert [round(mean) for mean in means] == [6, 8, 5, 11]
    assert f"Said: {expected[1]}. It took about 8, and the 1p about 6" in told["two"]
    assert f"Said: {expected[2]}. It took about 5" in told["cloth"]
    assert f"Said: {expected[3]}. It took about 11" in told["hands"]
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    assert "means of 6.2, 8.2, 4.9 and 10.9 seconds" in page


def test_either_end_of_the_two_hands_is_right(questions):
    for end in ("adapt", "adopt"):
        assert questions["p1"].score(MODEL["p1"] | {"hands": end}).state == "right"


def test_the_chart_says_what_was_changed(lesson):
    words = lesson.graded["show-spins"].outputs[0]["data"]["text/plain"]
    assert all(note in words for note in ("1p", "2p", "cloth", "two hands"))


def test_the_coin_earns_nothing_and_comes_first(questions):
    assert next(iter(questions)) == "spin" and questions["spin"].points == 0


def test_the_log_sheet_has_six_rows_and_the_three_words(lesson):
    sheet = (lesson.folder / "log.svg").read_text("utf-8")
    for word in ("adopt", "adapt", "abandon"):
        assert len(re.findall(rf">{word}</text>", sheet)) == 6
    assert sheet.count("Builds on test") == 5
    assert "I expect" in sheet and "Result" in sheet


def test_the_cards_to_print_are_the_eight_lines(lesson, questions):
    printed = re.findall(r">([^<]+)</text>", (lesson.folder / "cards.svg").read_text("utf-8"))
    said = " ".join(printed)
    for _, line in questions["q2"].items:
        assert line in said


def test_the_chart_of_twelve_spins_raises_no_signal_that_the_lesson_does_not_speak_of(lesson):
    source = lesson.graded["show-spins"].source
    assert "rules=()" in source and "better" not in source
    said = lesson.graded["show-spins"].outputs[0]["data"]["text/plain"]
    assert "trend" not in said and "concern" not in said and "No rules are applied" in said
    plain = qi.chart(qi.load("coin_spins"), x="spin", y="seconds", kind="run", rules=())
    assert plain.signals.empty


def test_the_log_asks_for_no_more_than_the_question_needs_and_brings_the_spins(questions):
    spec = questions["q1"].spec()
    [part] = spec["form"]["parts"]
    assert [field["name"] for field in part["fields"]] == [
        "question", "predicted", "result", "decision", "builds"
    ]
    carry = spec["carry"]
    assert carry["from"] == "spin" and carry["rows"] == part["list"] and carry["most"] == 4
    assert set(carry["fields"]) | {carry["says"]["field"]} == {"question", "predicted", "result"}
    assert carry["says"]["names"]["coin"]["two"] == "2p"


def test_a_log_that_is_whole_is_praised_in_the_lessons_words(questions):
    assert questions["q1"].score(MODEL["q1"]).messages == (questions["q1"].why["*right"],)
