"""E07: its submissions and plausible faults, marked by test_code_submissions.py; tolerances."""

import pytest

NAME = "E07_fair_comparison"


def second(natural, arcsine, why):
    return {"natural": {"Answer": natural}, "arcsine": {"Answer": arcsine}, "why": {"Answer": why}}


MODEL = {
    "q1": "0.07788", "q2b": ["u16", "u18", "u19"], "q3b": "2.196", "q4b": "1.74", "q5": ["u18"],
    "q6": second("Unit 18", "Unit 3", "the scale stretches low rates and pulls in high ones"),
    "q7": {"sigma": {"Value": "42.1"}, "outside": {"Value": "36"}},
    "q8": ["data", "mix", "structure", "process", "people"],
    "t1": "Dear colleague, 105 of your 727 patients were back in hospital within 30 days.",
}

# The misconception: every unit one vote, chance alone, and people first.
ONE_WIDTH = """
def funnel_limits(p0, n, z):
    spread = np.sqrt(p0 * (1 - p0) / np.mean(n))
    return {"lower": p0 - z * spread + 0 * n, "upper": p0 + z * spread + 0 * n}
"""
TRIMMED = """
def dispersion(z):
    low, high = np.quantile(z, [0.1, 0.9])
    return np.mean(z[(z >= low) & (z <= high)] ** 2)
"""
RAW = "def dispersion(z):\n    return np.mean(z ** 2)\n"
NEVER_ZERO = """
def between(phi, s):
    w, k = 1 / s ** 2, len(s)
    return (k * phi - (k - 1)) / (np.sum(w) - np.sum(w ** 2) / np.sum(w))
"""
MISCONCEPTION = {
    "q1": "0.07825", "q2b": ["u9", "u18", "u23"], "q3b": "4.878", "q4b": "0.0132",
    "q5": ["u16", "u18", "u19"],
    "q6": second("Unit 18", "Unit 18", "one of the two has an error"),
    "q7": {"sigma": {"Value": "47.5"}, "outside": {"Value": "7"}},
    "q8": ["people", "process", "data", "mix", "structure"],
}
MISCONCEPTION_CODE = {"q2": ONE_WIDTH, "q3": RAW, "q4": NEVER_ZERO}
MISCONCEPTION_MARKS = {
    "q1": 0, "q2": 0, "q2b": 0, "q3": 0, "q3b": 0, "q4": 1, "q4b": 0, "q5": 0, "q6": 0, "q7": 0,
    "q8": 0,
}

FAULTS = {
    "one width for all sizes": ("q2", ONE_WIDTH, 0),
    "limits that cannot be": (
        "q2", ("np.maximum(p0 - z * spread, 0)", "p0 - z * spread"),
        ("np.minimum(p0 + z * spread, 1)", "p0 + z * spread"), 0),
    "no square root": ("q2", ("np.sqrt(p0 * (1 - p0) / n)", "p0 * (1 - p0) / n"), 0),
    "the spread of a count": ("q2", ("p0 * (1 - p0) / n", "p0 / n"), 0),
    "its own z ignored": ("q2", ("z * spread", "1.96 * spread"), 0),
    "kept above 0, not below 1": (
        "q2", ("np.minimum(p0 + z * spread, 1)", "p0 + z * spread"), 1),
    "no winsorising": ("q3", RAW, 0),
    "trimmed in place of winsorised": ("q3", TRIMMED, 0),
    "other centiles": ("q3", ("[0.1, 0.9]", "[0.05, 0.95]"), 0),
    "variance around its own mean": ("q3", ("np.mean(kept ** 2)", "np.var(kept)"), 0),
    "not squared": ("q3", ("kept ** 2", "np.abs(kept)"), 0),
    "never zero": ("q4", NEVER_ZERO, 1),
    "weights are standard errors": ("q4", ("1 / s ** 2", "1 / s"), 0),
    "k in place of k - 1": ("q4", ("(k * phi - (k - 1))", "(k * phi - k)"), 0),
    "tau in place of its square": ("q4", ("return (k", "return np.sqrt(k"), 0),
    "sum of weights alone": (
        "q4", ("(np.sum(w) - np.sum(w ** 2) / np.sum(w))", "np.sum(w)"), 0),
}


@pytest.mark.parametrize(("question", "given", "earned"), [
    ("q1", "0.07790", 2), ("q1", "0.07786", 0), ("q1", "7.788", 0), ("q1", "0.078", 0),
    ("q3b", "2.19", 1), ("q3b", "2.20", 1), ("q3b", "2.3", 0),
    ("q4b", "1.75", 1), ("q4b", "0.000174", 0), ("q4b", "1.32", 0)])
def test_numbers_have_their_tolerance(marker, question, given, earned):
    assert marker(NAME).marks[f"mark-{question}"].score(given).points == earned


@pytest.mark.parametrize(("sigma", "outside", "earned"), [
    ("42.0", "36", 3), ("42.3", "36", 3), ("47.5", "36", 2), ("42.1", "7", 2), ("47.5", "7", 0)])
def test_the_national_series_has_its_steps(marker, sigma, outside, earned):
    given = {"sigma": {"Value": sigma}, "outside": {"Value": outside}}
    assert marker(NAME).marks["mark-q7"].score(given).points == earned
