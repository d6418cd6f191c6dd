"""E01: its keys are what data and table say, slips are named, and submissions earn their marks."""

import re
from itertools import pairwise
from statistics import fmean

import pytest

import qikit as qi

NAME = "E01_coaching_change"
KINDS = {
    "notice": "open", "plotted": "closed", "night": "leading", "smaller": "telling",
    "sunday": "open", "days": "closed", "list": "leading", "clerk": "telling", "well": "open",
    "form": "leading",
}
TALKS = ("tray", "wards", "quiet", "clinic", "expert", "last")
GOOD = (2, 0, 2, 1, 1, 0)
CONTRACT = {
    "team": "Ward 7", "aim": "Letters on the day", "does": "Asks and listens",
    "not": "Decides nothing", "they": "Run the tests", "first": "2026-10-06",
    "last": "2027-03-23", "minutes": "30", "rhythm": "Every second Tuesday",
    "room": "Who said what", "beyond": "Harm, to the ward manager", "feedback": "Two minutes each",
    "review": "2026-12-15", "supervisor": "Lead coach", "often": "Monthly",
}
PARTS = {"aim": "team", "roles": "not", "time": "last", "trust": "beyond", "feedback": "review",
         "supervision": "supervisor"}


def table(column, cells):
    return {row: {column: value} for row, value in cells.items()}


def talk(*choices):
    return {"path": [[scene, at] for scene, at in zip(TALKS, choices, strict=False)]}


MODEL = {
    "tape": "7",
    "instead": "wait",
    "ways": {"ideas": "coach", "chart": "teach", "row": "facilitate", "plan": "consult"},
    "gareth": {"path": [["start", 1], ["info", 0], ["deep", 0]]},
    "q1": table("Kind", KINDS),
    "q2": talk(*GOOD),
    "q3": "79",
    "q3b": table("Per cent", {"lower": "56.0", "upper": "70.0%"}),
    "q3c": "18",
    "q4": "3.67",
    "q4b": "d",
    "action": "round",
    "q5": CONTRACT,
    "equip": {"tired": "restorative", "learn": "formative", "act": "personal",
              "check": "normative"},
    "t1": "I asked what had happened since Tuesday, and waited. They chose Thursday.",
}

# Advice with a question mark, kind rescue, all who were ever trained: 1.5 of 20.
MISCONCEPTION = {
    "tape": "9",
    "instead": "good",
    "ways": {"ideas": "consult", "chart": "coach", "row": "facilitate", "plan": "teach"},
    "gareth": {"path": [["start", 0], ["shut", 1], ["polite", 1]]},
    "q1": table("Kind", KINDS | {"night": "open", "list": "open", "days": "open"}),
    "q2": talk(1, 2, 2, 1, 2, 1),
    "q3": "65.8",
    "q3b": table("Per cent", {"lower": "61.2", "upper": "74.1"}),
    "q3c": "21",
    "q4": "3.13",
    "q4b": "b",
    "action": "train",
    "q5": CONTRACT | {"last": "", "supervisor": "", "often": "", "beyond": ""},
}
MISCONCEPTION_MARKS = {
    "q1": 0, "q2": 0, "q3": 0, "q3b": 0, "q3c": 0, "q4": 0, "q4b": 0, "q5": 1.5,
}


@pytest.fixture(scope="module")
def shares():
    coaches = qi.load("coach_activity")
    counts = zip(coaches["active"].tolist(), coaches["in_post"].tolist(), strict=True)
    return [100 * active / post for active, post in counts]


@pytest.fixture(scope="module")
def answers(lessons):
    """The team's answers, read from the page's table and not from the mark cell."""
    page = lessons(NAME).graded["show-show-scale"].source
    found = re.findall(r'"([A-F])": \[([\d, ]+)\]', page)
    text = " ".join(cell.source for cell in lessons(NAME).markdown)
    back = re.findall(r"- \*\*([A-F])\.\*\* .+ \*\(reversed\)\*", text)
    return {letter: (letter in back, [int(each) for each in row.split(",")])
            for letter, row in found}


def xmr(values):
    """Mean and XmR limits, by hand."""
    steps = [abs(b - a) for a, b in pairwise(values)]
    centre, half = fmean(values), 2.66 * fmean(steps)
    return centre - half, centre, centre + half, fmean(steps)


def test_the_keys_are_the_stated_ones(marks, reference):
    keys = reference["keys"]["E01"]
    assert {id: mark.points for id, mark in marks.items()} == {
        id: entry["points"] for id, entry in keys.items()}
    for id in ("q3", "q3c", "q4"):
        assert marks[id].key == pytest.approx(keys[id]["key"])
        assert marks[id].question.within == keys[id]["within"]
    limits = [marks["q3b"].key[side]["Per cent"] for side in ("lower", "upper")]
    assert limits == keys["q3b"]["limits"]


def test_the_coaches_are_what_the_data_say_by_another_way(marks, shares):
    low, _, high, _ = xmr(shares[:14])
    assert marks["q3"].key == pytest.approx(shares[23], abs=0.05)
    cells = marks["q3b"].key
    assert cells["lower"]["Per cent"] == pytest.approx(low, abs=0.05)
    assert cells["upper"]["Per cent"] == pytest.approx(high, abs=0.05)
    assert marks["q3c"].key == 1 + next(
        at for at, each in enumerate(shares) if not low <= each <= high)
    made = qi.chart({"month": list(range(1, 25)), "share": shares}, x="month", y="share",
                    kind="xmr", baseline=14, rules="mdc")
    outside = made.signals.loc[made.signals["rule"] == "outside", "first"]
    assert marks["q3c"].key == outside.min()


def test_the_table_of_sums_on_the_page_is_right(lesson, shares):
    text = " ".join(cell.source for cell in lesson.markdown)
    for first, last in ((0, 14), (14, 24), (0, 24)):
        _, centre, _, step = xmr(shares[first:last])
        assert f"| {centre:.2f} | {step:.3f} |" in text


def test_the_score_is_what_the_table_says_by_another_way(marks, answers):
    assert len(answers) == 6 and sum(back for back, _ in answers.values()) == 3
    sums = {letter: 30 - sum(row) if back else sum(row) for letter, (back, row) in answers.items()}
    assert marks["q4"].key == pytest.approx(sum(sums.values()) / 30, abs=0.005)
    assert marks["q4b"].key == min(sums, key=sums.get).lower() == "d"
    assert sorted(sums.values())[1] - sums["D"] >= 5


def test_forgetting_to_turn_over_is_named(marks, answers):
    raw = fmean(each for _, row in answers.values() for each in row)
    assert abs(raw - marks["q4"].key) > 0.3
    said = marks["q4"].score(f"{raw:.2f}")
    assert said.points == 0 and "Turn B, D and F over" in said.messages[0]
    assert "B is reversed" in marks["q4b"].score("b").messages[0]


@pytest.mark.parametrize(("score", "points"), [("3.62", 2), ("3.72", 2), ("3.6", 0), ("3.74", 0)])
def test_the_score_has_its_tolerance(marks, score, points):
    assert marks["q4"].score(score).points == points


@pytest.mark.parametrize(("right", "points"), [(10, 5), (9, 4), (8, 4), (7, 0)])
def test_eight_of_ten_sentences_earn_four(marks, right, points):
    wrong = {row: "open" if kind != "open" else "closed" for row, kind in KINDS.items()}
    given = KINDS | {row: wrong[row] for row in list(KINDS)[right:]}
    assert marks["q1"].score(table("Kind", given)).points == points


@pytest.mark.parametrize(("good", "points"), [(6, 5), (5, 5), (4, 0)])
def test_five_of_six_talks_earn_all(marks, good, points):
    choices = [at if place < good else (at + 1) % 3 for place, at in enumerate(GOOD)]
    assert marks["q2"].score(talk(*choices)).points == points


def test_the_good_answer_stands_in_each_place_and_is_not_always_the_longest(marks):
    question = marks["q2"].question
    assert set(GOOD) == {0, 1, 2}
    longest = [max(range(3), key=lambda at: len(question.scenes[scene]["choices"][at]["say"]))
               for scene in TALKS]
    assert sum(a == b for a, b in zip(longest, GOOD, strict=True)) <= 4


@pytest.mark.parametrize(("part", "field"), PARTS.items())
def test_each_part_of_the_contract_is_worth_half_a_point(marks, part, field):
    assert [each["id"] for each in marks["q5"].question.key] == list(PARTS)
    assert marks["q5"].score(CONTRACT | {field: ""}).points == 2.5, part
    assert marks["q5"].score(CONTRACT).points == 3


def test_a_contract_that_ends_before_it_begins_is_not_whole(marks):
    assert marks["q5"].score(CONTRACT | {"last": "2026-09-01"}).points == 2.5


def test_the_worked_contract_is_whole_and_the_sceptic_can_be_met(lesson):
    asked = lesson.plan.questions
    found = next(mark for mark in lesson.plan.marks if mark.question.id == "q5")
    assert found.score(asked["q5"].filled).points == 3
    scenes = asked["gareth"].scenes
    for path in (MODEL["gareth"]["path"], MISCONCEPTION["gareth"]["path"]):
        here = "start"
        for scene, at in path:
            assert here == scene
            here = scenes[scene]["choices"][at]["to"]
        assert not scenes[here]["choices"]


def test_reading_and_doing_fit_the_minutes(lesson):
    prose = "\n".join(cell.source for cell in lesson.markdown)
    texts = [re.sub(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===", "", prose, flags=re.S)]
    for question in lesson.plan.questions.values():
        spec = question.spec()
        texts += strings([spec.get(name) for name in (
            "prompt", "options", "rows", "left", "right", "scenes", "why")])
    words = len(re.findall(r"\w[\w'’-]*", " ".join(texts)))
    assert words / 180 + lesson.meta["activity"] <= lesson.meta["minutes"]


def strings(value):
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [each for one in inside for each in strings(one)]
