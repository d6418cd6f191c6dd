"""M10: its keys are what the data and the logs say, slips are named, the stated numbers hold."""

import re

import pytest

import qikit as qi

NAME = "M10_pdsa_in_practice"
FEATURES = ("Linked", "Small first", "Predicted", "Over time", "Written down")
SHOWN = {"a": "yyyyy", "b": "nnnnn", "c": "yyyny", "d": "nynyy", "e": "ynyyn", "f": "yynyy"}
RAMP = ["one", "week", "two", "team", "weekend", "routine"]
SIZES = {"insulin": "very small", "huddle": "do it for all", "robot": "very small",
         "board": "small", "triage": "large"}


def judged(signs):
    """An answer to question 1, from a letter for each judgement."""
    words = {"y": "yes", "n": "no"}
    return {log: {feature: words[sign] for feature, sign in zip(FEATURES, row, strict=True)}
            for log, row in signs.items()}


def sized(sizes):
    return {idea: {"Size": size} for idea, size in sizes.items()}


MODEL = {
    "gut": ["other", "weeks", "expect", "small"],
    "q1": judged(SHOWN),
    "q2": sized(SIZES),
    "q3": RAMP,
    "ramp": {},
    "q4": "20.95",
    "q5": "17",
    "q6": "13.79%",
    "q7": "no_before",
    "q8": "honest",
    "t1": "Cycle 1: one nurse, one morning. I predicted 6 of 8; it was 4.",
}

# Nearly everything in a log is a feature, tests are for all, the last cycle gets the credit
MISCONCEPTION = {
    "gut": ["cost"],
    "q1": judged(dict.fromkeys(SHOWN, "yyyyy") | {"b": "nnnny"}),  # 23 of 30: 4
    "q2": sized(dict.fromkeys(SIZES, "do it for all")),
    "q3": ["team", "one", "week", "two", "weekend", "routine"],  # 12 of 15 pairs
    "q4": "21.2",
    "q5": "21",
    "q6": "13.79",  # right: 1
    "q7": "yes",
    "q8": "proved",
}
MISCONCEPTION_MARKS = {
    "q1": 4, "q2": 0, "q3": 0, "q4": 0, "q5": 0, "q6": 1, "q7": 0, "q8": 0,
}


@pytest.fixture(scope="module")
def team():
    return qi.load("cmht_reminders")


def test_the_keys_are_the_checked_answers(marks, reference):
    checked, keys = reference["C7"], reference["keys"]["M10"]
    assert marks["q4"].key == pytest.approx(checked["baseline_median_percent"])
    assert marks["q5"].key == checked["below_median"][0]
    assert marks["q6"].key == pytest.approx(checked["pooled_percent"])
    for name in ("q4", "q6"):
        assert marks[name].question.within == keys[name]["within"]


def test_the_table_of_the_page_leads_to_the_same_answers(marks, team):
    shown = (100 * team["missed"] / team["booked"]).round(1)
    in_order = sorted(shown[:12])
    assert marks["q4"].score(f"{(in_order[5] + in_order[6]) / 2:.2f}").points == 1
    above = [week for week, each in enumerate(shown, 1) if each >= 20.95]
    assert max(above) + 1 == marks["q5"].key


def test_the_run_chart_shows_the_shift_and_the_cycles(lesson, team):
    percent = team.assign(percent=100 * team["missed"] / team["booked"])
    made = qi.chart(percent, x="week", y="percent", kind="run", baseline=12, better="lower",
                    rules="ihi")
    shift = made.signals[made.signals["rule"] == "shift"].iloc[0]
    assert (shift["first"], shift["last"]) == (17, 30)
    output = lesson.graded["show-show-chart"].outputs[0]["data"]["text/plain"]
    assert all(f"Cycle {n}" in output for n in range(1, 5)) and "Routine" in output


@pytest.mark.parametrize(("right", "points"), [
    (30, 6), (26, 6), (25, 4), (23, 4), (22, 2), (20, 2), (19, 0)])
def test_thirty_judgements_have_their_steps(marks, right, points):
    letters = list("".join(SHOWN.values()))
    for at in range(30 - right):
        letters[at] = "n" if letters[at] == "y" else "y"
    rows = {log: "".join(letters[5 * n:5 * n + 5]) for n, log in enumerate(SHOWN)}
    assert marks["q1"].score(judged(rows)).points == points


def test_one_swap_of_neighbours_earns_two(marks):
    for at in range(5):
        swapped = [*RAMP]
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        assert marks["q3"].score(swapped).points == 2
    assert marks["q3"].score(RAMP[::-1]).points == 0


def test_four_of_five_sizes_earn_all(marks):
    assert marks["q2"].score(sized(SIZES | {"robot": "large"})).points == 3
    assert marks["q2"].score(sized(SIZES | {"robot": "large", "board": "large"})).points == 0


def test_the_sizes_are_those_of_the_table(lesson):
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \| (.+?) \| (.+?) \|$",
                      "\n".join(cell.source for cell in lesson.markdown), re.M)
    table = {name: dict(zip(("not", "unsure", "ready"), sizes, strict=True))
             for name, *sizes in rows}
    assert len(table) == 4
    belief = {True: "Strong belief", False: "Little belief"}
    cost = {True: "failure costs much", False: "failure costs little"}
    cases = {"insulin": (True, True, "not"), "huddle": (True, False, "ready"),
             "robot": (False, True, "ready"), "board": (False, False, "ready"),
             "triage": (True, True, "ready")}
    for idea, (strong, much, ready) in cases.items():
        assert table[f"{belief[strong]}, {cost[much]}"][ready] == SIZES[idea], idea


@pytest.mark.parametrize(("id", "answer", "word"), [
    ("q4", "21.2", "all missed of all booked"),
    ("q5", "16", "above the median"), ("q6", "13.88", "mean of ten percentages"),
])
def test_a_slip_is_named(marks, id, answer, word):
    said = marks[id].score(answer)
    assert said.points == 0 and word in " ".join(said.messages)


def test_every_wrong_answer_of_the_misconception_is_answered_with_a_reason(marks):
    for id, mark in marks.items():
        said = mark.score(MISCONCEPTION[id])
        if said.state != "right":
            assert [each for each in said.messages if len(each) > 40], id


def test_the_facilitator_page_has_the_grid(lesson):
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    rows = re.findall(r"^\| ([A-F]) \w.*?" + 5 * r" \| (yes|no)" + r" \|$", page, re.M)
    assert {row[0].lower(): "".join(word[0] for word in row[1:]) for row in rows} == SHOWN
