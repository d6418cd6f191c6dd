"""E02: its keys are what the data say, slips are named, and submissions earn their marks."""

import re

import pytest

import qikit as qi

NAME = "E02_measurement_clinic"
STEPS = ["aim", "choose", "define", "collect", "present", "review", "repeat"]
GAP = "a gap, with the reason"
DEFINITION = {
    "name": "Letters within a day", "numerator": "Letters sent within 24 hours",
    "denominator": "All discharges from Ward 7", "included": "Everyone who goes home",
    "excluded": "None", "stamp": "The minute of leaving the ward", "collector": "Ward clerk",
    "source": "Discharge screen",
}
PARTS = ("numerator", "denominator", "included", "excluded", "stamp", "collector", "source")


def table(column, cells):
    return {row: {column: value} for row, value in cells.items()}


MODEL = {
    "count": "8",
    "rules": table("Delays", {"uma": "8", "vic": "4"}),
    "skipped": table("Step left out", {"audit": "aim", "two": "define",
                                       "drawer": "analyse and present", "wheel": "review"}),
    "q1": "83.3%",
    "letters": "0.82",
    "q1b": "0.634",
    "differ": "talk",
    "q2": DEFINITION,
    "q3": "daily",
    "q3b": ["size", "often", "chance", "strata"],
    "q4": "20",
    "drifted": "rule",
    "q5": table("On the chart", {"leave": GAP, "none": "0", "small": GAP, "closed": GAP}),
    "q6": table("Subgroup", {"lab": "A", "clinic": "B", "phones": "B", "dispense": "A"}),
    "burden": "10.2",
    "q7": STEPS,
    "t1": "Requests ready within two working days, of all repeat requests, five a day by chance.",
}

# Agreement is enough, all of it once a month, zeros for gaps, the rule's last week: 3.5 of 20.
MISCONCEPTION = {
    "count": "4",
    "rules": table("Delays", {"uma": "7", "vic": "5"}),
    "skipped": table("Step left out", {"audit": "define", "two": "collect", "drawer": "aim",
                                       "wheel": "none of these"}),
    "q1": "83.3",
    "letters": "0.81",
    "q1b": "0.667",
    "differ": "train",
    "q2": DEFINITION | {"numerator": "Letters sent in a timely way", "stamp": "", "excluded": ""},
    "q3": "month",
    "q3b": ["size", "often", "chance", "more"],
    "q4": "26",
    "drifted": "well",
    "q5": table("On the chart", {"leave": "0", "none": "0", "small": "0", "closed": "0"}),
    "q6": table("Subgroup", {"lab": "B", "clinic": "A", "phones": "A", "dispense": "A"}),
    "burden": "8.2",
    "q7": ["choose", "aim", "collect", "define", "present", "review", "repeat"],
}
MISCONCEPTION_MARKS = {
    "q1": 1, "q1b": 0, "q2": 2.5, "q3": 0, "q3b": 0, "q4": 0, "q5": 0, "q6": 0, "q7": 0,
}


@pytest.fixture(scope="module")
def square():
    seen = qi.load("two_observers")
    pairs = list(zip(seen["observer_A"], seen["observer_B"], strict=True))
    return {each: pairs.count(each) for each in set(pairs)}


def test_the_keys_are_the_stated_ones(marks, reference):
    keys = reference["keys"]["E02"]
    assert {id: mark.points for id, mark in marks.items()} == {
        id: entry["points"] for id, entry in keys.items()}
    for id in ("q1", "q1b", "q4"):
        assert marks[id].key == pytest.approx(keys[id]["key"])
        assert marks[id].question.within == keys[id]["within"]


def test_agreement_and_kappa_by_hand(marks, square):
    assert square == {("yes", "yes"): 34, ("yes", "no"): 6, ("no", "yes"): 4, ("no", "no"): 16}
    agree = (34 + 16) / 60
    luck = (40 * 38 + 20 * 22) / 60**2
    assert 100 * luck == pytest.approx(54.4, abs=0.05)
    assert marks["q1"].key == pytest.approx(100 * agree, abs=0.05)
    assert marks["q1b"].key == pytest.approx((agree - luck) / (1 - luck), abs=0.0005)


def test_kappa_by_the_short_formula(marks, square):
    """For two by two: 2 (ad - bc) over (a + b)(b + d) + (a + c)(c + d)."""
    a, b, c, d = (square[each] for each in
                  (("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")))
    short = 2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d))
    assert marks["q1b"].key == pytest.approx(short, abs=0.0005)


@pytest.mark.parametrize(("answer", "words"), [
    ("0.833", "luck included"), ("0.667", "0.5 only when"), ("0.544", "what luck alone"),
    ("0.289", "Divide by"), ("0.711", "luck of yes alone"),
])
def test_slips_of_kappa_are_named(marks, answer, words):
    said = marks["q1b"].score(answer)
    assert said.points == 0 and words in " ".join(said.messages), said.messages


@pytest.mark.parametrize(("week", "points"), [
    ("18", 0), ("19", 3), ("20", 3), ("21", 3), ("22", 0),
])
def test_the_drift_is_found_within_a_week(marks, week, points):
    assert marks["q4"].score(week).points == points


def test_the_drift_is_where_the_people_counted_fall_most(marks):
    drift = qi.load("definition_drift")
    people = drift["denominator"].tolist()
    falls = {at: sum(people[:at]) / at - sum(people[at:]) / (40 - at) for at in range(5, 36)}
    assert max(falls, key=falls.get) + 1 == marks["q4"].key == 20
    assert str(drift["week"].iloc[19])[:10] == "2025-10-13"


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_definition_is_worth_half_a_point(marks, part):
    ids = [each["id"] for each in marks["q2"].question.key]
    assert ids == [*PARTS, "plain"]
    assert marks["q2"].score(DEFINITION).points == 4
    expected = 3 if part in ("numerator", "included") else 3.5
    assert marks["q2"].score(DEFINITION | {part: ""}).points == expected


@pytest.mark.parametrize("vague", ["sent in a timely way", "sent soon", "sent, where possible"])
def test_a_vague_word_is_seen(marks, vague):
    assert marks["q2"].score(DEFINITION | {"numerator": f"Letters {vague}"}).points == 3.5


def test_the_worked_definition_is_whole(lesson, marks):
    assert marks["q2"].score(lesson.plan.questions["q2"].filled).points == 4


@pytest.mark.parametrize(("ticks", "points"), [
    (["size", "often", "chance", "strata"], 2), (["size", "often", "strata"], 1),
    (["size", "often", "chance", "strata", "more"], 1), (["size", "often"], 0),
    (["size", "often", "chance", "strata", "more", "after", "known"], 0),
])
def test_ticking_everything_does_not_pay(marks, ticks, points):
    assert marks["q3b"].score(ticks).points == points


@pytest.mark.parametrize(("id", "column", "right", "points"), [
    ("q5", "On the chart", 4, 2), ("q5", "On the chart", 3, 1), ("q5", "On the chart", 2, 0),
    ("q6", "Subgroup", 4, 2), ("q6", "Subgroup", 3, 2), ("q6", "Subgroup", 2, 0),
])
def test_tables_count_as_the_specification_says(marks, id, column, right, points):
    cells = [(row, cell[column]) for row, cell in MODEL[id].items()]
    other = {"A": "B", "B": "A"}
    given = {row: value if at < right else other.get(value, "last week's value")
             for at, (row, value) in enumerate(cells)}
    assert marks[id].score(table(column, given)).points == points


def test_two_neighbours_swapped_earn_half(marks):
    assert marks["q7"].score(["aim", "define", "choose", *STEPS[3:]]).points == 1
    assert marks["q7"].score([*STEPS[::-1]]).points == 0


def test_the_ten_records_give_eight_and_four(lesson):
    rows = re.findall(r'\("(\d\d):00", "(\d\d:\d\d|next day)", "(.*?)"\)',
                      lesson.graded["show-show-ten"].source)
    assert len(rows) == 10
    late = []
    for planned, left, why in rows:
        hours = 24 if left == "next day" else int(left[:2]) + int(left[3:]) / 60
        late.append((hours - int(planned), why))
    key = {row: cell["Delays"] for row, cell in lesson.plan.questions["rules"].key.items()}
    assert key["uma"] == sum(wait > 0 for wait, _ in late)
    assert key["vic"] == sum(wait > 2 and why != "family" for wait, why in late)


def test_the_sums_of_the_prose_are_right(lesson):
    text = " ".join(cell.source for cell in lesson.markdown)
    luck = 0.5 * 0.5 + 0.5 * 0.5
    assert f"{luck:.2f}" in text and f"= {(0.80 - luck) / (1 - luck):.2f}." in text
    asked = lesson.plan.questions
    assert asked["letters"].key == pytest.approx(0.9**2 + 0.1**2)
    assert asked["burden"].key == pytest.approx((5 * 50 + 12 * 20) / 60 + 2, abs=0.05)
    assert f"{(5 * 50 + 8 * 20) / 60 + 2:.1f}" in asked["burden"].why["*right"]
    drift = qi.load("definition_drift")
    percent = 100 * drift["numerator"] / drift["denominator"]
    assert f"{percent[:19].mean():.0f}% to {percent[19:].mean():.0f}%" in text
    told = " ".join(asked["drifted"].why.values())
    assert f"About {drift['numerator'][:19].mean():.0f} people" in told
    assert f"{drift['numerator'][19:].mean():.0f} after" in told


def test_reading_and_doing_fit_the_minutes(lesson):
    prose = "\n".join(cell.source for cell in lesson.markdown)
    texts = [re.sub(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===", "", prose, flags=re.S)]
    for question in lesson.plan.questions.values():
        spec = question.spec()
        texts += strings([spec.get(name) for name in ("prompt", "options", "rows", "items", "why")])
    words = len(re.findall(r"\w[\w'’-]*", " ".join(texts)))
    assert words / 180 + lesson.meta["activity"] <= lesson.meta["minutes"]


def strings(value):
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [each for one in inside for each in strings(one)]
