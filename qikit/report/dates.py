"""Dates as people write them: British, American, months by name, quarters, weeks, day numbers."""

import re
from datetime import date, datetime, timedelta

MONTHS = {
    name[:size]: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), start=1)
    for size in (3, 4, len(name))
}  # fmt: skip
_NAME = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>(?:18|19|20|21)\d\d|\d\d)"
_SEP = r"[\s\-/.,_']*"
_FY = r"(?P<from>(?:19|20)?\d\d)\s*[-/\u2013]\s*(?P<to>(?:19|20)?\d\d)"
_CLOCK = r"(?:[T\s]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[ap]m)?(?:Z|[+-]\d\d:?\d\d)?)?"
_LEAD = re.compile(
    r"^(?:w/?c|w/?e|m/?e|week\s+(?:commencing|ending|starting|beginning|of)|(?:month|period)\s+"
    r"(?:ending|to)|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[\s:,.]+", re.I
)
_ISO = re.compile(rf"^(\d{{4}})[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}}))?{_CLOCK}$", re.I)
_SLASH = re.compile(rf"^(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d\d){_CLOCK}$", re.I)
_DAY_NAME = re.compile(
    rf"^(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_SEP}{_NAME}{_SEP}{_YEAR}{_CLOCK}$", re.I
)
_NAME_DAY = re.compile(rf"^{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_CLOCK}$", re.I)
_NAME_YEAR = re.compile(rf"^{_NAME}{_SEP}{_YEAR}$", re.I)
_YEAR_NAME = re.compile(rf"^(?P<year>\d{{4}}){_SEP}{_NAME}$", re.I)
_QUARTER = re.compile(
    rf"^(?:q(?:uarter)?\s*(?P<q>[1-4])|m(?:onth)?\s*(?P<m>\d\d?)){_SEP}{_FY}$", re.I
)
_FY_QUARTER = re.compile(
    rf"^(?:fy\s*)?{_FY}{_SEP}(?:q(?:uarter)?\s*(?P<q>[1-4])|m(?:onth)?\s*(?P<m>\d\d?))$", re.I
)
_PLAIN_QUARTER = re.compile(
    r"^(?:q(?:tr|uarter)?\s*([1-4])[\s\-/]*(\d{4})|(\d{4})[\s\-/]*q(?:tr|uarter)?\s*([1-4]))$", re.I
)
_WEEK = re.compile(
    r"^(?:(\d{4})[\s\-]*w(?:ee)?k?\s*(\d\d?)|w(?:ee)?k\s*(\d\d?)[\s,\-/]+(\d{4}))$", re.I
)
_ONLY_FY = re.compile(rf"^(?:fy\s*)?{_FY}$", re.I)
NAMED_LIKE_TIME = re.compile(
    r"\b(?:date|month|week|day|year|quarter|period|time|when|w/?c|w/?e|commencing|ending)\b", re.I
)


class Found:
    """What one cell may mean: its first day, and the other reading where day and month may swap."""

    __slots__ = ("day", "form", "other")

    def __init__(self, day: date, form: str, other: date | None = None) -> None:
        self.day, self.form, self.other = day, form, other


def find(cell, like_time: bool = False, serials_from: date = date(1899, 12, 30)) -> Found | None:
    """What a cell means as a time, or None.

    ``form`` is day, month, quarter, plain quarter, year, financial year, serial, or ``slash`` for
    day/month/year: then ``day`` is the British reading and ``other`` the American one; where only
    one of the two exists the form is ``british`` or ``american``.

    Parameters
    ----------
    cell : what the file holds
    like_time : the heading speaks of time, so that plain numbers may be dates
    serials_from : the day that a spreadsheet counts from
    """
    if isinstance(cell, datetime):
        return Found(cell.date(), "cell")
    if isinstance(cell, date):
        return Found(cell, "cell")
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return _number(cell, serials_from) if like_time and cell == cell else None
    text = _LEAD.sub("", " ".join(cell.replace("\u00a0", " ").split()))
    if not text or len(text) > 40 or not any(sign.isdigit() for sign in text):
        return None
    if text.isdigit():
        return _number(int(text), serials_from) if like_time else None
    try:
        return _text(text)
    except ValueError:
        return None


def month_name(cell) -> int:
    """The month of a cell that is a month's name without a year, else 0."""
    return MONTHS.get(cell.strip().lower(), 0) if isinstance(cell, str) else 0


def _number(cell, serials_from: date) -> Found | None:
    whole = int(cell)
    digits = str(whole)
    if whole != cell and not 20000 <= cell <= 60000:
        return None
    try:
        if len(digits) == 8 and digits[:2] in ("19", "20"):
            return Found(date(whole // 10000, whole // 100 % 100, whole % 100), "day")
        if len(digits) == 6 and digits[:2] in ("19", "20"):
            return Found(date(whole // 100, whole % 100, 1), "month")
    except ValueError:
        return None
    if 20000 <= cell <= 60000:
        return Found(serials_from + timedelta(days=whole), "serial")
    return Found(date(whole, 1, 1), "year") if 1900 <= whole <= 2100 else None


def _text(text: str) -> Found | None:
    if found := _ISO.match(text):
        year, month, day = (int(part) if part else 0 for part in found.groups())
        if not day and month > 12:
            return _financial(str(year), str(month))
        return Found(date(year, month, day or 1), "day" if day else "month")
    if found := _SLASH.match(text):
        return _slash(*found.groups())
    for pattern in (_DAY_NAME, _NAME_DAY, _NAME_YEAR, _YEAR_NAME):
        if found := pattern.match(text):
            parts = found.groupdict()
            month = MONTHS.get(parts["month"].lower())
            if month:
                day = int(parts.get("day") or 1)
                form = "day" if parts.get("day") else "month"
                return Found(date(_full(parts["year"]), month, day), form)
    for pattern in (_QUARTER, _FY_QUARTER):
        if found := pattern.match(text):
            start = _financial(found["from"], found["to"])
            after = 3 * (int(found["q"]) - 1) if found["q"] else int(found["m"]) - 1
            if start and 0 <= after < 12:
                month = 4 + after
                form = "quarter" if found["q"] else "month"
                return Found(date(start.day.year + (month > 12), (month - 1) % 12 + 1, 1), form)
    if found := _PLAIN_QUARTER.match(text):
        quarter, year = int(found[1] or found[4]), int(found[2] or found[3])
        calendar = date(year, 3 * quarter - 2, 1)
        financial = date(year + (quarter == 4), (3 * quarter) % 12 + 1, 1)
        return Found(calendar, "plain quarter", financial)
    if found := _WEEK.match(text):
        year, week = int(found[1] or found[4]), int(found[2] or found[3])
        return Found(date.fromisocalendar(year, week, 1), "day")
    if found := _ONLY_FY.match(text):
        return _financial(found["from"], found["to"])
    return None


def _slash(first: str, second: str, year: str) -> Found | None:
    one, two, full = int(first), int(second), _full(year)
    british = _maybe(full, two, one)
    american = _maybe(full, one, two)
    if british and american:
        same = british == american
        return Found(british, "same" if same else "slash", None if same else american)
    if british:
        return Found(british, "british")
    return Found(american, "american") if american else None


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full(year: str) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    return 2000 + number if number < 70 else 1900 + number


def _financial(start: str, end: str) -> Found | None:
    first, last = _full(start), int(end)
    if (first + 1) % 100 != last % 100:
        return None
    return Found(date(first, 4, 1), "financial year")
