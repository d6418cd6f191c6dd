"""Rules about limits, runs, trends and zones: small objects with their numbers in sight.

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
from qikit.spc.runs import Found, chains, cover, put_back, windows
from qikit.spc.saying import in_words
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
        for direction in (1, -1):
            member = view.outside == direction
            yield Found(self.column, direction, member, member)


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
        kept = np.ones(len(view.value), dtype=bool)
        if self.ties == "skip":
            kept &= (view.side != 0) | ~view.present
        if self.gaps == "skip":
            kept &= view.present
        some = view if kept.all() else view.keep(kept)
        link = some.joined & (some.side != 0)
        link[1:] &= some.side[1:] == some.side[:-1]
        member = chains(link, self.points)
        for direction in (1, -1):
            mine = member & (some.side == direction)
            yield Found(
                self.column, direction, put_back(kept, mine), put_back(kept, mine & ~link)
            )


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
        kept = view.present if self.gaps == "skip" else np.ones(len(view.value), dtype=bool)
        some = view if kept.all() else view.keep(kept)
        if self.ties == "skip":
            new = ~(some.joined & (some.step == 0))
            kept = put_back(kept, new)
            some = some.keep(new)
        for direction in (1, -1):
            link = some.step == direction
            mine = chains(link, self.points)
            yield Found(
                self.column, direction, put_back(kept, mine), put_back(kept, mine & ~link)
            )


@dataclass(frozen=True)
class zone(Rule):
    """``few`` of ``window`` consecutive points beyond ``sigmas`` sigma on the same side.

    Each point is held against its own sigma. Only the points beyond are marked. ``others``: the
    rest of the window must lie on the ``"same"`` side of the centre line (Making Data Count, late
    2023) or may lie on ``"any"`` side (Western Electric 1956; Nelson 1984). ``past_limits``: points
    outside the limits count too (tools before late 2023 left them out).
    """

    few: int
    window: int
    sigmas: float
    others: str = "any"
    past_limits: bool = True
    column: ClassVar[str] = "zone"

    @property
    def text(self) -> str:
        few, window, sigmas = map(in_words, (self.few, self.window, self.sigmas))
        return f"{few} of {window} beyond {sigmas} sigma"

    def find(self, view: View) -> Iterator[Found]:
        linked = windows(view.joined, self.window - 1)
        whole = np.zeros_like(linked)
        whole[:-1] = linked[1:]
        whole &= view.present
        beyond = view.beyond(self.sigmas)
        for direction in (1, -1):
            counted = beyond == direction
            if not self.past_limits:
                counted &= view.outside == 0
            fires = whole & (_rolling(counted, self.window) >= self.few)
            if self.others == "same":
                fires &= windows(view.side == direction, self.window)
            member = cover(fires, self.window) & counted
            yield Found(self.column, direction, member, _fresh(member, fires, self.window))


class two_of_three(zone):
    """Two of three consecutive points beyond two sigma on one side (a :class:`zone` rule)."""

    column: ClassVar[str] = "two_of_three"
    code: ClassVar[str] = "2"

    def __init__(self, others: str = "same", past_limits: bool = True) -> None:
        super().__init__(2, 3, 2, others, past_limits)


class four_of_five(zone):
    """Four of five consecutive points beyond one sigma on one side (a :class:`zone` rule)."""

    column: ClassVar[str] = "four_of_five"
    code: ClassVar[str] = "4"

    def __init__(self, others: str = "any", past_limits: bool = True) -> None:
        super().__init__(4, 5, 1, others, past_limits)


@dataclass(frozen=True)
class inner_third(Rule):
    """``points`` or more consecutive points within one sigma of the centre line."""

    points: int = 15
    column: ClassVar[str] = "inner_third"
    code: ClassVar[str] = "I"

    @property
    def text(self) -> str:
        return f"{self.points} in the inner third"

    def find(self, view: View) -> Iterator[Found]:
        near = view.within(1)
        link = view.joined & near
        link[1:] &= near[:-1]
        member = chains(link, self.points)
        yield Found(self.column, 0, member, member & ~link)


@dataclass(frozen=True)
class outer_thirds(Rule):
    """``points`` or more consecutive points, none within one sigma, with some on each side."""

    points: int = 8
    column: ClassVar[str] = "outer_thirds"
    code: ClassVar[str] = "B"

    @property
    def text(self) -> str:
        return f"{self.points} beyond one sigma on both sides"

    def find(self, view: View) -> Iterator[Found]:
        far = view.beyond(1) != 0
        link = view.joined & far
        link[1:] &= far[:-1]
        whole = np.zeros_like(link)
        whole[:-1] = windows(link, self.points - 1)[1:]
        one_side = windows(view.side == 1, self.points) | windows(view.side == -1, self.points)
        fires = whole & ~one_side
        member = cover(fires, self.points)
        yield Found(self.column, 0, member, _fresh(member, fires, self.points))


@dataclass(frozen=True)
class alternating(Rule):
    """``points`` or more consecutive points that go up and down by turns."""

    points: int = 14
    column: ClassVar[str] = "alternating"
    code: ClassVar[str] = "A"
    needs_limits: ClassVar[bool] = False

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


def _rolling(flags: np.ndarray, window: int) -> np.ndarray:
    """How many of ``flags[t : t + window]`` are true."""
    total = flags.astype(np.int8)
    out = total.copy()
    for ahead in range(1, window):
        out[:-ahead] += total[ahead:]
    return out


def _fresh(member: np.ndarray, fires: np.ndarray, window: int) -> np.ndarray:
    """Marked rows at which a signal begins: no window holds them and the marked row before."""
    rows = np.flatnonzero(member)
    start = np.zeros_like(member)
    if not len(rows):
        return start
    before = np.concatenate(([-1], rows[:-1]))
    fired = np.concatenate(([0], np.cumsum(fires)))
    earliest = np.maximum(rows - window + 1, 0)
    shared = (before >= earliest) & (fired[before + 1] > fired[earliest])
    start[rows] = ~shared
    return start


def _checked(rule, least: int) -> None:
    if not isinstance(rule.points, int) or rule.points < least:
        raise QIError(f"A {rule.column} needs a whole number of {least} points or more.")
    for name in ("ties", "gaps"):
        if getattr(rule, name) not in ("break", "skip"):
            raise QIError(f"{name} is 'break' or 'skip', not '{getattr(rule, name)}'.")
