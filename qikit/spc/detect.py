"""Rules on values with stated lines: what a set of rules marks, without working out limits."""

import numpy as np

from qikit.errors import QIError
from qikit.spc.rulesets import rule_set
from qikit.spc.view import View, noise_of


def detect(values, *, centre, upper=None, lower=None, rules="mdc") -> dict[str, list[int]]:
    """Which points each rule marks, given the centre line and limits.

    Parameters
    ----------
    values : numbers in order of time; a missing one (NaN or None) is a gap
    centre, upper, lower : the lines, a number each; one limit is enough, the other is its mirror.
        Without limits only rules about runs can be used
    rules : a rule set's name or a tuple of rules

    Returns
    -------
    dict
        For each rule that marks anything, its positions, counting from 1.

    Examples
    --------
    >>> detect([49, 72, 82, 55, 48], centre=50, upper=80)
    {'outside': [3], 'two_of_three': [2, 3]}
    """
    chosen = rule_set(rules)
    value = np.array([np.nan if one is None else one for one in values], dtype=float)
    if not len(value):
        raise QIError("There are no values to look at.")
    if upper is None and lower is None:
        useless = [rule.text for rule in chosen if rule.needs_limits]
        if useless:
            raise QIError(f"These rules need limits: {', '.join(useless)}. Give upper= or lower=.")
        upper = lower = np.nan
    elif upper is None:
        upper = 2 * centre - lower
    elif lower is None:
        lower = 2 * centre - upper
    line = np.ones(len(value))
    sigma = (upper - centre) / 3 if np.isfinite(upper) else np.nan
    view = View(
        value, centre * line, sigma * line, lower * line, upper * line, centre * line,
        np.zeros(len(value), dtype=np.int64), np.isfinite(value), noise_of(value, np.array([0])),
    )  # fmt: skip
    marked = {column: np.zeros(len(value), dtype=bool) for column in chosen.columns}
    with np.errstate(invalid="ignore"):
        for rule in chosen:
            for one in rule.find(view):
                marked[one.column] |= one.member
    return {
        column: (np.flatnonzero(rows) + 1).tolist() for column, rows in marked.items() if rows.any()
    }
