"""Why a point is judged as it is, and why a chart has no limits, in words."""

import numpy as np

from qikit.errors import QIError
from qikit.spc.cautions import limits_cut
from qikit.spc.constants import FULL_LIMITS_FROM, LIMITS_FROM
from qikit.spc.kind import KINDS
from qikit.spc.naming import naming
from qikit.spc.signal_words import signal_sentences


def why(chart, position: int, series: str | None = None) -> str:
    """The point's value, where it lies, each signal it is part of, and the judgement."""
    of = chart.analysis
    rows = chart.rows(series)
    size = rows.stop - rows.start
    if isinstance(position, str | np.datetime64) or hasattr(position, "isoformat"):
        hits = np.flatnonzero(of.reading.axis.at(position)[rows])
        if not len(hits):
            raise QIError(f"There is no point at {position}. Give its date, or its position.")
        position = int(hits[0]) + 1
    if isinstance(position, bool) or not isinstance(position, int | np.integer):
        raise QIError("Give the point by its date, or by its position as a whole number from 1.")
    if not 1 <= position <= size:
        raise QIError(f"There is no point {position}. The positions go from 1 to {size}.")
    row = rows.start + int(position) - 1
    number = int(of.reading.axis.series[row])
    name = naming(of, number)
    if not np.isfinite(of.value[row]):
        return f"{name.heading(position)} has no value: it is a gap, and no rule looks at it."
    opening = f"{name.heading(position)} is {name.with_unit(name.value(position))}."
    if of.excluded[row]:
        reason = f" The reason given: {of.reasons[row]}." if row in of.reasons else ""
        return (
            f"{opening} It is excluded: it stays on the chart, out of the limits and the rules."
            f"{reason}"
        )
    table = chart.points.iloc[row]
    said = [opening, _place(of, row, name)]
    hits = chart.signals
    hits = hits[(hits["series"] == chart.series[number]) & (hits["first"] <= position)]
    hits = hits[hits["last"] >= position]
    hits = hits[[bool(table[rule]) for rule in hits["rule"]]]
    said += signal_sentences(chart, number, name, hits)
    return " ".join([*said, _verdict(of, row, table, hits)])


def why_not(chart) -> str:
    """Why there are no limits, only trial ones, or one cut at what is possible; else empty."""
    of = chart.analysis
    said = []
    if of.settings.kind.family == "run_chart":
        said.append(
            "A run chart has a median and no limits. Use kind='xmr' (or a chart for counts) for "
            "limits."
        )
    if of.short.any():
        said.append(
            f"Limits need {LIMITS_FROM} points or more; with fewer, a run chart says all that can "
            "be said."
        )
    if (of.trial == "trial").any():
        said.append(
            f"Trial limits stand on {LIMITS_FROM} to {FULL_LIMITS_FROM - 1} points. Work them out "
            f"again when there are {FULL_LIMITS_FROM}."
        )
    if (of.trial == "provisional").any():
        said.append(f"Provisional limits stand on fewer than {LIMITS_FROM} points of a phase.")
    cut = limits_cut(of)
    return " ".join([*said, cut] if cut else said)


def _place(of, row: int, name) -> str:
    kind = KINDS[of.kind_of_segment[of.segment[row]]]
    line = f"the {kind.centre_line} of {name.line(of.centre[row])}"
    where = {1: f"above {line}", -1: f"below {line}", 0: f"on {line}"}[int(of.side[row])]
    lower, upper = of.lower[row], of.upper[row]
    if not np.isfinite(upper):
        return f"It is {where}."
    if of.value[row] > upper:
        return f"It is {where} and above the upper limit of {name.line(upper)}."
    if of.value[row] < lower:
        return f"It is {where} and below the lower limit of {name.line(lower)}."
    return f"It is {where} and inside the limits."


def _verdict(of, row: int, table, hits) -> str:
    if not table["signal"]:
        whole = " The chart as a whole has a signal, but no single point does." if len(hits) else ""
        return f"No rule marks it: common-cause variation.{whole}"
    judgement = table["judgement"]
    if table["up"] and table["down"] and judgement == "improvement":
        return (
            "It is part of an improving and of a worsening signal, and is coloured as improvement, "
            "by national convention. Look at both."
        )
    return {
        "improvement": "It is special-cause variation in the better direction: improvement.",
        "concern": "It is special-cause variation in the worse direction: concern.",
        "special cause": "It is special-cause variation.",
    }[judgement]
