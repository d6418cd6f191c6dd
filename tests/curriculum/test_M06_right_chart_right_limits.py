"""M06: its keys are what the data say, slips are named, and submissions earn their marks."""

import pytest

import qikit as qi

NAME = "M06_right_chart_right_limits"
CHARTS = dict(zip(
    "ABCDEFGHIJ",
    ["XmR", "p", "u", "c", "X-bar and S", "g or t", "g or t", "XmR", "u", "p"], strict=True,
))
NEW = {"hip": "yes", "year": "no", "heat": "no", "look": "no", "trial": "yes", "fixed": "yes"}


def table(column, cells):
    return {row: {column: value} for row, value in cells.items()}


MODEL = {
    "feel": {"spend": "one", "hip": "cases", "falls": "events", "samples": "several"},
    "clinic": "51.3%",
    "q1": table("Chart", CHARTS),
    "q2": "70.54",
    "q3": table("Per cent", {"lower": "48.1%", "upper": "93.0%"}),
    "q4": ["shift"],
    "q4b": "17",
    "q5": "83.6",
    "q6": table("New limits now?", NEW),
    "q7": "run",
    "q8": "rare",
    "t1": "A p chart of people seen within 42 days, of all first seen that month.",
}

# XmR for everything, percentages averaged, limits that are redrawn whenever it helps: 6 of 20.
MISCONCEPTION = {
    "feel": {"spend": "one", "hip": "events", "falls": "cases", "samples": "several"},
    "clinic": "61.7",
    "q1": table("Chart", CHARTS | {"C": "p", "F": "XmR", "G": "XmR"}),  # 7 of 10: 3
    "q2": "70.35",
    "q3": table("Per cent", {"lower": "48.1", "upper": "85.5"}),  # 1.5 of 3
    "q4": ["outside", "shift"],
    "q4b": "23",
    "q5": "83.7",  # right, within a tenth
    "q6": table("New limits now?", NEW | {"look": "yes", "year": "yes"}),  # 4 of 6: 0
    "q7": "xmr",
    "q8": "c",
}
MISCONCEPTION_MARKS = {
    "q1": 3, "q2": 0, "q3": 1.5, "q4": 0, "q4b": 0, "q5": 1, "q6": 0, "q7": 0, "q8": 0,
}


@pytest.fixture(scope="module")
def hip():
    return qi.load("hip_fracture_36h")


@pytest.fixture(scope="module")
def checked(reference):
    return reference["C6"]


def test_the_keys_are_the_checked_answers(marks, checked, reference):
    keys = reference["keys"]["M06"]
    assert marks["q2"].key == pytest.approx(keys["q2"]["key"]) == pytest.approx(
        100 * checked["baseline_proportion"], abs=0.005)
    assert marks["q2"].question.within == keys["q2"]["within"]
    cells = marks["q3"].key
    assert [cells[side]["Per cent"] for side in ("lower", "upper")] == keys["q3"]["limits"]
    assert marks["q5"].key == pytest.approx(keys["q5"]["key"])


def test_the_keys_are_what_the_data_say_by_another_way(marks, hip):
    made = qi.chart(hip, x="month", y="within_36h", n="patients", kind="p", per=100,
                    unit="%", baseline=16, better="higher", rules="mdc")
    points = made.points
    assert marks["q2"].key == pytest.approx(points["centre"].iloc[0], abs=0.005)
    low, high = (points[side].iloc[21] for side in ("lower", "upper"))
    assert marks["q3"].key["lower"]["Per cent"] == pytest.approx(low, abs=0.05)
    assert marks["q3"].key["upper"]["Per cent"] == pytest.approx(high, abs=0.05)
    assert not points["outside"].any()
    rules = {row.rule: row["first"] for _, row in made.signals.iterrows()}
    assert rules.pop("shift") == marks["q4b"].key == 17
    assert set(rules) <= {"two_of_three"}


def test_the_mean_of_percentages_is_named(marks, hip, checked):
    wrong = 100 * (hip["within_36h"] / hip["patients"]).head(16).mean()
    assert wrong == pytest.approx(100 * checked["mean_of_percentages"], abs=0.005)
    said = marks["q2"].score(f"{wrong:.2f}")
    assert said.points == 0 and "mean of percentages" in said.messages[0]


@pytest.mark.parametrize("answer", [["shift"], ["shift", "two"], ["two", "shift"]])
def test_two_of_three_beside_the_shift_is_accepted(marks, answer):
    assert marks["q4"].score(answer).points == 2


@pytest.mark.parametrize(("right", "points"), [(10, 5), (9, 5), (8, 4), (7, 3), (6, 0)])
def test_nine_of_ten_charts_earn_all_points(marks, right, points):
    wrong = dict.fromkeys(list(CHARTS)[right:], "c") | ({"D": "u"} if right < 4 else {})
    assert marks["q1"].score(table("Chart", CHARTS | wrong)).points == points


@pytest.mark.parametrize(
    ("limit", "points"), [("47.6", 3), ("48.6", 3), ("47.5", 1.5), ("50.2", 1.5)]
)
def test_the_lower_limit_has_its_tolerance(marks, limit, points):
    said = marks["q3"].score(table("Per cent", {"lower": limit, "upper": "93"}))
    assert said.points == points
    assert limit != "50.2" or "month 1" in " ".join(said.messages)


def test_every_wrong_answer_of_the_misconception_is_answered_with_a_reason(marks):
    for id, mark in marks.items():
        said = mark.score(MISCONCEPTION[id])
        if said.state != "right":
            reasons = [each for each in said.messages if len(each) > 40]
            assert reasons, id


def test_the_examples_in_the_prose_are_right(lesson, hip):
    text = " ".join(cell.source for cell in lesson.markdown)
    p, n = 0.7054, 45
    assert hip["patients"].iloc[0] == n
    inside = p * (1 - p) / n
    for number in (inside, inside**0.5, 3 * inside**0.5):
        assert f"{number:.4g}" in text
    assert f"{100 * (p - 3 * inside**0.5):.1f}% and {100 * (p + 3 * inside**0.5):.1f}%" in text
    assert f"{100 * 59 / 110:.1f}%" in text and (90 + 50) / 2 == 70
    assert hip["month"].iloc[16].strftime("%B %Y") == "August 2025" in text


def test_the_large_number_is_one_month_of_england(lesson, reference):
    months = reference["C15"]
    seen = months["attendances"][34] - months["breaches"][34]
    assert f"{seen:,} of {months['attendances'][34]:,}" in lesson.graded["show-show-tables"].source
