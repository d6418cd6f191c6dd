"""Where every series stands: one vectorised chart a kind, however many series there are."""

from dataclasses import dataclass

import numpy as np

from qikit.errors import QIError
from qikit.report.batch_series import Series
from qikit.report.pack_prompts import decision, exception, rank
from qikit.spc import chart

_COLUMNS = ("variation", "assurance", "latest", "centre", "lower", "upper", "target", "direction")


@dataclass
class Standing:
    """Where a series stands: its latest value, limits and icons; None when it has no chart."""

    series: Series
    variation: str = ""
    assurance: str = ""
    latest: float = np.nan
    centre: float = np.nan
    lower: float = np.nan
    upper: float = np.nan
    target: float = np.nan
    direction: str = "neither"
    problem: str = ""

    @property
    def exception(self) -> bool:
        """Whether it is worth the board's time."""
        return not self.problem and exception(self.variation, self.assurance)

    @property
    def order(self) -> int:
        """Its place among the exceptions."""
        return rank(self.variation, self.assurance)

    @property
    def decision(self) -> tuple[str, str]:
        """The action by the decision table."""
        return decision(self.variation, self.assurance)


def standings(series: list[Series]) -> list[Standing]:
    """Where each series stands, in the order given.

    Series of the same kind, scale, phases and exclusions share one chart. A series that cannot be
    charted has its sentence in ``problem``; the others are not touched by it.
    """
    out = {one.slug: Standing(one) for one in series}
    groups: dict[tuple, list[Series]] = {}
    for one in series:
        same = (
            one.kind, one.per, one.n is None, one.targets is None, isinstance(one.times[0], str),
            tuple(one.measure.phases), tuple(one.measure.exclusions),
        )  # fmt: skip
        groups.setdefault(same, []).append(one)
    for each in groups.values():
        _chart(each, out)
    return list(out.values())


def _chart(each: list[Series], out: dict[str, Standing]) -> None:
    """Chart these together; when one of them cannot be, find it by halving."""
    try:
        made = _together(each)
    except QIError as error:
        if len(each) == 1:
            out[each[0].slug].problem = str(error)
            return
        half = len(each) // 2
        _chart(each[:half], out)
        _chart(each[half:], out)
        return
    _fill(made, out)


def _together(each: list[Series]):
    import pandas as pd

    first = each[0]
    sizes = [len(one.times) for one in each]
    times = np.concatenate([np.array(one.times, dtype=object) for one in each])
    table = {
        "series": np.repeat(np.array([one.slug for one in each], dtype=object), sizes),
        "x": pd.to_datetime(times) if isinstance(times[0], str) and _dated(times[0]) else times,
        "y": np.concatenate([one.values for one in each]),
        "better": np.repeat(np.array([one.better for one in each], dtype=object), sizes),
    }
    named = {}
    if first.n is not None:
        table["n"], named["n"] = np.concatenate([one.n for one in each]), "n"
    if first.targets is not None:
        table["target"] = np.concatenate([one.targets for one in each])
        named["target"] = "target"
    return chart(
        pd.DataFrame(table), x="x", y="y", kind=first.kind, by="series", better="better",
        per=first.per, phases=list(first.measure.phases), exclude=list(first.measure.exclusions),
        **named,
    )  # fmt: skip


def _dated(time: str) -> bool:
    return len(time) == 10 and time[4:5] == "-"


def _fill(made, out: dict[str, Standing]) -> None:
    of = made.analysis
    last_segment = np.append(of.segment_series[1:] != of.segment_series[:-1], True)
    rows = of.latest[last_segment]
    up, down, better = of.up[rows], of.down[rows], of.better >= 0
    rising = np.where(up & down, better, up)
    direction = np.select([~(up | down), rising], ["neither", "up"], "down")
    latest = made.summary.drop_duplicates("series", keep="last")
    columns = {name: latest[name].to_numpy() for name in _COLUMNS[:6]}
    columns |= {"target": of.target[rows], "direction": direction}
    for at, slug in enumerate(made.series):
        standing = out[slug]
        for name in _COLUMNS:
            value = columns[name][at]
            setattr(standing, name, str(value) if isinstance(value, str) else float(value))
        standing.assurance = standing.assurance or ""
