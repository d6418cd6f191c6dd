"""E11: its submissions and plausible faults, marked by test_code_submissions.py; tolerances."""

import pytest

NAME = "E11_teach_back"


def table(column, cells):
    return {row: {column: value} for row, value in cells.items()}


AGREED = {"a": 8, "b": 1, "c": 10, "d": 5, "e": 7, "f": 3}
LACKS = {"gap": "none: it has all three", "great": "specific", "read": "kind",
         "walk": "next step", "weak": "specific"}
LEVELS = {"recommend": "reaction", "retest": "learning", "tried": "behaviour",
          "waits": "results", "cycles": "behaviour", "chart": "learning"}
PLAN = {
    "idea": "A small test has a prediction", "dose": "All staff", "who": "Nine porters, lodge",
    "can": "Say what they expect before they try", "do": "Spin a coin", "do_at": "1",
    "explain": "A guess before makes a surprise", "explain_at": "4", "practise": "Own idea",
    "practise_at": "7", "check": "Cards up; if half differ, neighbours talk", "check_at": "11",
    "leave": "One prediction this week", "leave_at": "13", "end_at": "15",
    "access": "Read aloud, large coins, seats", "measure": "One question before and after",
    "again": "Huddle in two weeks",
}

MODEL = {
    "stay": "first",
    "standing": "plan",
    "dose": {"clerk": "spin", "board": "ask", "coach": "critique"},
    "q1": "0.50",
    "q2b": table("Gain", {"of_means": "0.504", "mean_of_gains": "0.498"}),
    "q2c": "weights",
    "kept": "space",
    "q3": PLAN,
    "q4": table("Mark", {row: str(mark) for row, mark in AGREED.items()}),
    "q5": table("It lacks", LACKS),
    "q6": LEVELS,
    "t1": "Nine porters in the lodge. Minute 1: they spun a coin. Cards up at minute 11.",
}

# Gain over what they had; the lecture first; marks by sympathy; a retest taken for behaviour.
OVER_BEFORE = """
def gains(pre, post, out_of=100):
    return {"of_means": (np.mean(post) - np.mean(pre)) / np.mean(pre),
            "mean_of_gains": np.mean((post - pre) / pre)}
"""
MISCONCEPTION = {
    "stay": "fun",
    "standing": "same",
    "q1": "0.69",
    "q2b": table("Gain", {"of_means": "0.698", "mean_of_gains": "0.86"}),
    "q2c": "round",
    "kept": "longer",
    "q3": PLAN | {"do_at": "9", "explain_at": "0", "access": ""},
    "q4": table("Mark", {"a": "9", "b": "4", "c": "10", "d": "7", "e": "10", "f": "6"}),
    "q5": table("It lacks", LACKS | {"great": "none: it has all three",
                                     "weak": "none: it has all three"}),
    "q6": LEVELS | {"retest": "behaviour"},
}
MISCONCEPTION_CODE = {"q2": OVER_BEFORE}
MISCONCEPTION_MARKS = {
    "q1": 0, "q2": 0, "q2b": 0, "q2c": 0, "q3": 1, "q4": 0, "q5": 1, "q6": 1
}

# Faults, each graded as it deserves: the question, what is put in place of what, the points

ONE_FOR_BOTH = ('"mean_of_gains": np.mean(each)', '"mean_of_gains": of_means')
FAULTS = {
    "divided by what they had": ("q2", OVER_BEFORE, 0),
    "divided by full marks": ("q2", ("/ (out_of - np.mean(pre))", "/ out_of"),
                              ("/ (out_of - pre[room])", "/ out_of"), 0),
    "the same number twice": ("q2", ONE_FOR_BOTH, 0),
    "gains in per cent": ("q2", ("np.mean(each)}", "100 * np.mean(each)}"), 0),
    "always out of 100": ("q2", ("### BEGIN SOLUTION", "out_of = 100"), 1),
    "full marks divide by zero": (
        "q2", ("room = pre < out_of", "room = pre <= out_of"), 1),
    "full marks counted as no gain": (
        "q2", ("np.mean(each)}", "np.sum(each) / len(pre)}"), 1),
    "full marks left out of both": (
        "q2", ("    of_means =", "    post, pre = post[pre < out_of], pre[pre < out_of]\n"
               "    of_means ="), 1),
    "losses taken for nothing": (
        "q2", ("np.mean(each)}", "np.mean(np.maximum(each, 0))}"), 1),
    "losses turned into gains": (
        "q2", ("np.mean(each)}", "np.mean(np.abs(each))}"), 1),
    "the middle person for the mean": ("q2", ("np.mean(each)}", "np.median(each)}"), 0),
    "rounded to two decimals": (
        "q2", ('"of_means": of_means', '"of_means": round(of_means, 2)'), 0),
    "a longer way round": (
        "q2", ("np.mean(each)}", "sum(float(one) for one in each) / len(each)}"), 2),
    "print in place of return": ("q2", ("return {", "print({"), ("each)}", "each)})"), 0),
}


def kept(question, marker, given):
    return marker(NAME).marks[f"mark-{question}"].score(given)


@pytest.mark.parametrize(("given", "earned"), [
    ("0.5", 2), ("0.504", 2), ("0.51", 0), ("29", 0), ("0.69", 0)])
def test_the_gain_has_its_tolerance(marker, given, earned):
    assert kept("q1", marker, given).points == earned


@pytest.mark.parametrize(("of_means", "apart", "earned"), [
    ("0.504", "0.498", 1), ("0.5055", "0.4962", 1), ("0.50", "0.50", 0.5), ("0.498", "0.504", 0),
    ("0.504", "", 0.5)])
def test_the_gains_of_the_cohort_have_theirs(marker, of_means, apart, earned):
    given = table("Gain", {"of_means": of_means, "mean_of_gains": apart})
    assert kept("q2b", marker, given).points == earned


@pytest.mark.parametrize(("off", "earned"), [
    ((0, 0, 0, 0, 0, 0), 6), ((1, -1, -1, 1, -1, 1), 6), ((0, 0, 0, 0, 0, 3), 6),
    ((0, 0, 0, 0, 2, -2), 4), ((2, 2, 0, -2, 0, 0), 2), ((2, 2, 0, -2, 2, 0), 0)])
def test_five_of_six_within_a_point(marker, off, earned):
    marks = {row: str(mark + each) for (row, mark), each in zip(AGREED.items(), off, strict=True)}
    assert kept("q4", marker, table("Mark", marks)).points == earned


@pytest.mark.parametrize("mark", range(11))
def test_one_mark_for_all_earns_little(marker, mark):
    given = table("Mark", dict.fromkeys(AGREED, str(mark)))
    assert kept("q4", marker, given).points <= 2


@pytest.mark.parametrize(("changed", "earned"), [
    ({}, 3), ({"end_at": "20"}, 2), ({"do_at": "5", "explain_at": "6"}, 1.5),
    ({"explain_at": "12"}, 2), ({"again": ""}, 2.5), ({"check": ""}, 2.5), ({"do_at": "0"}, 3),
    ({"leave_at": "15"}, 2)])
def test_a_plan_earns_by_its_parts(marker, changed, earned):
    assert kept("q3", marker, PLAN | changed).points == earned


def test_the_worked_example_of_the_plan_meets_every_check(marker):
    mark = marker(NAME).marks["mark-q3"]
    assert mark.score(mark.question.form.example).points == 3
