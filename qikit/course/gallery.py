"""The gallery: every kind of question, form and game, found by looking, as it is written and live.

What is shown comes from the ``Examples`` of docstrings, whose last expression is the question.
"""

import ast
import doctest
import hashlib
import inspect
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from qikit import place
from qikit.course.page import render
from qikit.errors import QIError
from qikit.learn import session
from qikit.learn.question import Question

_PARTS = (
    ("kinds", "qikit.learn.kinds", "qi.ask", "Kinds of question"),
    ("forms", "qikit.pdsa", "qi.pdsa", "Forms"),
    ("games", "qikit.games", "qi.games", "Games"),
)
_SECTION = re.compile(r"^[A-Z][a-z]+\n-{3,}$", re.MULTILINE)
_DIRECTIVE = re.compile(r"\s*# doctest:.*$")
_CODE = re.compile(r"``([^`]+)``")


@dataclass(frozen=True)
class Shown:
    """One kind, form or game: what it is for, the source to copy, and the live thing."""

    name: str
    title: str
    about: tuple[str, ...]
    source: str
    question: Question

    @property
    def id(self) -> str:
        """Where it stands on the page."""
        return f"about-{self.question.id}"

    @property
    def html(self) -> str:
        """The question, alive on the page and readable without scripts."""
        return self.question.html()


@dataclass(frozen=True)
class Part:
    """The kinds, the forms or the games."""

    id: str
    title: str
    shown: tuple[Shown, ...]


def make(folder: Path) -> None:
    """Write the gallery's page into ``folder``, when what it is made from has changed."""
    stamp, kept = _stamp(), folder / "stamp.txt"
    page = folder / "index.html"
    if page.is_file() and kept.is_file() and kept.read_text() == stamp:
        return
    place.write(page, render("gallery.html", base="../", parts=gallery()))
    place.write(kept, stamp)


def _stamp() -> str:
    """A short name for all that the gallery is made from."""
    package = Path(place.__file__).parent
    files = [Path(__file__), *sorted((package / "course" / "templates").glob("*.html"))]
    for room in ("spc", "learn", "pdsa", "games"):
        files += sorted((package / room).rglob("*.py"))
    seen = [(path.relative_to(package).as_posix(), path.read_bytes()) for path in files]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


@cache
def gallery() -> tuple[Part, ...]:
    """All that authors can put into a module."""
    return tuple(
        Part(id, title, tuple(_look(id, room, door)))
        for id, room, door, title in _PARTS if find_spec(room)
    )


def _look(id: str, room: str, door: str):
    """What each file of a room offers, in order of their names."""
    for file in sorted(Path(import_module(room).__file__).parent.glob("[a-z]*.py")):
        module = import_module(f"{room}.{file.stem}")
        for name, thing in vars(module).items():
            if getattr(thing, "__module__", "") != module.__name__ or name.startswith("_"):
                continue
            said = inspect.getdoc(thing) or ""
            if not callable(thing) or "\nExamples\n---" not in said:
                continue
            source, question = example(said, f"{room}.{file.stem}.{name}")
            if isinstance(question, Question):
                called = getattr(thing, "kind", name)
                question.id = f"{id}-{called}".replace("_", "-")
                title = re.split(r"[.:;,](?:\s|$)", inspect.getdoc(module), maxsplit=1)[0]
                yield Shown(f"{door}.{called}", title, _about(said), source, question)


def example(said: str, where: str) -> tuple[str, object]:
    """The source of a docstring's examples, and the value of their last expression.

    Raises
    ------
    QIError
        When an example does not run.
    """
    source = "".join(each.source for each in doctest.DocTestParser().get_examples(said))
    lines = ast.parse(source).body
    kept = [each for each in lines[:-1] if not isinstance(each, ast.Expr)]
    names: dict = {}
    with session.use(session.Session("gallery", None)), redirect_stdout(StringIO()):
        try:
            exec(compile(ast.Module(kept, []), where, "exec"), names)
            last = eval(compile(ast.Expression(lines[-1].value), where, "eval"), names)
        except Exception as error:
            raise QIError(
                f"The example of {where} does not run: {error}. Mend it in the docstring."
            ) from error
    plain = [_as_written(source, each) for each in (*kept, lines[-1])]
    return "\n".join(plain), last


def _as_written(source: str, statement) -> str:
    lines = source.splitlines()[statement.lineno - 1 : statement.end_lineno]
    return "\n".join(_DIRECTIVE.sub("", line) for line in lines)


def _about(said: str) -> tuple[str, ...]:
    """The paragraphs of a docstring before its first section."""
    found = _SECTION.search(said)
    text = said[: found.start()] if found else said
    return tuple(
        _CODE.sub(r"\1", " ".join(part.split())) for part in text.strip().split("\n\n")
    )
