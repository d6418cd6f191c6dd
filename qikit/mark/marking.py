"""What a person gives in the browser: kept only when nothing changed since she saw the page."""

import math
from dataclasses import dataclass

from nbgrader import api
from sqlalchemy import func, select, update

from qikit.mark import database

GRADE, COMMENT = ("manual_score", "extra_credit"), ("manual_comment",)
_grades, _comments = api.Grade.__table__, api.Comment.__table__
_copies, _handins = api.SubmittedNotebook.__table__, api.SubmittedAssignment.__table__
_most = [kind.__table__ for kind in (api.GradeCell, api.TaskCell)]


@dataclass(frozen=True)
class Given:
    """Whether it was kept; what stood before in its place; which hand-in it is about.

    ``newer`` says that the learner handed in again since the page was opened.
    """

    kept: bool
    before: dict
    newer: bool = False


def seen(source, copy: str) -> dict[str, list]:
    """What a page about ``copy`` shows, by the id of each grade and comment: to send back."""
    found = {}
    with database.reading(source) as db:
        handed_in = str(_handed_in(db, copy).timestamp)
        for table, names in ((_grades, GRADE), (_comments, COMMENT)):
            for row in db.execute(select(table).where(table.c.notebook_id == copy)).mappings():
                found[row["id"]] = [*(row[name] for name in names), handed_in]
    return found


def give_points(source, grade: str, values: dict, saw: list | None) -> Given | None:
    """Set the points that a person gave to one criterion or question.

    Parameters
    ----------
    source : Engine
        The gradebook, as ``database.engine`` opens it.
    grade : str
        The grade's id.
    values : dict
        ``manual_score`` and ``extra_credit``: points from 0 to the most there are, or None.
    saw : list or None
        What ``seen`` told of this grade. When it holds something else by now, nothing is written.
        None: write whatever it holds.

    Returns
    -------
    Given or None
        None when there is no such grade.
    """
    with source.begin() as db:
        row = _take(db, _grades, grade)
        if row is None:
            return None
        most = _most_of(db, row["cell_id"])
        new = {
            "manual_score": _points(values.get("manual_score"), most),
            "extra_credit": _points(values.get("extra_credit"), math.inf),
        }
        new["needs_manual_grade"] = new["manual_score"] is None and row["auto_score"] is None
        return _write(db, _grades, row, GRADE, new, saw)


def give_comment(source, comment: str, words: str | None, saw: list | None) -> Given | None:
    """Set a person's comment; as ``give_points``."""
    with source.begin() as db:
        row = _take(db, _comments, comment)
        if row is None:
            return None
        return _write(db, _comments, row, COMMENT, {"manual_comment": words or None}, saw)


def _take(db, table, id: str):
    """The row, held until this transaction ends."""
    copy = db.execute(select(table.c.notebook_id).where(table.c.id == id)).scalar()
    if copy is None:
        return None
    database.hold(db, _handed_in(db, copy).student_id)
    held = select(table).where(table.c.id == id).with_for_update()
    return db.execute(held).mappings().first()


def _write(db, table, row, names, new: dict, saw: list | None) -> Given:
    handed_in = str(_handed_in(db, row["notebook_id"]).timestamp)
    now = [row[name] for name in names]
    newer = saw is not None and saw[-1] != handed_in
    before = {name: row[name] for name in names}
    if saw is not None and (newer or saw[:-1] != now):
        return Given(False, before, newer)
    db.execute(update(table).where(table.c.id == row["id"]).values(**new))
    return Given(True, before)


def _handed_in(db, copy: str):
    return db.execute(
        select(_handins.c.timestamp, _handins.c.student_id)
        .join(_copies, _copies.c.assignment_id == _handins.c.id)
        .where(_copies.c.id == copy)
    ).one()


def _most_of(db, cell: str) -> float:
    found = [
        db.execute(select(func.max(table.c.max_score)).where(table.c.id == cell)).scalar()
        for table in _most
    ]
    return next(most for most in found if most is not None)


def _points(value, most: float) -> float | None:
    """Points as a number from 0 to ``most``; None for anything that is no number."""
    try:
        points = float(value)
    except (TypeError, ValueError):
        return None
    return min(max(points, 0.0), most) if math.isfinite(points) else None


def give_moderated(db, copy: str, points: dict[str, float]) -> None:
    """Set the points that a moderator decided, by criterion cell, within a transaction."""
    cells = api.BaseCell.__table__
    wanted = (
        select(_grades.c.id, cells.c.name)
        .join(cells, cells.c.id == _grades.c.cell_id)
        .where(_grades.c.notebook_id == copy, cells.c.type == "TaskCell")
        .with_for_update()
    )
    for row in db.execute(wanted).all():
        if row.name in points:
            values = {"manual_score": points[row.name], "extra_credit": None}
            same = update(_grades).where(_grades.c.id == row.id)
            db.execute(same.values(**values, needs_manual_grade=False))
