"""Pathways: who takes which dose. A pathway is every module up to the group's dose."""

import tomllib
from dataclasses import dataclass

from qikit.course.modules import DOSES, Module, modules
from qikit.errors import QIError
from qikit.place import root

_MEND = "curriculum/pathways.toml cannot be used: {}. Mend that line."


@dataclass(frozen=True)
class Group:
    """One group of the dosing table. ``working_hours`` count notebooks and practice together."""

    key: str
    name: str
    certificate: str
    who: str
    needs: str
    entry: str
    practice: str
    working_hours: float

    def takes(self, module: Module) -> bool:
        """Whether a lesson belongs to this group's pathway."""
        return not module.practicum and DOSES.index(module.dose) <= DOSES.index(self.key)


def groups() -> list[Group]:
    """The six groups in order of dose, as ``curriculum/pathways.toml`` states them.

    Raises
    ------
    QIError
        When the file cannot be read or the groups are not the six, in order.
    """
    try:
        found = [Group(**entry) for entry in _table().get("group", [])]
    except TypeError as error:
        raise QIError(_MEND.format(error)) from None
    if tuple(group.key for group in found) != DOSES:
        raise QIError(f"curriculum/pathways.toml needs these groups, in order: {', '.join(DOSES)}.")
    return found


def pathway(key: str) -> list[Module]:
    """The modules that a group takes, in order.

    Raises
    ------
    QIError
        When there is no such group.
    """
    chosen = next((group for group in groups() if group.key == key), None)
    if chosen is None:
        raise QIError(f"There is no group called '{key}'. There are: {', '.join(DOSES)}.")
    return [module for module in modules() if chosen.takes(module)]


def minutes(key: str) -> int:
    """Notebook minutes of a group's pathway."""
    return sum(module.minutes for module in pathway(key))


def refresh_years() -> float:
    """Years until what was learned is to be refreshed; 0 is never."""
    years = _table().get("refresh_years", 0)
    if not isinstance(years, int | float) or years < 0:
        raise QIError(_MEND.format("refresh_years is no number of 0 or more"))
    return years


def _table() -> dict:
    path = root() / "curriculum" / "pathways.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise QIError(_MEND.format(error)) from None
