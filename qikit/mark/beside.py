"""What is kept beside nbgrader's own tables, in the same gradebook: nothing in it is written over.

``qi_mark`` the marks of second markers and moderators; ``qi_attempt`` every hand-in that was
marked and what came of it; ``qi_talk`` conversations after the last attempt.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from qikit.mark import database

_tables = MetaData()
marks = Table(
    "qi_mark", _tables,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("copy", String(32), nullable=False, index=True),
    Column("cell", String(128), nullable=False),
    Column("role", String(16), nullable=False),
    Column("marker", String(128), nullable=False),
    Column("points", Float, nullable=False),
    Column("comment", Text, nullable=False),
    Column("first_points", Float),
    Column("answer", String(16), nullable=False),
    Column("at", String(20), nullable=False),
)
attempts = Table(
    "qi_attempt", _tables,
    Column("learner", String(128), primary_key=True),
    Column("module", String(128), primary_key=True),
    Column("submitted", String(40), primary_key=True),
    Column("points", Float),
    Column("out_of", Float, nullable=False),
    Column("passed", Boolean),
    Column("level", String(16)),
    Column("marked", String(20), nullable=False),
)
talks = Table(
    "qi_talk", _tables,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("learner", String(128), nullable=False),
    Column("module", String(128), nullable=False),
    Column("words", Text, nullable=False),
    Column("at", String(20), nullable=False),
)


def ensure(source) -> None:
    """Make the tables in a gradebook that has none yet."""
    with database.reading(source) as db:
        if inspect(db).has_table(talks.name):
            return
    with source.begin() as db:
        database.hold(db, "tables")
        _tables.create_all(db)


def add_mark(db, **row) -> None:
    """Keep one mark of a second marker or moderator; earlier ones stay below it."""
    db.execute(insert(marks).values(**row))


def latest_marks(db, copies) -> dict[str, dict[tuple[str, str], dict]]:
    """The newest mark by copy, and there by (role, cell)."""
    found = {}
    wanted = select(marks).where(marks.c.copy.in_(list(copies))).order_by(marks.c.id)
    for row in db.execute(wanted).mappings():
        found.setdefault(row["copy"], {})[row["role"], row["cell"]] = dict(row)
    return found


def add_attempt(db, learner: str, module: str, submitted: str, **row) -> None:
    """Note that a hand-in was marked; marking the same one again renews its points."""
    key = {"learner": learner, "module": module, "submitted": submitted}
    same = [attempts.c[name] == value for name, value in key.items()]
    if db.execute(update(attempts).where(*same).values(**row)).rowcount == 0:
        db.execute(insert(attempts).values(**key, **row))


def decide(db, learner: str, module: str, submitted: str, passed, level) -> None:
    """Note whether a marked hand-in passed."""
    same = {"learner": learner, "module": module, "submitted": submitted}
    where = [attempts.c[name] == value for name, value in same.items()]
    db.execute(update(attempts).where(*where).values(passed=passed, level=level))


def of_module(db, table, module: str) -> dict[str, list[dict]]:
    """The rows of ``attempts`` or ``talks`` for one module, by learner."""
    found = {}
    for row in db.execute(select(table).where(table.c.module == module)).mappings():
        found.setdefault(row["learner"], []).append(dict(row))
    return found
