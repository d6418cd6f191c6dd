"""Modules, found by looking: a module is a folder with one notebook that says what it is."""

import json
import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from qikit.course.method import filled
from qikit.errors import QIError
from qikit.place import root

DOSES = ("all_staff", "board", "senior", "managers", "coaches", "experts")
PRACTICE = "practice"
_MARKED = re.compile(r"(?:mark-(?P<question>.+)|task-(?P<task>[^-]+)-.+)")
_NEEDED = {"id": str, "title": str, "minutes": int, "dose": str, "outcomes": list}


@dataclass(frozen=True)
class Module:
    """One module, as its notebook's metadata describe it.

    ``minutes`` are notebook minutes; ``marked`` are the ids of the questions that earn points.
    """

    name: str
    tier: str
    folder: Path
    id: str
    title: str
    minutes: int
    dose: str
    outcomes: tuple[str, ...]
    data: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed: str = ""
    code: bool = False
    marked: tuple[str, ...] = ()

    @property
    def notebook(self) -> Path:
        """The source notebook."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def practicum(self) -> bool:
        """Whether it is practice at work that goes with a dose, and no lesson of it."""
        return self.tier == PRACTICE

    @property
    def course_id(self) -> str:
        """nbgrader's name for the tier, such as "qi-all-staff"."""
        return f"qi-{self.tier.replace('_', '-')}"


def modules() -> list[Module]:
    """Every lesson, in order of dose and then of id.

    Raises
    ------
    QIError
        When a folder holds no notebook of its name, or one that does not say what it is.
    """
    found, troubles = usable()
    if troubles:
        raise QIError("\n".join(troubles))
    return [each for each in found if not each.practicum]


def usable() -> tuple[list[Module], list[str]]:
    """Lessons and practica that say what they are, in order, and what is wrong with any other.

    One folder that is not whole never hides the rest from learners.
    """
    found, troubles = [], []
    for folder in sorted((root() / "curriculum").glob("*/*/")):
        if _is_module(folder):
            try:
                found.append(_read(folder))
            except QIError as error:
                troubles.append(str(error))
    return sorted(found, key=lambda module: (DOSES.index(module.dose), module.id)), troubles


def module(key: str) -> Module:
    """One module, by its name or its id.

    Raises
    ------
    QIError
        When there is none; the sentence names the nearest.
    """
    every, troubles = usable()
    for found in every:
        if key in (found.name, found.id):
            return found
    for trouble in troubles:
        if f"/{key}" in trouble:
            raise QIError(trouble)
    near = get_close_matches(key, [name for each in every for name in (each.id, each.name)], n=1)
    names = ", ".join(each.id for each in every)
    hint = f"Did you mean '{near[0]}'?" if near else f"There are: {names}."
    raise QIError(f"There is no module called '{key}'. {hint}")


def _is_module(folder: Path) -> bool:
    return folder.parent.name[0] not in "._" and folder.name[0] not in "._"


def _read(folder: Path) -> Module:
    try:
        found = (folder / f"{folder.name}.ipynb").stat()
    except FileNotFoundError:
        raise QIError(
            f"The module folder {folder.parent.name}/{folder.name} holds no notebook called "
            f"{folder.name}.ipynb. Rename its notebook to the folder's name, or take the folder "
            "away."
        ) from None
    module = _as_it_was(folder, found.st_mtime_ns, found.st_size)
    return replace(module, title=filled(module.title), outcomes=filled(module.outcomes))


@lru_cache(maxsize=256)
def _as_it_was(folder: Path, changed: int, size: int) -> Module:
    """The module in ``folder``, read once as long as its notebook does not change."""
    notebook = folder / f"{folder.name}.ipynb"
    where = f"The module folder {folder.parent.name}/{folder.name}"
    try:
        whole = json.loads(notebook.read_text(encoding="utf-8"))
        said = whole["metadata"]["qikit"]
    except (ValueError, KeyError, TypeError):
        raise QIError(
            f"{where} holds a notebook without 'qikit' in its metadata, or one that is not whole. "
            "Copy the metadata from curriculum/_template and fill it in."
        ) from None
    wrong = [key for key, kind in _NEEDED.items() if not isinstance(said.get(key), kind)]
    if wrong:
        raise QIError(f"{where}: its notebook's metadata lack {', '.join(wrong)}. Fill them in.")
    if said["dose"] not in DOSES:
        raise QIError(f"{where}: its dose '{said['dose']}' is none of {', '.join(DOSES)}.")
    return Module(
        name=folder.name,
        tier=folder.parent.name,
        folder=folder,
        code=bool(said.get("code", False)),
        marked=_marked(whole),
        reviewed=str(said.get("reviewed", "")),
        **{key: said[key] for key in ("id", "title", "minutes", "dose")},
        **{key: tuple(said.get(key, ())) for key in ("outcomes", "data", "sources")},
    )


def _marked(notebook: dict) -> tuple[str, ...]:
    """Ids of the questions that have a mark cell or a task cell, in order and once."""
    cells = [cell.get("metadata", {}).get("nbgrader", {}) for cell in notebook.get("cells", [])]
    found = [
        _MARKED.fullmatch(cell.get("grade_id", ""))
        for cell in cells
        if cell.get("grade") or cell.get("task")
    ]
    return tuple(dict.fromkeys(each["question"] or each["task"] for each in found if each))
