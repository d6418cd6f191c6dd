"""Answers as they are kept: one small file a module, written whole, never overwritten in silence.

The format (``qikit.learn.document``) is the same on the learner's server, in the browser and in a
hand-in. Standard library only.
"""

from datetime import UTC, datetime
from pathlib import Path

from qikit import place
from qikit.errors import QIError
from qikit.learn.document import LARGEST, VERSION, Unfit, check, empty, parse, written
from qikit.learn.lock import locked
from qikit.learn.recovery import Edited, copy, kept, previous, recover

__all__ = [
    "LARGEST", "VERSION", "Conflict", "Unfit", "check", "empty", "newer", "now", "parse",
    "previous", "read", "record", "save",
]


class Conflict(Exception):
    """The file holds a later revision than the one that a save started from."""

    def __init__(self, current: dict):
        super().__init__(f"The answers were changed elsewhere (revision {current['revision']}).")
        self.current = current


def read(path: Path, module: str, learner: str) -> dict:
    """What is kept at ``path``.

    A missing file is an empty document. One of an older version, or changed by hand, is used as it
    stands. One that cannot be used is put aside, and the last good copy is used. In each case
    ``notice`` says so in words until the next save, and the file as it was is kept beside.
    """
    path = Path(path)
    try:
        return kept(path, module, learner)
    except FileNotFoundError:
        if not previous(path).exists():
            return empty(module, learner)
    except (ValueError, QIError, Edited):
        pass
    with locked(path):
        return recover(path, module, learner)


def save(path: Path, document: dict, base: int) -> dict:
    """Keep ``document`` as the next revision, if the file is still at revision ``base``.

    Returns the document as it was kept. The one before stays beside it as a copy.

    Raises
    ------
    Conflict
        When the file has moved on; its ``current`` holds what is kept now.
    Unfit
        When the document is not one of ours, or too large.
    QIError
        When it cannot be written: the disk is full, or the folder is not ours.
    """
    path = Path(path)
    check(document, document.get("module"))
    given = {key: document[key] for key in ("version", "module", "learner", "answers")}
    given["revision"] = base + 1
    data = written(given)
    with locked(path):
        current = recover(path, document["module"], document["learner"])
        if current["revision"] != base:
            raise Conflict(current)
        if path.exists() and _stands(path, current):
            copy(path, previous(path))
        place.write(path, data)
    return given


def _stands(path: Path, current: dict) -> bool:
    """Whether the file holds what is current; not one that could neither be read nor put aside."""
    if "notice" not in current:
        return True
    try:
        return kept(path, current["module"], current["learner"]) == current
    except (OSError, ValueError, QIError, Edited):
        return False


def record(document: dict, id: str, value, state: str | None = None, at: str | None = None) -> dict:
    """A new document in which question ``id`` is answered; with a ``state`` it is an attempt."""
    entry = document["answers"].get(id, {"value": None, "attempts": []})
    attempts = list(entry["attempts"])
    if state is not None:
        attempts.append({"at": at or now(), "value": value, "state": state})
    answers = {**document["answers"], id: {"value": value, "attempts": attempts}}
    return {**document, "answers": answers}


def newer(one: dict | None, other: dict | None) -> dict | None:
    """The one of two documents with the higher revision; the first when they are equal."""
    known = [each for each in (one, other) if each]
    return max(known, key=lambda each: each["revision"], default=None)


def now() -> str:
    """The time as ISO 8601 text, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
