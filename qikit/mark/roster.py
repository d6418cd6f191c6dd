"""The roster: who is in the cohort, and whose a download is, by id, by email or by name."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from qikit.errors import QIError
from qikit.mark.course import is_learner

_HEADS = {
    "id": ("id", "learner", "username", "user name", "login", "sis id", "id number"),
    "name": ("name", "full name", "student", "fullname"),
    "first": ("first name", "given name", "forename", "firstname"),
    "last": ("last name", "surname", "family name", "lastname"),
    "email": ("email", "email address", "e-mail", "mail"),
    "group": ("group", "groups", "section", "team"),
}
_FORMULA = ("=", "+", "@", "\t", "\r")


@dataclass(frozen=True)
class Person:
    """One learner of the cohort."""

    id: str
    name: str = ""
    email: str = ""
    group: str = ""


class Roster:
    """The people of a cohort, found by whatever a download calls them."""

    def __init__(self, people):
        self.people = list(people)
        self._by: dict[str, set[str]] = {}
        for person in self.people:
            for key in _keys(person):
                self._by.setdefault(key, set()).add(person.id)

    def find(self, called: str) -> str | None:
        """The id of the one person who is called so; None when nobody is.

        Raises
        ------
        QIError
            When two or more people could be meant: nobody is guessed.
        """
        found = self._by.get(_plain(called)) or self._by.get(_squeezed(called)) or set()
        if len(found) > 1:
            raise QIError(
                f"'{called}' could be {' or '.join(sorted(found))}. Rename it to the learner's id."
            )
        return next(iter(found), None)


def _keys(person: Person) -> set[str]:
    words = person.name.replace(",", " ").split()
    turned = [words[-1], *words[:-1]] if len(words) > 1 else words
    back = [*words[1:], words[0]] if len(words) > 1 else words
    names = [" ".join(each) for each in (words, turned, back)]
    keys = {_plain(person.id), _plain(person.email), _plain(person.email.partition("@")[0])}
    keys |= {_plain(name) for name in names} | {_squeezed(name) for name in names}
    return keys - {""}


def _plain(text: str) -> str:
    """Without accents, capitals, commas and doubled spaces."""
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(each for each in parts if not unicodedata.combining(each))
    return " ".join(bare.replace(",", " ").casefold().split())


def _squeezed(text: str) -> str:
    return re.sub(r"[^\w@.]", "", _plain(text))


def read(path) -> Roster:
    """A roster from a CSV file with headings.

    A column ``id`` is needed, or ``email``; ``name``, or ``first name`` and ``surname``, and
    ``group`` help. Commas, semicolons and tabs are understood, and the encodings of spreadsheets.

    Raises
    ------
    QIError
        When the file cannot be read, has no usable heading, or names somebody twice.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QIError(f"The roster {path} cannot be read: {error.strerror}.") from None
    rows = list(csv.reader(io.StringIO(_text(data)), delimiter=_delimiter(_text(data))))
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise QIError(f"The roster {path.name} holds no learner. Give it a line for each.")
    heads = _heads(rows[0])
    if not {"id", "email"} & set(heads):
        raise QIError(
            f"The roster {path.name} needs a column 'id' or 'email'. "
            f"Its headings are: {', '.join(rows[0])}."
        )
    return Roster(_people(path.name, heads, rows[1:]))


def _people(name: str, heads: dict, rows) -> list[Person]:
    people, seen = [], {}
    for line, row in enumerate(rows, start=2):
        cell = {part: row[at] if at < len(row) else "" for part, at in heads.items()}
        if any(text.startswith(_FORMULA) for text in cell.values()):
            raise QIError(
                f"Line {line} of the roster {name} holds a formula. Put in plain words instead."
            )
        id = cell.get("id") or cell.get("email", "")
        if not is_learner(id):
            raise QIError(
                f"Line {line} of the roster {name}: '{id}' cannot be a learner's id. "
                "Use letters, digits and _ . @ - only."
            )
        if id.casefold() in seen:
            raise QIError(
                f"The roster {name} has '{id}' on line {seen[id.casefold()]} and on line {line}. "
                "Keep one."
            )
        seen[id.casefold()] = line
        full = cell.get("name") or f"{cell.get('first', '')} {cell.get('last', '')}".strip()
        people.append(Person(id, full, cell.get("email", ""), cell.get("group", "")))
    return people


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else (
        "utf-8-sig", "cp1252"
    ):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    return data.decode("latin-1")


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _heads(row: list[str]) -> dict[str, int]:
    named = [" ".join(cell.casefold().replace("_", " ").split()) for cell in row]
    return {
        part: next(at for at, head in enumerate(named) if head in known)
        for part, known in _HEADS.items() if any(head in known for head in named)
    }
