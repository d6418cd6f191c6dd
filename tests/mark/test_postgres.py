"""The gradebook on a real PostgreSQL server, started here: same marks, nothing lost."""

import multiprocessing
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from qikit.errors import QIError
from qikit.mark import database, marking
from qikit.mark.course import Course
from qikit.mark.feedback import feedback
from qikit.mark.grades import grades

EVERYBODY = [f"learner{number:02d}" for number in range(12)]


@pytest.fixture(scope="module")
def server():
    """A cluster of its own, on a socket in a temporary folder; never run as root."""
    (programs,) = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]
    folder = Path(tempfile.mkdtemp(prefix="qi-db-"))
    account = {}
    if os.geteuid() == 0:
        account = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"

    def run(name, *words):
        subprocess.run(
            [programs / name, "-D", data, *words], check=True, cwd=folder, timeout=120,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **account,
        )

    run("initdb", "--auth=trust", "--username=marker", "--no-sync", "--encoding=UTF8")
    settings = f"-k {folder} -c listen_addresses= -c fsync=off"
    run("pg_ctl", "-w", "-o", settings, "-l", folder / "log", "start")
    yield f"postgresql://marker@/postgres?host={folder}"
    run("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def hosted(server, school, monkeypatch, request):
    """The small curriculum with its gradebook in a database of its own on the server."""
    name = f"qi{abs(hash(request.node.name))}"
    admin = create_engine(server.replace("postgresql:", "postgresql+psycopg:"))
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    monkeypatch.setenv(database.SETTING, server.replace("/postgres?", f"/{name}?"))
    return school


def test_marks_feedback_and_grades_are_the_same_as_with_a_file(hosted, tmp_path):
    hosted.hand_in("ann", values=hosted.RIGHT[hosted.FREE] | {"q2": "0.68"})
    hosted.hand_in("bo", values={"q1": "b"})
    hosted.hand_in("ann", hosted.CODE, code=hosted.GOOD)
    assert hosted.mark().marked == 3
    assert hosted.points() == {"ann": 6, "bo": 3}
    assert hosted.points(hosted.CODE) == {"ann": 10}
    hosted.manual("ann", "task-t1-cause", 1.5, "Which week?")
    assert hosted.mark(again=True).marked == 3
    row = hosted.rows()["ann"]["task-t1-cause"]
    assert (row["manual_score"], row["manual_comment"]) == (1.5, "Which week?")
    assert feedback().new == 3
    assert "ann,A90" in grades(tmp_path / "marks")[0].read_text()


def test_each_tier_has_its_schema_and_the_file_is_left_alone(hosted):
    before = Course("all_staff").gradebook.read_bytes()
    hosted.hand_in("ann")
    hosted.hand_in("ann", hosted.CODE, code=hosted.GOOD)
    hosted.mark()
    assert Course("all_staff").gradebook.read_bytes() == before
    for tier in ("all_staff", "experts"):
        with database.opened(Course(tier)) as source, database.reading(source) as connection:
            found = connection.execute(text("SELECT name FROM assignment")).scalars().all()
        assert [name[0] for name in found] == [{"all_staff": "A", "experts": "E"}[tier]]


def test_a_dropped_database_is_made_again(hosted):
    hosted.hand_in("ann")
    hosted.mark()
    course = Course("all_staff")
    with database.opened(course) as source, source.begin() as connection:
        connection.execute(text("DROP SCHEMA qi_all_staff CASCADE"))
    assert not database.exists(course)
    hosted.mark(again=True)
    assert hosted.points() == {"ann": 10}


def _mark_in(work, values):
    os.environ |= values | {"QI_WORK": str(work)}
    from qikit.mark import run

    run.mark(again=True, workers=1)


@pytest.mark.parametrize("where", ["file", "server"])
def test_two_markers_at_once_lose_no_mark(where, request, tmp_path):
    """Two marking runs at once, while two people give every criterion its points."""
    school = request.getfixturevalue("school" if where == "file" else "hosted")
    for learner in EVERYBODY:
        school.hand_in(learner)
    school.mark()
    works = [school.work, tmp_path / "second" if where == "server" else school.work]
    if works[1] != works[0]:
        shutil.copytree(works[0], works[1])
    rows = school.rows()
    values = {
        key: os.environ[key] for key in ("QI_ROOT", "QI_WORK", database.SETTING)
        if key in os.environ
    }
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=_mark_in, args=(work, values)) for work in works]
    running += [
        context.Process(target=_people, args=(values, rows, cell))
        for cell in ("task-t1-cause", "task-t1-check")
    ]
    for process in running:
        process.start()
    for process in running:
        process.join(180)
    assert [process.exitcode for process in running] == [0] * 4
    found = school.rows()
    for number, learner in enumerate(EVERYBODY):
        assert school.points()[learner] == 10
        for cell in ("task-t1-cause", "task-t1-check"):
            row = found[learner][cell]
            assert row["manual_score"] == (number % 3) / 2 + 0.5
            assert row["needs_manual_grade"] is False


def _people(values, rows, cell):
    os.environ |= values
    with database.opened(Course("all_staff")) as source:
        for number, learner in enumerate(EVERYBODY):
            row = rows[learner][cell]
            saw = marking.seen(source, row["copy"])[row["grade"]]
            points = {"manual_score": (number % 3) / 2 + 0.5}
            assert marking.give_points(source, row["grade"], points, saw).kept


def test_an_address_that_is_none_is_said(school, monkeypatch):
    for wrong in ("mysql://x/y", "nonsense", "postgresql://host"):
        monkeypatch.setenv(database.SETTING, wrong)
        with pytest.raises(QIError, match="QI_GRADEBOOK is not the address of a PostgreSQL data"):
            database.url(Course("all_staff"))


def test_a_server_that_is_down_is_said(school, monkeypatch, tmp_path):
    monkeypatch.setenv(database.SETTING, f"postgresql://marker@/qi?host={tmp_path}")
    school.hand_in("ann")
    with pytest.raises(QIError, match="database does not answer.*nothing is lost"):
        school.mark()


def test_a_missing_driver_is_asked_for_in_words(monkeypatch):
    monkeypatch.setenv("QI_GRADEBOOK", "postgresql://marker@here/qi")
    monkeypatch.setattr(database, "find_spec", lambda name: None)
    with pytest.raises(QIError, match="needs the package psycopg. Start with python3 start.py"):
        database.url(None)
