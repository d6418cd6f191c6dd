"""The document that holds a learner's answers to one module: what it is, and how it is written.

``{"version", "module", "learner", "revision", "answers": {id: {"value", "attempts"}}}``. On disk a
``sum`` of the answers goes with it, by which a change made by hand is seen, and a ``notice`` until
the next save when something had to be mended. Standard library only.
"""

import hashlib
import json
import math
from itertools import chain

from qikit.errors import QIError

VERSION = 1
LARGEST = 2_000_000
DEEPEST = 12


class Unfit(QIError):
    """A document that is none of ours, or that no file can hold; says why."""


class Newer(Unfit):
    """A document of a version that this course does not know."""

    def __init__(self, version: int):
        super().__init__(
            f"It is of version {version}, from a newer edition of the course; this one reads "
            f"version {VERSION}. Ask your trainer for the newer edition."
        )
        self.version = version


def empty(module: str, learner: str) -> dict:
    """Answers before anything was answered: revision 0."""
    return {
        "version": VERSION,
        "module": module,
        "learner": learner,
        "revision": 0,
        "answers": {},
    }


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
    Unfit
        Saying what is wrong with it.
    """
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        raise Unfit("It is not a file of answers.")
    version = document.get("version")
    if type(version) is not int or version < 0:
        raise Unfit("It does not say of which version it is.")
    if version != VERSION:
        raise Newer(version)
    revision = document.get("revision")
    if type(revision) is not int or revision < 0:
        raise Unfit("It has no revision number.")
    if document.get("module") != module:
        raise Unfit(f"It holds answers to {document.get('module')}, not to {module}.")
    for id, entry in document["answers"].items():
        attempts = entry.get("attempts") if isinstance(entry, dict) else None
        if not isinstance(attempts, list) or not all(isinstance(each, dict) for each in attempts):
            raise Unfit(f"Its answer to {id} is not whole.")
    if _too_deep(document):
        raise Unfit("Its answers are nested too deeply.")
    return document


def total(answers: dict) -> str:
    """A short name for exactly these answers."""
    try:
        text = json.dumps(answers, ensure_ascii=False, sort_keys=True)
    except RecursionError:
        return "too deep"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def written(document: dict) -> bytes:
    """The file's content: a line for each answer, for those who look at it."""
    try:
        said = document | {"sum": total(document["answers"])}
        lines = [f" {_json(key)}: {_json(said[key])}" for key in said if key != "answers"]
        each = [f"  {_json(id)}: {_json(entry)}" for id, entry in document["answers"].items()]
        inside = ",\n".join(each)
        lines.append(f' "answers": {{\n{inside}\n }}')
        inside = ",\n".join(lines)
        data = f"{{\n{inside}\n}}\n".encode()
    except (TypeError, ValueError, RecursionError):
        raise Unfit("One of these answers cannot be kept as a file. Answer it again.") from None
    if len(data) > LARGEST:
        raise Unfit("These answers are too large to keep. Shorten the longest text.")
    return data


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _too_deep(value) -> bool:
    inside = [value]
    for _ in range(DEEPEST + 1):
        holders = [each for each in inside if isinstance(each, dict | list)]
        if not holders:
            return False
        lists = [each.values() if isinstance(each, dict) else each for each in holders]
        inside = list(chain.from_iterable(lists))
    return True


def _number(word: str) -> float:
    if not math.isfinite(value := float(word)):
        raise ValueError(f"{word} is not a number")
    return value
