"""Prove that a learner's page shows nothing that is the marker's, and asks nobody for anything."""

import ast
import html
import json
import re

from qikit.errors import QIError
from qikit.place import root, work

_SPEC = re.compile(r'<script type="application/json" class="qi-spec">(.*?)</script>', re.DOTALL)
_LOADS = re.compile(
    r"""<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=["']https?:""", re.IGNORECASE
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
    readable = html.unescape(page)
    for mark in _MARKS:
        if mark in readable:
            raise QIError(f"The page of {name} shows '{mark}'. Put that into a mark cell.")
    for cell, secret in _secrets(notebook):
        if secret in readable:
            raise QIError(
                f"The page of {name} shows what cell '{cell}' keeps for the marker: "
                f"'{secret[:60]}'. Take it out of the cells that learners see."
            )
    for folder in (root(), work()):
        if str(folder) in readable:
            raise QIError(f"The page of {name} shows a folder of this computer. Take it out.")
    if _LOADS.search(page):
        raise QIError(f"The page of {name} loads something from another machine. Put it beside it.")
    if found := _INLINE.search(page):
        raise QIError(f"The page of {name} holds script or style of its own: {found[0][:40]}.")
    _questions(name, notebook, page)


def _questions(name: str, notebook, page: str) -> None:
    """A question whose key stands in its mark cell carries neither key nor reasons."""
    later = {id for cell in notebook.cells for id in _keyed(cell)}
    for text in _SPEC.findall(page):
        spec = json.loads(text)
        shown = [word for word in ("key", "why") if spec.get(word) is not None]
        if spec["id"] in later and shown:
            raise QIError(
                f"{name}: question {spec['id']} is marked after hand-in, but its ask cell carries "
                f"{' and '.join(shown)}. Take that out of the ask cell."
            )


def _keyed(cell) -> list[str]:
    """Ids of the questions that a mark cell scores with a key or cases of its own."""
    if not cell.metadata.get("nbgrader", {}).get("grade") or cell.cell_type != "code":
        return []
    return [
        call.args[0].value
        for call in ast.walk(ast.parse(cell.source))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", "") == "score"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and call.keywords
    ]


def _secrets(notebook) -> list[tuple[str, str]]:
    """(cell, text) of what learners may not read: sentences of mark cells, lines of schemes.

    A sentence that a cell for learners holds as well, such as an option that is the key, is theirs.
    """
    found = []
    theirs = "\n".join(
        _SCHEME.sub("", cell.source)
        for cell in notebook.cells
        if not cell.metadata.get("nbgrader", {}).get("grade")
    )
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", cell.get("id", ""))
        scheme = "\n".join(_SCHEME.findall(cell.source))
        lines = [line.strip() for line in scheme.splitlines()]
        if _keyed(cell):
            nodes = ast.walk(ast.parse(cell.source))
            lines += [node.value for node in nodes if isinstance(node, ast.Constant)]
        found += [
            (name, line)
            for line in lines
            if isinstance(line, str) and len(line) >= _TELLING and " " in line
            if line not in theirs
        ]
    return found
