"""Prove that a learner's page shows nothing that is the marker's, and asks nobody for anything."""

import ast
import html
import json
import re

from qikit.errors import QIError
from qikit.place import root, work

_SPEC = re.compile(r'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
_QUESTION = re.compile(
    r'<script type="application/json" class="qi-spec">(.*?)</script>', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_FETCHES = re.compile(
    r"""<(?!a\b)[a-z][a-z0-9:]*\b[^>]*?\b(?:src|href|srcset|action|data|poster)\s*=\s*["']?\s*"""
    r"(?:https?:)?//",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"<style\b|<script(?![^>]*\b(?:src=|application/json))|<[^>]*\s(?:on[a-z]+|style)=",
    re.IGNORECASE,
)
_MARKS = ("BEGIN HIDDEN TESTS", "BEGIN SOLUTION", "BEGIN MARK SCHEME", "qi.score(")
_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===(.*?)=== END MARK SCHEME ===", re.DOTALL)
_TELLING = 16


def prove(name: str, notebook, page: str) -> None:
    """Refuse a page of module ``name`` that tells what only the marker may know.

    Raises
    ------
    QIError
        Names the module, the cell and what stands on the page.
    """
    readable = _readable(page)
    for mark in _MARKS:
        if mark in readable:
            raise QIError(f"The page of {name} shows '{mark}'. Put that into a mark cell.")
    for cell, secret in _secrets(name, notebook):
        if secret in readable:
            raise QIError(
                f"The page of {name} shows what cell '{cell}' keeps for the marker: "
                f"'{secret[:60]}'. Take it out of the cells that learners see."
            )
    for folder in (root(), work()):
        if str(folder) in readable:
            raise QIError(f"The page of {name} shows a folder of this computer. Take it out.")
    if found := _FETCHES.search(page):
        raise QIError(
            f"The page of {name} loads something from another machine: {found[0][:60]}. "
            "Put it into the module's folder."
        )
    if found := _INLINE.search(page):
        raise QIError(f"The page of {name} holds script or style of its own: {found[0][:40]}.")
    _questions(name, notebook, page)


def _readable(page: str) -> str:
    """All that somebody finds who looks at a page: its source, its words, the data it carries."""
    inside = [text for part in _SPEC.findall(page) for text in _texts(json.loads(part))]
    words = html.unescape(_TAG.sub("", page))
    return _even("\n".join([html.unescape(page), words, *inside, *map(html.unescape, inside)]))


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)


def _even(text: str) -> str:
    return " ".join(text.split())


def _questions(name: str, notebook, page: str) -> None:
    """A question whose key stands in its mark cell carries neither key nor reasons."""
    later = {
        call.args[0].value
        for cell in notebook.cells
        for call in _keyed(name, cell)
        if isinstance(call.args[0], ast.Constant)
    }
    for text in _QUESTION.findall(page):
        spec = json.loads(text)
        shown = [word for word in ("key", "why") if spec.get(word) is not None]
        if spec["id"] in later and shown:
            raise QIError(
                f"{name}: question {spec['id']} is marked after hand-in, but its ask cell carries "
                f"{' and '.join(shown)}. Take that out of the ask cell."
            )


def _secrets(name: str, notebook) -> list[tuple[str, str]]:
    """(cell, text) of what learners may not read.

    Reasons and lines of a mark scheme are the marker's wherever they stand. Other texts of a mark
    cell, such as a key, are not secret when learners meet them anyway, as one option of many.
    """
    cells = [cell for cell in notebook.cells if not _graded(cell)]
    theirs = _even("\n".join(_SCHEME.sub("", cell.source) for cell in cells))
    found = []
    for cell in notebook.cells:
        label = cell.metadata.get("nbgrader", {}).get("grade_id", cell.get("id", ""))
        scheme = "\n".join(_SCHEME.findall(cell.source)).splitlines()
        secret = [re.sub(r"^[-*\s]+|[*_`]", "", line) for line in scheme]
        for call in _keyed(name, cell):
            reasons = next((word.value for word in call.keywords if word.arg == "why"), None)
            secret += _said(reasons) if isinstance(reasons, ast.Dict) else []
        if _keyed(name, cell):
            secret += [text for text in _constants(_tree(name, cell)) if _even(text) not in theirs]
        found += [(label, text) for text in map(_even, secret) if _tells(text)]
    return found


def _tells(text: str) -> bool:
    return len(text) >= _TELLING and " " in text


def _said(reasons: ast.Dict) -> list[str]:
    """The sentences of a ``why``: its values, not the wrong answers that name them."""
    found = []
    for value in reasons.values:
        found += _said(value) if isinstance(value, ast.Dict) else _constants(value)
    return found


def _constants(node: ast.AST) -> list[str]:
    nodes = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return [value for value in nodes if isinstance(value, str)]


def _graded(cell) -> bool:
    said = cell.metadata.get("nbgrader", {})
    return bool(said.get("grade") or said.get("task"))


def _keyed(name: str, cell) -> list[ast.Call]:
    """The calls of ``qi.score`` in a mark cell that bring a key, reasons or cases of their own."""
    if cell.cell_type != "code" or not _graded(cell):
        return []
    return [
        call
        for call in ast.walk(_tree(name, cell))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", "") == "score"
        and call.args
        and call.keywords
    ]


def _tree(name: str, cell) -> ast.AST:
    try:
        return ast.parse(cell.source)
    except SyntaxError as error:
        raise QIError(
            f"Mark cell '{cell.metadata['nbgrader'].get('grade_id')}' of {name} cannot be read: "
            f"{error.msg}. It may hold Python only."
        ) from None
