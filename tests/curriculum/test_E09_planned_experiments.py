"""E09: its submissions and plausible faults, marked by test_code_submissions.py; tolerances."""

import pytest

NAME = "E09_planned_experiments"


def effects(*sizes):
    names = ("A", "B", "C", "AB", "AC", "BC", "ABC")
    return {name: {"Effect": size} for name, size in zip(names, sizes, strict=True)}


MODEL = {
    "q1b": effects("-2.90", "-1.80", "-0.10", "-1.65", "-0.05", "-0.05", "-0.40"),
    "q2b": ["A", "B", "AB"],
    "q3": {"A": {"Level": "high"}, "B": {"Level": "high"}, "C": {"Level": "does not matter"}},
    "q4": "7.0",
    "q5": {"low": {"Change": "-0.5"}, "high": {"Change": "-3.0"}},
    "q6": {"A": "BCD", "AB": "CD", "AC": "BD", "BC": "AD"},
    "q7": {"hat": {"Order": "random and recorded"}, "easy": {"Order": "recorded, not random"},
           "mind": {"Order": "neither"}, "lost": {"Order": "random, not recorded"}},
    "t1": "Do payroll queries fall with an earlier reminder, a worked example, or both?",
}

# The misconception: one factor at a time, from the mean to high, with every run as noise.
FROM_THE_MEAN = "def effect(signs, rates):\n    return np.mean(rates[signs > 0]) - np.mean(rates)\n"
ALL_RUNS = """
def standard_error(first, second):
    every = np.concatenate([first, second])
    return np.std(every, ddof=1) / np.sqrt(len(every))
"""
MISCONCEPTION = {
    "q1b": effects("-1.45", "-0.90", "-0.05", "-0.825", "-0.025", "-0.025", "-0.20"),
    "q2b": ["A"],
    "q3": {"A": {"Level": "high"}, "B": {"Level": "does not matter"}, "C": {"Level": "high"}},
    "q4": "3.825",
    "q5": {"low": {"Change": "0.5"}, "high": {"Change": "-3.0"}},
    "q6": {"A": "BCD", "AB": "AD", "AC": "CD", "BC": "BD"},
    "q7": {"hat": {"Order": "random and recorded"}, "easy": {"Order": "recorded, not random"},
           "mind": {"Order": "random, not recorded"}, "lost": {"Order": "random and recorded"}},
}
MISCONCEPTION_CODE = {"q1": FROM_THE_MEAN, "q2": ALL_RUNS}
MISCONCEPTION_MARKS = {
    "q7": 0, "q1": 0, "q1b": 0, "q2": 0, "q2b": 0, "q3": 0, "q4": 0, "q5": 1, "q6": 0,
}

FAULTS = {
    "from the mean to high": ("q1", FROM_THE_MEAN, 0),
    "low minus high": ("q1", ("high - low", "low - high"), 0),
    "sums in place of means": ("q1", ("np.mean(", "np.sum("), 0),
    "as many high runs as low ones taken for granted": (
        "q1", "def effect(signs, rates):\n    return 2 * np.mean(signs * rates)\n", 2),
    "the whole difference of sums over eight": (
        "q1", "def effect(signs, rates):\n    return np.sum(signs * rates) / 4\n", 1),
    "size without its sign": ("q1", ("return high - low", "return abs(high - low)"), 1),
    "a loop, and words printed on the way": (
        "q1", "def effect(signs, rates):\n    high, low = [], []\n"
              "    for sign, rate in zip(signs, rates):\n"
              "        (high if sign == 1 else low).append(rate)\n    print('done')\n"
              "    return sum(high) / len(high) - sum(low) / len(low)\n", 3),
    "all runs as noise": ("q2", ALL_RUNS, 0),
    "the variance is not halved": ("q2", (" / 2)", ")"), 0),
    "settings counted, not runs": ("q2", ("2 * len(first)", "len(first)"), 0),
    "no square root": ("q2", ("np.sqrt(4 * variance / runs_in_all)", "4 * variance / runs_in_all"),
                       0),
    "sixteen runs taken for granted": ("q2", ("2 * len(first)", "16"), 1),
    "spread of one result, not of an effect": ("q2", ("4 * variance / runs_in_all", "variance"), 0),
    "variance of the differences by numpy": (
        "q2", "def standard_error(first, second):\n"
              "    return np.std(first - second) * np.sqrt(1 / len(first))\n", 0),
}


@pytest.mark.parametrize(("given", "earned"), [
    ("6.8", 2), ("7.2", 2), ("7%", 2), ("7.25", 0), ("10.175", 0), ("0.07", 0)])
def test_the_predicted_rate_has_its_tolerance(marker, given, earned):
    assert marker(NAME).marks["mark-q4"].score(given).points == earned


@pytest.mark.parametrize(("changed", "earned"), [
    ({}, 4), ({"A": "-2.91", "B": "-1.79"}, 4), ({"A": "2.90"}, 3), ({"A": "-2.7", "B": "-1.7"}, 3),
    ({"A": "0", "B": "0", "C": "0"}, 2), (dict.fromkeys(("A", "B", "C", "AB"), "9"), 1)])
def test_effects_have_their_tolerance_and_steps(marker, changed, earned):
    given = {**MODEL["q1b"], **{name: {"Effect": size} for name, size in changed.items()}}
    assert marker(NAME).marks["mark-q1b"].score(given).points == earned
