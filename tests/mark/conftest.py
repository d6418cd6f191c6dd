"""A small curriculum in a temporary folder: one module without code, one with."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from qikit.mark import database, run
from qikit.mark.course import Course
from qikit.mark.gradebook import Book, create, open_nbgrader
from qikit.mark.limits import Limits

FREE, CODE = "A90_small", "E90_code"
QUICK = Limits(cell_seconds=2, call_seconds=2, total_seconds=12)
GOOD = "def spread(values):\n    return {'low': min(values), 'high': max(values)}"
STUB = "def spread(values):\n    ...  # your answer here"

COMMAND = """
import sys
from qikit.mark.teach import teach
teach(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
"""


def meta(name, **kept):
    given = {
        "grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3,
        "grade_id": name, "cell_type": "code",
    }
    return {"nbgrader": given | kept}


def ask(name, source):
    return new_code_cell(source, id=f"{name}-ask", metadata=meta(f"ask-{name}"))


def mark(name, points, call):
    body = f"### BEGIN HIDDEN TESTS\n{call}\n### END HIDDEN TESTS"
    kept = meta(f"mark-{name}", grade=True, points=points)
    return new_code_cell(body, id=f"{name}-mark", metadata=kept)


def task(name, title, points, levels):
    source = (
        f"**{title}** ({points} points)\n\n"
        f"=== BEGIN MARK SCHEME ===\n{levels}\n=== END MARK SCHEME ==="
    )
    kept = meta(name, task=True, points=points, cell_type="markdown")
    return new_markdown_cell(source, id=name, metadata=kept)


def first():
    return new_code_cell(
        "# The course\nimport qikit as qi",
        id="start", metadata=meta("show-start") | {"tags": ["hide-input"]},
    )


def module(identity, dose, cells, *, code=False):
    title = new_markdown_cell(f"# {identity} A small module", id="title")
    metadata = {
        "qikit": {
            "id": identity, "title": f"{identity} small", "minutes": 5, "dose": dose,
            "outcomes": ["mark"], "data": [], "sources": [], "reviewed": "2026-11-23", "code": code,
        },
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    }
    return new_notebook(cells=[title, first(), *cells], metadata=metadata)


def free_cells():
    return [
        ask("q1", 'qi.ask.choice("q1", "Which?", {"a": "One point", "b": "A shift"}, key="b", '
                  'points=3, why={"a": "That is one point."})'),
        mark("q1", 3, 'qi.score("q1")'),
        ask("q2", 'qi.ask.number("q2", "The median?", unit="%", within=0.5, points=4)'),
        mark("q2", 4, 'qi.score("q2", key=68.25, '
                      'why={0.68: "You typed the share, not the per cent."})'),
        ask("q3", 'qi.ask.number("q3", "Runs?", key=4, points=3)'),
        mark("q3", 3, 'qi.score("q3")'),
        ask("t1", 'qi.ask.text("t1", "Name a cause and a check.", points=4)'),
        task("task-t1-cause", "Cause", 2, "Full marks when it is plausible and dated."),
        task("task-t1-check", "Check", 2, "Full marks when it could prove her wrong."),
    ]


def code_cells():
    return [
        ask("q1", 'qi.ask.code("q1", "Write spread.", function="spread", points=6, '
                  'cases=[qi.case([1, 2], {"low": 1, "high": 2})])'),
        new_code_cell(
            "def spread(values):\n    ### BEGIN SOLUTION\n"
            "    smallest_of_all = min(values)\n"
            "    return {'low': smallest_of_all, 'high': max(values)}\n    ### END SOLUTION",
            id="q1-code", metadata=meta("code-q1", solution=True, locked=False),
        ),
        new_code_cell('qi.check("q1")', id="q1-check"),
        mark("q1", 6, 'qi.score("q1", cases=[qi.case([71.25, 5.5, 99], '
                      '{"low": 5.5, "high": 99}), qi.case([-3.75, -8], '
                      '{"low": -8, "high": -3.75}, name="numbers below zero")])'),
        ask("q2", 'qi.ask.choice("q2", "Which?", {"a": "A", "b": "B"}, points=4)'),
        mark("q2", 4, 'qi.score("q2", key="b", why={"a": "A is the mean of two, B is not."})'),
        ask("t1", 'qi.ask.text("t1", "Explain it.", points=20)'),
        task("task-t1-correct", "Correct", 20, "Full marks when the limits are explained."),
    ]


def solution(source, name="code-q1"):
    kept = meta(name, solution=True, locked=False)
    return new_code_cell(source, metadata=kept)


class School:
    """A small curriculum, its learners' hand-ins, and what came of marking them."""

    FREE, CODE, GOOD, STUB, QUICK = FREE, CODE, GOOD, STUB, QUICK
    RIGHT: ClassVar = {
        FREE: {"q1": "b", "q2": 68.25, "q3": 4, "t1": "Rotas changed in May. I would check them."},
        CODE: {"q2": "b", "t1": "The limits show what to expect."},
    }
    solution, ask, mark_cell, task = map(staticmethod, (solution, ask, mark, task))

    def __init__(self, root: Path, work: Path):
        self.root, self.work = root, work

    def source(self, name) -> Path:
        (found,) = (self.root / "curriculum").glob(f"*/{name}")
        return found / f"{name}.ipynb"

    def edit(self, name, change) -> None:
        """Change a module's source notebook."""
        notebook = nbformat.read(self.source(name), 4)
        change(notebook)
        nbformat.write(notebook, self.source(name))

    def hand_in(self, learner, name=FREE, values=None, *, code=None, cells=(), raw=None,
                document=None, when="2026-11-20 10:00:00.000000 UTC"):
        """Put a hand-in into the exchange, as the learner's page does; ``raw`` replaces files."""
        folder = Course(self.source(name).parents[1].name).inbound
        folder /= f"{learner}+{name}+{when}+{len(list(folder.glob('*')))}"
        folder.mkdir(parents=True)
        given = self.RIGHT[name] if values is None else values
        document = answers(name, given) if document is None else document
        notebook = new_notebook(metadata={"qikit": {"id": name[:3], "name": name}})
        notebook.cells = [*cells, *([solution(code)] if code is not None else [])]
        files = {f"{name}.ipynb": nbformat.writes(notebook), "answers.json": json.dumps(document)}
        for file, content in (files | {"timestamp.txt": when} | (raw or {})).items():
            if content is not None:
                data = content if isinstance(content, bytes) else content.encode()
                (folder / file).write_bytes(data)
        return folder

    def mark(self, **settings):
        return run.mark(limits=QUICK, **settings)

    def rows(self, name=FREE):
        with Book(Course(self.source(name).parents[1].name)) as book:
            return book.rows(name)

    def points(self, name=FREE) -> dict:
        """Automatic points by learner; None where a question was not marked."""
        found = {}
        for learner, cells in self.rows(name).items():
            scores = [row["auto_score"] for cell, row in cells.items() if cell[:4] == "mark"]
            found[learner] = None if None in scores else sum(scores)
        return found

    def manual(self, learner, cell, points, comment=None, name=FREE):
        """Mark by hand, as formgrader stores it."""
        course = Course(self.source(name).parents[1].name)
        with open_nbgrader(database.url(course), course.id) as book:
            grade = book.find_grade(cell, name, name, learner)
            grade.manual_score, grade.needs_manual_grade = points, False
            if comment:
                book.find_comment(cell, name, name, learner).manual_comment = comment
            book.db.commit()

    def shown(self, learner, name=FREE) -> str:
        """The marked copy that formgrader shows, as text."""
        course = Course(self.source(name).parents[1].name)
        return course.autograded(learner, name).read_text()

    def told(self, learner, name=FREE) -> str:
        """Everything that is kept of marking one hand-in: the marked copy and the receipt."""
        return self.shown(learner, name) + json.dumps(self.receipt(learner, name))

    def receipt(self, learner, name=FREE) -> dict:
        course = Course(self.source(name).parents[1].name)
        return json.loads(course.receipt(learner, name).read_text())


@pytest.fixture(scope="session")
def empty_gradebooks(tmp_path_factory):
    """A new gradebook for each tier, made once: nbgrader takes a second for each."""
    work = tmp_path_factory.mktemp("gradebooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QI_WORK", str(work))
        for tier in ("all_staff", "experts"):
            create(Course(tier))
    return work


@pytest.fixture
def school(tmp_path, monkeypatch, empty_gradebooks):
    """A small curriculum; ``QI_ROOT`` and ``QI_WORK`` point to it."""
    return opened(tmp_path, monkeypatch, empty_gradebooks)


@pytest.fixture(scope="module")
def one_school(tmp_path_factory, empty_gradebooks):
    """As ``school``, one for all tests of a file: many hand-ins are marked in one run."""
    with pytest.MonkeyPatch.context() as patch:
        yield opened(tmp_path_factory.mktemp("school"), patch, empty_gradebooks)


def opened(folder, patch, empty_gradebooks):
    """A school in ``folder``."""
    shutil.copytree(empty_gradebooks, folder / "work")
    root, real = folder / "root", Path(__file__).resolve().parents[2]
    (root / "datasets").mkdir(parents=True)
    for tier, name, notebook in (
        ("all_staff", FREE, module("A90", "all_staff", free_cells())),
        ("experts", CODE, module("E90", "experts", code_cells(), code=True)),
    ):
        place = root / "curriculum" / tier / name
        place.mkdir(parents=True)
        nbformat.write(notebook, place / f"{name}.ipynb")
        (place / "facilitator.md").write_text("# Only for the person who runs the session, ever")
        shutil.copy(real / "curriculum" / tier / "nbgrader_config.py", place.parent)
    (root / "curriculum" / "pathways.toml").write_text("")
    patch.setenv("QI_ROOT", str(root))
    patch.setenv("QI_WORK", str(folder / "work"))
    patch.delenv(database.SETTING, raising=False)
    return School(root, folder / "work")


@pytest.fixture
def formgrader(school):
    """``formgrader(tier)`` starts it and gives its last link and what it printed before."""
    started = []

    def start(tier, port, *second):
        command = [sys.executable, "-u", "-c", COMMAND, tier, str(port), *second]
        process = subprocess.Popen(
            command, env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        said = ""
        for line in process.stdout:
            said += line
            links = said.count("token=")
            if links == 2 or (links and (tier == "all_staff" or second)):
                return line.strip(), said
        raise AssertionError(f"it ended and said: {said}")

    yield start
    for process in started:
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        process.wait()


def answers(name, values, *, revision=1):
    """An answers document."""
    given = {key: {"value": value, "attempts": []} for key, value in values.items()}
    return {
        "version": 1, "module": name, "learner": "x", "revision": revision, "answers": given
    }
