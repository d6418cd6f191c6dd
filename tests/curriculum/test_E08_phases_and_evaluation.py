"""E08: its submissions and plausible faults, marked by test_code_submissions.py; tolerances."""

import pytest

NAME = "E08_phases_and_evaluation"


def table(column, **rows):
    return {name: {column: value} for name, value in rows.items()}


MODEL = {
    "q1": table("Rate", before="5.902", after="3.068"),
    "q2b": table("Value", ratio="0.520", lower="0.41", upper="0.66"), "q3": "25",
    "q4": table("Answer", outside="none",
                why="the lower limit is below zero, so the shift carries the evidence"),
    "q5b": table("Correlation", year="0.80", month="0.77"), "q5c": "same",
    "q6": {"letter": "factorial", "ward": "chart", "stroke": "its", "trust": "contribution",
           "join": "reach"},
    "q7": table("Threat", worst="regression to the mean", form="definition change",
                march="season", nation="secular trend", rota="co-intervention"),
    "t1": "Do calm plans lead to fewer restrictive interventions on three more wards?",
}

# The misconception: counts for rates, the rule's week for the change, everything proves it.
COUNTS = """
def rate_ratio(x1, n1, x2, n2):
    ratio = x2 / x1
    width = 1.96 * np.sqrt(1 / x1 + 1 / x2)
    return {"ratio": ratio, "lower": ratio - width, "upper": ratio + width}
"""
SAME = "def lag_correlation(values, lag):\n    return np.corrcoef(values[1:], values[:-1])[0, 1]\n"
MISCONCEPTION = {
    "q1": table("Rate", before="7.333", after="3.857"),
    "q2b": table("Value", ratio="0.614", lower="0.37", upper="0.85"), "q3": "31",
    "q4": table("Answer", outside="none", why="nothing has changed"),
    "q5b": table("Correlation", year="0.55", month="0.70"), "q5c": "more",
    "q6": {"letter": "its", "ward": "factorial", "stroke": "its", "trust": "reach",
           "join": "contribution"},
    "q7": table("Threat", worst="secular trend", form="definition change",
                march="co-intervention", nation="season", rota="regression to the mean"),
}
MISCONCEPTION_CODE = {"q2": COUNTS, "q5": SAME}
MISCONCEPTION_MARKS = {
    "q1": 0, "q3": 0, "q4": 1, "q2": 0, "q2b": 0, "q5": 0, "q5b": 0, "q5c": 0, "q6": 0, "q7": 0,
}

FAULTS = {
    "counts in place of rates": ("q2", COUNTS, 0),
    "before over after": ("q2", ("(x2 / n2) / (x1 / n1)", "(x1 / n1) / (x2 / n2)"), 0),
    "bed days in the width": ("q2", ("1 / x1 + 1 / x2", "1 / n1 + 1 / n2"), 0),
    "no square root": ("q2", ("np.sqrt(1 / x1 + 1 / x2)", "(1 / x1 + 1 / x2)"), 0),
    "an interval that is not on the log scale": (
        "q2", ("ratio * np.exp(-width)", "ratio - width"), ("ratio * np.exp(width)",
                                                           "ratio + width"), 0),
    "two for 1.96": ("q2", ("1.96", "2"), 0),
    "one standard error": ("q2", ("1.96 * ", ""), 0),
    "the shown answer written in": (
        "q2", "def rate_ratio(x1, n1, x2, n2):\n"
              "    return {'ratio': 0.625, 'lower': 0.379194, 'upper': 1.030146}\n", 0),
    "a fall taken for granted": (
        "q2", ("ratio = (x2 / n2) / (x1 / n1)",
               "ratio = min((x2 / n2) / (x1 / n1), (x1 / n1) / (x2 / n2))"), 1),
    "the lag ignored": ("q5", SAME, 0),
    "the whole series as its spread": (
        "q5", "def lag_correlation(values, lag):\n    away = values - np.mean(values)\n"
              "    return np.sum(away[lag:] * away[:-lag]) / np.sum(away ** 2)\n", 0),
    "the matrix, not the number": (
        "q5", ("np.corrcoef(values[lag:], values[:-lag])[0, 1]",
               "np.corrcoef(values[lag:], values[:-lag])"), 0),
    "one place too far": (
        "q5", ("values[lag:], values[:-lag]", "values[lag + 1:], values[:-lag - 1]"), 0),
    "a series that goes round": (
        "q5", ("np.corrcoef(values[lag:], values[:-lag])[0, 1]",
               "np.corrcoef(values, np.roll(values, lag))[0, 1]"), 0),
}


@pytest.mark.parametrize(("changed", "earned"), [
    ({}, 3), ({"before": "5.904", "after": "3.066"}, 3), ({"before": "5.91"}, 1),
    ({"before": "0.05902", "after": "0.03068"}, 0)])
def test_rates_have_their_tolerance(marker, changed, earned):
    given = MODEL["q1"] | table("Rate", **changed)
    assert marker(NAME).marks["mark-q1"].score(given).points == earned


@pytest.mark.parametrize(("changed", "earned"), [
    ({"ratio": "0.525", "lower": "0.40", "upper": "0.67"}, 2), ({"ratio": "1.92"}, 1),
    ({"ratio": "1.92", "lower": "1.5"}, 0)])
def test_the_ratio_has_its_tolerance_and_steps(marker, changed, earned):
    given = MODEL["q2b"] | table("Value", **changed)
    assert marker(NAME).marks["mark-q2b"].score(given).points == earned
