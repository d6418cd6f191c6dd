"""What a kind of chart is, and the register of all kinds."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import ClassVar

import numpy as np

from qikit.errors import QIError
from qikit.spc.stack import Stack

KINDS: dict[str, "Kind"] = {}
ALSO = {
    "p'": "pprime", "p′": "pprime", "u'": "uprime", "u′": "uprime", "i": "xmr", "imr": "xmr",
    "i-mr": "xmr", "x̄": "xbar", "xbar-s": "xbar",
}  # fmt: skip
"""What kinds are also called."""


@dataclass(frozen=True, eq=False)
class Limits:
    """Centre line, sigma and limits, a value a row, on the scale of the rules, before ``per``.

    ``origin`` is where sigma is measured from: the centre line, except on a g chart, whose centre
    line is the median while its limits stand on the mean.
    """

    centre: np.ndarray
    sigma: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    origin: np.ndarray


class Kind:
    """One kind of chart. Each subclass is registered under its ``name``.

    Class attributes say what the kind needs and how it is spoken of; ``estimate`` works out the
    parameters of each segment from its used rows; ``limits`` turns parameters into lines.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    centre_line: ClassVar[str] = "mean"
    denominator: ClassVar[str] = "none"  # none, optional or required
    counts: ClassVar[bool] = False  # y must be whole counts, zero or more
    rate: ClassVar[bool] = True  # with a denominator, the plotted value is y / n
    share: ClassVar[bool] = False  # y is part of n
    floor: ClassVar[float | None] = None  # lowest possible value
    family: ClassVar[str] = "control_chart"  # which default rule set
    subgroups: ClassVar[bool] = False  # rows with the same x are one point
    events: ClassVar[bool] = False  # a point an event: times may repeat and be uneven
    ranges: ClassVar[bool] = False  # limits stand on moving ranges, so screening applies
    straight: ClassVar[bool] = True  # sigma means something on the plotted scale
    only_outside: ClassVar[bool] = False  # rules about runs are not applied

    def __init_subclass__(cls) -> None:
        if cls.name:
            KINDS[cls.name] = cls()

    @property
    def ceiling(self) -> float | None:
        """Highest possible value before scaling."""
        return 1.0 if self.share else None

    def value(self, y: np.ndarray, n: np.ndarray) -> np.ndarray:
        """The plotted value before scaling."""
        rate = self.rate and self.denominator != "none"
        return np.where(np.isnan(n), y, y / n) if rate else y

    def prepare(self, stack: Stack) -> Stack:
        """The stack with what is plotted, where that depends on neighbours."""
        return stack

    def rule_scale(self, values: np.ndarray) -> np.ndarray:
        """The scale on which rules look at values and lines; the plotted one unless said."""
        return values

    def plotted(self, values: np.ndarray) -> np.ndarray:
        """Lines on the scale of the rules, brought back to the plotted scale."""
        return values

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        """Parameters by segment."""
        raise NotImplementedError

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        """Lines by row on the scale of the rules, from parameters by segment."""
        raise NotImplementedError


def around(centre: np.ndarray, sigma: np.ndarray) -> Limits:
    """Limits three sigma either side of the centre line."""
    return Limits(centre, sigma, centre - 3 * sigma, centre + 3 * sigma, centre)


def kind_called(name: str) -> Kind:
    """The kind with this name.

    Raises
    ------
    QIError
        When there is none; the sentence names the nearest.
    """
    from qikit.spc import attributes, individuals, rare, subgroups  # noqa: F401  register

    if name is None:
        raise QIError(
            "Say which kind of chart this is: kind='run', 'xmr', 'p', 'u' and so on. qi.choose() "
            "helps to find it."
        )
    name = ALSO.get(str(name).lower(), name)
    if isinstance(name, str) and name in KINDS:
        return KINDS[name]
    near = get_close_matches(str(name).lower(), KINDS, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    known = ", ".join(sorted(KINDS))
    raise QIError(f"There is no chart kind called '{name}'. There are: {known}.{hint}")
