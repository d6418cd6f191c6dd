"""M11: its keys are what the week, the year and the reviews say; submissions earn their marks."""

import pytest

import qikit as qi

NAME = "M11_demand_and_capacity"
DAYS = ("mon", "tue", "wed", "thu", "fri")
STEPS = {"notes_read": "notes", "talked_through": "talk", "changes_agreed": "agree",
         "follow_up_booked": "follow"}


def table(column, keys, values):
    return {key: {column: str(value)} for key, value in zip(keys, values, strict=True)}


def evenings(*values):
    return table("Wait tonight", DAYS, values)


def totals(*values):
    return table("Number", ("requests", "slots"), values)


def reliable(*values):
    return table("All four done", "ABC", values)


MODEL = {
    "guess": "more",
    "words": {"calls": "demand", "slots": "capacity", "seen": "activity", "wait": "backlog",
              "referrals": "demand", "list": "backlog"},
    "q1": evenings(18, 18, 10, 0, 10),
    "q2": totals(520, 512),
    "q2b": "unused",
    "q3": "5.67",
    "shape": ["monday", "winter"],
    "q4": "8",
    "q5": "461.5",
    "long": "110",
    "q6": "20",
    "q8": "capacity",
    "q7": reliable("82.8%", "83.9%", "65.8%"),
    "q7b": "follow",
    "whose": "B",
    "t1": "One is one request for an appointment, counted at the door from 8 am.",
}

# Averages for days, what was seen for what was asked, time for cash: 2 of 20.
MISCONCEPTION = {
    "guess": "few",
    "words": MODEL["words"] | {"calls": "activity", "seen": "demand"},
    "q1": evenings(18, 0, 0, 0, 8),  # 2 of 5
    "q2": totals(520, 512),
    "q2b": "friday",
    "q3": "6.5",
    "shape": ["average"],
    "q4": "10",
    "q5": "403",
    "long": "170",
    "q6": "4",
    "q8": "cash",
    "q7": reliable("89.1", "88.1", "71.4"),
    "q7b": "talk",
    "whose": "new",
}
MISCONCEPTION_MARKS = {"q1": 0, "q2": 2, "q2b": 0, "q3": 0, "q4": 0, "q5": 0, "q6": 0, "q8": 0,
                       "q7": 0, "q7b": 0}


@pytest.fixture(scope="module")
def week():
    return qi.load("gp_week")


def through(requests, slots):
    """Who waits each evening, and the slots that nobody needed, counted person by person."""
    waiting, left, unused = 0, [], 0
    for came, there in zip(requests, slots, strict=True):
        waiting += came
        for _ in range(there):
            if waiting:
                waiting -= 1
            else:
                unused += 1
        left.append(waiting)
    return left, unused


def test_the_points_and_keys_are_those_agreed(marks, reference):
    keys = reference["keys"]["M11"]
    assert {id: mark.points for id, mark in marks.items()} == {
        id: entry["points"] for id, entry in keys.items()}
    assert sum(mark.points for mark in marks.values()) == 20
    for id in ("q3", "q4", "q5", "q6"):
        assert marks[id].key == pytest.approx(keys[id]["key"], abs=0.005)
    found = [marks["q7"].key[name]["All four done"] for name in "ABC"]
    assert found == pytest.approx(keys["q7"]["reliability"], abs=0.05)


def test_the_week_is_the_checked_one(marks, week, reference):
    checked = reference["C8"]
    left, unused = through(week["requests"], week["slots"])
    assert left == checked["backlog"] == [marks["q1"].key[day]["Wait tonight"] for day in DAYS]
    assert unused == checked["slots_unused_thursday"] == 2
    assert [week["requests"].sum(), week["slots"].sum()] == [
        marks["q2"].key[row]["Number"] for row in ("requests", "slots")] == [520, 512]
    assert marks["q3"].key == pytest.approx(checked["waiting"][2]["ratio"], abs=0.005)


def test_moved_slots_are_in_proportion_and_leave_eight(lesson, marks, week):
    shares = week["requests"] * 512 / 520
    moved = [116, 102, 95, 91, 108]
    assert sum(moved) == 512 and all(abs(shares - moved) < 1)
    text = " ".join(cell.source for cell in lesson.markdown)
    assert "116, 102, 95, 91 and 108" in text
    left, unused = through(week["requests"], moved)
    assert (left[-1], unused) == (marks["q4"].key, 0) and left[0] == 2


def test_slots_kept_back_stay_unused_while_others_wait(lesson, marks, week):
    left, unused = through(week["requests"] - 6, week["slots"] - 10)
    assert min(left) > 0 and unused == 0
    assert marks["q6"].key == 5 * (10 - 6)
    assert f"On Friday {left[-1]} people wait" in " ".join(c.source for c in lesson.markdown)


def test_failure_demand_is_that_of_the_calls(marks):
    calls = qi.load("gp_calls")
    share = (calls["demand"] == "failure").mean()
    assert share == 0.225
    assert 520 - 520 * share / 2 == pytest.approx(marks["q5"].key)


def test_reliability_is_that_of_the_reviews_and_one_step_differs(marks):
    reviews = qi.load("medication_reviews")
    sums = reviews.groupby("practice").sum(numeric_only=True)
    for name in "ABC":
        share = 100 * sums.loc[name, "all_steps_done"] / sums.loc[name, "reviews"]
        assert marks["q7"].key[name]["All four done"] == pytest.approx(share)
    spread = {STEPS[step]: (sums[step] / sums["reviews"]).max()
              - (sums[step] / sums["reviews"]).min() for step in STEPS}
    assert max(spread, key=spread.get) == marks["q7b"].key
    assert sorted(spread.values())[-2] < 0.02


def test_the_year_is_what_the_words_say():
    year = qi.load("gp_year")
    assert round(year["slots"].mean(), 1) == 102.4 and round(year["requests"].mean(), 1) == 101.6
    means = year.groupby("day")["requests"].mean()
    assert means.idxmax() == "Monday" and means["Monday"] > 1.2 * means.drop("Monday").mean()
    weekly = year.groupby("week", as_index=False)["requests"].sum()
    signals = qi.chart(weekly, x="week", y="requests", kind="xmr", rules="mdc").signals
    shift = signals[signals["rule"] == "shift"].iloc[0]
    assert (f"{shift['start']:%Y-%m-%d}", f"{shift['end']:%Y-%m-%d}") == (
        "2025-12-22", "2026-02-09")
    assert len(signals[signals["rule"] == "shift"]) == 1


def test_practice_b_changes_at_its_ninth_week():
    reviews = qi.load("medication_reviews")
    made = qi.chart(reviews[reviews["practice"] == "B"], x="week", y="all_steps_done", n="reviews",
                    kind="p", per=100, unit="%", better="higher", rules="mdc")
    shifts = made.signals[made.signals["rule"] == "shift"]
    assert shifts["judgement"].tolist() == ["concern", "improvement"]
    noted = reviews[reviews["note"].notna()]
    assert noted["practice"].tolist() == ["B"]
    assert list(reviews.index[reviews["practice"] == "B"]).index(noted.index[0]) == 8


def test_the_game_does_not_show_the_graded_week(lesson, week):
    spec = lesson.plan.questions["play"].spec()
    assert spec["demand"] != week["requests"].tolist()
    assert (sum(spec["demand"]), sum(spec["capacity"])) == (520, 512)


@pytest.mark.parametrize(("wrong", "points"), [(0, 4), (1, 3), (2, 0)])
def test_four_of_five_evenings_earn_three(marks, wrong, points):
    given = [18, 18, 10, 0, 10][:5 - wrong] + [99] * wrong
    assert marks["q1"].score(evenings(*given)).points == points


@pytest.mark.parametrize(("id", "answer", "points"), [
    ("q3", "5.62", 2), ("q3", "5.6", 0), ("q5", "462.5", 2), ("q5", "460.4", 0), ("q4", "9", 0),
    ("q6", "19", 0)])
def test_numbers_have_their_tolerance(marks, id, answer, points):
    assert marks[id].score(answer).points == points


def test_practice_answers_teach_at_once(lesson):
    for id in ("guess", "words", "shape", "long", "whose"):
        assert lesson.plan.questions[id].score(MODEL[id]).state == "right"
        said = lesson.plan.questions[id].score(MISCONCEPTION[id])
        assert said.state != "right" and any(len(each) > 25 for each in said.messages), id
