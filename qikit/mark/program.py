"""Which cells to run for one learner, and running them: her code in the sandbox, never here."""

import builtins
import re
import time
from dataclasses import dataclass

from qikit.learn.cases import CallFailed
from qikit.mark import wire
from qikit.mark.handin import Handin
from qikit.mark.plan import Plan, info, name_of

_WORD = re.compile(r"[A-Za-z_]\w*")
_MADE = re.compile(
    r"^(?:async +)?(?:def|class) +(\w+)|^((?:\w+[ \t]*,[ \t]*)*\w+)[ \t]*(?::[^=\n]+)?=(?!=)", re.M
)
_TOO_LONG = "This cell was stopped: it ran longer than {:.0f} seconds."
_IMPORTED = re.compile(r"^(?:from +\S+ +)?import +(.+)$", re.M)


@dataclass(frozen=True)
class Step:
    """One cell to run. ``ours`` stands in our source, whatever was handed in."""

    name: str | None
    source: str
    ours: bool


@dataclass
class Ran:
    """What came of one of her cells: what it printed, and what stopped it."""

    source: str
    printed: str = ""
    error: str | None = None


def steps(plan: Plan, handin: Handin) -> list[Step]:
    """All cells of hers in their order, and before or between them those of ours that they use.

    Locked cells are ours. Of a cell that occurs twice, the first counts. A cell whose name we do
    not know is one that she added.
    """
    ours = {
        name_of(cell): cell.source
        for cell in plan.notebook.cells
        if cell.cell_type == "code" and name_of(cell) and not info(cell).get("grade")
        and not info(cell).get("solution")
    }
    found, seen = [], set()
    for cell in handin.code:
        if cell.name in plan.marks or (cell.name and cell.name in seen):
            continue
        seen.add(cell.name)
        if cell.name in plan.solutions:
            found.append(Step(cell.name, cell.source, False))
        elif cell.name in ours:
            found.append(Step(cell.name, ours[cell.name], True))
        else:
            found.append(Step(None, cell.source, False))
    lost = [Step(name, source, True) for name, source in ours.items() if name not in seen]
    return _needed(lost + found, plan)


def _needed(every: list[Step], plan: Plan) -> list[Step]:
    makers = {}
    for position, step in enumerate(every):
        for name in made(step.source):
            makers.setdefault(name, []).append(position)
    kept = {position for position, step in enumerate(every) if not step.ours}
    used = {name for mark in plan.marks.values() for name in functions(mark.question)}
    looked, todo = set(), [*used]
    for position in kept:
        todo += _WORD.findall(every[position].source)
    while todo:
        name = todo.pop()
        for position in () if name in looked else makers.get(name, ()):
            if position not in kept:
                kept.add(position)
                todo += _WORD.findall(every[position].source)
        looked.add(name)
    return [every[position] for position in sorted(kept)]


def written(plan: Plan, todo: list[Step], question) -> bool:
    """Whether she wrote anything for a code question: a cell that is no longer as released."""
    asked = set(functions(question))
    return any(
        not step.ours and made(step.source) & asked
        and step.source.strip() != plan.solutions.get(step.name, "").strip()
        for step in todo
    )


def functions(question) -> list[str]:
    """The functions a question asks for; none when it does not ask for code."""
    return list(getattr(question, "functions", ()))


def made(source: str) -> set[str]:
    """The names that a cell makes at its left margin."""
    names = set()
    for one, several in _MADE.findall(source):
        names.update(_WORD.findall(one or several))
    for line in _IMPORTED.findall(source):
        names.update(part.split()[-1].partition(".")[0] for part in line.split(",") if part.split())
    return names


class Program:
    """One learner's code, running apart. Restarted when it breaks, until its time is used up."""

    def __init__(self, sandbox, todo: list[Step]):
        self._sandbox, self._limits = sandbox, sandbox.limits
        self._todo, self._inmate = todo, None
        self._until = time.monotonic() + self._limits.total_seconds
        self._skipped, self._deaths, self._stopped = set(), {}, {}
        self.ran: dict[str, Ran] = {}

    def call(self, function: str, args):
        """The value that her function returns; what ``Mark.score_code`` asks for.

        Raises
        ------
        CallFailed
            When it raised, took too long, or ended the program; in words, without its own text.
        """
        if self._deaths.get(function, 0) >= self._limits.deaths:
            raise CallFailed(f"{function} was stopped before, so it was not tried again.")
        self.start()
        seconds = min(self._limits.call_seconds, self._left())
        try:
            reply = self._inmate.ask({"call": function, "args": _bare(args)}, seconds)
        except TimeoutError:
            self._inmate, reply = None, {"late": True}
        except wire.Broken as error:
            self._inmate = None
            self._failed(function, 1)
            raise CallFailed(f"{function} did not come back: {error}.") from error
        if reply.get("late"):
            self._failed(function, 2)
            raise CallFailed(f"{function} took longer than {seconds:.0f} seconds.")
        if reply.get("missing"):
            raise CallFailed(self._why_missing(function))
        if "error" in reply:
            raise CallFailed(f"{function} stopped with {_kind(reply['error'])}.")
        return reply.get("value")

    def start(self) -> None:
        """Run her cells in a fresh process, if none runs; a cell that breaks it is skipped."""
        while self._inmate is None:
            if self._left() <= 0:
                most = self._limits.total_seconds
                raise CallFailed(f"your code ran longer than {most:.0f} seconds in all.")
            self._inmate = self._sandbox.start()
            for position, step in enumerate(self._todo):
                if position not in self._skipped and not self._step(position, step):
                    break

    def close(self) -> None:
        """End her process and all that it started."""
        if self._inmate is not None:
            self._inmate.end()
            self._inmate = None

    def _step(self, position: int, step: Step) -> bool:
        outcome = Ran(step.source)
        seconds = max(min(self._limits.cell_seconds, self._left()), 0.1)
        try:
            reply = self._inmate.ask({"cell": step.source}, seconds)
            outcome.printed = str(reply.get("out", ""))[: self._limits.printed + 100]
            outcome.error = str(reply["said"])[:600] if reply.get("said") else None
            if reply.get("late"):
                outcome.error = _TOO_LONG.format(seconds)
        except TimeoutError:
            outcome.error = _TOO_LONG.format(seconds)
        except wire.Broken as error:
            outcome.error = f"This cell was stopped: {error}."
        if not step.ours and step.name:
            self.ran[step.name] = outcome
        if outcome.error:
            self._stopped.setdefault(position, outcome.error)
        if not self._inmate.alive:
            self._inmate = None
            self._skipped.add(position)
        return self._inmate is not None

    def _why_missing(self, function: str) -> str:
        """What stopped her cell that makes it; her cells run before any hidden call."""
        for position, error in self._stopped.items():
            if function in made(self._todo[position].source):
                return f"the cell that makes {function} stopped before it was made. {error}"
        return f"there is no function called {function} yet."

    def _failed(self, function: str, worth: int) -> None:
        self._deaths[function] = self._deaths.get(function, 0) + worth

    def _left(self) -> float:
        return self._until - time.monotonic()


def _kind(name) -> str:
    """An error's name where Python itself has it; a learner's own could carry hidden data out."""
    known = getattr(builtins, name, None) if isinstance(name, str) else None
    plain = isinstance(known, type) and issubclass(known, BaseException)
    return f"a {name}" if plain else "an error of its own"


def _bare(args) -> list:
    from qikit.learn.cases import plain

    return plain(list(args))
