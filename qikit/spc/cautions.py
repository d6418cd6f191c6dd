"""What to know before believing a chart, a sentence each."""

import numpy as np

from qikit.spc.analysis import Analysis
from qikit.spc.constants import FULL_LIMITS_FROM, LIMITS_FROM, RUN_RULES_FROM
from qikit.spc.naming import naming, plain
from qikit.spc.possible import cut, possible
from qikit.spc.table import joined

NAMED = 5
UNEVEN = 1.5
"""A step of the axis this many times the usual one is a missing stretch."""
OPPORTUNITY_BAND = 0.25
"""A c chart wants opportunities within about this share of their mean (curriculum, 3.6)."""


def cautions(of: Analysis) -> list[str]:
    """Everything worth a caution, most basic first."""
    out = list(of.reading.cautions)
    for one in (
        _short, _few_useful, _trial, _provisional, _no_limits, _gaps, _uneven, limits_cut,
        _no_variation, _rare, _opportunity, _strangers,
    ):  # fmt: skip
        said = one(of)
        if said:
            out.append(said)
    return out


def _short(of: Analysis) -> str:
    if not of.short.any():
        return ""
    return (
        f"{_who(of, of.short)} fewer than {LIMITS_FROM} points, so a run chart is shown: "
        "a median, no limits and no rules."
    )


def _few_useful(of: Analysis) -> str:
    if of.settings.kind.family != "run_chart" or not of.settings.rules:
        return ""
    count = np.add.reduceat((of.side != 0).astype(int), of.segment_starts)
    few = count < RUN_RULES_FROM
    if not few.any():
        return ""
    who = _who(of, _series_with(of, few))
    return (
        f"{who} fewer than {RUN_RULES_FROM} useful points (not on the median)"
        f"{' in a phase' if of.phase.max() > 1 else ''}, so the rules are not applied there."
    )


def _trial(of: Analysis) -> str:
    return _limit_words(
        of, "trial",
        f"trial limits, from fewer than {FULL_LIMITS_FROM} points: they will move with more points",
    )  # fmt: skip


def _provisional(of: Analysis) -> str:
    return _limit_words(
        of, "provisional",
        f"provisional limits, from fewer than {LIMITS_FROM} points: read them with care",
    )  # fmt: skip


def _no_limits(of: Analysis) -> str:
    """Phases of a chart with limits that are too short, or too full of gaps, to have any."""
    bare = ~np.isfinite(of.upper[of.latest]) & (of.kind_of_segment != "run")
    if not bare.any():
        return ""
    who = _who(of, _series_with(of, bare))
    return f"{who} no limits in a phase where no two neighbours have values to work with."


def _limit_words(of: Analysis, word: str, what: str) -> str:
    mine = of.trial == word
    if not mine.any():
        return ""
    if len(of.reading.names) > 1:
        return f"{_who(of, _series_with(of, mine))} {what}."
    if len(mine) == 1:
        return f"These are {what}."
    phases = [str(of.phase[of.segment_starts[one]]) for one in np.flatnonzero(mine)]
    verb = "has" if len(phases) == 1 else "have"
    return f"Phase{'s' if len(phases) > 1 else ''} {joined(phases)} {verb} {what}."


def _gaps(of: Analysis) -> str:
    missing = ~np.isfinite(of.value)
    if of.settings.kind.name == "mr":
        missing = np.isnan(of.reading.y)
    if not missing.any():
        return ""
    places = of.reading.axis.position[missing]
    run = of.settings.kind.family == "run_chart"
    rule = (
        "The rules pass over gaps." if run
        else "A gap ends a run, and no moving range is taken across it."
    )  # fmt: skip
    if len(of.reading.names) == 1:
        name = naming(of, 0)
        shown = [name.at(int(place)) for place in places[:NAMED]]
        more = [f"{len(places) - NAMED} more"] if len(places) > NAMED else []
        return f"There is no value for {joined(shown + more)}. {rule}"
    series = np.bincount(of.reading.axis.series[missing], minlength=len(of.reading.names)) > 0
    return f"{_who(of, series)} missing values. {rule}"


def _uneven(of: Analysis) -> str:
    axis = of.reading.axis
    if axis.kind != "time" or of.settings.kind.events or len(axis.values) < 3:
        return ""
    step = np.diff(axis.values) / np.timedelta64(1, "D")
    inside = axis.series[1:] == axis.series[:-1]
    usual = np.median(step[inside]) if inside.any() else 0.0
    wide = np.flatnonzero(inside & (step > UNEVEN * usual))
    if not len(wide) or not usual:
        return ""
    name = naming(of, int(axis.series[wide[0]]))
    at = int(axis.position[wide[0]])
    where = f" in {plain(of.reading.names[axis.series[wide[0]]])}" * (len(of.reading.names) > 1)
    more = f" and in {len(wide) - 1} more places" if len(wide) > 1 else ""
    return (
        f"The points are not evenly spaced: there is no row between {name.at(at)} and "
        f"{name.at(at + 1)}{where}{more}. They are treated as neighbours. Add a row with a blank "
        "value to show a gap."
    )


def limits_cut(of: Analysis) -> str:
    """Which limits are drawn at what is possible, and what that means; empty when none is."""
    if of.short.all() or of.settings.kind.family == "run_chart":
        return ""
    said = []
    for side, (line, move) in enumerate((("lower", "fall"), ("upper", "rise"))):
        mine = cut(of)[side]
        if mine.any():
            whose = "" if len(mine) == 1 else f" of {_names(of, mine)}"
            edge = possible(of)[side][np.flatnonzero(mine)[0]]
            past = "below zero" if side == 0 else f"above {edge:g}"
            said.append(
                f"The calculated {line} limit{whose} is {past}, which is not possible, so it is "
                f"drawn at {'zero' if side == 0 else f'{edge:g}'}: no single point can signal a "
                f"{move} there."
            )
    return " ".join(said)


def _no_variation(of: Analysis) -> str:
    still = np.zeros(len(of.segment_starts), dtype=bool)
    still |= of.sigma[of.segment_starts] == 0
    if not still.any():
        return ""
    return (
        f"{_who(of, _series_with(of, still))} no variation between neighbours, so the limits lie "
        "on the centre line. Check that the values are as they were measured."
    )


def _rare(of: Analysis) -> str:
    kind = of.settings.kind
    if not kind.events:
        return ""
    said = []
    if (of.better < 0).any():
        said.append(
            f"On a {kind.title} a high point is a long wait between events. Where the event is "
            "harm, that is good: use better='higher'."
        )
    if kind.name == "g" and len(of.reading.names) == 1 and len(of.parts) and not of.short.any():
        from qikit.spc.rare import geometric_limit, geometric_tail

        mean = float(of.parts[0].parameters["mean"][-1])
        if mean > 0:
            chance = geometric_tail(mean, of.upper[-1])
            said.append(
                f"The three-sigma upper limit of a g chart is passed by chance {chance:.1%} of "
                f"the time; the limit passed once or twice in 1,000 is {geometric_limit(mean):,}."
            )
    return " ".join(said)


def _opportunity(of: Analysis) -> str:
    if of.settings.kind.name != "c" or of.settings.n is None:
        return ""
    n = of.reading.n
    mean = np.nanmean(n)
    if np.nanmax(np.abs(n - mean)) <= OPPORTUNITY_BAND * mean:
        return ""
    return (
        f"The opportunity goes from {np.nanmin(n):,g} to {np.nanmax(n):,g}, too unequal for a "
        "c chart. Use kind='u'."
    )


def _strangers(of: Analysis) -> str:
    from qikit.spc.baseline import Baseline

    stated = of.settings.baseline
    if not isinstance(stated, Baseline):
        return ""
    missing = np.array([stated.of(name) is None for name in of.reading.names])
    if not missing.any():
        return ""
    return f"{_who(of, missing)} no limits in the saved baseline; limits are from their own points."


def _series_with(of: Analysis, segments: np.ndarray) -> np.ndarray:
    out = np.zeros(len(of.reading.names), dtype=bool)
    out[of.segment_series[segments]] = True
    return out


def _who(of: Analysis, series: np.ndarray) -> str:
    """The series in question with their verb: ``The series has``, ``Ward A and Ward B have``."""
    if len(of.reading.names) == 1:
        return "The series has"
    return f"{_names(of, series)} {'has' if series.sum() == 1 else 'have'}"


def _names(of: Analysis, series: np.ndarray) -> str:
    names = [plain(of.reading.names[one]) for one in np.flatnonzero(series)]
    more = [f"{len(names) - NAMED:,} more"] if len(names) > NAMED else []
    return joined(names[:NAMED] + more)
