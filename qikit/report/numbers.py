"""Numbers as people write them: thousands, per cent, suppressed counts, notes beside the number."""

import re
from dataclasses import dataclass, field

import numpy as np

from qikit.spc.table import joined

BLANK = {
    "", "-", "--", "\u2013", "\u2014", ".", "..", "...", "\u2026", "n/a", "na", "n.a.", "n.a",
    "#n/a", "#na", "null", "none", "nan", "nil return", "not available", "not applicable",
    "not known",
    "not recorded", "no data", "missing", "tbc", "tba", "pending", "awaiting data", "awaited", "?",
    "blank", "(blank)",
}  # fmt: skip
SUPPRESSED = re.compile(
    r"^(?:[<>≤≥]\s*=?\s*\d[\d.,]*\s*%?|\*+|\[[cxz]\]|suppressed|\d+\s*(?:-|\u2013|to)\s*\d+)$", re.I
)
BROKEN = re.compile(r"^#(?:DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$", re.I)
_DIGITS = r"(?:\d{1,3}(?:[,\u2019'\s]\d{3})+|\d+)"
_NUMBER = re.compile(
    rf"^(?P<minus>[-\u2212(]?)\s*[£$€]?\s*(?P<body>{_DIGITS}(?:\.\d*)?|\.\d+)\)?\s*"
    r"(?P<percent>%|per cent|percent)?\s*(?P<mark>[*†‡]+|\((?:p|r|e|provisional)\)|"
    r"\[\w\])?\s*(?P<unit>[A-Za-z]{1,10}\.?)?$",
    re.I,
)
_COMMA = re.compile(r"^[-\u2212]?\d+,(?:\d{1,2}|\d{4,})\s*%?$")
_SHARE_NAME = re.compile(r"%|\bpct\b|_pct|per ?cent|percentage|proportion|\bshare\b|\brate\b", re.I)
ERRORS = "a formula that went wrong"
MOST_ROWS = 6


@dataclass
class Numbers:
    """A column read as numbers.

    ``values`` has NaN where there is none; ``wrong`` are the rows that hold something else;
    ``kinds`` says how each was written (plain, percent, marked, blank, suppressed, broken, wrong).
    """

    values: np.ndarray
    wrong: np.ndarray
    filled: np.ndarray
    share: bool = False
    kinds: np.ndarray | None = None
    cautions: list[str] = field(default_factory=list)
    scale: str = ""
    unit: str = ""


def is_blank(cell) -> bool:
    """Nothing, or a word or sign that people write for nothing."""
    if cell is None:
        return True
    if isinstance(cell, str):
        return cell.strip().lower() in BLANK
    return cell != cell


def rows_named(rows) -> str:
    """``row 4``, ``rows 4, 7 and 9``; past a few, how many more."""
    rows = [int(row) for row in rows]
    shown = [str(row) for row in rows[:MOST_ROWS]]
    if len(rows) > MOST_ROWS:
        shown.append(f"{len(rows) - MOST_ROWS} more")
    return f"row{'s' if len(rows) > 1 else ''} {joined(shown)}"


def read(cells: list, at: list[int], name: str, percent: list[bool], scale: str = "") -> Numbers:
    """Read a column of cells as numbers.

    Parameters
    ----------
    cells : what the file holds
    at : the row of each cell in the file
    name : the column's heading, for sentences
    percent : whether a spreadsheet shows the cell as per cent
    scale : the answer to whether 0.68 means 68%: ``"share"``, ``"as written"``, or nothing
    """
    comma = any(isinstance(cell, str) and _COMMA.match(cell.strip()) for cell in cells)
    read_once = {cell: _one(cell, comma) for cell in set(map(_key, cells))}
    parts = [read_once[_key(cell)] for cell in cells]
    values = np.array([part[0] for part in parts], dtype=float)
    kinds = np.array([part[1] for part in parts])
    rows = np.array(at)
    shown = np.array(percent, dtype=bool) & np.isfinite(values)
    values[shown] *= 100
    signed = (kinds == "percent") | shown
    out = Numbers(values, kinds == "wrong", kinds != "blank", kinds=kinds)
    say = out.cautions.append
    for kind, what, then in (
        ("suppressed", "a suppressed or rounded count (such as <5)", "a gap, not a number"),
        ("broken", ERRORS, "a gap"),
    ):
        if (kinds == kind).any():
            say(f"In '{name}', {rows_named(rows[kinds == kind])} {_has(kinds == kind)} {what}: "
                f"shown as {then}.")  # fmt: skip
    words = np.array([isinstance(cell, str) and bool(cell.strip()) for cell in cells])
    absent = (kinds == "blank") & words
    if absent.any():
        say(f"In '{name}', {rows_named(rows[absent])} {_says(absent)} there is no number: shown as "
            "a gap.")  # fmt: skip
    if (kinds == "marked").any():
        say(f"In '{name}', {rows_named(rows[kinds == 'marked'])} {_has(kinds == 'marked')} a note "
            "mark beside the number. The number was kept; it may be provisional.")  # fmt: skip
    if comma:
        say(f"Commas in '{name}' were read as decimal points (70,9 is 70.9).")
    units = {part[2] for part in parts if part[2]}
    if len(units) == 1:
        out.unit = units.pop()
        say(f"The word after each number in '{name}' was read as its unit.")
    elif units:
        mixed = np.array([bool(part[2]) for part in parts])
        out.wrong |= mixed
    _shares(out, name, signed, rows, scale)
    return out


def _shares(out: Numbers, name: str, signed: np.ndarray, rows: np.ndarray, scale: str) -> None:
    """Whether these are shares, and on which scale; all shares come out as per cent."""
    good = np.isfinite(out.values)
    if not good.any():
        return
    values = out.values[good]
    within = values.min() >= 0 and values.max() <= 1 and (values % 1 != 0).any()
    named = bool(_SHARE_NAME.search(name.replace("_", " ")))
    plain = good & ~signed
    if signed.any():
        out.share = True
        small = plain & (np.abs(out.values) <= 1) & (out.values != 0)
        if small.any() and np.median(np.abs(out.values[signed])) > 1:
            if scale == "share":
                out.values[small] *= 100
                out.cautions.append(f"In '{name}', {rows_named(rows[small])} held a share of 1: "
                                    "shown as per cent.")  # fmt: skip
            elif scale != "as written":
                out.scale = "mixed"
        return
    if within and signed.sum() == 0 and scale != "as written":
        if scale == "share" or named:
            out.values = out.values * 100
            out.share = True
            out.cautions.append(f"Shares of 1 in '{name}' are shown as per cent (0.68 is 68%).")
        else:
            out.scale = "shares"
        return
    if named and values.min() >= 0 and values.max() <= 100 and "%" in name + _pct(name):
        out.share = True


def _pct(name: str) -> str:
    return "%" if re.search(r"pct|per ?cent|percentage", name, re.I) else ""


def _key(cell):
    return cell if isinstance(cell, str | int | float) and cell == cell else None


def _one(cell, comma: bool) -> tuple[float, str, str]:
    """A cell's number, how it was written, and its unit."""
    if is_blank(cell):
        return np.nan, "blank", ""
    if isinstance(cell, bool):
        return np.nan, "wrong", ""
    if isinstance(cell, int | float):
        return (float(cell), "plain", "") if np.isfinite(cell) else (np.nan, "broken", "")
    text = cell.strip().replace("\u00a0", " ").replace("\u202f", " ")
    if SUPPRESSED.match(text):
        return np.nan, "suppressed", ""
    if BROKEN.match(text):
        return np.nan, "broken", ""
    if comma:
        text = text.replace(".", "").replace(",", ".")
    found = _NUMBER.match(text)
    if not found:
        return np.nan, "wrong", ""
    minus, unit = found["minus"], found["unit"] or ""
    if unit.lower() in ("st", "nd", "rd", "th") or (minus == "(" and ")" not in text):
        return np.nan, "wrong", ""
    value = float(re.sub(r"[,\u2019'\s]", "", found["body"]))
    kind = "percent" if found["percent"] else "marked" if found["mark"] else "plain"
    return (-value if minus else value), kind, unit


def _has(rows: np.ndarray) -> str:
    return "has" if rows.sum() == 1 else "have"


def _says(rows: np.ndarray) -> str:
    return "says" if rows.sum() == 1 else "say"
