"""nbgrader's gradebook: one transaction a hand-in, marks given by people never touched."""

import fcntl
import os
import sys
import warnings
from contextlib import contextmanager
from datetime import datetime

from nbgrader import api
from nbgrader.utils import parse_utc
from sqlalchemy import insert, select, update

from qikit.errors import QIError
from qikit.mark import beside, database, receipts
from qikit.mark.course import Course
from qikit.mark.judge import Outcome, fingerprint
from qikit.mark.plan import Plan

NOTHING_WRITTEN = "Nothing was written here."

_students, _cells = api.Student.__table__, api.BaseCell.__table__
_handins, _notebooks = api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__
_grades, _comments = api.Grade.__table__, api.Comment.__table__


class Book:
    """The gradebook of one course, opened for a run.

    Raises
    ------
    QIError
        When a module was never released, so that the gradebook does not know it.
    """

    def __init__(self, course: Course):
        create(course)
        self.course = course
        self._engine = database.engine(course)
        beside.ensure(self._engine)
        self._known = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._engine.dispose()

    def save(self, plan: Plan, outcome: Outcome, before: dict[str, str] | None) -> None:
        """Write one hand-in's marks.

        A manual mark and a comment stay as they are; where the answer changed since (``before``
        holds the fingerprints of the answers last marked, None when unknown) the mark is flagged
        for another look. Of a hand-in that could not be marked, earlier marks stay.
        """
        assignment, notebook, cells = self._module(plan.name)
        handin = outcome.handin
        with self._engine.begin() as db:
            database.hold(db, handin.learner)
            _ensure_student(db, handin.learner)
            owner = {"assignment_id": assignment, "student_id": handin.learner}
            submission = _ensure(db, _handins, owner)
            when = time_of(handin.submitted)
            row = _handins.c.id == submission
            db.execute(update(_handins).where(row).values(timestamp=when))
            copy = _ensure(db, _notebooks, {"assignment_id": submission, "notebook_id": notebook})
            self._grade(db, plan, outcome, before, copy, cells)
            self._comment(db, plan, outcome, copy, cells)
            beside.add_attempt(
                db, handin.learner, plan.name, handin.submitted, out_of=plan.out_of,
                points=None if outcome.trouble else outcome.points, marked=receipts.now(),
            )

    @contextmanager
    def writing(self, learner: str):
        """A transaction in which nobody else writes marks of this learner."""
        with self._engine.begin() as db:
            database.hold(db, learner)
            yield db

    def attempts(self, name: str) -> tuple[dict, dict]:
        """Of one module, by learner: the hand-ins that were marked, and the conversations."""
        with database.reading(self._engine) as db:
            return tuple(
                beside.of_module(db, table, name) for table in (beside.attempts, beside.talks)
            )

    def decide(self, name: str, decided: dict[str, tuple]) -> None:
        """Keep of each learner's hand-in (its time, whether it passed, its level)."""
        if decided:
            with self._engine.begin() as db:
                for learner in sorted(decided):
                    database.hold(db, learner)
                    beside.decide(db, learner, name, *decided[learner])

    def second(self, name: str) -> dict[str, dict[tuple[str, str], dict]]:
        """Newest marks of second markers and moderators: by copy, then by (role, cell)."""
        _, notebook, _ = self._module(name)
        copies = select(_notebooks.c.id).where(_notebooks.c.notebook_id == notebook)
        with database.reading(self._engine) as db:
            return beside.latest_marks(db, db.execute(copies).scalars())

    def rows(self, name: str) -> dict[str, dict[str, dict]]:
        """Every grade of a module: learner, then cell, then its columns and its comment."""
        _, notebook, cells = self._module(name)
        names = {cell: name for (name, kind), cell in cells.items() if kind != "SolutionCell"}
        query = (
            select(
                _handins.c.student_id, _notebooks.c.id.label("copy"),
                _grades.c.id.label("grade"), _grades.c.cell_id, _grades.c.auto_score,
                _grades.c.manual_score, _grades.c.extra_credit, _grades.c.needs_manual_grade,
                _comments.c.manual_comment,
            )
            .join(_notebooks, _notebooks.c.assignment_id == _handins.c.id)
            .join(_grades, _grades.c.notebook_id == _notebooks.c.id)
            .outerjoin(
                _comments,
                (_comments.c.notebook_id == _notebooks.c.id)
                & (_comments.c.cell_id == _grades.c.cell_id),
            )
            .where(_notebooks.c.notebook_id == notebook)
        )
        found = {}
        with database.reading(self._engine) as db:
            for row in db.execute(query).mappings():
                if row["cell_id"] in names:
                    found.setdefault(row["student_id"], {})[names[row["cell_id"]]] = dict(row)
        return found

    def _module(self, name: str):
        if name not in self._known:
            query = (
                select(api.Assignment.__table__.c.id, api.Notebook.__table__.c.id)
                .join_from(api.Assignment.__table__, api.Notebook.__table__)
                .where(api.Assignment.__table__.c.name == name)
            )
            with database.reading(self._engine) as db:
                found = db.execute(query).first()
                if found is None:
                    raise QIError(
                        f"The gradebook of {self.course.tier} does not know {name} yet. "
                        f"Make its learner copy first: qikit build {name}."
                    )
                rows = db.execute(select(_cells).where(_cells.c.notebook_id == found[1]))
                cells = {(row.name, row.type): row.id for row in rows}
            self._known[name] = found[0], found[1], cells
        return self._known[name]

    def _grade(self, db, plan, outcome, before, copy, cells) -> None:
        mine = select(_grades).where(_grades.c.notebook_id == copy).with_for_update()
        kept = {row.cell_id: row for row in db.execute(mine)}
        if outcome.trouble and any(row.auto_score is not None for row in kept.values()):
            return
        for cell, mark in outcome.marks.items():
            _put(db, copy, cells[cell, "GradeCell"], kept, mark.points, _marked_again(mark.points))
        for task in plan.tasks:
            text = outcome.texts.get(task.question, "")
            again = before is None or before.get(task.question, "") != fingerprint(text)
            blank = not text.strip() and not outcome.trouble
            _put(db, copy, cells[task.cell, "TaskCell"], kept, 0 if blank else None,
                 lambda row, again=again: again or row.needs_manual_grade)
        if outcome.trouble:
            for cell in plan.marks:
                _put(db, copy, cells[cell, "GradeCell"], kept, None, lambda row: True)

    def _comment(self, db, plan, outcome, copy, cells) -> None:
        kept = {
            row.cell_id: row
            for row in db.execute(select(_comments).where(_comments.c.notebook_id == copy))
        }
        said = {
            cells[task.cell, "TaskCell"]:
            None if outcome.texts.get(task.question, "").strip() else NOTHING_WRITTEN
            for task in plan.tasks
        }
        said |= {cells[cell, "SolutionCell"]: None for cell in plan.solutions}
        for cell, words in said.items():
            if cell not in kept:
                row = {"id": api.new_uuid(), "cell_id": cell, "notebook_id": copy}
                db.execute(insert(_comments).values(**row, auto_comment=words))
            elif kept[cell].auto_comment != words:
                where = _comments.c.id == kept[cell].id
                db.execute(update(_comments).where(where).values(auto_comment=words))


def _marked_again(points):
    """When a person has overruled a mark: keep it, and ask for a look if ours has changed."""
    return lambda row: row.needs_manual_grade or row.auto_score != points


def _put(db, copy: str, cell: str, kept: dict, points, look_again) -> None:
    row = kept.get(cell)
    if row is None:
        values = {"auto_score": points, "needs_manual_grade": points is None}
        new = {"id": api.new_uuid(), "cell_id": cell, "notebook_id": copy}
        db.execute(insert(_grades).values(**new, **values))
        return
    needs = points is None if row.manual_score is None else bool(look_again(row))
    if (row.auto_score, row.needs_manual_grade) != (points, needs):
        values = {"auto_score": points, "needs_manual_grade": needs}
        db.execute(update(_grades).where(_grades.c.id == row.id).values(**values))


def _ensure(db, table, values: dict) -> str:
    where = [table.c[name] == value for name, value in values.items()]
    found = db.execute(select(table.c.id).where(*where)).scalar()
    if found is None:
        found = api.new_uuid()
        db.execute(insert(table).values(id=found, **values))
    return found


def _ensure_student(db, learner: str) -> None:
    if db.execute(select(_students.c.id).where(_students.c.id == learner)).first() is None:
        db.execute(insert(_students).values(id=learner))


def time_of(text: str) -> datetime | None:
    """A hand-in's time in UTC; None when the text is no time."""
    try:
        return parse_utc(text) if text else None
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None


def create(course: Course) -> None:
    """Make the course's gradebook where there is none; whole, or not at all."""
    if database.exists(course):
        return
    with alone(course, "gradebook"):
        if database.is_file(course):
            _create_file(course)
        else:
            with database.making(course):
                if not database.exists(course):
                    _create(database.url(course), course.id)


def _create_file(course: Course) -> None:
    if course.gradebook.exists():
        return
    beside = course.gradebook.with_suffix(".new")
    beside.unlink(missing_ok=True)
    _create(f"sqlite:///{beside}", course.id)
    beside.rename(course.gradebook)


def _create(url: str, course_id: str) -> None:
    here = os.path.dirname(sys.executable)  # nbgrader starts alembic by its bare name
    path = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([here, path])
    try:
        with open_nbgrader(url, course_id):
            pass
    finally:
        os.environ["PATH"] = path


@contextmanager
def open_nbgrader(url: str, course_id: str):
    """nbgrader's own gradebook object, without its harmless warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with api.Gradebook(url, course_id) as book:
            yield book


@contextmanager
def alone(course: Course, what: str):
    """Wait until no other process does ``what`` in this course, then keep others waiting."""
    course.home.mkdir(parents=True, exist_ok=True)
    with (course.home / f".{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
