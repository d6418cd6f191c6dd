"""Which module this is, which questions it asked, and where its answers are kept.

A kernel has one session, found from the folder it runs in. The marker works in ``plan()``, where
questions and marks are recorded and nothing is shown or read.
"""

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from qikit import place
from qikit.errors import QIError
from qikit.learn import answers

TRIES = 5


def face() -> str:
    """What objects may show: ``all``, ``text`` or ``page`` (set by ``QIKIT_FACE``)."""
    return os.environ.get("QIKIT_FACE") or "all"


@dataclass
class Plan:
    """What a module asks and how it marks, by id and in order; made by ``plan()``."""

    questions: dict = field(default_factory=dict)
    marks: list = field(default_factory=list)

    planning = True

    def ask(self, question) -> None:
        """Remember a question; asking the same id twice is refused."""
        if question.id in self.questions:
            raise QIError(
                f"Two questions of this module are called '{question.id}'. "
                "Give each its own id, such as q1, q2, q3."
            )
        self.questions[question.id] = question


@dataclass
class Session:
    """The questions asked in this kernel, and the file that keeps the answers.

    ``path`` None keeps them in memory alone. ``watchers`` maps a question to what is called with
    its entry whenever that changed.
    """

    module: str
    path: Path | None
    questions: dict = field(default_factory=dict)
    watchers: dict = field(default_factory=dict)

    planning = False

    def __post_init__(self):
        self._document = answers.empty(self.module, place.learner())

    def ask(self, question) -> None:
        """Remember a question, so that ``qi.score`` and ``qi.check`` find it."""
        self.questions[question.id] = question

    def document(self) -> dict:
        """The answers as they are kept now."""
        if self.path is not None:
            self._document = answers.read(self.path, self.module, place.learner())
        return self._document

    def answer(self, id: str) -> dict:
        """``{"value", "attempts"}`` of one question; empty when there is none."""
        return self.document()["answers"].get(id) or {"value": None, "attempts": []}

    def draft(self, id: str, value) -> dict:
        """Keep a value that was not checked yet."""
        return self.attempt(id, value, None)

    def attempt(self, id: str, value, state: str | None) -> dict:
        """Keep a value that was checked, and what came of it.

        Raises
        ------
        QIError
            When it cannot be saved.
        """
        document = self.document()
        for _ in range(TRIES):
            base, document = document["revision"], answers.record(document, id, value, state)
            try:
                self._document = self._keep(document, base)
                break
            except answers.Conflict as conflict:
                document = conflict.current
        else:
            raise QIError(
                "Your answer could not be saved, because the same file is being changed elsewhere. "
                "Close other windows of this module and answer again."
            )
        entry = self._document["answers"][id]
        if id in self.watchers:
            self.watchers[id](entry)
        return entry

    def _keep(self, document: dict, base: int) -> dict:
        return document if self.path is None else answers.save(self.path, document, base)


_in_use: list[Session | Plan] = []


def current() -> Session | Plan:
    """The session of this kernel, made on first use."""
    if not _in_use:
        _in_use.append(here())
    return _in_use[-1]


def here(folder: Path | None = None) -> Session:
    """A session for the module whose folder is ``folder`` (else the one worked in)."""
    folder = Path(folder or Path.cwd()).resolve()
    if face() != "all":
        return Session(folder.name, None)
    path = folder / "answers.json"
    if _is_source(folder):
        path = place.work() / "learners" / place.learner() / folder.name / "answers.json"
    return Session(folder.name, path)


@contextmanager
def use(session):
    """Work in ``session`` for a while."""
    _in_use.append(session)
    try:
        yield session
    finally:
        _in_use.pop()


def plan():
    """The marker's mode: ``with session.plan() as plan`` records questions and marks."""
    return use(Plan())


def find(id: str):
    """The question called ``id``, asked earlier in this notebook.

    Raises
    ------
    QIError
        When its cell has not been run.
    """
    asked = current().questions
    if id not in asked:
        named = ", ".join(asked) or "none"
        raise QIError(
            f"There is no question '{id}' yet. Questions asked so far: {named}. "
            "Run the cell that asks it first, then this one again."
        )
    return asked[id]


def _is_source(folder: Path) -> bool:
    try:
        return folder.is_relative_to(place.root() / "curriculum")
    except QIError:
        return False
