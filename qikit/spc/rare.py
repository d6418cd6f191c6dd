"""Charts of rare events: g (opportunities between events) and t (time between events)."""

from math import floor, log

import numpy as np

from qikit.spc.constants import E2, NELSON_T, PROBABILITY_LIMIT
from qikit.spc.kind import Kind, Limits
from qikit.spc.stack import Stack


class G(Kind):
    """Opportunities between events: limits stand on the mean, the centre line is the median.

    Sigma is sqrt(mean (mean + 1)) (Benneyan 2001; Montgomery, section 7.3). The median is the
    centre line because the distribution is skewed: a run about the mean would mislead.
    """

    name = "g"
    title = "g chart"
    centre_line = "median"
    counts = True
    floor = 0.0
    events = True

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        return {"mean": stack.mean(stack.value), "median": stack.median(stack.value)}

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        mean = stack.spread(by["mean"])
        sigma = np.sqrt(mean * (mean + 1))
        return Limits(
            stack.spread(by["median"]), sigma, mean - 3 * sigma, mean + 3 * sigma, mean
        )


class T(Kind):
    """Time between events: an XmR chart of time to the power 1/3.6, drawn on the time scale."""

    name = "t"
    title = "t chart"
    floor = 0.0
    events = True
    ranges = True
    straight = False

    def rule_scale(self, values: np.ndarray) -> np.ndarray:
        return np.maximum(values, 0) ** (1 / NELSON_T)

    def plotted(self, values: np.ndarray) -> np.ndarray:
        return np.maximum(values, 0) ** NELSON_T

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        short = self.rule_scale(stack.value)
        return {"mean": stack.mean(short), "mean_range": stack.mean_range(short, screen)}

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        mean = stack.spread(by["mean"])
        sigma = stack.spread(by["mean_range"]) * E2 / 3
        return Limits(mean, sigma, mean - 3 * sigma, mean + 3 * sigma, mean)


def geometric_limit(mean: float, probability: float = PROBABILITY_LIMIT) -> int:
    """The smallest number of opportunities that a stable process exceeds no more often than said.

    Examples
    --------
    >>> geometric_limit(36.867)
    246
    """
    return floor(log(1 - probability) / log(mean / (mean + 1)))


def geometric_tail(mean: float, limit: float) -> float:
    """The chance that one value of a stable process is above ``limit``.

    >>> round(geometric_tail(36.867, 148.96), 3)
    0.019
    """
    return (mean / (mean + 1)) ** (floor(limit) + 1)
