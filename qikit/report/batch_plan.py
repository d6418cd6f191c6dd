"""From a table and a measures file to the series that are to be reported."""

import re
from dataclasses import dataclass

import numpy as np

from qikit.errors import QIError
from qikit.report.batch_series import Series
from qikit.report.measures import Measure, Measures, chosen, key
from qikit.spc.naming import plain
from qikit.spc.table import joined

_NOT_PLACES = {"better", "unit", "target", "direction", "kind", "note", "notes", "comment",
               "comments", "title", "description", "indicator name", "id", "status"}  # fmt: skip
_MEASURE = re.compile(r"^(?:measure|metric|indicator|kpi)(?: ?(?:name|id|code))?$", re.I)
_VALUE = re.compile(r"^(?:value|result|y|actual|numerator|count|performance|score)$", re.I)
_DENOMINATOR = re.compile(r"^(?:n|denominator|bed ?days|total|population)$", re.I)
_PLACE = re.compile(
    r"\b(?:ward|team|site|unit|clinic|hospital|service|practice|division|directorate|specialty|"
    r"provider|trust|locality|place|area|department)s?\b", re.I
)  # fmt: skip
GAPS = {
    "suppressed": "a suppressed count, such as <5",
    "broken": "a formula that went wrong",
    "wrong": "words where a number should be",
}


@dataclass
class Plan:
    """The series, and a sentence for each that cannot be reported."""

    series: list[Series]
    problems: list[str]
    places: list[str]


def plan(taken, measures: Measures | None, by: list[str] | None = None) -> Plan:
    """Split a table into its series.

    Parameters
    ----------
    taken : what ``qikit.report.intake.take`` made of the table
    measures : the measures file, or None to take every measure as it comes
    by : the columns of places (ward, team ...), when not those that the table suggests

    Raises
    ------
    QIError
        When no column of measures or times can be found.
    """
    table = taken.frame
    if not taken.time:
        raise QIError("No column of dates was found. Each row needs its month or its day.")
    for name in by or []:
        if name not in table.columns:
            raise QIError(f"--by names '{name}', and the table has: {', '.join(table.columns)}.")
    names = [key(one.name) for one in measures.good] if measures else []
    problems = list(measures.problems) if measures else []
    column = _measure_column(taken, names)
    long = column is not None
    places = by if by is not None else _places(taken, column)
    out = Plan([], problems, places)
    slugs: set[str] = set()
    pieces = _long(taken, column, places) if long else _wide(taken, places, measures)
    for place, label, value, rows in pieces:
        try:
            out.series.append(_series(taken, measures, place, label, value, rows, slugs))
        except QIError as error:
            said = f"{place}: {label}" if place else str(label)
            out.problems.append(f"{said}: {error}")
        except _Unlisted:
            problem = f"'{label}' is in the data and not in the measures file, so it has no report."
            if problem not in out.problems:
                out.problems.append(problem)
    found = {key(one.measure.name) for one in out.series}
    told = " ".join(out.problems)
    for one in measures.good if measures else []:
        if key(one.name) not in found and one.name not in told:
            out.problems.append(f"'{one.name}' (row {one.row} of the measures file) is not in the "
                                "data, so it has no report.")  # fmt: skip
    if not out.series and not out.problems:
        raise QIError("The table has no measure to report. Name a column of numbers.")
    return out


class _Unlisted(Exception):
    """A measure that the measures file does not have."""


def _measure_column(taken, names: list[str]) -> str | None:
    """The column of words that holds the names of measures, in a long table."""
    words = taken.named("text")
    for name in words:
        if _MEASURE.match(name.replace("_", " ")):
            return name
    best, most = None, 0
    for name in words:
        shared = len({key(one) for one in taken.frame[name].dropna().unique()} & set(names))
        if shared > most:
            best, most = name, shared
    return best


def _places(taken, column) -> list[str]:
    """The columns of words that set rows of one time and measure apart."""
    table = taken.frame
    others = [one for one in taken.named("text")
              if one != column and one.lower().replace("_", " ") not in _NOT_PLACES
              and table[one].notna().any()]  # fmt: skip
    base = [taken.time] + ([column] if column else [])
    if not table.duplicated(base).any():
        return [one for one in others if _PLACE.search(one.replace("_", " "))][:1]
    for one in others:
        if not table.duplicated([*base, one]).any():
            return [one]
    return others


def _labels(table, places: list[str]):
    """The place of each row as one label."""
    labels = table[places[0]].fillna("(blank)").astype(str) if places else None
    for one in places[1:]:
        labels = labels + ", " + table[one].fillna("(blank)").astype(str)
    return labels


def _long(taken, column: str, places: list[str]):
    table = taken.frame
    value = _value_column(taken)
    keys = [_labels(table, places)] if places else []
    keys.append(table[column].fillna("(blank)").astype(str))
    for at, rows in table.groupby(keys, sort=False).indices.items():
        label = at if isinstance(at, tuple) else (at,)
        yield (label[0] if places else ""), label[-1], value, rows


def _wide(taken, places: list[str], measures: Measures | None):
    table = taken.frame
    numbers = [*taken.named("number"), *taken.named("share")]
    used = {key(one.denominator) for one in measures.good} if measures else set()
    listed = {key(one.name) for one in measures.good} if measures else None
    labels = _labels(table, places)
    groups = {"": np.arange(len(table))} if labels is None else table.groupby(
        labels, sort=False).indices  # fmt: skip
    for place, rows in groups.items():
        for name in numbers:
            if key(name) in used and not (listed and key(name) in listed):
                continue
            if key(name) == "target":
                continue
            yield place, name, name, rows


def _value_column(taken) -> str:
    """The column of values of a long table."""
    numbers = [*taken.named("number"), *taken.named("share")]
    for name in numbers:
        if _VALUE.match(name.replace("_", " ")):
            return name
    left = [name for name in numbers if key(name) != "target" and not _DENOMINATOR.match(
        name.replace("_", " "))]  # fmt: skip
    if len(left) == 1:
        return left[0]
    held = joined(numbers) or "no column"
    raise QIError(
        f"Which column holds the values? The table has numbers in {held}. "
        "Call it 'value', or name it in the measures file (column value)."
    )


def _series(taken, measures, place, label, value, rows, slugs) -> Series:
    table = taken.frame
    measure = measures.named(label) if measures else Measure(str(label), 0)
    if measure is None:
        raise _Unlisted
    if measure.value:
        value = _called(table, measure.value)
    rows = rows[np.argsort(table[taken.time].to_numpy()[rows], kind="stable")]
    times = table[taken.time].to_numpy()[rows]
    if len(set(times.tolist())) < len(times):
        twice = next(one for at, one in enumerate(times[1:]) if one == times[at])
        raise QIError(
            f"{_day(twice)} is there more than once. Each period may have one row: correct the "
            "file, or name the column that sets them apart with --by."
        )
    values = table[value].to_numpy(dtype=float)[rows]
    if not np.isfinite(values).any():
        raise QIError("there is no number at all, so there is nothing to plot.")
    name = _called(table, measure.denominator) if measure.denominator else None
    n = None if name is None else table[name].to_numpy(dtype=float)[rows]
    kind, why = chosen(measure, values, n)
    if kind not in ("p", "pprime", "u", "uprime", "np"):
        values, n = _as_rate(values, n, measure), None
    unit = measure.unit or _word(table, "unit", rows)
    better = measure.better or _word(table, "better", rows).lower()
    title = measure.title or plain(label)
    made = Series(
        _slug(f"{place} {label}", slugs), place, title, measure, [_day(one) for one in times],
        values, n, _targets(table, measure, rows), kind, why,
        better if better in ("higher", "lower") else "neither", unit, period=taken.time,
    )  # fmt: skip
    if unit == "%" and kind in ("p", "pprime") and measure.per not in (1, 100):
        raise QIError(f"per {measure.per:g} and unit % do not go together: % is per 100.")
    made.cautions += _gap_cautions(taken, value, rows, made.times)
    return made


def _as_rate(values, n, measure: Measure):
    """A run chart or XmR chart of a measure with denominators shows its rate."""
    if n is None:
        return values
    scale = 100.0 if measure.unit == "%" and measure.per == 1 else measure.per
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, values / n * scale, np.nan)


def _called(table, name: str) -> str:
    """A column by its name, however it is spaced or capitalised."""
    for one in table.columns:
        if key(one) == key(name):
            return one
    raise QIError(f"the measures file names the column '{name}', and the table has: "
                  f"{', '.join(map(str, table.columns))}.")  # fmt: skip


def _word(table, name: str, rows) -> str:
    """What a column of the data says for these rows, when it exists: the latest."""
    found = next((one for one in table.columns if key(one) == name), None)
    if found is None:
        return ""
    told = [one for one in table[found].array.take(rows) if one is not None and one == one]
    return str(told[-1]) if told else ""


def _targets(table, measure: Measure, rows):
    if measure.target is not None:
        return np.full(len(rows), measure.target)
    found = next((one for one in table.columns if key(one) == "target"), None)
    if found is None or table[found].dtype.kind != "f":
        return None
    values = table[found].to_numpy(dtype=float)[rows]
    return values if np.isfinite(values).any() else None


def _gap_cautions(taken, value: str, rows, times) -> list[str]:
    kinds = taken.written.get(value)
    out = []
    for kind, what in GAPS.items() if kinds is not None else ():
        at = [times[place] for place, one in enumerate(kinds[rows]) if one == kind]
        if at:
            shown = joined([str(one) for one in at[:5]]) + (" and more" if len(at) > 5 else "")
            out.append(f"Gap, because the file has {what}: {shown}.")
    return out


def _day(time):
    """A time as plain text: the day, or the number of the period."""
    return str(time)[:10] if isinstance(time, np.datetime64) else _short(time)


def _short(time) -> str:
    return f"{time:g}" if isinstance(time, float) else str(time)


def _slug(words: str, taken: set[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60].strip("-") or "report"
    slug, count = base, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    taken.add(slug)
    return slug
