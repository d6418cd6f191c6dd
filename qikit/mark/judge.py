"""Mark one hand-in by its module's plan."""

import hashlib
from dataclasses import dataclass, field

from qikit.learn import normal
from qikit.learn.cases import CallFailed
from qikit.learn.verdict import NOT_ANSWERED
from qikit.mark import isolation
from qikit.mark.handin import Handin
from qikit.mark.plan import Plan
from qikit.mark.program import Program, Ran, steps, written


@dataclass
class Marked:
    """What one question earned. ``points`` None: it could not be marked, a person must look."""

    question: str
    points: float | None
    out_of: float
    state: str
    messages: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    """The marking of one hand-in: by mark cell, with the written answers and her code as run."""

    handin: Handin
    marks: dict[str, Marked] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    ran: dict[str, Ran] = field(default_factory=dict)
    isolation: str = isolation.DATA

    @property
    def trouble(self) -> str | None:
        """Why nothing could be marked; None when it could."""
        return self.handin.trouble

    @property
    def points(self) -> float:
        """The automatic points earned."""
        return round(sum(mark.points or 0 for mark in self.marks.values()), 4)


def judge(plan: Plan, handin: Handin, sandbox=None) -> Outcome:
    """Mark ``handin``. Its code, where the module has any, runs in ``sandbox``."""
    outcome = Outcome(handin)
    if handin.trouble is not None:
        return outcome
    for question in plan.texts:
        value = handin.value(question)
        outcome.texts[question] = value if isinstance(value, str) else ""
    coded = {cell for cell, mark in plan.marks.items() if mark.question.kind == "code"}
    for cell, mark in plan.marks.items():
        if cell not in coded:
            outcome.marks[cell] = _marked(mark, mark.score, handin.value(mark.question.id))
    if coded:
        _judge_code(plan, handin, sandbox, outcome, coded)
    outcome.marks = {cell: outcome.marks[cell] for cell in plan.marks}
    return outcome


def fingerprint(text: str) -> str:
    """A short name for a written answer; the same for answers that differ in spaces alone."""
    return hashlib.sha256(normal.text(text).encode()).hexdigest()[:16] if text.strip() else ""


def _judge_code(plan, handin, sandbox, outcome, coded) -> None:
    todo = steps(plan, handin)
    program = Program(sandbox, todo)
    outcome.isolation = sandbox.label
    try:
        for cell in (cell for cell in plan.marks if cell in coded):
            mark = plan.marks[cell]
            if written(plan, todo, mark.question):
                outcome.marks[cell] = _marked(mark, mark.score_code, program.call)
            else:
                outcome.marks[cell] = Marked(mark.question.id, 0, mark.points, NOT_ANSWERED)
    finally:
        program.close()
    outcome.ran = program.ran


def _marked(mark, score, given) -> Marked:
    name = mark.question.id
    try:
        result = score(given)
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError, CallFailed):
        said = ["Your trainer will look at this answer: it is of an unexpected form."]
        return Marked(name, None, mark.points, "needs a person", said)
    points = min(max(result.points, 0), mark.points)
    return Marked(name, points, mark.points, result.state, list(result.messages))
