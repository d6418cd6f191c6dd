"""Charts of counts: p, p-prime, np, u, u-prime and c."""

import numpy as np

from qikit.spc.constants import D2
from qikit.spc.kind import Kind, Limits, around
from qikit.spc.stack import Stack, divide


class _Ratio(Kind):
    """Counts over denominators: the centre line is the total over the total."""

    denominator = "required"
    counts = True
    floor = 0.0
    laney = False

    def spread_of_one(self, mean: np.ndarray, n: np.ndarray) -> np.ndarray:
        """Sigma of one point with denominator ``n``."""
        raise NotImplementedError

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        mean = divide(stack.total(stack.y), stack.total(stack.n))
        if not self.laney:
            return {"mean": mean}
        centre = stack.spread(mean)
        z = divide(stack.value - centre, self.spread_of_one(centre, stack.n))
        return {"mean": mean, "sigma_z": stack.mean_range(z) / D2}

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        centre = stack.spread(by["mean"])
        sigma = self.spread_of_one(centre, stack.n)
        return around(centre, sigma * stack.spread(by["sigma_z"]) if self.laney else sigma)


class P(_Ratio):
    """Proportions: limits three sqrt(p (1 - p) / n) from p, total over total."""

    name = "p"
    title = "p chart"
    share = True

    def spread_of_one(self, mean: np.ndarray, n: np.ndarray) -> np.ndarray:
        return np.sqrt(mean * (1 - mean) / n)


class PPrime(P):
    """Proportions with very large denominators (Laney 2002)."""

    name = "pprime"
    title = "p′ chart"
    laney = True


class U(_Ratio):
    """Events per unit of opportunity: limits three sqrt(u / n) from u, total over total."""

    name = "u"
    title = "u chart"

    def spread_of_one(self, mean: np.ndarray, n: np.ndarray) -> np.ndarray:
        return np.sqrt(mean / n)


class UPrime(U):
    """Events per unit of opportunity with very large denominators (Laney 2002)."""

    name = "uprime"
    title = "u′ chart"
    laney = True


class NP(Kind):
    """Number of cases out of a constant n: limits three sqrt(n p (1 - p)) from n p."""

    name = "np"
    title = "np chart"
    denominator = "required"
    counts = True
    share = True
    floor = 0.0
    ceiling = None
    rate = False

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        return {"mean": divide(stack.total(stack.y), stack.total(stack.n))}

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        share = stack.spread(by["mean"])
        return around(stack.n * share, np.sqrt(stack.n * share * (1 - share)))


class C(Kind):
    """Counts with equal opportunity: limits three sqrt(c) from the mean count c."""

    name = "c"
    title = "c chart"
    denominator = "none"
    counts = True
    floor = 0.0

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        return {"mean": stack.mean(stack.value)}

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        centre = stack.spread(by["mean"])
        return around(centre, np.sqrt(centre))
