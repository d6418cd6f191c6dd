"""E06: its submissions and plausible faults, marked by test_code_submissions.py; tolerances."""

import pytest

NAME = "E06_rare_events"


def table(column, **rows):
    return {name: {column: value} for name, value in rows.items()}


MODEL = {
    "q1b": table("Admissions", mean="36.87", centre="27", upper="148.96"),
    "q2": [16, 17, 18], "q3": "246", "q3b": ["c16", "c17", "c18"], "q8": "1.9",
    "q4b": table("Value", mean="1.464", upper="62.5", lower="0"),
    "q5": table("Answer", outside="event 23", means="improvement"), "q7": "63",
    "t1": "Each dot is how long it was since somebody was last restrained. Up is good.",
}

# The misconception: every chart is an XmR chart, down is better, three sigma are one in 1,000.
BY_SPREAD = """
def g_limits(gaps):
    mean = np.mean(gaps)
    return {"mean": mean, "centre": mean, "upper": mean + 3 * np.std(gaps, ddof=1)}
"""
RAW_DAYS = """
def t_limits(days):
    mean = np.mean(days)
    reach = 2.66 * np.mean(np.abs(np.diff(days)))
    return {"transformed_mean": mean, "centre": mean, "lower": max(mean - reach, 0),
            "upper": mean + reach}
"""
FROM_ZERO = "def zero_gaps(days):\n    return [at for at, gap in enumerate(days) if gap <= 0]\n"
MISCONCEPTION = {
    "q1b": table("Admissions", mean="36.87", centre="36.87", upper="120.6"),
    "q2": [11, 16, 17, 18], "q3": "149", "q3b": ["c16", "c18"], "q8": "0.1",
    "q4b": table("Value", mean="6.18", upper="26.06", lower="0"),
    "q5": table("Answer", outside="event 3", means="concern"), "q7": "27",
}
MISCONCEPTION_CODE = {"q1": BY_SPREAD, "q4": RAW_DAYS, "q6": FROM_ZERO}
MISCONCEPTION_MARKS = {
    "q1": 0, "q1b": 0, "q2": 1, "q8": 0, "q3": 0, "q3b": 0, "q4": 0, "q4b": 0, "q5": 0, "q7": 0,
    "q6": 0,
}

FAULTS = {
    "sigma from the spread of gaps": ("q1", BY_SPREAD, 0),
    "the mean as centre line": ("q1", ("np.median(gaps)", "mean"), 0),
    "limits from the median": ("q1", ("mean + 3 * sigma", "np.median(gaps) + 3 * sigma"), 0),
    "the root of the mean alone": ("q1", ("np.sqrt(mean * (mean + 1))", "np.sqrt(mean)"), 0),
    "mean times mean": ("q1", ("(mean + 1)", "mean"), 0),
    "two sigma": ("q1", ("3 * sigma", "2 * sigma"), 0),
    "an XmR chart of raw days": ("q4", RAW_DAYS, 0),
    "limits that stay transformed": (
        "q4", ("(mean + reach) ** 3.6", "mean + reach"),
        ("np.maximum(mean - reach, 0) ** 3.6", "np.maximum(mean - reach, 0)"), 0),
    "the wrong power": ("q4", ("1 / 3.6", "0.25"), ("** 3.6", "** 4"), 0),
    "turned back before it was cut": (
        "q4", ("np.maximum(mean - reach, 0) ** 3.6", "np.abs(mean - reach) ** 3.6"), 1),
    "no lower limit at all": ("q4", ("np.maximum(mean - reach, 0) ** 3.6", "0"), 1),
    "three standard deviations of transformed values": (
        "q4", ("2.66 * np.mean(np.abs(np.diff(y)))", "3 * np.std(y, ddof=1)"), 0),
    "positions from 0": ("q6", FROM_ZERO, 0),
    "zero alone, not below": ("q6", ("gap <= 0", "gap == 0"), 1),
    "true or false for each": (
        "q6", "def zero_gaps(days):\n    return [bool(gap <= 0) for gap in days]\n", 0),
    "the first one only": (
        "q6", ("            found.append(position)", "            return [position]"), 1),
    "how many in place of which": ("q6", ("return found", "return len(found)"), 0),
}


@pytest.mark.parametrize(("question", "given", "earned"), [
    ("q3", "245", 2), ("q3", "247", 2), ("q3", "149", 0), ("q7", "62", 2), ("q7", "64", 2),
    ("q7", "65.5", 0), ("q8", "1.7", 1), ("q8", "2.0", 1), ("q8", "0.13", 0), ("q8", "0.019", 0)])
def test_numbers_have_their_tolerance(marker, question, given, earned):
    assert marker(NAME).marks[f"mark-{question}"].score(given).points == earned


@pytest.mark.parametrize(("given", "earned"), [
    ([16, 17, 18], 2), ([16, 17], 1), ([16], 0), ([11, 16, 17, 18], 1)])
def test_points_outside_have_their_steps(marker, given, earned):
    assert marker(NAME).marks["mark-q2"].score(given).points == earned
