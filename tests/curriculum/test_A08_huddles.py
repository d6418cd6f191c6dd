"""A08: keys are what the board says, slips are named, and submissions earn their marks."""

import re

import pandas as pd
import pytest

import qikit as qi

NAME = "A08_huddles"
ISSUE = {
    "what": "Two of the six ward chairs have flat tyres",
    "where": "Ward 4",
    "since": "2026-05-13",
    "effect": "People wait for a scan until a porter finds another chair.",
    "ask": "Mend both chairs this week",
}
LEVELS = {
    "tyres": "our own team",
    "lift": "the department lead",
    "alarm": "the person in charge, at once",
}


def filled(**fields):
    """A filled issue record as the page keeps it."""
    return qi.pdsa.make.answer(ISSUE | fields)


def sent(**changes):
    """An answer to question 4, right but for the changes."""
    return {issue: {"Take it to": level} for issue, level in (LEVELS | changes).items()}


MODEL = {
    "q1": "H02",
    "q2": "3",
    "q3": filled(),
    "q4": sent(),
    "q5": "thank",
    "q6": ["happened", "effect", "support", "training", "share"],
    "q7": "idea",
    "t1": "People wait in bed until a chair is found. Please mend two tyres this week.",
}

# Someone who reads dates only, asks for nothing and looks for who: 3 of 10.
MISCONCEPTION = {
    "q1": "H01",
    "q2": "4",
    "q3": filled(ask="", where=""),  # what, since and effect: 2 of 3
    "q4": sent(alarm="our own team", lift="our own team"),
    "q5": "who",
    "q6": ["happened", "training", "effect", "support", "share"],
    "q7": "coach",  # right: 1
}
MISCONCEPTION_MARKS = {"q1": 0, "q2": 0, "q3": 2, "q4": 0, "q5": 0, "q6": 0, "q7": 1}


def test_keys_are_what_the_board_says(questions, reference):
    keys = reference["keys"]["A08"]
    board = qi.load("huddle_board")
    still = board[board["closed"].isna()]
    days = (pd.Timestamp("2026-06-15") - pd.to_datetime(still["raised"])).dt.days
    assert questions["q1"].key == keys["q1"]["key"] == still.loc[days.idxmax(), "id"]
    assert questions["q2"].key == keys["q2"]["key"] == (days > 14).sum()
    assert questions["q2"].why["8"] and len(still) == 8
    assert questions["q5"].key == keys["q5"]["key"]
    assert questions["q6"].key == keys["q6"]["order"]


@pytest.mark.parametrize(
    ("gone", "points"),
    [("what", 2), ("where", 2.5), ("since", 2.5), ("effect", 2.5), ("ask", 2.5)],
)
def test_each_part_of_the_issue_counts(questions, gone, points):
    assert questions["q3"].score(filled(**{gone: ""})).points == points


def test_the_ask_begins_with_a_verb(questions):
    found = questions["q3"].score(filled(ask="The chairs are in a poor state"))
    assert found.points == 2.5
    assert "doing word" in " ".join(found.messages)


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q1", "H01", "it is closed"),
        ("q1", "H12", "newest"),
        ("q2", "8", "all the open ones"),
        ("q2", "4", "13 days"),
        ("q4", sent(alarm="our own team"), "hurt today"),
        ("q5", "who", "gets the blame"),
        ("q5", "solve", "meant well"),
        ("q6", ["share", "happened", "effect", "support", "training"], "Sharing comes last"),
        ("q7", "wait", "Choose a small one"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def test_the_huddle_that_comes_first_is_six_clicks_by_every_way(questions, lesson):
    assert next(iter(questions)) == "h1" and questions["h1"].points == 0
    scenes = questions["h1"].scenes
    assert list(scenes)[1:6] == ["green", "safety", "flow", "people", "idea"]

    def ways(name):
        return [1 + way for each in scenes[name]["choices"] for way in ways(each["to"])] or [0]

    assert set(ways("start")) == {6}
    assert all(each["note"] for scene in scenes.values() for each in scene["choices"])


def test_learners_are_asked_for_the_issue_alone(questions):
    [part] = questions["q3"].spec()["form"]["parts"]
    assert part["title"] == "The issue" and len(part["fields"]) == 5
    assert questions["q3"].score(filled()).messages == (questions["q3"].why["*right"],)


@pytest.mark.parametrize("ask", ["Pay the extras in June", "Could estates mend the door?"])
def test_a_plain_request_earns_its_half_point(questions, ask):
    assert questions["q3"].score(filled(ask=ask)).points == 3


def test_what_a_slip_says_holds_on_a_phone_where_the_table_has_no_last_column(questions):
    assert "column" not in questions["q1"].why["H01"]


def test_the_room_version_gives_each_part_the_time_that_it_says(lesson):
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    starts = [(int(at), words) for at, words in re.findall(r"^\| (\d+) \| (.+?) \|", page, re.M)
              if "(" not in words[:2] and int(at) < 20]
    room = starts[: [at for at, _ in starts].index(18) + 1]
    assert [at for at, _ in room] == [0, 3, 6, 11, 13, 16, 18]
    assert "five minutes at most" in dict(room)[6]
    assert "| Time | 20 minutes |" in page


def test_the_printed_board_is_the_board(lesson):
    printed = " ".join(re.findall(r">([^<]+)</text>", (lesson.folder / "issues.svg").read_text()))
    for row in qi.load("huddle_board").itertuples():
        assert f"{row.id} " in printed and " ".join(row.issue.split()[:2]) in printed


def test_the_printed_reflection_sheet_is_question_6(lesson, questions):
    sheet = (lesson.folder / "reflection.svg").read_text("utf-8")
    printed = " ".join(re.findall(r">([^<]+)</text>", sheet))
    assert all(line in printed for _, line in questions["q6"].items)
    blank = (lesson.folder / "blank_board.svg").read_text("utf-8")
    assert re.findall(r'fill="#FFFFFF">([^<]+)</text>', blank) == [
        "Green", "Safety", "Flow", "People", "One idea"
    ]
    cards = (lesson.folder / "issue_cards.svg").read_text("utf-8")
    assert cards.count(">Our ask</text>") == cards.count(">Where</text>") == 4
