"""What a marking run did, in plain words."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from qikit import place

NAMED = 8


@dataclass
class Summary:
    """The result of ``qikit mark``. Print it.

    ``refused`` what could not be collected; ``marked`` and ``unchanged`` how many; ``people`` who
    waits for a person and why; ``unreadable`` what could not be marked and why. Lists of people
    hold (learner, module id, reason). ``listed`` is the file that names them all.
    """

    refused: list[tuple[str, str]] = field(default_factory=list)
    marked: int = 0
    unchanged: int = 0
    people: list[tuple[str, str, str]] = field(default_factory=list)
    unreadable: list[tuple[str, str, str]] = field(default_factory=list)
    listed: Path | None = None
    isolation: set[str] = field(default_factory=set)

    def remember(self, learner: str, module, receipt: dict) -> None:
        """Note what a hand-in's receipt says about who must look at it."""
        self.isolation.add(receipt["isolation"])
        if receipt["trouble"]:
            self.unreadable.append((learner, module.id, receipt["trouble"]))
            return
        odd = [mark["question"] for mark in receipt["marks"].values() if mark["points"] is None]
        if odd:
            self.people.append((learner, module.id, f"could not mark {', '.join(odd)}"))

    def waiting(self, module, rows: dict[str, dict[str, dict]]) -> None:
        """Note who waits for a person, from the gradebook's rows of a module."""
        tier = module.tier
        unread = {learner for learner, name, _ in self.unreadable if name == module.id}
        for learner in sorted(set(rows) - unread):
            open_rows = [row for row in rows[learner].values() if row["needs_manual_grade"]]
            if any(row["manual_score"] is not None for row in open_rows):
                why = "the answer or the mark changed since a person marked it"
                self.people.append((learner, module.id, f"{why} (qikit teach {tier})"))
            elif any(row["auto_score"] is None for row in open_rows):
                why = f"a written answer to mark (qikit teach {tier})"
                self.people.append((learner, module.id, why))

    def talks(self, module, learners: list[str]) -> None:
        """Note with whom a conversation is due."""
        why = "all attempts are used: talk, then qikit talk MODULE LEARNER WORDS"
        self.people += [(learner, module.id, why) for learner in learners]

    def second(self, module, pairs: dict) -> None:
        """Note whose written work waits for a second marker or for moderation."""
        why = {
            "second marks": f"a second marker (qikit teach {module.tier} --second NAME)",
            "moderation": f"the two markers differ (qikit teach {module.tier})",
        }
        self.people += [
            (learner, module.id, why[pair.state])
            for learner, pair in sorted(pairs.items()) if pair.state in why
        ]

    def keep(self, path: Path) -> None:
        """Write down everybody who needs a person, and why; the file is there when anybody does."""
        rows = sorted([*self.people, *self.unreadable])
        path.unlink(missing_ok=True)
        if rows:
            out = io.StringIO()
            csv.writer(out).writerows([("learner", "module", "why"), *rows])
            place.write(path, out.getvalue().encode("utf-8-sig"))
            self.listed = path

    def __str__(self) -> str:
        lines = [f"{_count(self.marked, 'hand-in')} marked, {self.unchanged} unchanged."]
        lines += _grouped("Needs a person", self.people)
        lines += _grouped("Could not be marked", self.unreadable)
        if self.listed:
            lines.append(f"All of them by name: {self.listed}")
        if self.refused:
            lines.append(f"Could not be collected ({len(self.refused)}):")
            lines += [f"  {what}: {why}" for what, why in sorted(self.refused)]
        if self.isolation:
            lines.append(f"Isolation of learners' code: {'; '.join(sorted(self.isolation))}.")
        return "\n".join(map(_shown, lines))


def _shown(line: str) -> str:
    """A line for a terminal: what learners chose in it can neither move nor colour anything."""
    return "".join(sign if sign.isprintable() else "?" for sign in line)


def _grouped(title: str, items: list[tuple[str, str, str]]) -> list[str]:
    """A line for each module and reason, with the first names."""
    groups = {}
    for learner, module, why in sorted(items):
        groups.setdefault((module, why), []).append(learner)
    lines = [f"{title} ({len(items)}):"] if items else []
    for (module, why), learners in groups.items():
        more = f" and {len(learners) - NAMED} more" if len(learners) > NAMED else ""
        lines.append(f"  {module}: {', '.join(learners[:NAMED])}{more}: {why}")
    return lines


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
