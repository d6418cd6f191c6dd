"""Answers as they are kept: one small file a module, written whole, never overwritten in silence.

The format is the same on the learner's server, in the browser and in a hand-in:
``{"version", "module", "learner", "revision", "answers": {id: {"value", "attempts"}}}``.
Standard library only.
"""

import json
import math
import os
from datetime import UTC, datetime
from pathlib import Path

from qikit import place
from qikit.errors import QIError
from qikit.learn.lock import locked

VERSION = 1
LARGEST = 2_000_000
DEEPEST = 12


class Conflict(Exception):
    """The file holds a later revision than the one that a save started from."""

    def __init__(self, current: dict):
        super().__init__(f"The answers were changed elsewhere (revision {current['revision']}).")
        self.current = current


def empty(module: str, learner: str) -> dict:
    """Answers before anything was answered: revision 0."""
    return {
        "version": VERSION,
        "module": module,
        "learner": learner,
        "revision": 0,
        "answers": {},
    }


def read(path: Path, module: str, learner: str) -> dict:
    """What is kept at ``path``.

    A missing file is an empty document. One that cannot be used is put aside, the last good copy is
    used, and ``notice`` says so in words.
    """
    path = Path(path)
    try:
        return _kept(path, module, learner)
    except FileNotFoundError:
        if not previous(path).exists():
            return empty(module, learner)
    except (ValueError, QIError):
        pass
    with locked(path):
        return _recover(path, module, learner)


def save(path: Path, document: dict, base: int) -> dict:
    """Keep ``document`` as the next revision, if the file is still at revision ``base``.

    Returns the document as it was kept. The one before stays beside it as a copy.

    Raises
    ------
    Conflict
        When the file has moved on; its ``current`` holds what is kept now.
    QIError
        When the document is not one of ours, is too large, or cannot be written.
    """
    path = Path(path)
    check(document, document.get("module"))
    kept = {key: document[key] for key in ("version", "module", "learner", "answers")}
    data = _bytes(kept | {"revision": base + 1})
    with locked(path):
        current = _recover(path, document["module"], document["learner"])
        if current["revision"] != base:
            raise Conflict(current)
        if "notice" not in current and path.exists():
            place.write(previous(path), path.read_bytes())
        place.write(path, data)
    return kept | {"revision": base + 1}


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


def previous(path: Path) -> Path:
    """Where the copy from one save earlier is."""
    return Path(path).with_name("answers.previous.json")


def parse(data: bytes) -> dict:
    """JSON with no NaN or infinity.

    Raises
    ------
    ValueError
        When it is not that.
    """
    if len(data) > LARGEST:
        raise ValueError("too large")
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, parse_constant=_number, parse_float=_number)
    except RecursionError:
        raise ValueError("too deep") from None


def check(document, module: str | None) -> dict:
    """The document itself, when it is one of ours and about ``module``.

    Raises
    ------
    QIError
        Saying what is wrong with it.
    """
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        raise QIError("It is not a file of answers.")
    if document.get("version") != VERSION:
        raise QIError(
            f"It is of version {document.get('version')}, and this course reads version {VERSION}. "
            "Ask your trainer which course it belongs to."
        )
    revision = document.get("revision")
    if type(revision) is not int or revision < 0:
        raise QIError("It has no revision number.")
    if document.get("module") != module:
        raise QIError(f"It holds answers to {document.get('module')}, not to {module}.")
    for id, entry in document["answers"].items():
        attempts = entry.get("attempts") if isinstance(entry, dict) else None
        if not isinstance(attempts, list) or not all(isinstance(each, dict) for each in attempts):
            raise QIError(f"Its answer to {id} is not whole.")
    if _depth(document) > DEEPEST:
        raise QIError("Its answers are nested too deeply.")
    return document


def _depth(value, limit: int = DEEPEST + 1) -> int:
    if limit == 0 or not isinstance(value, dict | list):
        return 0
    inside = value.values() if isinstance(value, dict) else value
    return 1 + max((_depth(each, limit - 1) for each in inside), default=0)


def _number(word: str) -> float:
    if not math.isfinite(value := float(word)):
        raise ValueError(f"{word} is not a number")
    return value


def _kept(path: Path, module: str, learner: str) -> dict:
    return check(parse(path.read_bytes()), module) | {"learner": learner}


def _recover(path: Path, module: str, learner: str) -> dict:
    """What is kept, by one who holds the lock: a file that cannot be used is put aside."""
    try:
        return _kept(path, module, learner)
    except FileNotFoundError:
        if not previous(path).exists():
            return empty(module, learner)
        lost = "The file with your answers was gone."
    except ValueError:
        lost = f"The file with your answers was damaged. {_put_aside(path)}"
    except QIError as error:
        lost = f"The file with your answers could not be used. {error} {_put_aside(path)}"
    try:
        found = _kept(previous(path), module, learner)
        notice = f"{lost} The copy from one save earlier is used: please look over your answers."
    except (OSError, ValueError, QIError):
        found, notice = empty(module, learner), f"{lost} There was no earlier copy to use."
    return found | {"notice": notice}


def _put_aside(path: Path) -> str:
    """Move a file that cannot be used to a name of its own; what to tell the learner."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}.json")
    try:
        os.replace(path, aside)
    except OSError as error:
        return f"It could not be moved aside ({error.strerror}). Tell your trainer."
    return f"It is kept as {aside.name}."


def _bytes(document: dict) -> bytes:
    try:
        text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
        data = text.encode()
    except (TypeError, ValueError, RecursionError):
        raise QIError("One of these answers cannot be kept as a file. Answer it again.") from None
    if len(data) > LARGEST:
        raise QIError("These answers are too large to keep. Shorten the longest text.")
    return data
