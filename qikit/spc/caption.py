"""The line printed on every chart: rules with their numbers, centre line, baseline, screening."""

import numpy as np

from qikit.spc.analysis import Analysis
from qikit.spc.baseline import Baseline
from qikit.spc.naming import naming

MOST_REASONS = 5
"""So many reasons for exclusions are spelt out."""


def caption(of: Analysis) -> str:
    """Rule set, centre line, baseline, phases, exclusions and screening in one line."""
    parts = [_rules(of), f"Centre line: {_centre(of)}.", _baseline(of), _excluded(of)]
    if of.settings.kind.ranges and not of.short.all():
        parts.append(
            "Moving ranges of 3.267 mean ranges or more were left out (screened)."
            if of.settings.screen
            else "Moving ranges not screened."
        )
    return " ".join(part for part in parts if part)


def plain_caption(chart) -> list[str]:
    """What each line is and what the letters mean, for people new to charts; of a plain chart."""
    of = chart.analysis
    if not of.settings.plain:
        return []
    met = set(chart.signals["rule"])
    middle = _centre(of).partition(" ")[0].rstrip(";")
    if of.short.all() or of.settings.kind.name == "run":
        said = "The line is the median, the middle result."
    else:
        said = (f"The middle line is the {middle}. The two outer lines show how far results mostly "
                "reach when nothing special happens.")
    named = {rule.code: rule.column.removeprefix("few_").replace("_", " ")
             for rule in of.settings.rules if rule.code and met & set(rule.columns)}
    letters = ", ".join(f"{code} for {name}" for code, name in named.items())
    return [f"{said} A letter on a dot names its signal: {letters}." if named else said]


def _rules(of: Analysis) -> str:
    if of.short.all() or not of.settings.rules:
        return "Rules: none."
    return f"Rules: {of.settings.rules.text}."


def _centre(of: Analysis) -> str:
    kind = of.settings.kind
    if of.short.all():
        return "median"
    if kind.name == "g":
        return "median; limits from the mean"
    if kind.name == "t":
        return "mean of the times to the power 1/3.6, brought back"
    if kind.denominator == "required":
        return "mean (total over total)"
    return kind.centre_line


def _baseline(of: Analysis) -> str:
    stated = of.settings.baseline
    if isinstance(stated, Baseline):
        return f"Baseline: limits {'stated' if '' in stated.series else 'saved earlier'}."
    if isinstance(stated, dict) or (stated is not None and len(of.reading.names) > 1):
        return "Baseline: stated for each series."
    name = naming(of, 0)
    alone = len(of.reading.names) == 1
    if stated is None:
        if of.phase.max() > 1:
            return f"Baseline: all points of each of {of.phase.max()} phases."
        count = f"all {len(name.x)} {name.plural}" if alone else "all points of each series"
        if of.excluded.any():
            count += " but those excluded"
        return f"Baseline: {count}."
    within = of.present & ~of.frozen
    first = of.segment == np.unique(of.segment[of.frozen])[0] if of.frozen.any() else within
    places = of.reading.axis.position[within & first]
    if not len(places):
        return ""
    phases = " (first phase)" if of.phase.max() > 1 else ""
    return f"Baseline: {name.span(int(places[0]), int(places[-1]))}{phases}."


def _excluded(of: Analysis) -> str:
    count = int(of.excluded.sum())
    if not count:
        return ""
    what = "1 point is" if count == 1 else f"{count} points are"
    rows = [row for row in np.flatnonzero(of.excluded) if row in of.reasons]
    series, position = of.reading.axis.series, of.reading.axis.position
    given = [f"{naming(of, series[row]).at(position[row])}: {of.reasons[row]}" for row in rows]
    why = f" ({'; '.join(given[:MOST_REASONS])})" if given else ""
    return f"{what.capitalize()} excluded from limits and rules{why}."
