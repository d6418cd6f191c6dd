"""Answers on disk that are not as a save left them: mended, put aside, and never in silence.

Standard library only.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from qikit import place
from qikit.errors import QIError
from qikit.learn.document import Newer, check, empty, parse, total, written


class Edited(Exception):
    """The file was not written by a save of ours; ``found`` is what it holds, made whole."""

    def __init__(self, found: dict, how: str):
        super().__init__(how)
        self.found, self.how = found, how


def kept(path: Path, module: str, learner: str) -> dict:
    """What the file holds, when it is as a save left it."""
    found = parse(path.read_bytes())
    mended, how = _mended(found)
    check(mended, module)
    document = {key: mended[key] for key in ("version", "module", "revision", "answers")}
    document["learner"] = learner
    if how:
        raise Edited(document | {"revision": document["revision"] + 1}, how)
    return document | ({"notice": str(found["notice"])} if "notice" in found else {})


def _mended(found) -> tuple[dict, str]:
    """A document of this version, with every answer whole, and in words why it had to be mended."""
    if not isinstance(found, dict) or not isinstance(found.get("answers"), dict):
        return found, ""
    version, how = found.get("version", 0), ""
    if type(version) is int and version in _OLDER:
        how = "The file with your answers came from an older version of the course."
        while found.get("version", 0) in _OLDER:
            found = _OLDER[found.get("version", 0)](found)
    elif "sum" in found and found["sum"] != total(found["answers"]):
        how = "The file with your answers was changed outside the course."
        found = found | {"answers": {id: _whole(each) for id, each in found["answers"].items()}}
    return found, how


def _from_0(found: dict) -> dict:
    """Version 0 kept the value of each answer alone, and perhaps no revision."""
    whole = {id: _whole(entry) for id, entry in found["answers"].items()}
    return found | {"version": 1, "revision": found.get("revision", 0), "answers": whole}


# How a document of each older version becomes one of the next.
_OLDER = {0: _from_0}


def _whole(entry) -> dict:
    """An answer with its attempts, also when somebody wrote only the value."""
    if not isinstance(entry, dict) or "value" not in entry:
        return {"value": entry, "attempts": []}
    attempts = entry.get("attempts")
    attempts = attempts if isinstance(attempts, list) else []
    return entry | {"attempts": [each for each in attempts if isinstance(each, dict)]}


def recover(path: Path, module: str, learner: str) -> dict:
    """What is kept, by one who holds the lock; what had to be mended is mended on disk."""
    try:
        return kept(path, module, learner)
    except Edited as edited:
        aside = _aside(path, "before")
        try:
            copy(path, aside)
        except OSError as error:
            put = f"It could not be copied first ({error.strerror})."
        else:
            put = f"As it was, it is kept as {aside.name}."
        words = "Your answers are used as they stand there: please look them over."
        return _remember(path, edited.found | {"notice": f"{edited.how} {words} {put}"})
    except FileNotFoundError:
        if not previous(path).exists():
            return empty(module, learner)
        lost, free = "The file with your answers was gone.", True
    except ValueError:
        put, free = _put_aside(path, "damaged")
        lost = f"The file with your answers was damaged. {put}"
    except Newer as newer:
        put, free = _put_aside(path, f"version-{newer.version}")
        lost = f"The file with your answers could not be used. {newer} {put}"
    except QIError as error:
        put, free = _put_aside(path, "damaged")
        lost = f"The file with your answers could not be used. {error} {put}"
    try:
        found = kept(previous(path), module, learner)
        notice = f"{lost} The copy from one save earlier is used: please look over your answers."
    except (OSError, ValueError, QIError, Edited):
        found, notice = empty(module, learner), f"{lost} There was no earlier copy to use."
    found = found | {"notice": notice}
    return _remember(path, found) if free else found


def _remember(path: Path, document: dict) -> dict:
    """Keep a mended document with its notice, so that whoever looks next is told as well."""
    with suppress(QIError):
        place.write(path, written(document))
    return document


def copy(path: Path, to: Path) -> None:
    """The same file under a second name, in place of what has that name; nothing is written twice.

    Every save makes a new file, so the copy never changes.
    """
    beside = to.with_name(f".{to.name}-new")
    beside.unlink(missing_ok=True)
    try:
        os.link(path, beside)
    except OSError:  # a disk that knows no second names
        place.write(to, path.read_bytes())
        return
    os.replace(beside, to)


def _aside(path: Path, why: str) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    return path.with_name(f"{path.stem}.{why}-{stamp}.json")


def _put_aside(path: Path, why: str) -> tuple[str, bool]:
    """Move a file that cannot be used to a name of its own; what to tell, and whether it moved."""
    aside = _aside(path, why)
    try:
        os.replace(path, aside)
    except OSError as error:
        return f"It could not be moved aside ({error.strerror}). Tell your trainer.", False
    return f"It is kept as {aside.name}.", True


def previous(path: Path) -> Path:
    """Where the copy from one save earlier is."""
    return Path(path).with_name("answers.previous.json")
