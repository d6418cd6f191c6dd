"""Funnel limits and over-dispersion (Spiegelhalter 2005): arrays in, arrays out."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from qikit.spc.exact import binomial_limit, poisson_limit

Z95, Z998 = 1.96, 3.09
"""Normal limits that hold about 95% and 99.8% of honest units."""
TAILS = {Z95: 0.025, Z998: 0.001}
"""The share of honest units beyond each limit on one side, for exact limits."""
WINSOR = (10, 90)
"""Centiles that z-scores are pulled in to before over-dispersion is estimated."""


@dataclass(frozen=True)
class Scale:
    """A scale to compare units on.

    Parameters
    ----------
    name : how it is spoken of
    to, back : a value, and the way back
    error : standard error on the scale, from the target and the denominators
    """

    name: str
    to: Callable
    back: Callable
    error: Callable


def _same(values):
    return values


def _sin_squared(values):
    return np.sin(np.clip(values, 0, np.pi / 2)) ** 2


SCALES = {
    "proportion": {
        "natural": Scale("natural", _same, _same, lambda p, n: np.sqrt(p * (1 - p) / n)),
        "arcsine": Scale("arcsine", lambda y: np.arcsin(np.sqrt(y)), _sin_squared,
                         lambda p, n: 0.5 / np.sqrt(n)),
    },
    "rate": {
        "natural": Scale("natural", _same, _same, lambda p, n: np.sqrt(p / n)),
        "root": Scale("square-root", np.sqrt, lambda v: np.maximum(v, 0) ** 2,
                      lambda p, n: 0.5 / np.sqrt(n)),
        "log": Scale("log", np.log, np.exp, lambda p, n: 1 / np.sqrt(p * n)),
    },
}  # fmt: skip
SCALES["ratio"] = SCALES["rate"]
"""By kind; each scale says how a standard error follows from the target and the denominator."""


@dataclass(frozen=True, eq=False)
class Dispersion:
    """How much more units differ than chance explains.

    ``phi`` is the mean of the squared winsorised z-scores, ``tau`` the standard deviation between
    units on the scale, ``z`` the z-scores by chance alone.
    """

    phi: float
    tau: float
    z: np.ndarray


def disperse(values: np.ndarray, n: np.ndarray, target: float, scale: Scale) -> Dispersion:
    """Estimate over-dispersion from winsorised z-scores.

    z = (Y - target) / s on the scale; phi = mean of z squared after winsorising; with k units and
    w = 1 / s^2, tau^2 = (k phi - (k - 1)) / (sum w - sum w^2 / sum w) where k phi > k - 1, else 0.

    References
    ----------
    Spiegelhalter (2005), Statistics in Medicine 24:1185, section 5 and appendix A.3.
    """
    error = scale.error(target, n)
    z = (scale.to(values) - scale.to(target)) / error
    low, high = np.percentile(z, WINSOR)
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    k, w = len(z), 1 / error**2
    spare = k * phi - (k - 1)
    tau_squared = spare / (w.sum() - (w**2).sum() / w.sum()) if spare > 0 else 0.0
    return Dispersion(phi, sqrt(max(tau_squared, 0.0)), z)


def widen(error: np.ndarray, found: Dispersion, how: str | None) -> np.ndarray:
    """Standard errors with over-dispersion: additive, multiplicative (never below 1) or none."""
    if how == "additive":
        return np.sqrt(error**2 + found.tau**2)
    if how == "multiplicative":
        return error * sqrt(max(found.phi, 1.0))
    return error


def normal_limits(target: float, n: np.ndarray, z: float, scale: Scale, found, how):
    """Lower and upper limits on the plain scale, from the normal distribution on ``scale``."""
    reach = z * widen(scale.error(target, n) + 0 * n, found, how)
    middle = scale.to(target)
    return scale.back(middle - reach), scale.back(middle + reach)


def exact_limits(target: float, n: np.ndarray, z: float, kind: str):
    """Lower and upper limits from the binomial or Poisson distribution itself."""
    tail = TAILS[z]
    if kind == "proportion":
        pairs = [[binomial_limit(at, one, target) for at in (tail, 1 - tail)] for one in n]
    else:
        pairs = [[poisson_limit(at, target * one) / one for at in (tail, 1 - tail)] for one in n]
    low, high = np.array(pairs).T
    return low, high
