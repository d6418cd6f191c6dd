"""M03: its keys are what the data say, slips are named, and submissions earn their marks."""

import re

import pytest

import qikit as qi

NAME = "M03_outcomes_and_case"
AREAS = {
    "veins": "people", "carers": "people", "finish": "work", "porters": "work",
    "agency": "org", "course": "org", "twice": "system", "falls": "system",
}
DOMAINS = {
    "veins": "patient", "carers": "patient", "finish": "staff", "porters": "staff",
    "agency": "reduce", "course": "revenue", "twice": "more", "falls": "avoid",
}
CLAIMS = {
    "story": "try", "before": "differ", "time": "shift", "compare": "likely", "planned": "cause",
}


def returns(cash, everything):
    return {"cash": {"Return": cash}, "all": {"Return": everything}}


MODEL = {
    "pitch": "two",
    "long": {"test": "weeks", "team": "months", "pathway": "many", "whole": "years"},
    "q1": AREAS,
    "q2": DOMAINS,
    "types": {"laundry": "cash", "notes": "capacity", "pumps": "avoided", "beds": "capacity"},
    "q3": returns("-0.60", "2.13"),
    "q7": "6",
    "q6": "period",
    "q4": CLAIMS,
    "q5": "44%",
    "q5b": "move",
    "t1": "About 9 people a month on six wards get a painful vein from a line no longer needed.",
}

# Everything good is a saving, the sums forget what was put in, counts stand for time: 4 of 20.
MISCONCEPTION = {
    "pitch": "one",
    "long": {"test": "weeks", "team": "weeks", "pathway": "months", "whole": "many"},
    "q1": AREAS | {"agency": "work"},  # one slip is forgiven: 4
    "q2": DOMAINS | {"twice": "reduce", "falls": "reduce"},
    "types": {"laundry": "cash", "notes": "cash", "pumps": "cash", "beds": "cash"},
    "q3": returns("0.40", "3.13"),
    "q7": "3",
    "q6": "cash",
    "q4": CLAIMS | {"before": "shift", "time": "cause"},
    "q5": "51.7",
    "q5b": "count",
}
MISCONCEPTION_MARKS = {"q1": 4} | dict.fromkeys(["q2", "q3", "q7", "q6", "q4", "q5", "q5b"], 0)


@pytest.fixture(scope="module")
def costs():
    return qi.load("project_costs")


@pytest.fixture(scope="module")
def register():
    return qi.load("project_register")


@pytest.fixture(scope="module")
def checked(reference):
    return reference["C11"]


@pytest.fixture
def words(lesson):
    return " ".join(cell.source for cell in lesson.markdown)


def total(lines, *types):
    """Pounds of the given types, added line by line."""
    return sum(line.pounds for line in lines.itertuples() if line.type in types)


def even(lines, *types):
    """The first month in which benefits so far reach costs so far, or None."""
    held = 0.0
    for month in range(13):
        now = lines[lines["month_number"] == month]
        held += total(now, *types) - total(now, "cost")
        if held >= 0:
            return month, held
    return None


def test_the_points_and_keys_are_those_agreed(marks, reference, checked):
    keys = reference["keys"]["M03"]
    assert {id: mark.points for id, mark in marks.items()} == {
        id: entry["points"] for id, entry in keys.items()}
    assert sum(mark.points for mark in marks.values()) == 20
    assert [marks["q3"].key[row]["Return"] for row in ("cash", "all")] == keys["q3"]["returns"]
    assert keys["q3"]["returns"] == [checked["roi_cash"], checked["roi_all"]]
    assert marks["q7"].key == keys["q7"]["key"] == checked["break_even_month_all"]
    assert marks["q5"].key == keys["q5"]["key"]
    assert marks["q5"].question.within == keys["q5"]["within"]
    assert (marks["q6"].key, marks["q5b"].key) == (keys["q6"]["key"], keys["q5b"]["key"])


def test_the_returns_are_what_the_lines_say(marks, costs):
    spent = total(costs, "cost")
    assert spent == 16_000
    for row, types in (("cash", ["cash"]), ("all", ["cash", "capacity", "avoided"])):
        back = total(costs, *types) / spent - 1
        assert marks["q3"].key[row]["Return"] == pytest.approx(back, abs=0.005)


def test_the_break_even_month_is_what_the_lines_say(marks, costs, checked):
    month, left = even(costs, "cash", "capacity", "avoided")
    assert marks["q7"].key == month
    assert left == pytest.approx(checked["cumulative_net_month_6"], abs=0.1)
    assert even(costs, "cash", "avoided")[0] == checked["break_even_month_cash_and_avoided"] == 11
    assert even(costs, "cash") is None


def test_the_share_of_time_is_what_the_register_says(marks, register):
    linked = [row for row in register.itertuples() if row.objective != "none"]
    days = sum(row.staff_days for row in linked)
    assert (days, register["staff_days"].sum()) == (1320, 3000)
    assert marks["q5"].key == pytest.approx(100 * days / 3000)
    assert (len(linked), len(register)) == (31, 60)
    said = marks["q5"].score(f"{100 * len(linked) / len(register):.1f}")
    assert said.points == 0 and "share of projects" in said.messages[0]


@pytest.mark.parametrize(("cash", "everything", "points"), [
    ("-0.6", "2.13", 4), ("-0.59", "2.14", 4), ("-0.61", "2.12", 4), ("-0.60", "2.15", 2),
    ("0.60", "2.13", 2), ("−0.60", "3.13", 2), ("0.18", "0.18", 0),
])
def test_each_return_has_its_tolerance_and_its_half(marks, cash, everything, points):
    assert marks["q3"].score(returns(cash, everything)).points == points


@pytest.mark.parametrize(("row", "typed", "phrase"), [
    ("cash", "0.4", "Take the costs away first"),
    ("cash", "0.6", "it has a minus"),
    ("cash", "-60", "per cent"),
    ("cash", "-0.47", "leaves out the team's time"),
    ("cash", "-1.5", "Divide by the costs"),
    ("all", "3.13", "as pitch 1 said"),
    ("all", "213", "per cent"),
    ("all", "3.18", "leaves out the team's time"),
    ("all", "0.18", "Add the 31,200"),
    ("all", "1.35", "leaves out the avoided cost"),
    ("all", "0.68", "Divide by the costs"),
    ("all", "7", "Benefits 50,100 less costs 16,000"),
])
def test_slips_in_a_return_are_named(marks, row, typed, phrase):
    answer = returns("-0.60", "2.13") | {row: {"Return": typed}}
    said = marks["q3"].score(answer)
    assert said.points == 2 and phrase in " ".join(said.messages)


def test_the_named_slips_are_what_the_slips_give(costs):
    spent, start = total(costs, "cost"), costs["pounds"].iloc[0]
    cash, capacity, avoided = (total(costs, kind) for kind in ("cash", "capacity", "avoided"))
    whole = cash + capacity + avoided
    assert cash / spent == pytest.approx(0.4)
    assert (cash - start) / start == pytest.approx(-0.47, abs=0.005)
    assert (cash - spent) / cash == pytest.approx(-1.5)
    assert whole / spent == pytest.approx(3.13, abs=0.005)
    assert (whole - start) / start == pytest.approx(3.18, abs=0.01)
    assert (cash + capacity - spent) / spent == pytest.approx(1.35)
    assert (whole - spent) / whole == pytest.approx(0.68, abs=0.005)


@pytest.mark.parametrize(("typed", "phrase"), [
    ("3", "only begin in month 4"), ("4", "running sum"), ("5", "4,867 pounds below"),
    ("7", "One month too far"), ("11", "nurses' hours count too"), ("9", "700 above"),
])
def test_wrong_months_are_answered(marks, typed, phrase):
    said = marks["q7"].score(typed)
    assert said.points == 0 and phrase in said.messages[0]


def test_the_running_sum_in_the_reasons_is_right(marks, costs):
    net = [sum(total(costs[costs["month_number"] == at], "cash", "capacity", "avoided")
               - total(costs[costs["month_number"] == at], "cost") for at in range(last + 1))
           for last in range(13)]
    assert net[3] == -15_000 and net[5] == pytest.approx(-4867, abs=0.5)
    assert net[6] == pytest.approx(700, abs=0.1)
    assert "15,000 pounds below zero" in " ".join(marks["q7"].question.spec()["hints"])
    month = net[7] - net[6]
    assert 2.5 < 16_000 / month < 3  # "nearly three months of benefits"
    assert 3 < 16_000 / ((net[12] + 16_000) / 12) < 4  # spread over the year: month 4


@pytest.mark.parametrize(("id", "wrong", "points"), [
    ("q1", {"twice": "org"}, 4), ("q1", {"twice": "org", "falls": "people"}, 0),
    ("q2", {"agency": "avoid"}, 3), ("q2", {"agency": "avoid", "finish": "reduce"}, 0),
    ("q4", {"compare": "cause"}, 3), ("q4", {"compare": "cause", "time": "likely"}, 0),
])
def test_one_slip_in_a_sort_is_forgiven(marks, id, wrong, points):
    assert marks[id].score(MODEL[id] | wrong).points == points


def test_practice_answers_teach_at_once(lesson):
    for name in ("pitch", "long", "types"):
        question = lesson.plan.questions[name]
        assert question.points == 0
        right = question.score(MODEL[name])
        assert right.state == "right" and len(right.messages[-1]) > 60
        wrong = question.score(MISCONCEPTION[name])
        assert wrong.state != "right" and any(len(each) > 40 for each in wrong.messages)
    options = {name for name, _ in lesson.plan.questions["pitch"].spec()["options"]}
    assert set(lesson.plan.questions["pitch"].spec()["why"]) == options - {"two"} | {"*right"}


def test_the_two_pitches_are_one_project(words, costs):
    benefits = {kind: total(costs, kind) for kind in ("cash", "capacity", "avoided")}
    assert f"saves {sum(benefits.values()):,.0f} pounds" in words
    assert f"ask for {total(costs, 'cost'):,.0f} pounds" in words
    for pounds in benefits.values():
        assert f"{pounds:,.0f} pounds" in words
    hours, worth, price = re.search(
        r"about ([\d,]+) hours, worth ([\d,]+) pounds at (\d+) pounds", words).groups()
    assert int(hours.replace(",", "")) * int(price) == int(worth.replace(",", "")) == 31_200


def test_the_example_in_the_prose_is_right(words, costs, checked):
    both = total(costs, "cash", "avoided")
    assert f"6,400 + 12,500 = {both:,.0f}" in words
    assert f"that is {both - 16_000:,.0f}. Divided by 16,000 it is **0.18**" in words
    assert (both - 16_000) / 16_000 == pytest.approx(0.18, abs=0.005)
    assert checked["roi_cash_and_avoided"] == 0.18
    first = costs.loc[costs["side"] == "benefit", "month_number"].min()
    assert f"Benefits begin in month {first}" in words


def test_the_nurses_two_hours_are_the_team_time(words, costs):
    """Six wards, two hours a week at the 20 pounds of the pitch: about 1,000 pounds a month."""
    paid = costs[costs["line"] == "Team time"]
    assert "Each ward gives a nurse two hours a week for the first four months" in words
    assert list(paid["month_number"]) == [1, 2, 3, 4] and set(paid["pounds"]) == {1000}
    month = 6 * 2 * 52 / 12 * 20
    assert month == pytest.approx(1000, rel=0.05)


def test_the_facilitator_has_the_same_numbers(lesson, costs):
    page = " ".join((lesson.folder / "facilitator.md").read_text("utf-8").split())
    for said in ("Cash alone -0.60; all that has a price 2.13", "Month 6: 700 pounds above zero",
                 "Month 5 ends 4,867 below", "it is month 11", "1,320 of 3,000 staff days: 44%"):
        assert said in page
    sums = (total(costs, "cash"), total(costs, "avoided"), 12_000, total(costs, "cost") - 12_000)
    sample = page[page.index("> **Problem.**"):page.index("## What usually goes wrong")]
    assert costs["pounds"].iloc[0] == 12_000
    assert all(f"{pounds:,.0f}" in sample for pounds in sums)


def test_reading_and_doing_fit_the_minutes(lesson):
    text = re.sub(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===", "",
                  " ".join(cell.source for cell in lesson.markdown), flags=re.S)
    read = len(text.split())
    for question in lesson.plan.questions.values():
        spec = question.spec()
        labels = [label for name in ("options", "items", "groups", "left", "right", "rows")
                  for _, label in spec.get(name, [])]
        read += sum(len(each.split()) for each in [spec["prompt"], *labels])
    assert lesson.meta["activity"] >= 15 and read / 180 + lesson.meta["activity"] <= 35
