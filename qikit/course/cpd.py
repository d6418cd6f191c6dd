"""A record of learning as a table, for appraisal, revalidation and an electronic staff record."""

import csv
import io

from qikit.course.certificates import refreshed
from qikit.course.record import Entry, Record, day_of

_FORMULA = ("=", "+", "-", "@", "\t")
_COLUMNS = {
    "date": lambda entry: day_of(entry).isoformat(),
    "module": lambda entry: entry.module.id,
    "title": lambda entry: entry.module.title,
    "minutes": lambda entry: entry.module.minutes,
    "of these with others": lambda entry: entry.module.minutes if entry.with_others else 0,
    "level": lambda entry: entry.done.level,
    "checked": lambda entry: entry.checked,
    "outcomes": lambda entry: "; ".join(entry.module.outcomes),
    "what I take from it": lambda entry: entry.reflection,
    "a month later": lambda entry: entry.later,
    "refresh by": lambda entry: refreshed(day_of(entry)) or "",
}


def table(record: Record) -> bytes:
    """The record as a CSV that Excel opens: a row a module, in the order in which it was done.

    What somebody typed is never a formula: text that Excel would work out gets a ' before it.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    rows.writerows(_row(entry) for entry in record.entries)
    return out.getvalue().encode("utf-8-sig")


def _row(entry: Entry) -> list:
    values = [value(entry) for value in _COLUMNS.values()]
    return [f"'{each}" if isinstance(each, str) and each.startswith(_FORMULA) else each
            for each in values]
