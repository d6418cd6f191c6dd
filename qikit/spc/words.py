"""The reading of a chart in plain English; also its text alternative."""

import numpy as np

from qikit.spc.naming import Naming, naming, plain, title_of
from qikit.spc.possible import possible
from qikit.spc.signal_words import reading_of_signals
from qikit.spc.table import joined
from qikit.spc.tables import assurances, variation

PANEL_SPELT_OUT = 12
"""A panel of more series than this is summed up, and only its special causes are named."""
STATES = {
    "common cause": "common-cause variation",
    "special cause": "special-cause variation",
    "improvement": "improvement",
    "concern": "concern",
}
PANEL_NAMED = 10
"""So many series of a state are named in a large panel."""


def words(chart) -> str:
    """What is plotted, the period, centre line and limits, latest value, signals, target, rules."""
    if len(chart.series) == 1:
        return words_of(chart, 0)
    if len(chart.series) <= PANEL_SPELT_OUT:
        lines = [_panel_opening(chart)]
        lines += [
            f"{plain(name)}: " + " ".join(part for part in _reading(chart, place) if part)
            for place, name in enumerate(chart.series)
        ]
        return "\n".join([*lines, _rules(chart)])
    return " ".join([_panel_opening(chart), *_panel_states(chart), _rules(chart)])


def words_of(chart, series: int) -> str:
    """The same of one series, by its number from 0."""
    parts = [_opening(chart, series), *_reading(chart, series), _rules(chart)]
    return " ".join(part for part in parts if part)


def _opening(chart, series: int) -> str:
    of = chart.analysis
    name = naming(of, series)
    kind = _capital(of.settings.kind.title if not of.short[series] else "run chart")
    title = title_of(of)
    told = "percentage" if name.unit == "%" else name.unit.lower()
    unit = f", {name.unit}" if name.unit and told not in title.lower() else ""
    which = f", {plain(chart.series[series])}" if len(chart.series) > 1 else ""
    return f"{kind} of {_in_sentence(title)}{which}{unit}, {_period(name)}."


def _period(name: Naming) -> str:
    count = f"{len(name.x)} {name.plural}"
    joint = "," if name.kind == "number" else " from"
    return f"{count}{joint} {name.at(1)} to {name.at(len(name.x))}"


def _reading(chart, series: int) -> list[str]:
    """Lines, latest value, signals and target of one series."""
    of = chart.analysis
    name = naming(of, series)
    segments = np.flatnonzero(of.segment_series == series)
    lines = [_lines(of, segment, name, len(segments) > 1) for segment in segments]
    judged = chart.rules and not of.short[series]
    signals = reading_of_signals(chart, series, name) if judged else []
    latest = _latest(of, segments[-1], name, judged)
    return [*lines, latest, *signals, _target(chart, segments[-1], name), _notes(chart, name)]


def _notes(chart, name: Naming) -> str:
    """What is written on the picture of a single series, and where."""
    if not chart.notes or len(chart.series) > 1:
        return ""
    noted = [f"{words} ({name.at(at)})" for at, words in sorted(chart.notes.items())]
    return f"Notes: {'; '.join(noted)}."


def _lines(of, segment: int, name: Naming, many: bool) -> str:
    from qikit.spc.kind import KINDS

    kind = KINDS[of.kind_of_segment[segment]]
    row = of.latest[segment]
    start = of.segment_starts[segment]
    first = int(of.reading.axis.position[start])
    last = int(of.reading.axis.position[start + np.sum(of.segment == segment) - 1])
    reason = f" ({of.reasons[start]})" if start in of.reasons and many else ""
    phase = f"Phase {of.phase[row]}{reason}, {name.span(first, last)}"
    if not np.isfinite(of.centre[row]):
        return f"{phase}: no values to work with."
    centre = f"{kind.centre_line} {name.with_unit(name.line(of.centre[row]))}"
    text = f"{centre}{_limits(of, segment, name)}"
    if many:
        return f"{phase}: {text}."
    return f"{_capital(text)}."


def _limits(of, segment: int, name: Naming) -> str:
    row = of.latest[segment]
    lowest, highest = (edge[of.segment_series[segment]] for edge in possible(of))
    lower, upper = max(of.lower[row], lowest), min(of.upper[row], highest)
    if not np.isfinite(of.upper[row]):
        return ", no limits"
    rows = of.segment == segment
    varies = np.nanmax(of.upper[rows]) - np.nanmin(of.upper[rows]) > 1e-9 * abs(upper)
    where = " at the latest point" if varies else ""
    if not np.isfinite(of.lower[row]):
        return f", upper limit {name.line(upper)}{where}, no lower limit"
    return f", limits {name.line(lower)} to {name.line(upper)}{where}"


def _latest(of, segment: int, name: Naming, judged: bool) -> str:
    row = of.latest[segment]
    if not of.present[row]:
        return ""
    position = int(of.reading.axis.position[row])
    which = "Latest value" if position == len(name.x) else (
        f"Latest value that counts, {name.at(position)}:"
    )
    value = name.with_unit(name.value(position))
    without = np.isnan(of.upper[row]) and of.settings.kind.family != "run_chart"
    if not judged or without:
        return f"{which} {value}."
    state = variation(of)[segment]
    return f"{which} {value} ({STATES[state]})."


def _target(chart, segment: int, name: Naming) -> str:
    of = chart.analysis
    target = of.target[of.latest[segment]]
    if not np.isfinite(target):
        return ""
    said = f"Target {name.with_unit(f'{target:,.10g}')}"
    return {
        "passes": f"{said}: on the good side of both limits, so the process passes it "
        "consistently.",
        "fails": f"{said}: beyond the limits, so the process fails it consistently "
        "and will go on so unless it is changed.",
        "hit and miss": f"{said}: between the limits, so some {name.plural} will hit it and others "
        "miss it by common-cause variation alone.",
    }.get(assurances(of)[segment], f"{said}.")


def _rules(chart) -> str:
    of = chart.analysis
    if not chart.rules or of.short.all():
        return "No rules are applied."
    screened = ""
    if of.settings.kind.ranges:
        screened = ", moving ranges screened" if of.settings.screen else ", no screening"
    return f"Rule set {chart.rules.name or chart.rules.text}{screened}."


def _panel_opening(chart) -> str:
    of = chart.analysis
    kind = _capital(of.settings.kind.title)
    return f"{kind}s of {_in_sentence(title_of(of))}, {len(chart.series):,} series."


def _panel_states(chart) -> list[str]:
    latest = chart.summary.drop_duplicates("series", keep="last")
    out = []
    for column, states in (
        ("variation", ("concern", "improvement", "special cause", "common cause")),
        ("assurance", ("fails", "hit and miss", "passes")),
    ):
        for state in states:
            names = [plain(one) for one in latest.loc[latest[column] == state, "series"]]
            if names:
                out.append(_state(column, state, names))
    return out


def _state(column: str, state: str, names: list[str]) -> str:
    what = {"fails": "Fails its target", "passes": "Passes its target",
            "hit and miss": "Hit and miss"}.get(state, _capital(state))  # fmt: skip
    count = f"{what}: {len(names):,}"
    if state in ("common cause", "hit and miss", "passes"):
        return f"{count}."
    more = len(names) - PANEL_NAMED
    shown = names[:PANEL_NAMED] + ([f"{more:,} more"] if more > 0 else [])
    return f"{count} ({joined(shown)})."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_sentence(title: str) -> str:
    """A title inside a sentence: its first word loses its capital, unless it is an acronym."""
    first = title.split(" ")[0]
    return title if first[1:] != first[1:].lower() else title[:1].lower() + title[1:]
