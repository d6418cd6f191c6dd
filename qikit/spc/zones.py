"""Rules about zones: how many points lie how many sigma out, or in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from qikit.errors import QIError
from qikit.spc.rules import Rule, need_whole
from qikit.spc.runs import UP_DOWN, Found, both_ways, chains, cover, windows
from qikit.spc.saying import in_words
from qikit.spc.view import View


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
    code: ClassVar[str] = "Z"

    def __post_init__(self) -> None:
        if not 1 <= self.few <= self.window or self.others not in ("same", "any"):
            raise QIError(
                "A zone rule asks for so many of a window of points, no more than the window, and "
                "others is 'same' or 'any'."
            )

    @property
    def text(self) -> str:
        few, window, sigmas = map(in_words, (self.few, self.window, self.sigmas))
        return f"{few} of {window} beyond {sigmas} sigma"

    def find(self, view: View) -> Iterator[Found]:
        counted = view.beyond(self.sigmas) == UP_DOWN
        if not self.past_limits:
            counted &= view.outside == 0
        fires = _rolling(counted, self.window) >= self.few
        if not fires.any():
            return
        linked = windows(view.joined, self.window - 1)
        whole = np.zeros_like(linked)
        whole[:-1] = linked[1:]
        fires &= whole & view.present
        if self.others == "same":
            fires &= windows(view.side == UP_DOWN, self.window)
        member = cover(fires, self.window) & counted
        start = [_fresh(*line, self.window) for line in zip(member, fires, strict=True)]
        yield from both_ways(self.column, member, start)


@dataclass(frozen=True)
class two_of_three(zone):
    """Two of three consecutive points beyond two sigma on one side (a :class:`zone` rule)."""

    few: int = 2
    window: int = 3
    sigmas: float = 2
    others: str = "same"
    column: ClassVar[str] = "two_of_three"
    code: ClassVar[str] = "2"


@dataclass(frozen=True)
class four_of_five(zone):
    """Four of five consecutive points beyond one sigma on one side (a :class:`zone` rule)."""

    few: int = 4
    window: int = 5
    sigmas: float = 1
    column: ClassVar[str] = "four_of_five"
    code: ClassVar[str] = "4"


@dataclass(frozen=True)
class inner_third(Rule):
    """``points`` or more consecutive points within one sigma of the centre line."""

    points: int = 15
    column: ClassVar[str] = "inner_third"
    code: ClassVar[str] = "I"

    def __post_init__(self) -> None:
        need_whole(self, 2)

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

    def __post_init__(self) -> None:
        need_whole(self, 2)

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


def _rolling(flags: np.ndarray, window: int) -> np.ndarray:
    """How many of ``flags[t : t + window]`` are true."""
    total = flags.view(np.int8)
    out = total.copy()
    for ahead in range(1, window):
        out[..., :-ahead] += total[..., ahead:]
    return out


def _fresh(member: np.ndarray, fires: np.ndarray, window: int) -> np.ndarray:
    """Marked rows at which a signal begins: no window holds them and the marked row before."""
    if not member.any():
        return member
    rows = np.flatnonzero(member)
    before = np.concatenate(([-1], rows[:-1]))
    fired = np.concatenate(([0], np.cumsum(fires)))
    earliest = np.maximum(rows - window + 1, 0)
    shared = (before >= earliest) & (fired[before + 1] > fired[earliest])
    start = np.zeros_like(member)
    start[rows] = ~shared
    return start
