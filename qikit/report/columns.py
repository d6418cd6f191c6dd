"""What each column is: a time, numbers, shares, words, or something private."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from qikit.report import dates, numbers
from qikit.report.numbers import rows_named

ENOUGH = 0.8
"""So much of a column must be times for it to be one of time."""


@dataclass
class Column:
    """A column of the table: its ``role`` is time, number, share, text or private."""

    name: str
    role: str
    why: str
    doubts: list[str] = field(default_factory=list)


@dataclass
class Question:
    """What only a person can say: answer with ``take(..., answers={id: one of the options})``."""

    id: str
    words: str
    options: list[str]


@dataclass
class Times:
    """A column read as times."""

    days: list[date | None]
    wrong: list[int]
    forms: Counter
    cautions: list[str]
    questions: list[Question]


def share_of_times(cells: list, name: str, serials_from: date) -> float:
    """How much of a column reads as times."""
    like = bool(dates.NAMED_LIKE_TIME.search(name.replace("_", " ")))
    given = [cell for cell in cells if not numbers.is_blank(cell)]
    if not given:
        return 0.0
    count = Counter(_key(cell) for cell in given)
    found = sum(
        many for cell, many in count.items() if dates.find(cell, like, serials_from) is not None
    )
    return found / len(given)


def times(cells: list, at: list[int], name: str, serials_from: date, answers: dict) -> Times:
    """Read a column of times; where British and American readings differ, ask."""
    like = bool(dates.NAMED_LIKE_TIME.search(name.replace("_", " ")))
    known = {cell: dates.find(cell, True, serials_from) for cell in set(map(_key, cells))}
    if not like and any(one and one.form in ("year",) for one in known.values()):
        known = {cell: dates.find(cell, False, serials_from) for cell in known}
    found = [known[_key(cell)] for cell in cells]
    forms = Counter(one.form for one in found if one)
    said: list[str] = []
    asked: list[Question] = []
    order = _order(found, cells, at, name, forms, answers, said, asked)
    days = [_day(one, order, answers) for one in found]
    wrong = [row for row, one, cell in zip(at, found, cells, strict=True)
             if one is None and not numbers.is_blank(cell)]  # fmt: skip
    if forms["serial"]:
        rows = [row for row, one in zip(at, found, strict=True) if one and one.form == "serial"]
        said.append(f"In '{name}', {rows_named(rows)} held a spreadsheet's day number: shown as a "
                    "date.")  # fmt: skip
    written = {"cell": "cell", "slash": "slash", "british": "slash", "american": "slash",
               "same": "slash", "serial": "cell"}  # fmt: skip
    kinds = {written.get(form, form) for form in forms}
    if len(kinds) > 1:
        said.append(f"'{name}' has dates written in more than one way; all were read. Check the "
                    "first and the last on the chart.")  # fmt: skip
    if forms["plain quarter"] and answers.get("quarters") not in ("calendar", "financial"):
        asked.append(Question("quarters", f"In '{name}', is Q1 January to March, or April to June?",
                              ["calendar", "financial"]))  # fmt: skip
        said.append(f"In '{name}', Q1 was taken as January to March until you say.")
    return Times(days, wrong, forms, said, asked)


def _day(one, order: str, answers: dict) -> date | None:
    if one is None:
        return None
    if one.form == "slash" and order == "month first":
        return one.other
    if one.form == "plain quarter" and answers.get("quarters") == "financial":
        return one.other
    if one.form == "cell" and order == "swapped" and one.day.day <= 12:
        return date(one.day.year, one.day.day, one.day.month)
    return one.day


def _order(found, cells, at, name, forms, answers, said, asked) -> str:
    """Day first or month first: from what is certain, from steady steps, else by asking."""
    answer = answers.get("dates")
    if answer in ("day first", "month first", "swapped", "as they are"):
        return answer
    if forms["cell"] and forms["british"] and not forms["slash"] and all(
        one.day.day <= 12 for one in found if one and one.form == "cell"
    ) and not _first_of_month([one.day for one in found if one]):
        asked.append(Question(
            "dates",
            f"In '{name}', some dates are real dates and others are text. Has the spreadsheet "
            "swapped day and month in those it understood?",
            ["swapped", "as they are"]))  # fmt: skip
        said.append(f"In '{name}', a spreadsheet may have swapped day and month in part of the "
                    "dates. They were read as they are until you say.")  # fmt: skip
        return "as they are"
    if not forms["slash"]:
        if forms["british"] and forms["american"]:
            said.append(f"'{name}' has both British and American dates; each was read in the only "
                        "way it can be.")  # fmt: skip
        return "day first"
    if forms["british"] and not forms["american"]:
        return "day first"
    if forms["american"] and not forms["british"]:
        said.append(f"Dates in '{name}' are American: month first, because some have a second "
                    "number above 12.")  # fmt: skip
        return "month first"
    british = _steady([one.day for one in found if one])
    american = _steady([one.other or one.day for one in found if one])
    if not forms["american"] and british >= 0.9 and american < 0.6:
        return "day first"
    if not forms["american"] and american >= 0.9 and british < 0.6:
        said.append(f"Dates in '{name}' were read month first, because only so are they evenly "
                    "spaced.")  # fmt: skip
        return "month first"
    example = next((cell, one) for cell, one in zip(cells, found, strict=True)
                   if one and one.form == "slash")  # fmt: skip
    first, second = (f"{day.day} {day:%B}" for day in (example[1].day, example[1].other))
    asked.append(Question("dates", f"In '{name}', is {str(example[0])[:10]} {first} or {second}?",
                          ["day first", "month first"]))  # fmt: skip
    said.append(f"Dates in '{name}' were read day first, as in Britain, until you say.")
    return "day first"


def _first_of_month(days) -> bool:
    return sum(day.day == 1 for day in days) >= 0.9 * len(days)


def _steady(days) -> float:
    """How much of the steps between different days are the same; months count as equally long."""
    once = sorted(set(days))
    steps = [(after - before).days for before, after in pairwise(once)]
    if not steps:
        return 0.0
    kinds = Counter("month" if 28 <= step <= 31 else step for step in steps)
    return kinds.most_common(1)[0][1] / len(steps)


def _key(cell):
    return None if cell != cell else cell
