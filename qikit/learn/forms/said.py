"""Small words about a form and its answers: fields, rows, dates, lists of names.

``ui/forms/said.js`` says the same in JavaScript.
"""

import re

from qikit.learn import normal

_SPACES = re.compile("[\t\n\v\f\r \u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
_NOT_ANSWERS = ("id", "first")
_MOST_ROWS = 200
_LONGEST = 40


def table(value) -> dict:
    """``value`` when it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}


def words(value) -> str:
    """A string with single spaces and none around it; empty for anything else."""
    return _SPACES.sub(" ", value).strip(" ") if isinstance(value, str) else ""


def filled(value) -> bool:
    """Whether a field holds something; an empty box does not."""
    return value is not False and not normal.blank(value)


def empty(row) -> bool:
    """Whether a row, or a whole answer, holds nothing but names and times."""
    return not any(_holds(v) for name, v in table(row).items() if name not in _NOT_ANSWERS)


def _holds(value) -> bool:
    return any(not empty(row) for row in value) if isinstance(value, list) else filled(value)


def rows(value, name) -> list:
    """The rows of a list that hold something, as pairs of place (from 1) and row."""
    found = table(value).get(name)
    found = found[:_MOST_ROWS] if isinstance(found, list) else []
    return [(at, table(row)) for at, row in enumerate(found, 1) if not empty(row)]


def part_of(form, name):
    """The part whose rows are called ``name``."""
    return next((part for part in form["parts"] if part.get("list") == name), None)


def field_of(form, part, name) -> dict:
    """A field by name: of the part with rows when given, else of the form."""
    parts = [part] if part else [each for each in form["parts"] if "list" not in each]
    for each in parts:
        for field in each["fields"]:
            if field["name"] == name:
                return field
    return {"name": name, "label": name, "type": "line"}


def row_name(part, place, row) -> str:
    """What a row is called: its first words in quotes, else "idea 3"."""
    first = words(row.get(part["fields"][0]["name"]))
    if not first or part["fields"][0]["type"] not in ("line", "text") or not part["compact"]:
        return f"{part['one']} {place}"
    return f"“{short(first)}”"


def title(words) -> str:
    """"cycle 2" at the head of something: "Cycle 2"."""
    return words[:1].upper() + words[1:]


def short(text, longest=_LONGEST) -> str:
    """A text cut to a length, with three dots where it was cut."""
    return text if len(text) <= longest else text[: longest - 1].rstrip(" ") + "…"


def joined(names) -> str:
    """"a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def day(value) -> str:
    """A date that exists, as "2027-03-31"; else empty."""
    found = _DATE.fullmatch(words(value))
    if not found:
        return ""
    year, month, number = int(found[1]), int(found[2]), int(found[3])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= month <= 12 or not 1 <= number <= _DAYS[month - 1]:
        return ""
    return "" if month == 2 and number == 29 and not leap else found[0]


def long_day(value) -> str:
    """A date in words: "31 March 2027"."""
    real = day(value)
    if not real:
        return words(value)
    return f"{int(real[8:])} {_MONTHS[int(real[5:7]) - 1]} {real[:4]}"
