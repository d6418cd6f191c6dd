"""Gather what learners handed in: from the exchange, or from a folder of downloads.

Nothing is moved and nothing is run. The latest hand-in of each learner is copied for marking; what
came before stays where it arrived.
"""

import os
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from qikit.errors import QIError
from qikit.mark import course as courses
from qikit.mark.course import Course, is_learner
from qikit.mark.gradebook import time_of
from qikit.mark.handin import Unreadable, parse
from qikit.mark.limits import ANSWERS_BYTES, NOTEBOOK_BYTES

_MOST = {".ipynb": NOTEBOOK_BYTES, ".json": ANSWERS_BYTES, ".txt": 1000}
_BY_BROWSER = re.compile(r" ?\(\d+\)$")


@dataclass(frozen=True)
class Arrival:
    """One hand-in as it arrived: whose, of which module, when, and its files by their new name."""

    learner: str
    module: object
    when: datetime
    files: dict[str, Path]


@dataclass
class Collected:
    """What ``collect`` did: learner and module of each new hand-in, and what it could not take."""

    new: list[tuple[str, str]] = field(default_factory=list)
    unchanged: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"Collected {len(self.new)} new, {self.unchanged} as before."]
        lines += [f"  Not collected: {what}. {why}" for what, why in self.refused]
        return "\n".join(lines)


class Refused(Exception):
    """One item cannot be collected; says why in words."""


def collect(source=None) -> Collected:
    """Copy each learner's latest hand-in to where it is marked.

    Parameters
    ----------
    source : path, optional
        A folder with ``LEARNER.ipynb`` files, or a folder ``LEARNER`` for each, as downloads come.
        Without it, the exchange that learners submit to.

    Returns
    -------
    Collected
        Bad items are named there; they never stop the others.

    Raises
    ------
    QIError
        When ``source`` is no folder.
    """
    done = Collected()
    known = {module.name: module for module in courses.find(None)}
    latest = {}
    items = _exchange(known) if source is None else _downloads(Path(source))
    for path, read in items:
        try:
            arrival = read(path, known)
        except Refused as why:
            done.refused.append((path.name, str(why)))
            continue
        except OSError as error:
            done.refused.append((path.name, f"It cannot be read: {error.strerror}."))
            continue
        key = arrival.learner, arrival.module.name
        if key not in latest or arrival.when >= latest[key].when:
            latest[key] = arrival
    for key in sorted(latest):
        try:
            changed = _take(latest[key])
        except (OSError, Refused) as why:
            done.refused.append((f"{key[0]}, {key[1]}", f"It could not be copied: {why}"))
            continue
        if changed:
            done.new.append(key)
        else:
            done.unchanged += 1
    return done


def _exchange(known: dict):
    for tier in sorted({module.tier for module in known.values()}):
        inbound = Course(tier).inbound
        if inbound.is_dir():
            for path in sorted(inbound.iterdir()):
                if not path.name.startswith("."):
                    yield path, _arrived


def _downloads(source: Path):
    if not source.is_dir():
        raise QIError(
            f"There is no folder {source}. Name the folder that holds the learners' notebooks, "
            "or leave it out to collect from the exchange."
        )
    for path in sorted(source.iterdir()):
        if not path.name.startswith("."):
            yield path, _downloaded


def _arrived(path: Path, known: dict) -> Arrival:
    """LEARNER+MODULE+TIME+RANDOM, as the learner's page and nbgrader submit it."""
    parts = path.name.split("+")
    if path.is_symlink() or not path.is_dir() or len(parts) < 3:
        raise Refused("It is no hand-in: its name should be LEARNER+MODULE+TIME.")
    learner, name = _learner(parts[0]), parts[1]
    if name not in known:
        raise Refused(f"There is no module called '{name}'.")
    day, _, clock = parts[2].partition(" ")
    when = time_of(f"{day} {clock.replace('-', ':')}")
    when = when or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Arrival(learner, known[name], _utc(when), _files(path, name))


def _downloaded(path: Path, known: dict) -> Arrival:
    """LEARNER.ipynb, LEARNER+MODULE.ipynb, or a folder LEARNER with one notebook in it."""
    if path.is_symlink():
        raise Refused("It is a link, and links are not followed.")
    if path.is_dir():
        learner, found = _learner(path.name), sorted(path.glob("*.ipynb"))
        if len(found) != 1:
            raise Refused(f"The folder holds {len(found)} notebooks; it should hold one.")
        notebook, hint = found[0], found[0].stem
    elif path.suffix == ".ipynb":
        stem, _, hint = path.stem.partition("+")
        notebook, learner = path, _learner(_BY_BROWSER.sub("", stem))
    else:
        raise Refused("It is neither a notebook nor a folder with one.")
    module = _module(notebook, _BY_BROWSER.sub("", hint), known)
    files = {f"{module.name}.ipynb": _plain(notebook)}
    beside = notebook.with_name("answers.json")
    if path.is_dir() and beside.exists():
        files["answers.json"] = _plain(beside)
    when = datetime.fromtimestamp(notebook.stat().st_mtime, UTC)
    return Arrival(learner, module, when, files)


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


def _learner(name: str) -> str:
    if not is_learner(name):
        raise Refused("A learner's name has letters, digits and _ . @ - only.")
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
    if path.stat().st_size > _MOST[path.suffix]:
        raise Refused(f"{path.name} is larger than {_MOST[path.suffix] >> 20} MB.")
    return path


def _utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when


def _take(arrival: Arrival) -> bool:
    """Copy a hand-in to its place, whole or not at all; False when it is there already."""
    place = Course(arrival.module.tier).submitted(arrival.learner, arrival.module.name)
    stamp = arrival.when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    kept = time_of(_read(place / "timestamp.txt"))
    if kept is not None and _utc(kept) > arrival.when:
        return False
    content = {name: path.read_bytes() for name, path in arrival.files.items()}
    if kept is not None and content == _held(place):
        return False
    content["timestamp.txt"] = stamp.encode()
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}-"))
    for name, data in content.items():
        (beside / name).write_bytes(data)
    beside.chmod(0o755)
    if place.exists():
        old = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}-old-"))
        place.rename(old / place.name)
        beside.rename(place)
        shutil.rmtree(old)
    else:
        beside.rename(place)
    return True


def _held(place: Path) -> dict[str, bytes]:
    names = [path for path in place.iterdir() if path.name != "timestamp.txt"]
    return {path.name: path.read_bytes() for path in names if path.is_file()}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
