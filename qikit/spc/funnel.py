"""Funnel plots: units compared at one time, with limits that allow for their size."""

import numpy as np

from qikit.errors import QIError
from qikit.spc.comparison import Funnel
from qikit.spc.dispersion import SCALES
from qikit.spc.table import as_table, column, joined, named_rows, numbers


def funnel(
    data,
    *,
    unit,
    x,
    n=None,
    kind="proportion",
    expected=None,
    target=None,
    limits="exact",
    dispersion=None,
    scale="natural",
    per=1,
    title=None,
) -> Funnel:
    """Compare units (wards, hospitals, practices) at one time, fairly for their size.

    Look at each unit's own chart over time first: levels of unstable processes mislead. Never rank.

    Parameters
    ----------
    data : a pandas table, a dict of lists, or the path of a CSV file; a row a unit
    unit : the column of names
    x : the column of events or cases
    n : the column of sizes: cases (proportion), or opportunity such as bed days (rate)
    kind : ``"proportion"`` (x out of n), ``"rate"`` (x per n) or ``"ratio"`` (x against expected)
    expected : for a ratio, the column of expected events
    target : what units are compared with; without it the total over the total (a ratio: 1)
    limits : ``"exact"`` (binomial or Poisson) or ``"normal"``. Limits with over-dispersion, or on
        another scale, are normal
    dispersion : None, ``"additive"`` or ``"multiplicative"``: widen the limits where units differ
        more than chance explains
    scale : ``"natural"``, ``"arcsine"`` (proportions), ``"root"`` or ``"log"`` (rates and ratios).
        The choice can change who is outside
    per : rates are shown per so many
    title : what is compared

    Returns
    -------
    Funnel
        With ``points``, ``summary``, ``words``, ``cautions`` and ``draw()``.

    Raises
    ------
    QIError
        When a column is missing or its numbers make no sense; the sentence says which rows.

    Notes
    -----
    About 95% of honest units lie within the inner limits and 99.8% within the outer ones. Use the
    outer limits for action, the inner ones for a look.

    References
    ----------
    Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in
    Medicine 24:1185-1202.

    Examples
    --------
    >>> sites = {"site": ["A", "B", "C"], "late": [30, 12, 55], "patients": [400, 210, 450]}
    >>> made = funnel(sites, unit="site", x="late", n="patients")
    >>> made.points["position"].tolist()
    ['inside', 'inside', 'a little high']
    """
    _choose("kind", kind, SCALES)
    _choose("scale", scale, SCALES[kind])
    _choose("limits", limits, ("exact", "normal"))
    _choose("dispersion", dispersion, (None, "additive", "multiplicative"))
    if (kind == "ratio") != (expected is not None):
        raise QIError(
            "A ratio compares events with expected events: name their column as expected=. Other "
            "kinds use n= for the column of sizes."
        )
    size = expected if kind == "ratio" else n
    if size is None:
        raise QIError(f"A {kind} needs sizes. Name the column that holds them as n=.")
    table = as_table(data)
    names = [str(one) for one in column(table, unit, "unit")]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise QIError(
            f"A unit stands in the table more than once: {', '.join(twice[:5])}. Give each unit "
            "one row: add its rows up first."
        )
    counts, sizes = (numbers(table, name, role)[0] for name, role in ((x, "x"), (size, "n")))
    _check(table, x, size, counts, sizes, kind)
    if target is None:
        target = 1.0 if kind == "ratio" else counts.sum() / sizes.sum()
    if not 0 < target < (1 if kind == "proportion" else np.inf):
        share = ", and below 1 for a proportion (write 8% as 0.08)" if kind == "proportion" else ""
        raise QIError(f"The target is {target:g}. It is a number above zero{share}.")
    if scale == "log" and (counts == 0).any():
        raise QIError(
            f"There is no logarithm of zero events, and '{x}' has {named_rows(counts == 0)}. Use "
            "scale='root'."
        )
    return Funnel(
        names, counts, sizes, float(target), kind=kind, limits=limits, dispersion=dispersion,
        scale=scale, per=float(per), title=title, columns=(str(unit), str(x), str(size)),
    )  # fmt: skip


def _choose(name: str, given, allowed) -> None:
    if given not in allowed:
        words = joined([repr(one) for one in allowed])
        raise QIError(f"{name}={given!r} is not known here. It is one of {words}.")


def _check(table, x, size, counts: np.ndarray, sizes: np.ndarray, kind: str) -> None:
    """Refuse numbers that make no sense, and name their rows."""
    for bad, sentence in (
        (np.isnan(counts) | np.isnan(sizes), "A unit needs both numbers; something is missing in"),
        (counts < 0, f"Counts cannot be negative, but '{x}' is in"),
        (sizes <= 0, f"Sizes must be above zero, but '{size}' is not in"),
        (counts > sizes if kind == "proportion" else counts < 0,
         f"'{x}' is larger than '{size}', of which it is a part, in"),
    ):  # fmt: skip
        if bad.any():
            rows = named_rows(bad)
            raise QIError(f"{sentence} {rows}. Correct the table, or leave the unit out.")
    if len(counts) < 2:
        raise QIError("A funnel plot compares units: give at least two.")
