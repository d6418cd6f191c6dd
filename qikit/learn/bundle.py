"""Make one JavaScript module, or one stylesheet, out of several, with the standard library alone.

Every relative import becomes a ``data:`` address that carries the imported module itself.
``ui/registry.js``, which finds a kind of question by its file name, is replaced by a table of all
kinds in the folder.
"""

import base64
import json
import re
from functools import cache
from pathlib import Path

_IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*)(["'])(\.{1,2}/[^"']+)\2""")
_STYLE = re.compile(r"""@import url\(["']\./([^"']+)["']\);\n""")
_REGISTRY = "registry.js"


@cache
def module(path: Path) -> str:
    """The text of one ES module that needs no other file.

    Raises
    ------
    FileNotFoundError
        When a module imports one that is not there.
    """
    path = path.resolve()
    if path.name == _REGISTRY:
        return _table(path.with_name("kinds"))

    def inline(found: re.Match) -> str:
        return f'{found[1]}"{address(path.parent / found[3])}"'

    return _IMPORT.sub(inline, path.read_text("utf-8"))


def address(path: Path) -> str:
    """A ``data:`` address that holds a module and all that it imports."""
    packed = base64.b64encode(module(path).encode()).decode()
    return f"data:text/javascript;charset=utf-8;base64,{packed}"


def styles(path: Path) -> str:
    """The text of a stylesheet with those that it imports in their place."""
    return _STYLE.sub(lambda found: styles(path.parent / found[1]), path.read_text("utf-8"))


def _table(folder: Path) -> str:
    kinds = {file.stem: address(file) for file in sorted(folder.glob("*.js"))}
    return (
        f"const kinds = {json.dumps(kinds)};\n"
        "export const load = (kind) => import(kinds[kind]);\n"
    )
