"""What was asked of a chart, checked and spelt out for each series."""

from dataclasses import dataclass, field

import numpy as np

from qikit.errors import QIError
from qikit.spc.baseline import Baseline
from qikit.spc.judge import BETTER
from qikit.spc.kind import Kind
from qikit.spc.phases import for_each_series
from qikit.spc.reading import Reading
from qikit.spc.rulesets import RuleSet
from qikit.spc.table import column, joined, numbers


@dataclass(frozen=True, eq=False)
class Settings:
    """The settings of a chart. Names of columns are kept for labels."""

    x: str
    y: str
    n: str | None
    kind: Kind
    per: float
    rules: RuleSet
    screen: bool
    title: str | None
    unit: str | dict
    phases: object = ()
    baseline: object = None
    exclude: object = ()
    better: object = "neither"
    target: object = None
    notes: dict = field(default_factory=dict)
    plain: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.notes, dict):
            raise QIError(
                "notes= is a dict from a point to its words, such as {'2025-04-01': 'new rota'}."
            )
        if not isinstance(self.unit, str | dict):
            raise QIError(f"unit= is a word such as 'minutes', not {self.unit!r}.")
        number = isinstance(self.per, int | float | np.number) and not isinstance(self.per, bool)
        if not (number and np.isfinite(self.per) and self.per > 0):
            raise QIError(f"per= is a number above zero, such as 100 or 1000, not {self.per}.")
        rate = self.n is not None and self.kind.rate and self.kind.denominator != "none"
        if self.per != 1 and not rate:
            raise QIError(
                f"per={self.per:g} scales a rate, and this {self.kind.title} shows none. Name its "
                "denominators as n=, or leave per= out."
            )
        if self.unit == "%" and self.kind.name in ("p", "pprime") and self.per != 100:
            raise QIError(
                f"A {self.kind.title} plots shares of 1, such as 0.71. For per cent write per=100 "
                "beside unit='%'."
            )
        if self.kind.name == "run":
            useless = [rule.text for rule in self.rules if rule.needs_limits]
            if useless:
                raise QIError(
                    f"A run chart has no limits, so these rules cannot be used on it: "
                    f"{joined(useless)}. Use rules='ihi' or 'anhoej', or kind='xmr'."
                )
        if self.screen and not self.kind.ranges:
            raise QIError(
                f"screen=True leaves out large moving ranges, and a {self.kind.title} uses none. "
                "Leave it out."
            )
        for one in self.baseline.values() if isinstance(self.baseline, dict) else [self.baseline]:
            if isinstance(one, Baseline) and one.kind != self.kind.name:
                raise QIError(
                    f"The saved baseline is of kind '{one.kind}', and this chart of kind "
                    f"'{self.kind.name}'. Use kind='{one.kind}', or save a baseline of this kind."
                )


def better_of(reading: Reading, stated) -> np.ndarray:
    """1, -1 or 0 for each series: whether higher or lower values are better.

    ``stated`` is ``"higher"``, ``"lower"``, ``"neither"``, the name of a column, or a dict.
    """
    out = np.zeros(len(reading.names), dtype=np.int64)
    if isinstance(stated, str) and stated not in BETTER and stated in reading.table.columns:
        given = column(reading.table, stated, "better").to_numpy()[reading.row]
        for word in set(given):
            out[np.unique(reading.axis.series[given == word])] = _direction(word)
        _refuse_mixture(reading, given, stated)
        return out
    for series, word in for_each_series(stated, reading.names, "better="):
        out[slice(None) if series is None else series] = _direction(word)
    return out


def target_of(reading: Reading, stated) -> np.ndarray:
    """The target at each row, NaN for none: a number, a list, the name of a column, or a dict."""
    out = np.full(len(reading.y), np.nan)
    if isinstance(stated, str):
        return numbers(reading.table, stated, "target")[0][reading.row]
    if np.ndim(stated) == 1:
        if len(stated) != len(reading.table):
            raise QIError(
                f"target= has {len(stated)} values for {len(reading.table)} rows. Give one number, "
                "one for each row, or the name of a column."
            )
        given = reading.table.assign(target=list(stated))
        return numbers(given, "target", "target")[0][reading.row]
    for series, number in for_each_series(stated, reading.names, "target="):
        if number is None:
            continue
        if isinstance(number, bool | str) or not np.isfinite(number):
            raise QIError(f"A target is a number, not {number!r}.")
        out[slice(None) if series is None else reading.axis.series == series] = number
    return out


def unit_of(reading: Reading, stated) -> list[str]:
    """The unit of each series: one word for all, the name of a column, or a dict."""
    out = [""] * len(reading.names)
    if isinstance(stated, str) and stated in reading.table.columns and stated != reading.y_name:
        given = column(reading.table, stated, "unit").fillna("").to_numpy()[reading.row]
        first = np.flatnonzero(np.diff(reading.axis.series, prepend=-1))
        _refuse_mixture(reading, given, stated)
        return [str(given[at]) for at in first]
    for series, word in for_each_series(stated, reading.names, "unit="):
        for place in range(len(out)) if series is None else [series]:
            out[place] = str(word)
    return out


def _direction(word) -> int:
    if word not in BETTER:
        raise QIError(
            f"better= is 'higher', 'lower' or 'neither' (or the name of a column that says so), "
            f"not {word!r}."
        )
    return BETTER[word]


def _refuse_mixture(reading: Reading, given: np.ndarray, name: str) -> None:
    series = reading.axis.series
    mixed = (given[1:] != given[:-1]) & (series[1:] == series[:-1])
    if mixed.any():
        where = reading.names[series[np.flatnonzero(mixed)[0]]]
        raise QIError(f"The column '{name}' changes within {where}. It must stay the same there.")
