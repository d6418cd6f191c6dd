"""One hand-in as it arrived, read from the exchange or from a folder of downloads.

Whose it is, of which module and from when; only the files that are marked are taken, and no link is
followed.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qikit.mark.called import bare, called
from qikit.mark.course import is_learner
from qikit.mark.gradebook import time_of
from qikit.mark.handin import Unreadable, parse
from qikit.mark.limits import ANSWERS_BYTES, NOTEBOOK_BYTES

_MOST = {".ipynb": NOTEBOOK_BYTES, ".json": ANSWERS_BYTES, ".txt": 1000}


@dataclass(frozen=True)
class Arrival:
    """One hand-in as it arrived: whose, of which module, when, and its files by their new name."""

    learner: str
    module: object
    when: datetime
    files: dict[str, Path]


class Refused(Exception):
    """One item cannot be collected; says why in words."""


def arrived(path: Path, known: dict, people) -> Arrival:
    """LEARNER+MODULE+TIME+RANDOM, as the learner's page and nbgrader submit it."""
    parts = path.name.split("+")
    if path.is_symlink() or not path.is_dir() or len(parts) < 3:
        raise Refused("It is no hand-in: its name should be LEARNER+MODULE+TIME.")
    learner, name = _learner(parts[0], people), parts[1]
    if name not in known:
        raise Refused(f"There is no module called '{name}'.")
    day, _, clock = parts[2].partition(" ")
    when = time_of(f"{day} {clock.replace('-', ':')}")
    when = when or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Arrival(learner, known[name], utc(when), _files(path, name))


def downloaded(path: Path, known: dict, people) -> Arrival:
    """A notebook named by learner, or a learner's folder with one notebook in it, the latest."""
    if path.is_symlink():
        raise Refused("It is a link, and links are not followed.")
    if path.is_dir():
        said = called(path.name)
        notebook = _newest(path)
        hint = said.what or called(notebook.stem).what or bare(notebook.stem)
    elif path.suffix.casefold() == ".ipynb":
        said, notebook = called(path.stem), path
        hint = said.what
    else:
        raise Refused("It is neither a notebook nor a folder with one.")
    learner = _learner(said.who, people)
    module = _module(notebook, hint, known)
    files = {f"{module.name}.ipynb": _plain(notebook)}
    beside = notebook.with_name("answers.json")
    if path.is_dir() and os.path.lexists(beside):
        files["answers.json"] = _plain(beside)
    when = said.when or datetime.fromtimestamp(notebook.stat().st_mtime, UTC)
    return Arrival(learner, module, utc(when), files)


def _newest(folder: Path) -> Path:
    """The one notebook of a learner's folder; of several versions in folders, the last."""
    found = sorted(folder.glob("*.ipynb"))
    if not found:
        versions = sorted(folder.glob("*/*.ipynb"), key=lambda each: each.stat().st_mtime)
        found = versions[-1:]
    if len(found) != 1:
        raise Refused(f"The folder holds {len(found)} notebooks; it should hold one.")
    return found[0]


def _module(notebook: Path, hint: str, known: dict):
    by_id = {module.id: module for module in known.values()}
    if hint in known or hint in by_id:
        return known.get(hint) or by_id[hint]
    try:
        said = parse(_plain(notebook).read_bytes(), "The notebook").get("metadata")
    except Unreadable as error:
        raise Refused(str(error)) from error
    said = said.get("qikit") if isinstance(said, dict) else None
    said = said if isinstance(said, dict) else {}
    for name in (said.get("name"), said.get("id")):
        if isinstance(name, str) and (name in known or name in by_id):
            return known.get(name) or by_id[name]
    raise Refused("It does not say which module it belongs to. Name it LEARNER+MODULE.ipynb.")


def _learner(name: str, people) -> str:
    """The learner's id: the roster's, or without one the name itself."""
    if people is not None:
        found = people.find(name)
        if found is None:
            raise Refused(f"'{name}' is not on the roster.")
        return found
    if not is_learner(name):
        raise Refused(
            "A learner's name has letters, digits and _ . @ - only. With --roster, names of people "
            "are understood."
        )
    return name


def _files(folder: Path, name: str) -> dict[str, Path]:
    """The files of a hand-in that are taken: nothing else in it is."""
    found = {}
    for wanted in (f"{name}.ipynb", "answers.json"):
        if os.path.lexists(folder / wanted):
            found[wanted] = _plain(folder / wanted)
    if not found:
        raise Refused(f"It holds neither {name}.ipynb nor answers.json.")
    return found


def _plain(path: Path) -> Path:
    if path.is_symlink() or not path.is_file():
        raise Refused(f"{path.name} is a link or no file, and links are not followed.")
    if path.stat().st_size > _MOST[path.suffix.casefold()]:
        raise Refused(f"{path.name} is larger than {_MOST[path.suffix.casefold()] >> 20} MB.")
    return path


def content_of(path: Path) -> bytes:
    """The bytes of a file that was looked at before; refused when it has become a link since."""
    try:
        held = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        raise Refused(f"{path.name} changed while it was read.") from None
    with os.fdopen(held, "rb") as file:
        data = file.read(_MOST[path.suffix.casefold()] + 1)
    if len(data) > _MOST[path.suffix.casefold()]:
        raise Refused(f"{path.name} grew while it was read.")
    return data


def utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when
