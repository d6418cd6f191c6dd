"""Rules about limits, runs and trends: small objects with their numbers in sight.

A rule set is a tuple of these. Every length and every tie rule is a field with a name:

>>> shift(7)
shift(points=7, ties='break', gaps='break')
>>> trend(5, ties="skip").text
'trend of 5'

Gaps (missing and excluded points): with ``gaps="break"`` a gap ends a run, because what stood there
is not known; with ``gaps="skip"`` (run-chart rules, which count useful points only) it is passed
over. Runs never cross a phase line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from qikit.errors import QIError
from qikit.spc.runs import UP_DOWN, Found, both_ways, chains, put_back
from qikit.spc.view import View


class Rule:
    """A rule: ``find`` yields what it marks; ``text`` is how a caption names it."""

    column: ClassVar[str] = ""
    code: ClassVar[str] = ""
    needs_limits: ClassVar[bool] = True

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it gives the points table."""
        return (self.column,)

    @property
    def text(self) -> str:
        """The rule with its numbers, in a few words."""
        raise NotImplementedError

    def find(self, view: View) -> Iterator[Found]:
        """What the rule marks, in each direction."""
        raise NotImplementedError


@dataclass(frozen=True)
class outside(Rule):
    """A point strictly outside its limits. A point on a limit is not a signal."""

    column: ClassVar[str] = "outside"
    code: ClassVar[str] = "O"

    @property
    def text(self) -> str:
        return "a point outside the limits"

    def find(self, view: View) -> Iterator[Found]:
        member = view.outside == UP_DOWN
        yield from both_ways(self.column, member, member)


@dataclass(frozen=True)
class shift(Rule):
    """``points`` or more consecutive points strictly on one side of the centre line.

    ``ties``: a point on the centre line may ``"break"`` the run (control charts) or be passed over,
    ``"skip"`` (run charts; Perla, Provost and Murray 2011).
    """

    points: int = 7
    ties: str = "break"
    gaps: str = "break"
    column: ClassVar[str] = "shift"
    code: ClassVar[str] = "S"
    needs_limits: ClassVar[bool] = False

    def __post_init__(self) -> None:
        _checked(self, 2)

    @property
    def text(self) -> str:
        return f"shift of {self.points}"

    def find(self, view: View) -> Iterator[Found]:
        kept, some = view.present, view
        if self.ties == "skip":
            kept = (view.side != 0) | ~view.present
            kept = kept & view.present if self.gaps == "skip" else kept
        if "skip" in (self.ties, self.gaps) and not kept.all():
            some = view.keep(kept)
        link = some.joined & (some.side != 0)
        link[1:] &= some.side[1:] == some.side[:-1]
        long = chains(link, self.points)
        if long.any():
            member = long & (some.side == UP_DOWN)
            start = member & ~link
            yield from both_ways(self.column, put_back(kept, member), put_back(kept, start))


@dataclass(frozen=True)
class trend(Rule):
    """``points`` or more consecutive points, each higher (or each lower) than the one before.

    N points are N - 1 steps. ``ties``: a repeated value may ``"break"`` the trend or be passed
    over, ``"skip"`` (run charts).
    """

    points: int = 7
    ties: str = "break"
    gaps: str = "break"
    column: ClassVar[str] = "trend"
    code: ClassVar[str] = "T"
    needs_limits: ClassVar[bool] = False

    def __post_init__(self) -> None:
        _checked(self, 3)

    @property
    def text(self) -> str:
        return f"trend of {self.points}"

    def find(self, view: View) -> Iterator[Found]:
        kept, some = view.present, view
        if self.gaps == "skip" and not kept.all():
            some = view.keep(kept)
        if self.ties == "skip":
            new = ~(some.joined & (some.step == 0))
            kept = put_back(kept, new) if some is not view else new
            some = some.keep(new)
        link = some.step == UP_DOWN
        member = chains(link, self.points)
        if member.any():
            start = member & ~link
            yield from both_ways(self.column, put_back(kept, member), put_back(kept, start))


@dataclass(frozen=True)
class alternating(Rule):
    """``points`` or more consecutive points that go up and down by turns."""

    points: int = 14
    column: ClassVar[str] = "alternating"
    code: ClassVar[str] = "A"
    needs_limits: ClassVar[bool] = False

    def __post_init__(self) -> None:
        need_whole(self, 3)

    @property
    def text(self) -> str:
        return f"{self.points} up and down by turns"

    def find(self, view: View) -> Iterator[Found]:
        link = np.zeros(len(view.value), dtype=bool)
        link[1:] = view.step[1:] * view.step[:-1] < 0
        member = chains(link, self.points, before=2)
        start = member.copy()
        start[1:] &= ~(member[:-1] & (view.step[1:] != 0))
        yield Found(self.column, 0, member, start)


def need_whole(rule, least: int) -> None:
    """Refuse a length that is no whole number, or too short to be a rule."""
    if isinstance(rule.points, bool) or not isinstance(rule.points, int) or rule.points < least:
        name = rule.column.replace("_", " ")
        raise QIError(f"The rule '{name}' needs a whole number of points, {least} or more.")


def _checked(rule, least: int) -> None:
    need_whole(rule, least)
    for name in ("ties", "gaps"):
        if getattr(rule, name) not in ("break", "skip"):
            raise QIError(f"{name} is 'break' or 'skip', not '{getattr(rule, name)}'.")
