"""A learner's record of learning: what she did, for how many minutes, and what she made of it.

Minutes are those that the modules state, never the time spent logged in. The name and the
reflections are the learner's own words; they are kept like answers, under the name ``record``.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qikit import place
from qikit.course.modules import Module, usable
from qikit.course.progress import Done, done
from qikit.learn import answers

NAME = "record"
LONGEST_NAME = 120
LONGEST = 6000


@dataclass(frozen=True)
class Entry:
    """One module that was done, and what the learner wrote about it."""

    module: Module
    done: Done
    reflection: str

    @property
    def checked(self) -> str:
        """Who checked it, in words."""
        return "Marked by a trainer" if self.done.by == "trainer" else "Checked on the page"


@dataclass(frozen=True)
class Record:
    """A record of learning. ``entries`` stand in the order in which they were done."""

    name: str
    entries: tuple[Entry, ...]
    made: date

    @property
    def minutes(self) -> int:
        """Minutes of learning: the sum of what the modules state."""
        return sum(entry.module.minutes for entry in self.entries)


def record(learner: str) -> Record:
    """The record of a learner as it stands now."""
    words = kept(learner)["answers"]
    entries = [
        Entry(module, found, plain(said(words, field(module)), LONGEST))
        for module in usable()[0]
        if (found := done(module, learner))
    ]
    entries.sort(key=lambda entry: (entry.done.at, entry.module.id))
    name = " ".join(plain(said(words, "name"), LONGEST_NAME).split())
    return Record(name, tuple(entries), date.today())


def kept(learner: str) -> dict:
    """The learner's own words, as they are kept."""
    return answers.read(path(learner), NAME, learner)


def path(learner: str) -> Path:
    """The file that keeps them."""
    return place.work() / "learners" / learner / NAME / "answers.json"


def field(module: Module) -> str:
    """The name under which what a learner thinks about a module is kept."""
    return f"reflection-{module.name}"


def said(words: dict, name: str) -> str:
    """One of the learner's own texts; empty when there is none."""
    value = words.get(name, {}).get("value")
    return value if isinstance(value, str) else ""


def plain(text: str, longest: int) -> str:
    """Typed text without signs that cannot be seen or printed, cut at ``longest``."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\t", " ")
    printed = (sign for sign in text if sign == "\n" or unicodedata.category(sign)[0] != "C")
    return "".join(printed)[:longest].strip()
