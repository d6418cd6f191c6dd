"""What a module asks, and how each question is marked: read once from the trusted source."""

import contextlib
import hashlib
import io
import re
from dataclasses import dataclass, field

import nbformat

from qikit.errors import QIError
from qikit.mark.config import STUB

_SOLUTION = re.compile(r"^([ \t]*)[^\n]*BEGIN SOLUTION.*?END SOLUTION[^\n]*$", re.DOTALL | re.M)
TASK = re.compile(r"task-([a-z][a-z0-9_]*)-(.+)")
_TITLE = re.compile(r"^(?:#+ +|\s*\*\*)(?:Criterion:? *)?([^\n*(:,.]+)", re.M)


@dataclass(frozen=True)
class Task:
    """One criterion of a written task, marked by a person."""

    cell: str
    question: str
    criterion: str
    points: float


@dataclass(frozen=True)
class Plan:
    """How to mark one module.

    ``marks`` from grade cell to ``Mark``; ``tasks`` the criteria; ``solutions`` from solution cell
    to what learners found in it; ``notebook`` our source; ``stamp`` changes when it does.
    """

    module: object
    notebook: object
    questions: dict
    marks: dict
    stamp: str
    tasks: list[Task] = field(default_factory=list)
    solutions: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.module.name

    @property
    def out_of(self) -> float:
        """The automatic points."""
        return sum(mark.points for mark in self.marks.values())

    @property
    def manual_out_of(self) -> float:
        """The points that a person gives."""
        return sum(task.points for task in self.tasks)

    @property
    def texts(self) -> list[str]:
        """The questions that a person marks, in order."""
        return list(dict.fromkeys(task.question for task in self.tasks))


def plan(module) -> Plan:
    """Run the trusted source of ``module`` once, without showing anything, and keep its marks.

    Raises
    ------
    QIError
        When a cell fails, or the mark cells do not agree with the questions. Names the cell.
    """
    from qikit.learn import session

    source = module.notebook.read_bytes()
    notebook = nbformat.reads(source.decode(), as_version=4)
    marks, space = {}, {"__name__": "__main__", "display": lambda *shown, **named: None}
    with session.plan() as recorded:
        for cell in notebook.cells:
            before = len(recorded.marks)
            if cell.cell_type == "code":
                _run(module, cell, space)
            new = recorded.marks[before:]
            if info(cell).get("grade"):
                marks[name_of(cell)] = _only(module, cell, new)
            elif new:
                raise QIError(
                    f"{module.name}: {_called(cell)} calls qi.score but is no mark cell. "
                    "Give it nbgrader's grade setting and points."
                )
    found = Plan(module, notebook, dict(recorded.questions), marks, stamp(source))
    for cell in notebook.cells:
        if info(cell).get("task"):
            found.tasks.append(_task(module, cell, found.questions))
        if info(cell).get("solution"):
            found.solutions[name_of(cell)] = emptied(cell.source)
    return found


def stamp(source: bytes) -> str:
    """A short name for exactly this content."""
    return hashlib.sha256(source).hexdigest()[:24]


def info(cell) -> dict:
    """A cell's nbgrader metadata; empty when there is none."""
    kept = cell.get("metadata", {}).get("nbgrader")
    return kept if isinstance(kept, dict) else {}


def name_of(cell) -> str | None:
    """A cell's grade id."""
    return info(cell).get("grade_id")


def emptied(source: str) -> str:
    """What learners find in a solution cell: the model answer replaced by the stub."""
    if not _SOLUTION.search(source):
        return STUB
    return _SOLUTION.sub(lambda found: f"{found[1]}{STUB}", source)


def _run(module, cell, space: dict) -> None:
    quiet = io.StringIO()
    try:
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            exec(compile(cell.source, f"<{module.name}, {_called(cell)}>", "exec"), space)
    except Exception as error:
        raise QIError(
            f"{module.name}: {_called(cell)} of the source does not run: "
            f"{type(error).__name__}: {error}. Mend the module, then try again."
        ) from error


def _only(module, cell, new: list):
    if len(new) != 1:
        raise QIError(
            f"{module.name}: {_called(cell)} marks {len(new)} questions. "
            "A mark cell makes exactly one qi.score call."
        )
    points = float(info(cell).get("points", 0))
    if float(new[0].points) != points:
        raise QIError(
            f"{module.name}: {_called(cell)} is worth {points:g} points in nbgrader and "
            f"{new[0].points:g} in its question. Make them the same."
        )
    return new[0]


def _task(module, cell, questions: dict) -> Task:
    found = TASK.fullmatch(name_of(cell) or "")
    if found is None or found[1] not in questions:
        raise QIError(
            f"{module.name}: the task {_called(cell)} belongs to no written question. "
            "Call it task-QUESTION-CRITERION, such as task-t1-cause."
        )
    title = _TITLE.search(cell.source)
    criterion = title[1].strip() if title else found[2].replace("-", " ").capitalize()
    return Task(name_of(cell), found[1], criterion, float(info(cell).get("points", 0)))


def _called(cell) -> str:
    return f"cell '{name_of(cell) or cell.get('id', 'without an id')}'"
