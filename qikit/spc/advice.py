"""When limits might be worked out again. Words only: nothing is ever recalculated by itself."""

import numpy as np

from qikit.spc.constants import FULL_LIMITS_FROM
from qikit.spc.naming import naming, plain

CONDITIONS = (
    "A new phase is right only if the cause is known, the change is expected to last and, in "
    "improvement work, it went the intended way. Start it at the first point of the new process, "
    "which is a judgement, not where the rule fired."
)


def advice(chart) -> list[str]:
    """A sentence or two for each series whose limits may need a decision."""
    of = chart.analysis
    latest = np.append(of.segment_series[1:] != of.segment_series[:-1], True)
    lasting = _lasting_shifts(chart)
    out = []
    for segment in np.flatnonzero(latest):
        series = int(of.segment_series[segment])
        who = f"{plain(chart.series[series])}: " if len(chart.series) > 1 else ""
        if series in lasting:
            name = naming(of, series)
            row = lasting[series]
            side = "above" if row.direction == "up" else "below"
            span = name.span(row.first, row.last)
            out.append(f"{who}{span[:1].upper() + span[1:]} are {side} the centre line, up to the "
                       f"latest. {CONDITIONS}")  # fmt: skip
        elif of.trial[segment] == "trial" and _points(of, segment) >= FULL_LIMITS_FROM:
            out.append(
                f"{who}The limits stand on {of.limit_points[segment]} points, and there are now "
                f"{_points(of, segment)}. Trial limits may be worked out again from "
                f"{FULL_LIMITS_FROM}, if the process is stable."
            )
    return out


def _points(of, segment: int) -> int:
    rows = of.segment == segment
    return int(np.sum(of.present[rows]))


def _lasting_shifts(chart) -> dict[int, object]:
    """For each series the shift that lasts to its latest point, if it has one."""
    of = chart.analysis
    table = chart.signals
    shifts = table[table["rule"].isin(["shift", "longest_run"])]
    place = {name: number for number, name in enumerate(chart.series)}
    latest = np.append(of.segment_series[1:] != of.segment_series[:-1], True)
    last = {int(of.segment_series[s]): int(of.reading.axis.position[of.latest[s]])
            for s in np.flatnonzero(latest)}  # fmt: skip
    return {
        place[row.series]: row
        for row in shifts.itertuples()
        if row.last == last[place[row.series]]
    }
