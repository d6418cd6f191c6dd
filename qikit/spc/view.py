"""What a rule looks at: values, their lines, and who is whose neighbour."""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from qikit.spc.constants import SAME
from qikit.spc.runs import Runs, lengths_between


@dataclass(frozen=True, eq=False)
class View:
    """Flat arrays, series after series, on the scale of the rules.

    Rows that are gaps or excluded have ``present`` False. ``segment`` numbers the phases of all
    series: no run crosses from one segment to the next. ``noise`` is how far apart two equal values
    of a row's segment may come out.
    """

    value: np.ndarray
    centre: np.ndarray
    sigma: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    origin: np.ndarray
    segment: np.ndarray
    present: np.ndarray
    noise: np.ndarray

    @cached_property
    def joined(self) -> np.ndarray:
        """Rows whose row before is in the same segment, with a value in both."""
        out = np.zeros(len(self.value), dtype=bool)
        same = self.segment[1:] == self.segment[:-1]
        out[1:] = same & self.present[1:] & self.present[:-1]
        return out

    @cached_property
    def side(self) -> np.ndarray:
        """1 above the centre line, -1 below, 0 on it or no value."""
        return sign(self.value - self.centre, self.noise) * self.present

    @cached_property
    def step(self) -> np.ndarray:
        """1 up from the row before, -1 down, 0 equal or not joined to it."""
        out = np.zeros(len(self.value), dtype=np.int8)
        out[1:] = sign(self.value[1:] - self.value[:-1], self.noise[1:])
        return out * self.joined

    @cached_property
    def outside(self) -> np.ndarray:
        """1 above the upper limit, -1 below the lower limit; a point on a limit is inside."""
        return self._past(self.lower, self.upper)

    @cached_property
    def runs(self) -> Runs:
        """The runs about the centre line."""
        return Runs(self.side, self.segment)

    def beyond(self, sigmas: float) -> np.ndarray:
        """1 or -1 where a value is more than so many of its own sigma from the centre, else 0."""
        reach = sigmas * self.sigma
        return self._past(self.origin - reach, self.origin + reach)

    def within(self, sigmas: float) -> np.ndarray:
        """Rows less than so many of their own sigma from the centre, where sigma is not zero."""
        off = np.abs(self.value - self.origin) - sigmas * self.sigma
        return (off < -self.noise) & self.present

    def keep(self, rows: np.ndarray) -> "View":
        """Only some rows, the rest taken out as if they had never been."""
        return View(*(getattr(self, field.name)[rows] for field in fields(self)))

    def _past(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        above = (self.value - high > self.noise) & self.present
        below = (low - self.value > self.noise) & self.present
        return above.view(np.int8) - below.view(np.int8)


def noise_of(value: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """For each row, a sliver of the largest value of its segment."""
    size = np.fmax.reduceat(np.abs(value), starts)
    return np.repeat(SAME * size, lengths_between(starts, len(value)))


def sign(gap: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """1 where a difference is above zero, -1 below, 0 where it is arithmetic noise."""
    return (gap > noise).view(np.int8) - (gap < -noise).view(np.int8)
