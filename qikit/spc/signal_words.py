"""Each kind of signal as a sentence."""

import numpy as np

from qikit.spc.naming import Naming
from qikit.spc.saying import in_words

SINGLES = ("outside", "two_of_three", "four_of_five", "zone")
GAINS = {"improvement": ", an improvement", "concern": ", a concern", "special cause": ""}


def reading_of_signals(chart, series: int, name: Naming) -> list[str]:
    """A sentence for each signal of a series in order of time, and that there are no others."""
    if chart.analysis.short[series]:
        return []
    table = chart.signals
    said = signal_sentences(chart, series, name, table[table["series"] == chart.series[series]])
    return [*said, "No other signals."] if said else ["No signals."]


def signal_sentences(chart, series: int, name: Naming, mine) -> list[str]:
    """A sentence for each of some rows of the signals table; those outside limits are joined."""
    of = chart.analysis
    out = []
    told = set()
    for row in mine.itertuples():
        key = (row.rule, row.direction, row.phase)
        if row.rule == "outside":
            if key not in told:
                told.add(key)
                out.append(_outside(mine, row, name, of, series))
        else:
            out.append(_sentence(chart, series, row, name))
    return out


def marked(of, series: int, row) -> list[int]:
    """The positions that a signal marks."""
    axis = of.reading.axis
    rows = np.zeros(len(axis.series), dtype=bool)
    for one in of.found:
        if one.column == row.rule and ("down", "neither", "up")[one.direction + 1] == row.direction:
            rows |= one.member
    places = axis.position[rows & (axis.series == series)]
    return [int(one) for one in places if row.first <= one <= row.last]


def _outside(mine, row, name: Naming, of, series: int) -> str:
    same = mine[
        (mine["rule"] == "outside")
        & (mine["direction"] == row.direction)
        & (mine["phase"] == row.phase)
    ]
    positions = [int(one) for one in same["first"]]
    side = "above the upper limit" if row.direction == "up" else "below the lower limit"
    many = len(positions) > 1
    verb = "are" if many else "is"
    length = "long" if row.direction == "up" else "short"
    meaning = _wait(length, many) if of.settings.kind.events else ""
    gain = GAINS[row.judgement]
    if many and gain:
        gain = f", {row.judgement}s"
    return f"{name.points(positions)} {verb} {side}{meaning}{gain}."


def _wait(length: str, many: bool) -> str:
    """What a point outside the limits means on a chart of rare events."""
    if many:
        return f", unusually {length} waits between events"
    return f", an unusually {length} wait between events"


def _sentence(chart, series: int, row, name: Naming) -> str:
    of = chart.analysis
    gain = GAINS[row.judgement]
    span = _capital(name.span(row.first, row.last))
    centre = of.settings.kind.centre_line
    side = "above" if row.direction == "up" else "below"
    up = row.direction == "up"
    if row.rule == "shift":
        on_line = row.points < row.last - row.first + 1
        rest = " apart from those on the line or missing" if on_line else ""
        return f"{span} are {side} the {centre}{rest}: a shift of {row.points} points{gain}."
    if row.rule == "longest_run":
        return (
            f"{span} are {side} the {centre}: an unusually long run, {row.points} points{gain}."
        )
    if row.rule == "trend":
        way = "rise" if up else "fall"
        return f"{span} {way} without a break: a trend of {row.points} points{gain}."
    if row.rule in SINGLES:
        rule = next(one for one in chart.rules if row.rule in one.columns)
        count = f"{in_words(rule.few)} of {in_words(rule.window)} in a row"
        sigmas = f"{in_words(rule.sigmas)} sigma {side} the mean"
        return f"{name.points(marked(of, series, row))} lie beyond {sigmas}, {count}{gain}."
    if row.rule == "inner_third":
        return f"{span} all lie within one sigma of the {centre}: unusually little variation."
    if row.rule == "outer_thirds":
        return f"{span} all lie more than one sigma from the {centre}, on both sides."
    if row.rule == "alternating":
        return f"{span} go up and down by turns."
    return _whole(of, series, row, centre)


def _whole(of, series: int, row, centre: str) -> str:
    """Runs and crossings of a phase, with the numbers that make them a signal."""
    from qikit.spc.runchart import RUNS_TABLE, fewest_crossings

    sides = run_sides(of, series, row.phase)
    runs = 1 + int(np.sum(sides[1:] != sides[:-1]))
    n = len(sides)
    if row.rule == "few_crossings":
        return (
            f"The line crosses the {centre} {_times(runs - 1)}, unusually few: "
            f"{fewest_crossings(n)} or more are expected of {n} useful points."
        )
    low, high = RUNS_TABLE[n]
    few = row.rule == "few_runs"
    words = f"There {'is' if runs == 1 else 'are'} {runs} run{'s' if runs != 1 else ''}"
    return (
        f"{words} about the {centre}, too {'few' if few else 'many'}: {low} to {high} are expected "
        f"of {n} useful points."
    )


def run_sides(of, series: int, phase: int) -> np.ndarray:
    """The side of each useful point of a phase: 1 above the centre line, -1 below."""
    sides = of.side[(of.reading.axis.series == series) & (of.phase == phase)]
    return sides[sides != 0]


def _times(count: int) -> str:
    return {0: "not once", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
