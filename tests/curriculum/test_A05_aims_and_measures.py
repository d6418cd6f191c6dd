"""A05: keys as agreed, aims judged part by part, slips named, submissions marked."""

import re

import pytest

import qikit as qi

NAME = "A05_aims_and_measures"
AIM = {
    "measure": "people who go home before noon", "better": "Higher", "unit": "%", "baseline": "20",
    "target": "40", "whom": "people going home from Ash ward", "where": "Ash ward",
    "start": "2026-09-07", "by": "2027-03-31",
}  # fmt: skip
KINDS = {
    f"{team}{number}": kind
    for team in "fpm"
    for number, kind in enumerate(("outcome", "process", "balancing"), start=1)
}


def aim(**fields):
    """A filled aim as the page keeps it."""
    return qi.pdsa.make.answer(AIM | fields)


def sorted_as(**changes):
    """An answer to question 2, right but for the changes."""
    return {name: {"Kind": kind} for name, kind in (KINDS | changes).items()}


MODEL = {
    "q1": aim(),
    "q2": sorted_as(),
    "q3": "readmit",
    "q4": "denominator",
    "q5": "five",
    "q6": "resident",
    "t1": "Cut cold meals on Ash ward from 9 to 3 a week by 1 May. Count plates on a card.",
}

# Someone who wants better soon, counts once a year and asks the inspector: 3 of 10.
MISCONCEPTION = {
    "q1": aim(target="10", by=""),  # for whom and where alone: 1
    "q2": sorted_as(f3="process"),  # 8 of 9: 2
    "q3": "noon",
    "q4": "often",
    "q5": "year",
    "q6": "inspector",
}
MISCONCEPTION_MARKS = {"q1": 1, "q2": 2, "q3": 0, "q4": 0, "q5": 0, "q6": 0}


def test_keys_are_the_agreed_ones(questions, reference):
    keys = reference["keys"]["A05"]
    assert questions["q2"].key == sorted_as()
    for name in ("q3", "q4", "q5", "q6"):
        assert questions[name].key == keys[name]["key"]


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({}, 3),
        ({"target": "10"}, 2),
        ({"better": "Lower", "baseline": "40", "target": "20"}, 3),
        ({"baseline": "some"}, 2),
        ({"target": "20"}, 2),
        ({"by": "2026-01-01"}, 2),
        ({"whom": ""}, 2),
        ({"whom": "", "by": "", "target": ""}, 0),
    ],
)
def test_each_part_of_an_aim_counts(questions, changes, points):
    assert questions["q1"].score(aim(**changes)).points == points


@pytest.mark.parametrize(("wrong", "points"), [(0, 3), (1, 2), (2, 0)])
def test_nine_measures_in_part(questions, wrong, points):
    astray = dict.fromkeys(list(KINDS)[:wrong], "none")
    assert questions["q2"].score(sorted_as(**astray)).points == points


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q2", sorted_as(f3="process"), "at what cost to the person"),
        ("q2", sorted_as(m2="outcome"), "is the new way being done"),
        ("q3", "noon", "What might go wrong"),
        ("q4", "often", "each day, at 8 pm"),
        ("q5", "quarter", "six years"),
        ("q5", "year", "forgotten"),
        ("q6", "inspector", "do not live there"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def test_the_settings_are_five(lesson):
    source = next(cell.source for cell in lesson.cells if cell.id == "settings")
    settings = re.findall(r'^    "(.+?)": \(', source, re.MULTILINE)
    assert settings == ["Hospital ward", "GP surgery", "Mental health", "Payroll", "Care home"]


def test_an_aim_the_wrong_way_is_named_with_the_numbers_put_in(questions):
    found = questions["q1"].score(aim(target="10"))
    assert "Next: You chose higher as better, but 10 is lower than 20. Turn one of them round." in (
        found.messages)
    assert questions["q1"].score(aim()).messages == (questions["q1"].why["*right"],)


def test_the_aim_reads_as_one_sentence():
    assert qi.pdsa.text(qi.pdsa.aim(), aim()).splitlines()[0] == (
        "Our aim: people who go home before noon, up from 20 to 40%, for people going home from "
        "Ash ward, in Ash ward, by 31 March 2027."
    )


def test_the_switch_shows_one_aim_at_a_time(lesson):
    cell = next(cell for cell in lesson.cells if cell.id == "settings")
    assert "qi.explore(aim_of, place=list(AIMS))" in cell.source
    assert "Hospital ward" in cell.outputs[0]["data"]["text/plain"]


def test_the_printed_cards_are_the_nine_measures(lesson, questions):
    cards = (lesson.folder / "cards.svg").read_text("utf-8")
    printed = " ".join(re.findall(r">([^<]+)</text>", cards))
    assert all(label in printed for _, label in questions["q2"].rows)
    signs = (lesson.folder / "signs.svg").read_text("utf-8")
    assert all(f">{kind}:" in signs for kind in ("Outcome", "Process", "Balancing"))
