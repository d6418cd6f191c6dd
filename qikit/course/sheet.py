"""Sheets of fields that people fill in: what is asked, and what was typed read into numbers.

A sheet is data: the page draws it, the plan file keeps what was typed as it was typed, and
:func:`typed` reads it. What cannot be read is named by its field, in a sentence.
"""

import math
import re
from dataclasses import dataclass
from datetime import date

_NUMBERS = ("number", "percent", "pounds")
_NOISE = re.compile(r"[\s,£]")


@dataclass(frozen=True)
class Field:
    """One thing to fill in.

    ``kind`` is "number", "percent" (read as a share), "pounds", "words", "text" (longer), "choice"
    (one of ``options``: pairs of value and label), "tick" or "date". ``low`` and ``high`` bound a
    number as it is typed; ``whole`` asks for one without decimals; ``slider`` adds a slider of that
    step. ``start`` is what stands there at first.
    """

    key: str
    label: str
    kind: str = "number"
    start: str = ""
    low: float | None = 0
    high: float | None = None
    unit: str = ""
    hint: str = ""
    options: tuple = ()
    whole: bool = False
    slider: float | None = None
    needed: bool = False

    def read(self, given):
        """The value of what was typed: a number, text, True, a date, or None where it is blank.

        Raises
        ------
        ValueError
            Whose words say what to type.
        """
        text = str(given if given is not None else "").strip()
        if self.kind == "tick":
            return text == "yes"
        if not text:
            if self.needed:
                raise ValueError(f"{self.label}: this is needed.")
            return None
        if self.kind == "date":
            return self._date(text)
        if self.kind == "choice" and text not in {value for value, _ in self.options}:
            raise ValueError(f"{self.label}: choose one of the list.")
        return self._number(text) if self.kind in _NUMBERS else text

    def _number(self, text: str) -> float:
        high = 100 if self.kind == "percent" and self.high is None else self.high
        try:
            size = float(_NOISE.sub("", text).removesuffix("%"))
        except ValueError:
            raise ValueError(f"{self.label}: type a number, not '{text[:30]}'.") from None
        if not math.isfinite(size):
            raise ValueError(f"{self.label}: type a number, not '{text[:30]}'.")
        if self.whole and size != int(size):
            raise ValueError(f"{self.label}: type a whole number.")
        if (self.low is not None and size < self.low) or (high is not None and size > high):
            raise ValueError(f"{self.label}: {self._range(high)}")
        return size / 100 if self.kind == "percent" else size

    def _range(self, high) -> str:
        if self.kind == "percent":
            return f"a percentage here is {self.low:g} to {high:g}."
        if high is None:
            return f"type {self.low:g} or more."
        return f"type a number from {self.low:g} to {high:g}."

    def _date(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{self.label}: choose a day, such as 2027-04-01.") from None


@dataclass(frozen=True)
class Section:
    """Fields that belong together; with ``many`` it has lines, each with these fields.

    ``line`` says what a line is called ("team"), ``start`` how many there are at first.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    hint: str = ""
    many: bool = False
    line: str = "line"
    start: tuple[dict, ...] = ()
    open: bool = False


def spec(sections) -> list[dict]:
    """Sections as plain data for the page."""
    return [
        {
            "key": part.key, "title": part.title, "hint": part.hint, "many": part.many,
            "line": part.line, "open": part.open,
            "fields": [
                {"key": each.key, "label": each.label, "kind": each.kind, "start": each.start,
                 "unit": each.unit, "hint": each.hint,
                 "options": [list(one) for one in each.options],
                 "low": each.low, "high": each.high, "slider": each.slider}
                for each in part.fields
            ],
        }
        for part in sections
    ]


def blank(sections) -> dict:
    """What stands in a sheet before anybody typed."""
    found = {}
    for part in sections:
        first = {each.key: each.start for each in part.fields}
        found[part.key] = [first | line for line in part.start] if part.many else first
    return found


def typed(sections, given: dict) -> tuple[dict, list[dict]]:
    """What was typed, read.

    Parameters
    ----------
    given : dict
        By section: fields as text, or a list of lines of them. What is missing is as at first.

    Returns
    -------
    values, troubles
        Values in the same shape (None where blank or wrong); troubles as ``at`` (the place of the
        field: "section.field" or "section.2.field") and ``said``. A line that nobody touched yet
        is no trouble.
    """
    first, values, troubles = blank(sections), {}, []

    def line(part, fields: dict, at: str) -> dict:
        found = {}
        untouched = part.many and all(
            fields.get(each.key, each.start) == each.start for each in part.fields)
        for each in part.fields:
            try:
                found[each.key] = each.read(fields.get(each.key, each.start))
            except ValueError as error:
                found[each.key] = None
                if untouched:
                    continue
                troubles.append({"at": f"{at}.{each.key}", "said": f"{part.title}. {error}"})
        return found

    for part in sections:
        mine = given.get(part.key, first[part.key])
        if part.many:
            lines = mine if isinstance(mine, list) else []
            values[part.key] = [
                line(part, each if isinstance(each, dict) else {}, f"{part.key}.{place}")
                for place, each in enumerate(lines)
            ]
        else:
            values[part.key] = line(part, mine if isinstance(mine, dict) else {}, part.key)
    return values, troubles
