"""One time of our own, in a fresh process as the peers have: ``python spc_own.py TASK COUNT``.

Prints CPU seconds as JSON (``memory``: the process's peak in bytes). The data are the peers' data.
"""

import json
import resource
import sys
from io import BytesIO

import floor
import numpy as np
import pandas as pd
from spc_peer import POINTS, median, quiet, series

import qikit as qi
from qikit.spc.engine import work_out
from qikit.spc.kind import kind_called
from qikit.spc.rulesets import rule_set
from qikit.spc.runchart import fewest_crossings, longest_allowed
from qikit.spc.stack import Stack


def table(values: np.ndarray) -> pd.DataFrame:
    """The series as one long table: ward, month, value."""
    count = len(values)
    names = [f"ward {number}" for number in range(count)]
    months = np.tile(np.datetime64("2020-01") + np.arange(POINTS), count)
    return pd.DataFrame(
        {
            "ward": np.repeat(names, POINTS),
            "month": months.astype("datetime64[ns]"),
            "value": values.ravel(),
        }
    )


def one(values: np.ndarray) -> float:
    """One series, table in, table out."""
    single = table(values[:1])
    return quiet(lambda: qi.chart(single, x="month", y="value", kind="xmr").points, 601)


def panel(values: np.ndarray) -> float:
    """Every series in one call, table in, all three tables out."""
    data = table(values)

    def run():
        chart = qi.chart(data, x="month", y="value", by="ward", kind="xmr")
        return chart.points, chart.signals, chart.summary

    run()
    return median(run, 5)


def memory(values: np.ndarray) -> float:
    """The peak of a process that made the tables of every series, its own data included."""
    panel(values)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def core(values: np.ndarray) -> float:
    """Limits, Making Data Count and Anhoej on arrays, once their flags agree with the floor's."""
    value = values.ravel()
    rows = np.ones(len(value), dtype=bool)
    blank = np.full(len(value), np.nan)
    segment = np.repeat(np.arange(len(values)), values.shape[1])

    def run(kind, rules):
        stack = Stack(value, value, blank, segment, rows, rows)
        return work_out(stack, kind_called(kind), rule_set(rules)).found

    _agree(values, run("xmr", "mdc") + run("run", "anhoej"))
    return median(lambda: (run("xmr", "mdc"), run("run", "anhoej")), 21)


def floor_core(values: np.ndarray) -> float:
    """The same in bare numpy."""
    return median(lambda: (floor.mdc(values), floor.anhoej(values)), 21)


def _agree(values: np.ndarray, found: list) -> None:
    """Stop unless every flag of every point is the floor's."""
    longest, crossings = floor.anhoej(values)
    known = dict(zip(("outside", "shift", "trend", "two_of_three"), floor.mdc(values), strict=True))
    known["longest_run"] = (longest > longest_allowed(POINTS))[:, None]
    known["few_crossings"] = (crossings < fewest_crossings(POINTS))[:, None]
    for column, flags in known.items():
        ours = np.zeros(values.shape, dtype=bool)
        for one in found:
            if one.column == column:
                ours |= one.member.reshape(values.shape)
        if flags.shape[1] == 1:
            ours = ours.any(axis=1, keepdims=True)
        if not np.array_equal(ours, flags):
            raise SystemExit(f"The floor and qikit.spc disagree on {column}.")


def picture(values: np.ndarray, draw) -> float:
    """One picture of a chart that has been worked out."""
    chart = qi.chart(table(values[:1]), x="month", y="value", kind="xmr")
    draw(chart)
    return median(lambda: draw(chart), 7)


def png(values: np.ndarray) -> float:
    """A picture as PNG."""
    return picture(values, lambda chart: chart.draw().savefig(BytesIO(), format="png"))


def svg(values: np.ndarray) -> float:
    """A picture as SVG."""
    return picture(values, lambda chart: chart.svg())


TASKS = {
    task.__name__: task for task in (one, panel, memory, core, floor_core, png, svg)
}  # fmt: skip

if __name__ == "__main__":
    print(json.dumps({"seconds": TASKS[sys.argv[1]](series(int(sys.argv[2])))}))
