"""The measures file: what is known of each measure that is to be reported."""

import csv
import io
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from qikit.errors import QIError
from qikit.report import dates
from qikit.report.numbers import is_blank
from qikit.report.numbers import read as read_numbers
from qikit.spc.choose import REASONS, TITLES, choose
from qikit.spc.constants import LIMITS_FROM

KINDS = ("choose", "run", "xmr", "p", "pprime", "np", "u", "uprime", "c", "g", "t")
COLUMNS = ("measure", "title", "kind", "better", "target", "unit", "value", "denominator", "per",
           "phases", "exclusions")  # fmt: skip
_ALSO = {
    "name": "measure", "id": "measure", "chart": "kind", "direction": "better", "n": "denominator",
    "rebase": "phases", "exclude": "exclusions", "description": "title",
}  # fmt: skip
_BETTER = {"higher": "higher", "high": "higher", "up": "higher", "lower": "lower", "low": "lower",
           "down": "lower", "neither": "neither", "": ""}  # fmt: skip
_NEEDS_N = ("p", "pprime", "np", "u", "uprime")


@dataclass
class Measure:
    """One measure: ``phases`` and ``exclusions`` are pairs of a time and its reason."""

    name: str
    row: int
    title: str = ""
    kind: str = "choose"
    better: str = ""
    target: float | None = None
    unit: str = ""
    value: str = ""
    denominator: str = ""
    per: float = 1.0
    phases: list[tuple[str, str]] = field(default_factory=list)
    exclusions: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Measures:
    """The measures that can be used, and a sentence for each problem."""

    good: list[Measure]
    problems: list[str]

    def named(self, name: str) -> Measure | None:
        """The measure with this name, however it is spaced or capitalised."""
        return next((one for one in self.good if key(one.name) == key(name)), None)


def key(name: str) -> str:
    """A name to compare with: lower case, letters and digits only."""
    return re.sub(r"[^a-z0-9]+", "", str(name).lower())


def read(path) -> Measures:
    """Read a measures file.

    Parameters
    ----------
    path : a CSV file with a row a measure, or a TOML file with a ``[[measure]]`` a measure. The
        columns are ``measure`` (as the data name it), ``title``, ``kind`` (or ``choose``),
        ``better`` (higher, lower, neither), ``target``, ``unit``, ``value`` and ``denominator``
        (columns of the data), ``per``, ``phases`` and ``exclusions`` (``2025-04-01: new rota;
        2025-10-01: second ward``)

    Returns
    -------
    Measures
        ``good`` measures, and ``problems``: a sentence for each mistake, with its row and column. A
        measure with a mistake is left out; the rest are used.

    Raises
    ------
    QIError
        When the file cannot be read, or names no measure at all.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError:
        raise QIError(
            f"There is no measures file {path} that can be opened. Check its name and folder."
        ) from None
    rows = _toml(data, path) if path.suffix.lower() == ".toml" else _csv(data, path)
    good, problems = [], []
    for number, given in rows:
        try:
            one = _measure(number, given)
            if any(key(one.name) == key(other.name) for other in good):
                raise _Wrong("measure", f"'{one.name}' is there twice; keep one row")
            good.append(one)
        except _Wrong as wrong:
            who = str(given.get("measure") or "").strip()
            what = f" ({who})" if who else ""
            problems.append(f"{path.name}, row {number}{what}, column {wrong.column}: {wrong}.")
    if not good and not problems:
        raise QIError(f"The measures file {path.name} names no measure. Give each a row.")
    return Measures(good, problems)


class _Wrong(Exception):
    """What is wrong in a column of a row."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column = column


def _csv(data: bytes, path: Path) -> list[tuple[int, dict]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    sign = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    if not table or not any(cell.strip() for cell in table[0]):
        raise QIError(f"The measures file {path.name} is empty. It has a row of headings: "
                      f"{', '.join(COLUMNS)}.")  # fmt: skip
    heads = [_column(cell, path) for cell in table[0]]
    if "measure" not in heads:
        raise QIError(f"The measures file {path.name} has no column 'measure'. Its columns are: "
                      f"{', '.join(COLUMNS)}.")  # fmt: skip
    return [(number, dict(zip(heads, row, strict=False))) for number, row in enumerate(table[1:], 2)
            if any(cell.strip() for cell in row)]  # fmt: skip


def _toml(data: bytes, path: Path) -> list[tuple[int, dict]]:
    import tomllib

    try:
        held = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise QIError(f"The measures file {path.name} cannot be read: {error}.") from None
    each = held.get("measure", [])
    if not isinstance(each, list) or not all(isinstance(one, dict) for one in each):
        raise QIError(f"The measures file {path.name} has no [[measure]]. Give each measure one.")
    rows = []
    for number, one in enumerate(each, 1):
        for name in ("phases", "exclusions"):
            if isinstance(one.get(name), dict):
                one[name] = "; ".join(f"{at}: {why}" for at, why in one[name].items())
        rows.append((number, {_column(name, path): str(cell) for name, cell in one.items()}))
    return rows


def _column(cell: str, path: Path) -> str:
    word = re.sub(r"\s+", "_", cell.strip().lower())
    word = _ALSO.get(word, word)
    if word and word not in COLUMNS:
        near = get_close_matches(word, COLUMNS, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise QIError(f"The measures file {path.name} has a column '{cell.strip()}', which has no "
                      f"meaning here. There are: {', '.join(COLUMNS)}.{hint}")  # fmt: skip
    return word


def _measure(number: int, given: dict) -> Measure:
    told = {name: str(given.get(name) or "").strip() for name in COLUMNS}
    if not told["measure"]:
        raise _Wrong("measure", "the name is missing; write it as the data have it")
    kind = told["kind"].lower().replace("′", "prime").replace("'", "prime") or "choose"
    kind = {"i": "xmr", "p prime": "pprime", "u prime": "uprime"}.get(kind, kind)
    if kind not in KINDS:
        near = get_close_matches(kind, KINDS, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise _Wrong("kind", f"'{told['kind']}' is not one of {', '.join(KINDS)}{hint}")
    better = _BETTER.get(told["better"].lower())
    if better is None:
        raise _Wrong("better", f"'{told['better']}' is not higher, lower or neither")
    if kind in _NEEDS_N and not told["denominator"]:
        raise _Wrong("denominator", f"a {TITLES[kind]} needs the column of denominators")
    target, per = _number(told, "target"), _number(told, "per")
    if per is not None and per <= 0:
        raise _Wrong("per", f"{told['per']} is not a number above zero, such as 100 or 1000")
    return Measure(
        told["measure"], number, told["title"], kind, better, target, told["unit"], told["value"],
        told["denominator"], 1.0 if per is None else per, _places(told, "phases"),
        _places(told, "exclusions"),
    )  # fmt: skip


def _number(told: dict, name: str) -> float | None:
    if is_blank(told[name]):
        return None
    read = read_numbers([told[name]], [1], name, [False])
    if read.wrong[0] or read.values[0] != read.values[0]:
        raise _Wrong(name, f"'{told[name]}' is not a number")
    return float(read.values[0])


def _places(told: dict, name: str) -> list[tuple[str, str]]:
    """``2025-04-01: new rota; 2025-10-01: second ward`` as pairs."""
    out = []
    for part in filter(None, (one.strip() for one in told[name].split(";"))):
        when, _, why = (word.strip() for word in part.partition(":"))
        found = dates.find(when)
        if found is None:
            raise _Wrong(name, f"'{when}' is not a date; write 2025-04-01: the reason")
        if found.form == "slash":
            raise _Wrong(name, f"'{when}' may be two different days; write it as 2025-04-01")
        if not why:
            raise _Wrong(name, f"{when} has no reason; write {when}: the reason")
        out.append((found.day.isoformat(), why))
    return out


def chosen(measure: Measure, values, n) -> tuple[str, str]:
    """The kind of chart for a series, and the reason: stated, or by the chart chooser.

    Parameters
    ----------
    measure : what the file says
    values, n : its numbers and denominators (or None), as arrays with NaN for gaps
    """
    import numpy as np

    if measure.kind != "choose":
        return measure.kind, "stated in the measures file"
    good = np.isfinite(values)
    points = int(good.sum())
    if points < LIMITS_FROM:
        return "run", REASONS["run"]
    if n is None or not np.isfinite(n[good]).all() or (n[good] <= 0).any():
        return "xmr", REASONS["xmr"]
    whole = (values[good] % 1 == 0).all() and (values[good] >= 0).all()
    if not whole or (values[good] == 0).mean() > 0.5:
        return "xmr", REASONS["xmr"]
    cases = measure.unit == "%" and (values[good] <= n[good]).all()
    made = choose(data="cases" if cases else "events", rare=False, denominator="varies",
                  large=bool(n[good].mean() > 5000), points=points)  # fmt: skip
    return made.kind, REASONS[made.kind]
