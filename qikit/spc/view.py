"""What a rule looks at: values, their lines, and who is whose neighbour."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qikit.spc.constants import SAME


@dataclass(frozen=True, eq=False)
class View:
    """Flat arrays, series after series, on the scale of the rules.

    Rows that are gaps or excluded have ``present`` False. ``segment`` numbers the phases of all
    series: no run crosses from one segment to the next.
    """

    value: np.ndarray
    centre: np.ndarray
    sigma: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    origin: np.ndarray
    segment: np.ndarray
    present: np.ndarray

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
        return self._compare(self.value, self.centre)

    @cached_property
    def step(self) -> np.ndarray:
        """1 up from the row before, -1 down, 0 equal or not joined to it."""
        out = np.zeros(len(self.value), dtype=np.int8)
        out[1:] = sign(self.value[1:], self.value[:-1]) * self.joined[1:]
        return out

    @cached_property
    def outside(self) -> np.ndarray:
        """1 above the upper limit, -1 below the lower limit; a point on a limit is inside."""
        above = self._compare(self.value, self.upper) > 0
        below = self._compare(self.value, self.lower) < 0
        return above.astype(np.int8) - below.astype(np.int8)

    def beyond(self, sigmas: float) -> np.ndarray:
        """1 or -1 where a value is more than so many of its own sigma from the centre, else 0."""
        above = self._compare(self.value, self.origin + sigmas * self.sigma) > 0
        below = self._compare(self.value, self.origin - sigmas * self.sigma) < 0
        return above.astype(np.int8) - below.astype(np.int8)

    def within(self, sigmas: float) -> np.ndarray:
        """Rows less than so many of their own sigma from the centre, where sigma is not zero."""
        near = np.abs(self.value - self.origin) < sigmas * self.sigma
        return near & self.present & (self.beyond(sigmas) == 0)

    def keep(self, rows: np.ndarray) -> "View":
        """Only some rows, the rest taken out as if they had never been."""
        return View(
            *(getattr(self, name)[rows] for name in self.__dataclass_fields__),
        )

    def _compare(self, values: np.ndarray, line: np.ndarray) -> np.ndarray:
        return sign(values, line) * self.present


def sign(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """1 where left is larger, -1 where smaller, 0 where equal but for arithmetic noise."""
    gap = left - right
    noise = SAME * np.maximum(np.abs(left), np.abs(right))
    return (gap > noise).astype(np.int8) - (gap < -noise).astype(np.int8)
