"""Counts and denominators that would make a chart wrong: each is refused, its rows named."""

import numpy as np

from qikit.errors import QIError
from qikit.spc.kind import Kind
from qikit.spc.table import named_rows, numbers


def denominators(table, n, kind: Kind) -> tuple[np.ndarray, list[str]]:
    """The denominators as numbers, NaN where there are none, with any caution."""
    if n is None:
        if kind.denominator == "required":
            raise QIError(
                f"A {kind.title} needs denominators. Name the column that holds them as n=, "
                "for example n='patients'."
            )
        return np.full(len(table), np.nan), []
    if kind.denominator == "none" and kind.name != "c":
        raise QIError(f"A {kind.title} uses no denominators. Leave out n={n!r}.")
    if isinstance(n, int | float) and not isinstance(n, bool) and n not in table.columns:
        return np.full(len(table), float(n)), []
    return numbers(table, n, "n")


def check_counts(table, kind: Kind, y, n, counts: np.ndarray, sizes: np.ndarray) -> None:
    """Refuse counts and denominators that the kind of chart cannot take."""
    known = ~np.isnan(counts)
    if kind.name == "t":
        _refuse(
            known & (counts <= 0), y, table,
            "A t chart needs times above zero, but '{name}' has {rows}. Record the time of day, or "
            "count whole days on a g chart.",
        )  # fmt: skip
    if kind.counts:
        _refuse(
            known & (counts < 0), y, table,
            "Counts cannot be negative, but '{name}' has {rows}. Correct them, or leave them "
            "blank for a gap.",
        )  # fmt: skip
        _refuse(
            known & (counts != np.round(counts)), y, table,
            f"A {kind.title} counts whole events or cases, but '{{name}}' has {{rows}}. Give the "
            "count itself and its denominator, or use kind='xmr' for measurements and rates.",
        )  # fmt: skip
    if n is None:
        return
    _refuse(
        known & np.isnan(sizes), n, table,
        "The denominator '{name}' is missing in {rows}. Fill it in, or leave the count blank too.",
        show=False,
    )  # fmt: skip
    _refuse(
        ~np.isnan(sizes) & (sizes <= 0) & known, n, table,
        "The denominator '{name}' must be above zero, but it is not in {rows}. Nothing can be "
        "divided by it: correct it, or leave both cells blank for a gap.",
    )  # fmt: skip
    if kind.share:
        _refuse(
            known & (counts > sizes), y, table,
            f"The count '{{name}}' is larger than its denominator '{n}' in {{rows}}. In a "
            f"{kind.title} the cases are part of the denominator: check both columns, or use "
            "kind='u' for events.",
        )  # fmt: skip
    if kind.name == "np":
        held = sizes[known]
        if len(held) and held.min() != held.max():
            raise QIError(
                f"An np chart needs the same denominator everywhere, but '{n}' goes from "
                f"{held.min():g} to {held.max():g}. Use kind='p'."
            )


def _refuse(bad: np.ndarray, name, table, sentence: str, show: bool = True) -> None:
    if bad.any():
        values = table[name] if show and name in table.columns else None
        raise QIError(sentence.format(name=name, rows=named_rows(bad, values)))
