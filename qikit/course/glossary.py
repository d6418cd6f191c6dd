"""Glossary words, found by looking, and explained in the step where they are first used.

A word is one small file ``curriculum/glossary/TERM.md``: its name as a heading, a line
``Found as:`` with the forms it takes in a lesson, and its explanation in plain English. A form with
a capital after its first letter is found as it is written: ``mR`` is not ``Mr``. A common word that
needs no mark in a lesson is ``Found as: nothing``; it has its page all the same.
"""

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

from qikit.course.method import fill
from qikit.errors import QIError
from qikit.place import root

_FILE = re.compile(
    r"# (?P<name>[^\n]+)\n+(?:Found as: (?P<forms>[^\n]+)\n+)?(?P<words>(?!Found as:)\S.*)",
    re.DOTALL,
)
_NOWHERE = "nothing"
_TOKEN = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SKIPPED = {
    *_HEADINGS, "a", "aside", "button", "code", "details", "div", "figure", "math", "pre", "script",
    "summary", "svg", "table",
}


@dataclass(frozen=True)
class Term:
    """One word of the glossary. ``forms`` are what a lesson may call it; ``words`` explain it."""

    key: str
    name: str
    forms: tuple[str, ...]
    words: str

    @property
    def paragraphs(self) -> list[str]:
        """The explanation, a paragraph each, as plain text."""
        return [" ".join(part.split()) for part in self.words.split("\n\n")]

    def stands_in(self, text: str) -> bool:
        """Whether a lesson's words use it."""
        return bool(_pattern({_said(form): self for form in (self.name, *self.forms)}).search(text))


def folder() -> Path:
    """Where the words are."""
    return root() / "curriculum" / "glossary"


def text(notebook: Path) -> str:
    """All the words of a lesson's cells, as they stand in its file."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


def terms() -> list[Term]:
    """Every word there is, by name.

    Raises
    ------
    QIError
        When a file is not a heading and an explanation, or two words claim one form.
    """
    found = [_read(path) for path in sorted(folder().glob("*.md"))]
    owner: dict[str, str] = {}
    for term in found:
        for form in term.forms:
            other = owner.setdefault(form.casefold(), term.key)
            if other != term.key:
                raise QIError(
                    f"Two words of the glossary, {other} and {term.key}, are both found as "
                    f"'{form}'. Take it out of one of them."
                )
    return sorted(found, key=lambda term: term.name.casefold())


def explain(text: str, words: list[Term], place: str) -> tuple[str, list[Term]]:
    """Lesson HTML in which the first use of each word leads to its explanation.

    A word that the lesson itself explains there, in bold, is left as it is. ``place`` is the id of
    the step; the explanations are to stand in it as ``PLACE-KEY``. Returns the HTML and the words
    that were found, in the order they are met.
    """
    left = {_said(form): term for term in words for form in term.forms}
    met: list[Term] = []
    parts, inside, bold = [], 0, 0
    for token in _TOKEN.split(text):
        tag = _TAG.match(token)
        if tag:
            step = -1 if tag[1] else 1
            inside += step * (tag[2] in _SKIPPED and not token.endswith("/>"))
            bold += step * (tag[2] in ("strong", "b"))
            parts.append(token)
        elif inside or not left:
            parts.append(token)
        else:
            parts.append(_mark(token, left, met, place, bool(bold)))
    return "".join(parts), met


def _mark(text: str, left: dict, met: list[Term], place: str, bold: bool) -> str:
    """``text`` with its words marked; those are taken out of ``left``."""
    done, rest = "", text
    named = {_said(term.name): term for term in left.values()} if bold else {}
    while left and (found := _pattern(left | named).search(rest)):
        term = (left | named)[_said(html.unescape(found[0]))]
        for form in (term.name, *term.forms):
            left.pop(_said(form), None)
            named.pop(_said(form), None)
        shown = found[0]
        if not bold:
            met.append(term)
            shown = f'<a class="qi-term" href="#{place}-{term.key}">{shown}</a>'
        done += rest[: found.start()] + shown
        rest = rest[found.end() :]
    return done + rest


def _said(form: str) -> str:
    """A form as it stands in HTML: small letters, or as it is where capitals matter (mR, GP)."""
    exact = form[1:] != form[1:].lower()
    return html.escape(form if exact else form.casefold(), quote=False)


def _pattern(left: dict) -> re.Pattern:
    forms = [
        re.escape(form) if form != form.lower() else f"(?i:{re.escape(form)})"
        for form in sorted(left, key=len, reverse=True)
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")


def _read(path: Path) -> Term:
    said = _FILE.fullmatch(fill(path.read_text(encoding="utf-8")).strip())
    if not said:
        raise QIError(
            f"The word curriculum/glossary/{path.name} needs a heading (# Median), an empty line "
            "and an explanation. Write it like its neighbours."
        )
    forms = [form.strip() for form in (said["forms"] or said["name"]).split(",")]
    forms = [] if forms == [_NOWHERE] else forms
    return Term(path.stem, said["name"].strip(), tuple(forms), said["words"].strip())
