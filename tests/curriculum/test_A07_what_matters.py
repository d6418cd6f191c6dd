"""A07: keys as agreed, voices as the data have them, slips named, submissions marked."""


import re

import pytest

import qikit as qi

NAME = "A07_what_matters"
COUNTS = {
    "story": "times a person has to tell it again",
    "wait": "waits with no news for an hour",
    "noise": "bangs after 11 pm",
}


def counted(**changes):
    """An answer to question 1, right but for the changes."""
    return {name: {"Count this": count} for name, count in (COUNTS | changes).items()}


MODEL = {
    "q1": counted(),
    "q2": ["inform", "consult", "involve", "partner", "coproduce"],
    "q3": "before",
    "q4": "residents",
    "q5": "feedback",
    "t1": "A night porter and someone who waits for a wheelchair. We meet at 7 am, by the lifts.",
}

# Someone for whom asking is a survey at the end: 3 of 10.
MISCONCEPTION = {
    "q1": counted(story="forms filled in", wait="forms filled in"),  # 1 of 3
    "q2": ["inform", "involve", "consult", "partner", "coproduce"],  # neighbours swapped: 2 of 3
    "q3": "end",
    "q4": "director",
    "q5": "form",
}
MISCONCEPTION_MARKS = {"q1": 1, "q2": 2, "q3": 0, "q4": 0, "q5": 0}


def test_keys_are_the_agreed_ones(questions, reference):
    keys = reference["keys"]["A07"]
    assert questions["q1"].key == counted()
    assert questions["q2"].key == keys["q2"]["order"]
    assert {name: questions[name].key for name in ("q3", "q4", "q5")} == {
        name: keys[name]["key"] for name in ("q3", "q4", "q5")
    }


def test_every_swap_of_neighbours_earns_two(questions, reference):
    order = reference["keys"]["A07"]["q2"]["order"]
    for at in range(4):
        swapped = order.copy()
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        assert questions["q2"].score(swapped).points == reference["keys"]["A07"]["q2"]["swap"]
    assert questions["q2"].score(order[::-1]).points == 0


def test_the_voices_are_those_of_the_data(questions, lesson):
    said = qi.load("ward_voices").set_index("id")["text"]
    rows = dict(questions["q1"].rows)
    for id, name in (("q03", "story"), ("q05", "wait"), ("q04", "noise")):
        parts = rows[name].split(". ")
        assert all(part in said[id] for part in parts), name
    assert "nothing comes back" in said["q18"]
    assert "nothing comes back" in questions["q5"].hints[0]


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q1", counted(noise="forms filled in"), "What matters to him is sleep"),
        ("q1", counted(wait="bangs after 11 pm"), "count the hours with no word"),
        ("q2", ["inform", "involve", "consult", "partner", "coproduce"], "They talk and are heard"),
        ("q3", "aim", "the question is ours"),
        ("q3", "end", "too late"),
        ("q4", "supplier", "plate may not be the trouble"),
        ("q5", "reward", "still hear nothing"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def test_every_wrong_option_has_its_reason(questions):
    for name in ("q3", "q4", "q5"):
        spec = questions[name].spec()
        assert {option for option, _ in spec["options"]} - {spec["key"]} <= set(spec["why"])


def test_the_printed_sheets_say_what_the_page_says(lesson, questions):
    for name, items in (("cards.svg", questions["q1"].rows), ("ways.svg", questions["q2"].items)):
        sheet = (lesson.folder / name).read_text("utf-8")
        said = " ".join(re.findall(r">([^<]+)</text>", sheet))
        assert all(label in said for _, label in items), name
