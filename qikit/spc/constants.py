"""The numbers behind the limits, each named once with its source."""

from functools import cache
from math import exp, lgamma, sqrt

D2 = 1.128
"""Mean moving range of two points divided by sigma, 2/sqrt(pi) (Wheeler; Montgomery, table VI)."""

MEDIAN_E2 = 3.145
"""Limits of an individuals chart on medians, in median moving ranges: 3 / 0.954 (Wheeler 2000)."""

E2 = 2.66
"""Limits of an individuals chart are the mean plus and minus this many mean moving ranges
(Wheeler 2003; Provost and Murray 2011): 3/1.128 rounded as everyone prints it."""

D4 = 3.268
"""Upper limit of a moving-range chart, in mean moving ranges (Wheeler; the Health Care Data Guide).
Montgomery prints 3.267; the exact value is 3.2665."""

SCREEN = 3.267
"""Screening leaves out any moving range at or above this many mean ranges (Nelson 1982)."""

NELSON_T = 3.6
"""Time between events is raised to 1/3.6 to look normal (Nelson 1994)."""

PROBABILITY_LIMIT = 0.99865
"""The share of a normal distribution below three sigma: what a probability limit aims at."""

RUN_RULES_FROM = 10
"""Run-chart rules are applied from about this many useful points (Perla and others 2011)."""

LIMITS_FROM = 12
"""Fewer points than this give a run chart without limits (curriculum, section 3.4)."""

FULL_LIMITS_FROM = 20
"""Limits from fewer points than this are trial limits (Provost and Murray 2011)."""

SAME = 1e-13
"""Values of a phase closer than this share of its largest are the same: arithmetic noise only."""


@cache
def c4(n: int) -> float:
    """Mean of the standard deviation of ``n`` normal values, divided by sigma.

    c4 = sqrt(2 / (n - 1)) gamma(n / 2) / gamma((n - 1) / 2) (Montgomery, appendix VI).

    Examples
    --------
    >>> round(c4(5), 4)
    0.94
    """
    return sqrt(2 / (n - 1)) * exp(lgamma(n / 2) - lgamma((n - 1) / 2))


def a3(n: int) -> float:
    """Limits of a chart of means: grand mean plus and minus ``a3`` mean standard deviations.

    >>> round(a3(5), 4)
    1.4273
    """
    return 3 / (c4(n) * sqrt(n))


def b3(n: int) -> float:
    """Lower limit of a chart of standard deviations, in mean standard deviations.

    >>> b3(5)
    0.0
    """
    return max(0.0, 1 - 3 * sqrt(1 - c4(n) ** 2) / c4(n))


def b4(n: int) -> float:
    """Upper limit of a chart of standard deviations, in mean standard deviations.

    >>> round(b4(5), 3)
    2.089
    """
    return 1 + 3 * sqrt(1 - c4(n) ** 2) / c4(n)
