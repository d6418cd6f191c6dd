"""Everybody's marks as CSV and Excel."""

from pathlib import Path

from qikit import place
from qikit.errors import QIError
from qikit.mark import attempts, database, receipts
from qikit.mark import course as courses
from qikit.mark.course import Course
from qikit.mark.gradebook import Book
from qikit.mark.plan import plan
from qikit.mark.sheets import csv_text, xlsx
from qikit.mark.standing import standing

COLUMNS = (
    "learner", "module", "title", "tier", "handed in (UTC)", "automatic", "automatic out of",
    "manual", "manual out of", "needs marking", "waits for", "second marks", "passed", "level",
    "attempts", "attempts allowed", "conversation", "note",
)


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
    place.write(paths[0], csv_text(COLUMNS, rows))
    place.write(paths[1], xlsx("Marks", COLUMNS, rows))
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
