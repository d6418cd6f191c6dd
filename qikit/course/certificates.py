"""Certificates: one for each pathway of the dosing table, from a learner's own record.

A pathway's certificate takes all of its modules and, where the pathway has one, its practicum.
"""

import calendar
from dataclasses import dataclass
from datetime import date

from qikit.course.modules import Module, usable
from qikit.course.pathways import Group, groups, refresh_years
from qikit.course.record import Entry, Record
from qikit.errors import QIError

LEVELS = ("Secure", "Strong")


@dataclass(frozen=True)
class Certificate:
    """A certificate, or how far it is: ``missing`` is empty when it is earned.

    ``entries`` are the modules of the pathway that are done, in the order of the pathway.
    """

    group: Group
    name: str
    entries: tuple[Entry, ...]
    missing: tuple[Module, ...]

    @property
    def minutes(self) -> int:
        """Minutes of learning that the modules state: continuing professional development."""
        return sum(entry.module.minutes for entry in self.entries if not entry.module.practicum)

    @property
    def on(self) -> date:
        """The day on which the last of its modules was done."""
        return date.fromisoformat(max(entry.done.at for entry in self.entries)[:10])

    @property
    def refresh(self) -> date | None:
        """The day by which it is to be refreshed; None when never."""
        return refreshed(self.on)

    @property
    def level(self) -> str:
        """"Strong" when every module was, "Secure" otherwise."""
        strong = all(entry.done.level == LEVELS[1] for entry in self.entries)
        return LEVELS[1] if strong else LEVELS[0]

    @property
    def known_before(self) -> bool:
        """Whether the reading of some module was skipped because it was known before."""
        return any(entry.tested_out for entry in self.entries)


def certificates(record: Record) -> list[Certificate]:
    """Certificates that are earned, the first, and the largest that is begun, in order of dose.

    A pathway is begun when a module that belongs to no smaller pathway is done.
    """
    mine = {entry.module.name: entry for entry in record.entries}
    every, _ = usable()
    found = []
    for group in groups():
        needed = [each for each in every if _needs(group, each)]
        own = [each for each in needed if each.dose == group.key]
        if found and not any(each.name in mine for each in own):
            continue
        found.append(Certificate(
            group, record.name,
            tuple(mine[each.name] for each in needed if each.name in mine),
            tuple(each for each in needed if each.name not in mine),
        ))
    return [each for each in found if not each.missing or each in (found[0], found[-1])]


def earned(record: Record, key: str) -> Certificate:
    """The certificate of a group, which is whole and has a name on it.

    Raises
    ------
    QIError
        When there is none yet, in a sentence that says what is missing.
    """
    found = next((each for each in certificates(record) if each.group.key == key), None)
    if found is None:
        raise QIError("There is no such certificate yet. Your record names those begun.")
    if found.missing:
        names = ", ".join(each.id for each in found.missing)
        raise QIError(f"This certificate still needs {names}.")
    if not found.name:
        raise QIError("A certificate needs a name. Write yours on your record of learning first.")
    return found


def refreshed(on: date) -> date | None:
    """The day by which something that was learned on a day is to be refreshed."""
    years = refresh_years()
    if not years:
        return None
    months = on.month - 1 + round(12 * years)
    year, month = on.year + months // 12, months % 12 + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def _needs(group: Group, module: Module) -> bool:
    return group.takes(module) or (module.practicum and module.dose == group.key)
