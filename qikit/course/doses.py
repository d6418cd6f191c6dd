"""The dose heat map: how many hours of each kind every group of the dosing table takes."""

from dataclasses import dataclass

from qikit.course.modules import Module, usable
from qikit.course.pathways import Group, groups

PARTNERS = "Lived-experience partners"
_TIERS = {"all_staff": "For everyone", "managers": "For leaders", "experts": "For experts"}
COLUMNS = (*_TIERS.values(), "Practice at work", "In all")
_SHADES = (1, 5, 15, 60)  # hours from which a cell is darker


@dataclass(frozen=True)
class Row:
    """A group and its hours, in the order of ``COLUMNS``; ``words`` say the same in a sentence."""

    name: str
    hours: tuple[float, ...]
    words: str

    @property
    def cells(self) -> list[tuple[str, int]]:
        """Each number as it is shown, and how dark its cell is, 0 to 4."""
        return [(_said(hours), sum(hours >= start for start in _SHADES)) for hours in self.hours]


def heat() -> list[Row]:
    """The rows of the heat map, in order of dose, from the modules that there are.

    Lived-experience partners take what all staff take.
    """
    every, _ = usable()
    found = []
    for group in groups():
        takes = [each for each in every if group.takes(each)]
        found.append(_row(group.name, group, takes))
        if group.key == "all_staff":
            found.append(_row(PARTNERS, group, takes))
    return found


def _row(name: str, group: Group, takes: list[Module]) -> Row:
    tiers = [sum(each.minutes for each in takes if each.tier == tier) / 60 for tier in _TIERS]
    practice = max(0.0, group.working_hours - sum(tiers))
    hours = (*tiers, practice, group.working_hours)
    many = f"{len(takes)} module{'' if len(takes) == 1 else 's'}"
    words = (
        f"{name}: {many}, {_said(sum(tiers))} hours of lessons and {_said(practice)} of practice."
    )
    return Row(name, hours, words)


def _said(hours: float) -> str:
    """Hours in figures: one decimal under ten, none above; a dash where there are none."""
    if hours < 0.05:
        return "–"
    return f"{hours:.0f}" if hours >= 10 else f"{hours:.1f}"
