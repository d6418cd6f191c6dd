"""A03: its keys are what the data say, slips are named, and submissions earn their marks."""

import re
from itertools import pairwise

import pytest

import qikit as qi

NAME = "A03_plot_the_dots"

MODEL = {
    "p1": [61, 64, 58, 66, 71, 60, 63, 57, 65, 62, 59, 67],
    "g1": "wobble",
    "q1": "68%",
    "q2": "24",
    "q3": "4",
    "q4": "11",
    "q5": {"shift": {"Met?": "yes"}, "trend": {"Met?": "no"}, "runs": {"Met?": "yes"}},
    "q6": "signal",
    "q7": {"missed": {"Median": "13.7", "The rules say": "no signal"}},
    "q8": "system",
    "t1": "The daily check of 13 April. Did wards without it get better too?",
}

# Someone who compares two points, takes averages, counts crossings and sees a trend: 3 of 10.
MISCONCEPTION = {
    "g1": "ends",
    "q1": "65.5",
    "q2": "24",  # right: 1
    "q3": "3",
    "q4": "12",
    "q5": {"shift": {"Met?": "yes"}, "trend": {"Met?": "yes"}, "runs": {"Met?": "yes"}},  # 1 of 2
    "q6": "ends",
    "q7": {"missed": {"Median": "13.84", "The rules say": "no signal"}},  # 1 of 2
    "q8": "remind",
}
MISCONCEPTION_MARKS = {"q1": 0, "q2": 1, "q3": 0, "q4": 0, "q5": 1, "q6": 0, "q7": 1, "q8": 0}


@pytest.fixture(scope="module")
def letters():
    return qi.load("discharge_letters")


def run_chart(table, y, rules="ihi"):
    return qi.chart(table, x="week", y=y, kind="run", rules=rules, better="higher")


def test_keys_and_tolerances_are_the_agreed_ones(questions, reference):
    keys = reference["keys"]["A03"]
    for name in ("q1", "q2", "q3", "q4"):
        assert questions[name].key == keys[name]["key"]
        assert questions[name].within == keys[name].get("within", 0)
    assert questions["q7"].key["missed"]["Median"] == keys["q7"]["median"]
    median = dict(questions["q7"].columns)["Median"]
    assert median["within"] == keys["q7"]["within"]
    assert {name: questions[name].points for name in keys} == {
        name: each["points"] for name, each in keys.items()
    }


def test_the_letters_have_the_signals_of_the_key(letters):
    chart = run_chart(letters, "pct_24h")
    assert chart.summary["centre"].tolist() == [68]
    assert "trend" not in set(chart.signals["rule"])
    shifts = chart.signals[chart.signals["rule"] == "shift"]
    assert shifts[["first", "last"]].to_numpy().tolist() == [[6, 13], [14, 24]]
    assert "few_runs" in set(chart.signals["rule"])


def test_the_two_runs_are_told_of(lesson, reference):
    told = next(cell.source for cell in lesson.markdown if cell.id == "task")
    assert f"8 weeks below, then {reference['C1']['longest_run']} above" in told


def test_the_first_twelve_weeks_have_no_signal(letters):
    assert run_chart(letters.head(12), "pct_24h").signals.empty


def test_the_first_signal_comes_in_week_19(lesson, letters):
    signalled = [
        weeks
        for weeks in range(10, 25)
        if not run_chart(letters.head(weeks), "pct_24h").signals.empty
    ]
    assert signalled[0] == 19
    told = next(cell.source for cell in lesson.markdown if cell.id == "first-signal")
    assert told.startswith("Week 19 was the first: 6 dots in a row above the median.")


@pytest.mark.parametrize("rules", ["ihi", "anhoej"])
def test_missed_appointments_have_no_signal(rules):
    chart = run_chart(qi.load("missed_appts_stable"), "dna_pct", rules)
    assert chart.signals.empty
    assert chart.summary["centre"].round(4).tolist() == [13.7]


def test_the_message_is_true_to_the_data(lesson):
    before, after = qi.load("missed_appts_stable")["dna_pct"].tail(2)
    step = next(cell.source for cell in lesson.markdown if cell.id == "step-5")
    assert f"It was {before}% and then {after}%." in step
    assert int(100 * (after / before - 1)) == 28
    assert "up 28% since last week" in step


def test_the_table_by_size_puts_the_middle_where_the_hint_says(questions, letters):
    ordered = letters["pct_24h"].sort_values().tolist()
    assert (ordered[11], ordered[12]) == (67, 69)
    assert "The 12th is 67 and the 13th is 69. Halfway between them is 68." in questions["q1"].hints


def test_the_last_hint_for_the_missed_appointments_is_what_the_chart_says(questions, reference):
    stable = reference["C2"]
    assert questions["q7"].hints[-1] == (
        f"The median is {stable['median']}. The longest run has {stable['longest_run']} dots, the "
        f"longest fall has {stable['longest_monotone']}, and there are {stable['runs']} runs. "
        "So: no signal."
    )


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q1", "65.5", "time order"),
        ("q1", "67", "lower of the two"),
        ("q1", "69", "upper of the two"),
        ("q1", "0.68", "multiply by 100"),
        ("q2", "22", "67 and 69"),
        ("q2", "12", "one side"),
        ("q3", "3", "crosses the median"),
        ("q3", "2", "week 5"),
        ("q3", "17", "ring around each group"),
        ("q4", "8", "second longest"),
        ("q4", "10", "not the gaps"),
        ("q4", "3", "longest climb"),
        ("q5", {"trend": {"Met?": "yes"}}, "never climb five in a row"),
        ("q6", "ends", "Two weeks can tell any story"),
        ("q6", "trend", "One rule is enough"),
        ("q7", {"missed": {"Median": "13.84"}}, "That is the average"),
        ("q7", {"missed": {"Median": "15.8"}}, "That is the last week"),
        ("q7", {"missed": {"Median": "11"}}, "right-hand end"),
        ("q7", {"missed": {"Median": "13.7", "The rules say": "signal"}}, "Check each rule"),
        ("q8", "who", "ordinary week"),
        ("q8", "wrong", "up 28%"),
        ("q8", "fine", "does not mean good"),
        ("g1", "gap", "come and go"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def test_the_slips_are_real(letters):
    values = letters["pct_24h"].tolist()
    assert sum(values[11:13]) / 2 == 65.5
    missed = qi.load("missed_appts_stable")["dna_pct"]
    assert missed.mean() == pytest.approx(13.84, abs=0.005)
    assert missed.tail(2).mean() == pytest.approx(14.05)
    assert min(values[:12]) == values[7] and max(values[:12]) == values[4]


def test_every_wrong_option_has_its_reason(questions):
    for name in ("g1", "q6", "q8"):
        spec = questions[name].spec()
        wrong = {option for option, _ in spec["options"]} - {spec["key"]}
        assert wrong <= set(spec["why"])


def test_a_right_answer_teaches_too(questions):
    for name, question in questions.items():
        if not question.by_person:
            assert question.why["*right"], name


def test_sam_kept_three_kinds_of_note(lesson, letters):
    """One long before, two at the change, one after: so that a cause has to be chosen."""
    noted = letters.index[letters["note"].notna()] + 1
    assert noted.tolist() == [6, 13, 14, 20]
    scheme = lesson.graded["task-t1-cause"].source
    for week, day in ((13, "6 April"), (14, "13 April")):
        monday = letters["week"][week - 1]
        assert f"{monday.day} {monday:%B}" == day
        assert day in scheme


def test_the_printed_grid_has_the_results(lesson, letters):
    grid = (lesson.folder / "grid.svg").read_text("utf-8")
    printed = re.findall(r'font-weight="bold" text-anchor="middle">(\d+)<', grid)
    assert [int(each) for each in printed] == letters["pct_24h"].tolist()


def test_the_facilitator_page_has_the_answers(lesson):
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    key = page.partition("## Answer key")[2]
    rows = re.findall(r"^\| (\d) .*? \| (.+?) \| (\d) \|$", key, re.MULTILINE)
    assert [int(points) for _, _, points in rows] == [1, 1, 1, 1, 2, 1, 2, 1]
    for number, answer in ((1, "68%"), (2, "24"), (3, "4"), (4, "11"), (7, "13.7%")):
        assert rows[number - 1][1].startswith((answer, f"Median {answer}"))


def test_the_picture_has_the_runs_it_says(lesson):
    picture = (lesson.folder / "runs.svg").read_text("utf-8")
    heights = [float(y) for y in re.findall(r'<circle cx="\d+" cy="(\d+)"', picture)]
    middle = float(re.search(r'<line x1="10" y1="(\d+)"', picture)[1])
    sides = [height < middle for height in heights]
    runs = 1 + sum(a != b for a, b in pairwise(sides))
    assert (len(heights), runs) == (10, 5)
    assert len(re.findall(r">Run \d<", picture)) == runs
