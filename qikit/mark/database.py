"""Where a course's gradebook is kept: a SQLite file beside the course, or PostgreSQL by URL.

``QI_GRADEBOOK`` names the server, such as ``postgresql://marker@db.trust.example/qi``. Each tier
has its own schema there, because nbgrader wants module names that no other course uses.
"""

import os
from contextlib import contextmanager
from importlib.util import find_spec

from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from qikit.errors import QIError
from qikit.mark.course import Course

SETTING = "QI_GRADEBOOK"
WAIT_SECONDS = 60


def url(course: Course) -> str:
    """The address of the course's gradebook, for SQLAlchemy and for nbgrader.

    Raises
    ------
    QIError
        When ``QI_GRADEBOOK`` is no address of a PostgreSQL database.
    """
    named = os.environ.get(SETTING, "").strip()
    if not named:
        return f"sqlite:///{course.gradebook}"
    try:
        given = make_url(named)
    except ArgumentError:
        given = None
    if given is None or given.get_backend_name() != "postgresql" or not given.database:
        raise QIError(
            f"{SETTING} is not the address of a PostgreSQL database. "
            "It should look like postgresql://USER:PASSWORD@HOST/DATABASE. "
            "Unset it to keep the gradebook in a file."
        )
    if find_spec("psycopg") is None:
        raise QIError(
            "A gradebook on PostgreSQL needs the package psycopg. Start with python3 start.py "
            f"while {SETTING} is set, which installs it, or unset it to keep the gradebook here."
        )
    before = given.query.get("options", "")
    options = f"{before} -csearch_path={schema(course)}".strip()
    wanted = given.set(drivername="postgresql+psycopg").update_query_dict({"options": options})
    return wanted.render_as_string(hide_password=False)


def schema(course: Course) -> str:
    """The course's schema in PostgreSQL, such as "qi_all_staff"."""
    return course.id.replace("-", "_")


def is_file(course: Course) -> bool:
    """Whether the gradebook is a SQLite file."""
    return url(course).startswith("sqlite")


def engine(course: Course):
    """A connection to the gradebook in which one writer at a time writes.

    With SQLite a transaction takes the file's write lock when it begins, and others wait up to
    ``WAIT_SECONDS``; with PostgreSQL rows and learners are locked one by one (``hold``).
    """
    where = url(course)
    if not where.startswith("sqlite"):
        return create_engine(where)
    made = create_engine(where, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(made, "connect")
    def _(connection, record):
        connection.isolation_level = None

    @event.listens_for(made, "begin")
    def _(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made


@contextmanager
def opened(course: Course):
    """``engine``, closed at the end."""
    source = engine(course)
    try:
        yield source
    finally:
        source.dispose()


@contextmanager
def reading(source):
    """A connection of ``source`` that only reads, and so waits for nobody."""
    with source.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection


def hold(connection, name: str) -> None:
    """Until this transaction ends, let no other marker write what belongs to ``name``."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || :name, 0))"),
            {"name": f"/{name}"},
        )


def exists(course: Course) -> bool:
    """Whether the course's gradebook has been made.

    Raises
    ------
    QIError
        When the database server does not answer.
    """
    if is_file(course):
        return course.gradebook.exists()
    with _server(course) as connection:
        return inspect(connection).has_table("alembic_version", schema=schema(course))


@contextmanager
def making(course: Course):
    """Make the schema, and keep other machines from making the same gradebook meanwhile."""
    name = {"name": f"make {course.id}"}
    with _server(course) as connection:
        connection.execute(text("SELECT pg_advisory_lock(hashtextextended(:name, 0))"), name)
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema(course)}"))
        connection.commit()
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))"), name)
            connection.commit()


@contextmanager
def _server(course: Course):
    source = create_engine(url(course))
    try:
        connection = source.connect()
    except OperationalError as error:
        source.dispose()
        first = str(error.orig).strip().splitlines()[0]
        raise QIError(
            f"The gradebook's database does not answer: {first}. "
            f"Start it or mend {SETTING}, then try again; nothing is lost."
        ) from error
    try:
        with connection:
            yield connection
    finally:
        source.dispose()
