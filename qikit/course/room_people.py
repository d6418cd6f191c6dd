"""Who learns in a room: a typed name, an id for the trainer, and a code that only she holds.

Each learner has the folder ``.qi/learners/ID/`` with ``learner.json`` beside her modules. The id
begins with her name, so that marks, summaries and the gradebook say who she is; it ends with a sign
of her own, so that two people of one name stay apart. The id is no secret. Her code is: it is kept
in her browser, and with it she comes back or goes on at another device.
"""

import base64
import hashlib
import json
import re
import secrets
import unicodedata
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path

from qikit import place
from qikit.errors import QIError
from qikit.learn import answers

SIGNS = "23456789bcdfghjkmnpqrstvwxyz"
CODE = 16
LONGEST = 80
_FILE = "learner.json"


@dataclass(frozen=True)
class Person:
    """One learner: her id, the name she typed, and her code."""

    id: str
    name: str
    code: str


def join(name: str) -> Person:
    """A new learner with a folder of her own.

    Raises
    ------
    QIError
        When no name was typed, or nothing can be written.
    """
    name = cleaned(name)
    if not any(sign.isalpha() for sign in name):
        raise QIError("Type your name, as your trainer knows you.")
    code = new_code(CODE)
    person = Person(f"{_slug(name)}-{_sign(code)}", name, code)
    said = {"id": person.id, "name": name, "code": code, "joined": answers.now()}
    place.write(_path(person.id), json.dumps(said, ensure_ascii=False, indent=1))
    _path(person.id).chmod(0o600)
    return person


def find(code: str) -> Person | None:
    """The learner who holds this code, however she typed it."""
    code = typed(code)
    if len(code) != CODE:
        return None
    for path in (place.work() / "learners").glob(f"*-{_sign(code)}/{_FILE}"):
        person = _read(path)
        if person and compare_digest(person.code, code):
            return person
    return None


def known(name: str) -> bool:
    """Whether somebody of this name has joined before."""
    name = cleaned(name)
    paths = (place.work() / "learners").glob(f"{_slug(name)}-*/{_FILE}")
    found = [_read(path) for path in paths]
    return any(each and each.name.casefold() == name.casefold() for each in found)


def name_of(id: str) -> str:
    """The name that the learner with this id typed; the id itself when she typed none."""
    person = _read(_path(id))
    return person.name if person else id


def new_code(length: int) -> str:
    """A code of ``length`` signs that are easily told apart, and spell no words."""
    return "".join(secrets.choice(SIGNS) for _ in range(length))


def typed(code: str) -> str:
    """A code as it is kept: without the dashes, spaces and capitals that help to read it."""
    return re.sub(r"[^a-z0-9]", "", code.lower())


def shown(code: str, group: int = 4) -> str:
    """A code in groups, for reading and typing."""
    return "-".join(code[at : at + group] for at in range(0, len(code), group))


def cleaned(name: str) -> str:
    """A typed name without signs that cannot be seen, at most ``LONGEST`` long."""
    name = unicodedata.normalize("NFC", name)
    seen = (sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in name)
    return " ".join("".join(seen).split())[:LONGEST].strip()


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "learner"


def _sign(code: str) -> str:
    """What ends the id: made from the code, and no way back to it."""
    return base64.b32encode(hashlib.sha256(code.encode()).digest())[:10].decode().lower()


def _path(id: str) -> Path:
    return place.work() / "learners" / id / _FILE


def _read(path: Path) -> Person | None:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        person = Person(path.parent.name, said["name"], said["code"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return person if isinstance(person.name, str) and isinstance(person.code, str) else None
