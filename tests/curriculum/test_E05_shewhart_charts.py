"""E05: its submissions and plausible faults, marked by test_code_submissions.py; tolerances."""

import pytest

NAME = "E05_shewhart_charts"
NEEDS = {"q6": ("q1", "q5")}  # false_alarm_rate calls what she wrote in these


def lines(centre, upper, lower):
    return {"centre": {"Value": centre}, "upper": {"Value": upper}, "lower": {"Value": lower}}


def falls(centre, upper):
    return {"falls": {"Centre line": centre, "Upper limit of month 19": upper}}


MODEL = {
    "q3": lines("55.00", "62.66", "47.34"),
    "q3b": [18],
    "q4": falls("6.541", "14.57"),
    "q4b": [19],
    "t1": "Ward: more people have their operation in time. Board: a shift. Analyst: a p chart.",
}

# The misconception: one spread for everything, the mean of percentages, steps taken for points.
BY_SD = """
def xmr_limits(values):
    spread = np.std(values, ddof=1)
    return {"centre": np.mean(values), "lower": np.mean(values) - 3 * spread,
            "upper": np.mean(values) + 3 * spread}
"""
MEAN_OF_RATES = """
def p_limits(cases, n):
    centre = np.mean(cases / n)
    reach = 3 * np.sqrt(centre * (1 - centre) / n)
    return {"centre": centre, "lower": np.maximum(centre - reach, 0),
            "upper": np.minimum(centre + reach, 1)}


def u_limits(events, n):
    centre = np.mean(events / n)
    reach = 3 * np.sqrt(centre / n)
    return {"centre": centre, "lower": np.maximum(centre - reach, 0), "upper": centre + reach}
"""
COUNTS_SIGNALS = """
def false_alarm_rate(points, series, seed, shift=7, trend=7):
    rng = np.random.default_rng(seed)
    alarms = 0
    for _ in range(series):
        values = rng.normal(50, 10, points)
        own = xmr_limits(values)
        flags = mdc_flags(values, own["centre"], own["lower"], own["upper"], shift, trend)
        alarms = alarms + sum(len(found) for found in flags.values())
    return alarms / series
"""
MISCONCEPTION = {
    "q3": lines("55", "63.98", "46.02"),
    "q3b": [18],
    "q4": falls("6.516", "14.53"),
    "q4b": [12, 14, 19],
}
WRITTEN = """
def mdc_flags(values, mean, lower, upper, shift=7, trend=7):
    values = np.array(values)
    flags = {"outside": [], "shift": [], "trend": [], "two_of_three": []}
    for position, value in enumerate(values, start=1):
        if value > upper or value < lower:
            flags["outside"].append(position)
    flags["shift"] = sorted(runs_of(values >= mean, shift) + runs_of(values < mean, shift))
    steps = runs_of(np.diff(values) > 0, trend) + runs_of(np.diff(values) < 0, trend)
    flags["trend"] = sorted({point for step in steps for point in (step, step + 1)})
    high, low = mean + (upper - mean) * 2 / 3, mean - (mean - lower) * 2 / 3
    marked = set()
    for first in range(len(values) - 2):
        window = values[first:first + 3]
        for beyond in (window > high, window < low):
            if np.sum(beyond) >= 2:
                marked.update(first + 1 + place for place in range(3) if beyond[place])
    flags["two_of_three"] = sorted(marked)
    return flags
"""
MISCONCEPTION_CODE = {"q1": BY_SD, "q2": MEAN_OF_RATES, "q5": WRITTEN, "q6": COUNTS_SIGNALS}
MISCONCEPTION_MARKS = {
    "q1": 0, "q2": 0, "q3": 0, "q3b": 1, "q4": 1, "q4b": 0, "q5": 1, "q6": 0
}


# Faults, each graded as it deserves: the question, what is put in place of what, the points

FAULTS = {
    "limits from the standard deviation of all values": ("q1", BY_SD, 0),
    "a constant with more decimals": ("q1", ("2.66", "2.6587"), 3),
    "a constant from 1.128": ("q1", ("2.66", "3 / 1.128"), 3),
    "steps with their sign": ("q1", ("np.abs(np.diff(values))", "np.diff(values)"), 0),
    "as many ranges as values": (
        "q1", ("np.mean(np.abs(np.diff(values)))", "np.sum(np.abs(np.diff(values))) / len(values)"),
        0),
    "screening that nobody asked for": (
        "q1", ("    return {\n", "    kept = np.abs(np.diff(values))\n"
               "    mean_range = np.mean(kept[kept < 3.267 * mean_range])\n    return {\n"), 2),
    "print in place of return": ("q1", ("return {", "print({"), ("\n    }\n", "\n    })\n"), 0),
    "mean of percentages, p alone": ("q2", ("np.sum(cases) / np.sum(n)", "np.mean(cases / n)"), 2),
    "mean of rates, p and u": ("q2", MEAN_OF_RATES, 0),
    "limits that are not possible": (
        "q2", ("np.maximum(centre - three_sigma, 0)", "centre - three_sigma"),
        ("np.minimum(centre + three_sigma, 1)", "centre + three_sigma"), 3),
    "one n for all months": ("q2", ("/ n)", "/ np.mean(n)) + 0 * n"), 0),
    "limits in per cent": ("q2", ('"lower": lower', '"lower": 100 * lower'), 0),
    "a trend of N coded as N rises": ("q5", ("trend - 1", "trend"), 3),
    "a point on the mean does not break a run": (
        "q5", ('flags["shift"] = sorted(runs_of(values > mean, shift) + '
               "runs_of(values < mean, shift))",
               "useful = np.flatnonzero(values != mean)\n    above = values[useful] > mean\n"
               '    flags["shift"] = sorted(int(useful[p - 1]) + 1 for p in '
               "runs_of(above, shift) + runs_of(~above, shift))"), 3),
    "two of three without the same side": (
        "q5", ("if np.all(side) and np.sum(beyond)", "if np.sum(beyond)"), 3),
    "two of three that leaves out points beyond three sigma": (
        "q5", ("(window > mean, window > high), (window < mean, window < low)",
               "(window > mean, (window > high) & (window <= upper)), "
               "(window < mean, (window < low) & (window >= lower))"), 3),
    "all three marked": ("q5", (" if beyond[place]", ""), 3),
    "own numbers ignored": ("q5", ("values < mean, shift", "values < mean, 7"),
                            ("trend - 1", "6"), 3),
    "positions from 0 in three of the rules": (
        "q5", ("start=1", "start=0"), ("first + 1 + place", "first + place"),
        ("(step, step + 1)", "(step - 1, step)"), 1),
    "steps for points and either side": (
        "q5", ("trend - 1", "trend"), ("if np.all(side) and", "if"), 2),
    "nothing but the rule that was given": ("q5", ("### BEGIN SOLUTION", "return flags"), 0),
    "signals counted, not series": ("q6", COUNTS_SIGNALS, 0),
    "a number that was looked up": (
        "q6", "def false_alarm_rate(*given, **named):\n    return 0.16", 0),
    "her own numbers for the rules ignored": (
        "q6", ("lines[\"upper\"], shift=shift, trend=trend", "lines[\"upper\"]"), 0),
    "limits that are known, other dice": (
        "q6", ("xmr_limits(values)", '{"centre": 50, "lower": 20, "upper": 80}'), 0),
    "our functions in place of her own": (
        "q6", ("if any(flags.values()):", 'if qi.spc.detect(values, centre=lines["centre"], '
               'upper=lines["upper"], rules=qi.spc.mdc(shift, trend)):'), 3),
    "another box of dice": (
        "q6", ("rng = np.random.default_rng(seed)", "rng = np.random.RandomState(seed + 1)"), 3),
}


@pytest.mark.parametrize(("given", "earned"), [
    (lines("55", "62.61", "47.29"), 2), (lines("55", "62.7", "47.3"), 2),
    (lines("55", "62.2", "47.34"), 1), (lines("55", "", ""), 0)])
def test_limits_of_the_laboratory_have_their_tolerance(marker, given, earned):
    assert marker(NAME).marks["mark-q3"].score(given).points == earned


@pytest.mark.parametrize(("given", "earned"), [
    (falls("6.546", "14.62"), 2), (falls("6.541", "6.79"), 1), (falls("6.516", "14.57"), 1),
    (falls("0.006541", "0.01457"), 0), (falls("6.541", "14.20"), 1)])
def test_limits_of_falls_have_their_tolerance(marker, given, earned):
    result = marker(NAME).marks["mark-q4"].score(given)
    assert result.points == earned
    assert earned == 2 or not any("Have another look" in each for each in result.messages)
