"""Exact binomial and Poisson limits, without any statistics library."""

from math import ceil, floor, lgamma, log, sqrt

import numpy as np


def binomial_limit(probability: float, n: float, p: float) -> float:
    """The proportion that a fair unit of size ``n`` stays below with this probability.

    Between whole counts it is interpolated so that a line drawn over n is smooth (Spiegelhalter
    2005, appendix A.1).

    Parameters
    ----------
    probability : 0.001, 0.025, 0.975 or 0.999 for the limits of a funnel plot
    n : size of the unit
    p : the true proportion, 0 to 1

    Examples
    --------
    >>> round(binomial_limit(0.999, 68, 0.1645), 3)
    0.308
    """
    low, high = _window(n * p, sqrt(n * p * (1 - p)), floor(n))
    counts = np.arange(low, high + 1)
    first = (lgamma(n + 1) - lgamma(low + 1) - lgamma(n - low + 1)
             + low * log(p) + (n - low) * log(1 - p))  # fmt: skip
    steps = np.log((n - counts[:-1]) / counts[1:] * (p / (1 - p)))
    return _between(probability, counts, first, steps) / n


def poisson_limit(probability: float, expected: float) -> float:
    """The count that stays below with this probability where so many are expected.

    Examples
    --------
    >>> round(poisson_limit(0.999, 6.05) / 6.05, 2)
    2.4
    """
    low, high = _window(expected, sqrt(expected), None)
    counts = np.arange(low, high + 1)
    first = low * log(expected) - expected - lgamma(low + 1)
    return _between(probability, counts, first, np.log(expected / counts[1:]))


def _window(mean: float, sigma: float, most: int | None) -> tuple[int, int]:
    """The counts that matter: all but about one in a million million."""
    reach = 8 * sigma + 20
    high = ceil(mean + reach)
    return max(0, floor(mean - reach)), high if most is None else min(most, high)


def _between(probability: float, counts, first: float, steps) -> float:
    """The quantile of a distribution given by its first log probability and the steps from it."""
    below = np.cumsum(np.exp(first + np.concatenate([[0.0], np.cumsum(steps)])))
    at = min(int(np.searchsorted(below, probability)), len(counts) - 1)
    before = below[at - 1] if at else 0.0
    share = (below[at] - probability) / (below[at] - before)
    return float(max(counts[at] - share, 0.0))
