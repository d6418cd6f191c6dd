"""One peer's time for one task, in its own environment: ``python spc_peer.py PEER TASK COUNT``.

Prints CPU seconds as JSON. Every peer computes an individuals chart's limits and its own rules on
the same series, in a loop, which is what it offers; the data come from a fixed seed.
"""

import json
import sys
import time
from datetime import date

import numpy as np

POINTS = 60


def series(count):
    """``count`` stable series of 60 points."""
    return np.random.default_rng(20261123).normal(50, 5, (count, POINTS))


def dated(values):
    """The series as rows with a month each."""
    months = [date(2020 + i // 12, i % 12 + 1, 1) for i in range(len(values))]
    return [{"k": k, "y": float(y)} for k, y in zip(months, values, strict=True)]


def statprocon():
    from statprocon import XmR

    def run(values):
        xmr = XmR(values.tolist())
        xmr.x_to_dict()
        xmr.rule_1_x_indices_beyond_limits()
        xmr.rule_2_runs_about_central_line()
        xmr.rule_3_runs_near_limits()

    return run


def pycontrolcharts():
    from pycontrolcharts import calc_xmr

    return lambda values: calc_xmr(values.tolist())


def shewhart():
    from shewhart import imr

    return lambda values: imr(values.tolist()).to_frame()


def controlchartspy():
    from controlchartspy import spc

    rules = {"astronomical": True, "shift": True, "trend": True, "two_in_three": True}

    def run(values):
        spc(dated(values), "k", "y", outlier_settings=rules, return_objs=["limits"])

    return run


def clinical_qikit():
    from qikit import qic

    x = list(range(POINTS))
    return lambda values: qic(x=x, y=values.tolist(), chart="i").data


def picture(peer, values, target):
    """Draw one chart of ``values`` to a PNG (an SVG where that is all a peer writes)."""
    if peer == "statprocon":
        from statprocon import XmR

        XmR(values.tolist()).x_plot().figure.savefig(target)
    elif peer == "shewhart":
        from shewhart import imr

        imr(values.tolist()).plot().flat[0].figure.savefig(target)
    elif peer == "controlchartspy":
        from controlchartspy import spc

        spc(dated(values), "k", "y").save_plot(target.replace("png", "svg"))
    else:
        raise SystemExit(f"{peer} needs a web browser for a picture")


def main(peer, task, count):
    """Time one task and print it."""
    started = time.process_time()
    run = globals()[peer]()
    imported = time.process_time() - started
    rows = series(max(count, 5))
    for row in rows[:3]:
        run(row)
    if task == "loop":
        started = time.process_time()
        for row in rows[:count]:
            run(row)
        seconds = time.process_time() - started
    elif task == "one":
        seconds = quiet(lambda: run(rows[0]), 601)
    else:
        picture(peer, rows[0], "picture.png")
        seconds = median(lambda: picture(peer, rows[0], "picture.png"), 7)
    print(json.dumps({"import": imported, "seconds": seconds}))


def median(work, times):
    """The median CPU seconds of ``times`` runs."""
    return _sorted(work, times)[times // 2]


def quiet(work, times):
    """The lower quartile of the CPU seconds of ``times`` short runs: other work only adds to it."""
    return _sorted(work, times)[times // 4]


def _sorted(work, times):
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return sorted(taken)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
