"""Whose a download is and from when, by the names that learning-management systems give.

- Moodle: ``Ann Lee_12345_assignsubmission_file_A03.ipynb``, or a folder that begins so
- Canvas: ``leeann_LATE_1234_5678_A03.ipynb``, ``leeann_1234_5678_A03-1.ipynb``
- Blackboard: ``Week 1_annlee_attempt_2026-11-20-10-00-00_A03.ipynb``
- Teams: ``Ann Lee/Version 2/A03.ipynb``
- Google Classroom and by hand: ``Ann Lee - A03.ipynb``, ``annlee+A03.ipynb``, ``annlee.ipynb``
"""

import re
from dataclasses import dataclass
from datetime import datetime

_MOODLE = re.compile(r"(?P<who>.+?)_\d+_assignsubmission_(?:file|onlinetext)_?(?P<what>.*)")
_CANVAS = re.compile(r"(?P<who>[^_]+)(?:_LATE)?_\d+_\d+_(?P<what>.+)", re.IGNORECASE)
_BLACKBOARD = re.compile(
    r".+_(?P<who>[^_]+)_attempt_(?P<at>\d{4}(?:-\d{2}){5})_?(?P<what>.*)", re.IGNORECASE
)
_BY_HAND = re.compile(r"(?P<who>[^+]+)\+(?P<what>.+)")
_CLASSROOM = re.compile(r"(?P<who>.+?) - (?P<what>.+)")
_AGAIN = re.compile(r"(?: ?\(\d+\)| - Copy|-\d{1,2})$")


@dataclass(frozen=True)
class Called:
    """Who, which module by its name or nothing, and when where the name says it."""

    who: str
    what: str = ""
    when: datetime | None = None


def called(stem: str) -> Called:
    """Read a file's name without its ending, or a folder's name."""
    for known in (_MOODLE, _BLACKBOARD, _CANVAS, _BY_HAND, _CLASSROOM):
        if found := known.fullmatch(stem):
            given = found.groupdict()
            return Called(given["who"].strip(), bare(given["what"]), _time(given.get("at")))
    return Called(bare(stem))


def bare(name: str) -> str:
    """A name without what browsers and systems add when it is there already."""
    return _AGAIN.sub("", name.strip()).strip()


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.strptime(text or "", "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
