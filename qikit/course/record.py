"""A learner's record of learning: what she did, for how many minutes, and what she made of it.

Minutes are those that the modules state, never the time spent logged in. The name and the
reflections are the learner's own words; they are kept like answers, under the name ``record``.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qikit import place
from qikit.course import before, handin, month
from qikit.course.modules import Module, usable
from qikit.course.progress import Done, asked, done
from qikit.learn import answers

NAME = "record"
LONGEST_NAME = 120
LONGEST = 6000


@dataclass(frozen=True)
class Entry:
    """One module that was done, and what the learner wrote about it.

    ``tested_out`` is true when she knew it before and could skip the reading; ``later`` is what she
    said a month after it; ``with_others`` that she learned it with others, in a room or online.
    """

    module: Module
    done: Done
    reflection: str
    tested_out: bool = False
    later: str = ""
    with_others: bool = False

    @property
    def checked(self) -> str:
        """Who checked it, in words, and whether the reading could be skipped."""
        by = "Marked by a trainer" if self.done.by == "trainer" else "Checked on the page"
        return f"{by} · Knew it before: the reading was optional" if self.tested_out else by


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
        _entry(module, found, words, learner)
        for module in usable()[0]
        if (found := done(module, learner))
    ]
    entries.sort(key=lambda entry: (entry.done.at, entry.module.id))
    name = " ".join(plain(said(words, "name"), LONGEST_NAME).split())
    return Record(name, tuple(entries), date.today())


def _entry(module: Module, done: Done, mine: dict, learner: str) -> Entry:
    given = handin.document(module, learner)["answers"]
    skip = before.outcome(asked(module).get("before", []), given)["skip"]
    did, words = month.answer(given.get(month.NAME))
    later = " ".join(each for each in (f"{month.SAID[did]}." if did else "", words) if each)
    return Entry(
        module, done, plain(said(mine, field(module)), LONGEST), skip, plain(later, LONGEST),
        said(mine, company(module)) == "yes",
    )


def kept(learner: str) -> dict:
    """The learner's own words, as they are kept."""
    return answers.read(path(learner), NAME, learner)


def path(learner: str) -> Path:
    """The file that keeps them."""
    return place.work() / "learners" / learner / NAME / "answers.json"


def field(module: Module) -> str:
    """The name under which what a learner thinks about a module is kept."""
    return f"reflection-{module.name}"


def company(module: Module) -> str:
    """The name under which it is kept that she learned a module with others."""
    return f"with-others-{module.name}"


def day_of(entry: Entry) -> date:
    """The day on which a module was done."""
    return date.fromisoformat(entry.done.at[:10])


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
