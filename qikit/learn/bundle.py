"""Make one JavaScript module, or one stylesheet, out of several, with the standard library alone.

The one module carries the text of every other once, in the order in which they need each other, and
makes ``blob:`` addresses of them when it is loaded. ``ui/registry.js``, which finds a kind of
question or a game by its file name, is replaced by a table of all that stand in their folders.
"""

import json
import posixpath
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

_IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*)(["'])(\.{1,2}/[^"']+)\2""")
_STYLE = re.compile(r"""@import url\(["']\./([^"']+)["']\);\n""")
_OURS = re.compile(r'"qi:([^"]+)"')
_REGISTRY = "registry.js"
FOLDERS = ("kinds", "games")
_LOADER = """const whole = globalThis[Symbol.for("{key}")] ??= load({parts});

async function load(parts) {{
  const at = {{}};
  for (const [name, text] of parts) {{
    const ready = text.replace(/"qi:([^"]+)"/g, (_, one) => `"${{at[one]}}"`);
    at[name] = URL.createObjectURL(new Blob([ready], {{ type: "text/javascript" }}));
  }}
  return (await import(at["{entry}"])).default;
}}

export default await whole;
"""


@cache
def module(path: Path) -> str:
    """The text of one ES module that needs no other file, with the default export of ``path``.

    However often it is loaded on a page, the modules inside are loaded once.

    Raises
    ------
    FileNotFoundError
        When a module imports one that is not there.
    """
    found: dict[str, str] = {}
    _gather(path.parent, path.name, found)
    parts = json.dumps(list(found.items()), ensure_ascii=False)
    key = f"qi-{sha256(parts.encode()).hexdigest()[:16]}"
    return _LOADER.format(key=key, parts=parts, entry=path.name)


def _gather(folder: Path, name: str, found: dict[str, str]) -> None:
    """Put a module into ``found`` after those that it needs, its imports written ``qi:NAME``."""
    if name in found:
        return
    if name == _REGISTRY:
        text = _table(folder)
    else:
        beside = posixpath.dirname(name)

        def ours(one: re.Match) -> str:
            return f'{one[1]}"qi:{posixpath.normpath(posixpath.join(beside, one[3]))}"'

        text = _IMPORT.sub(ours, (folder / name).read_text("utf-8"))
    for needed in _OURS.findall(text):
        _gather(folder, needed, found)
    found[name] = text


def styles(path: Path) -> str:
    """The text of a stylesheet with those that it imports in their place."""
    return _STYLE.sub(lambda found: styles(path.parent / found[1]), path.read_text("utf-8"))


def _table(folder: Path) -> str:
    """What stands in for ``ui/registry.js``: every kind and every game, by folder and name."""
    parts = {
        part: {file.stem: f"qi:{part}/{file.name}" for file in sorted((folder / part).glob("*.js"))}
        for part in FOLDERS
    }
    return (
        f"const parts = {json.dumps(parts)};\n"
        'export const load = (kind, folder = "kinds") => import(parts[folder][kind]);\n'
    )
