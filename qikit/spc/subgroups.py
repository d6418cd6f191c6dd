"""Charts of subgroups of two or more measurements: their means and standard deviations."""

import numpy as np

from qikit.spc.constants import a3, b3, b4
from qikit.spc.kind import Kind, Limits
from qikit.spc.stack import Stack, divide


class _Subgroups(Kind):
    """Here ``value`` is a subgroup's mean or standard deviation, ``y`` its mean or s, ``n`` size.

    With equal sizes s-bar is the mean of the standard deviations; with unequal sizes it is pooled
    (Montgomery, equations 6.30 and 6.31).
    """

    subgroups = True

    def mean_s(self, stack: Stack, s: np.ndarray) -> np.ndarray:
        plain = stack.mean(s)
        freedom = stack.n - 1
        pooled = np.sqrt(divide(stack.total(freedom * s**2), stack.total(freedom)))
        sizes = stack.total(stack.n)
        equal = stack.count * stack.total(stack.n**2) == sizes**2
        return np.where(equal, plain, pooled)


class XBar(_Subgroups):
    """Means of subgroups: grand mean plus and minus A3 mean standard deviations."""

    name = "xbar"
    title = "X̄ chart"

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        return {
            "mean": divide(stack.total(stack.n * stack.value), stack.total(stack.n)),
            "mean_s": self.mean_s(stack, stack.y),
        }

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        centre = stack.spread(by["mean"])
        reach = by_size(a3, stack.n) * stack.spread(by["mean_s"])
        return Limits(centre, reach / 3, centre - reach, centre + reach, centre)


class S(_Subgroups):
    """Standard deviations of subgroups: limits B3 and B4 mean standard deviations."""

    name = "s"
    title = "S chart"
    floor = 0.0

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        return {"mean_s": self.mean_s(stack, stack.value)}

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        centre = stack.spread(by["mean_s"])
        upper = by_size(b4, stack.n) * centre
        return Limits(
            centre, (upper - centre) / 3, by_size(b3, stack.n) * centre, upper, centre
        )


def by_size(constant, n: np.ndarray) -> np.ndarray:
    """A constant that depends on the subgroup's size, a value a row."""
    known = np.where(np.isnan(n), 2, n).astype(int)
    sizes, place = np.unique(known, return_inverse=True)
    return np.array([constant(int(size)) for size in sizes])[place]
