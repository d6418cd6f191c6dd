"""Everybody's marks as CSV and Excel."""

import csv
import io
from pathlib import Path

from qikit import place
from qikit.errors import QIError
from qikit.mark import attempts, database, receipts
from qikit.mark import course as courses
from qikit.mark.course import Course
from qikit.mark.gradebook import Book
from qikit.mark.plan import plan
from qikit.mark.standing import standing

COLUMNS = (
    "learner", "module", "title", "tier", "handed in (UTC)", "automatic", "automatic out of",
    "manual", "manual out of", "needs marking", "waits for", "second marks", "passed", "level",
    "attempts", "attempts allowed", "conversation", "note",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def grades(out: str | Path = "grades") -> list[Path]:
    """Write every mark, a row for each learner and module.

    Parameters
    ----------
    out : path
        The files' name; ``.csv`` and ``.xlsx`` are added.

    Returns
    -------
    list of Path
        The two files. "needs marking" says yes where a person has still to mark or to look.

    Raises
    ------
    QIError
        When nothing has been marked yet.
    """
    rows = [row for module in courses.find(None) for row in _rows(module)]
    if not rows:
        raise QIError("There are no marks yet. Collect and mark first: qikit mark.")
    base = Path(out)
    if base.suffix in (".csv", ".xlsx"):
        base = base.with_suffix("")
    paths = [base.with_name(f"{base.name}.csv"), base.with_name(f"{base.name}.xlsx")]
    place.write(paths[0], _csv(rows))
    place.write(paths[1], _xlsx(rows))
    return paths


def _rows(module):
    course = Course(module.tier)
    if not database.exists(course) or not course.handed_in(module.name):
        return
    known = plan(module)
    with Book(course) as book:
        found, pairs, tries = attempts.settle(known, book)
    for learner in sorted(found):
        pair, tried = pairs.get(learner), tries.get(learner, attempts.Attempts())
        now = standing(known, found[learner], pair, tried)
        receipt = receipts.read(course.receipt(learner, module.name)) or {}
        needs = any(row["needs_manual_grade"] for row in found[learner].values())
        yield (
            learner, module.id, module.title, module.tier, receipt.get("submitted", ""),
            None if now.unmarked else now.auto, now.auto_out_of,
            None if now.pending else now.manual, now.manual_out_of,
            "yes" if needs else "no", now.waits, _second(pair),
            {True: "yes", False: "no", None: ""}[now.passed], now.level or "",
            tried.used, tried.allowed, tried.talk(now.passed),
            receipt.get("trouble") or "",
        )


def _second(pair) -> float | None:
    """The second marker's points in all, once they are complete."""
    if pair is None or not pair.second:
        return None
    return round(sum(row["points"] for row in pair.second.values()), 4)


def _csv(rows: list[tuple]) -> str:
    """Text that a spreadsheet would take for a formula gets a quote before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([
            f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
            for value in row
        ])
    return text.getvalue()


def _xlsx(rows: list[tuple]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "Marks"
    for row in (COLUMNS, *rows):
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, name in zip(sheet.columns, COLUMNS, strict=True):
        longest = max(len(name), *(len(str(cell.value or "")) for cell in column))
        sheet.column_dimensions[column[0].column_letter].width = min(longest + 2, 50)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
