"""Answers as they are kept: one small file a module, written whole, never overwritten in silence.

The format is the same on the learner's server, in the browser and in a hand-in:
``{"version", "module", "learner", "revision", "answers": {id: {"value", "attempts"}}}``.
Standard library only.
"""

import json
import os
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from qikit import place
from qikit.errors import QIError

VERSION = 1
LARGEST = 2_000_000
DEEPEST = 12
_STALE = 10


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

    A missing file is an empty document. A damaged one is put aside, the last good copy is used, and
    ``notice`` says so in words.
    """
    path = Path(path)
    try:
        return check(parse(path.read_bytes()), module) | {"learner": learner}
    except FileNotFoundError:
        if not previous(path).exists():
            return empty(module, learner)
        lost = "The file with your answers was gone."
    except (ValueError, QIError):
        aside = path.with_name(f"answers.damaged-{time.strftime('%Y%m%d-%H%M%S')}.json")
        os.replace(path, aside)
        lost = f"The file with your answers was damaged. It is kept as {aside.name}."
    try:
        found = check(parse(previous(path).read_bytes()), module) | {"learner": learner}
        notice = f"{lost} The copy from one save earlier is used: please look over your answers."
    except (OSError, ValueError, QIError):
        found, notice = empty(module, learner), f"{lost} There was no earlier copy to use."
    return found | {"notice": notice}


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
    with _locked(path):
        current = read(path, document["module"], document["learner"])
        if current["revision"] != base:
            raise Conflict(current)
        kept = {key: document[key] for key in ("version", "module", "learner", "answers")}
        kept["revision"] = base + 1
        text = json.dumps(kept, ensure_ascii=False, indent=1, allow_nan=False)
        if len(text.encode()) > LARGEST:
            raise QIError("These answers are too large to keep. Shorten the longest text.")
        if path.exists():
            place.write(previous(path), path.read_bytes())
        place.write(path, text)
    return kept


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
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
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
        raise QIError("This is not a file of answers.")
    if document.get("version") != VERSION:
        raise QIError(
            f"These answers are of version {document.get('version')}; this course reads "
            f"version {VERSION}. Ask your trainer for the newer course."
        )
    revision = document.get("revision")
    if type(revision) is not int or revision < 0:
        raise QIError("This file of answers has no revision number.")
    if document.get("module") != module:
        raise QIError(f"These are answers to {document.get('module')}, not to {module}.")
    for id, entry in document["answers"].items():
        attempts = entry.get("attempts") if isinstance(entry, dict) else None
        if not isinstance(attempts, list) or not all(isinstance(each, dict) for each in attempts):
            raise QIError(f"The answer to {id} is not whole.")
    if _depth(document) > DEEPEST:
        raise QIError("This file of answers is nested too deeply.")
    return document


def _depth(value, limit: int = DEEPEST + 1) -> int:
    if limit == 0 or not isinstance(value, dict | list):
        return 0
    inside = value.values() if isinstance(value, dict) else value
    return 1 + max((_depth(each, limit - 1) for each in inside), default=0)


def _refuse(word: str):
    raise ValueError(f"{word} is not a number")


@contextmanager
def _locked(path: Path):
    """One writer at a time, also between processes; a lock left by a crash is taken over."""
    lock = path.with_name(".answers.lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            try:
                if time.time() - lock.stat().st_mtime > _STALE:
                    lock.unlink()
                    continue
            except FileNotFoundError:
                continue
            time.sleep(0.005)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
