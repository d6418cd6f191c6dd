"""From signals to judgements: improvement, concern, special cause, common cause."""

import numpy as np

from qikit.spc.runs import Found

JUDGEMENTS = np.array(["common cause", "improvement", "concern", "special cause"], dtype=object)
BETTER = {"higher": 1, "lower": -1, "neither": 0}


def judge(found: list[Found], better: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which rows are in a high or rising signal, a low or falling one, and each row's judgement.

    ``better`` is 1, -1 or 0 for each row. A row in both an improving and a worsening signal is an
    improvement, as in the national single-chart tool; both stand in the tables. Rules about a whole
    phase judge no single point.
    """
    up, down, other = (np.zeros(len(better), dtype=bool) for _ in range(3))
    for one in found:
        if not one.whole:
            marked = {1: up, -1: down, 0: other}[one.direction]
            marked |= one.member
    code = np.zeros(len(better), dtype=np.int8)
    code[up | down | other] = 3
    code[(up & (better < 0)) | (down & (better > 0))] = 2
    code[(up & (better > 0)) | (down & (better < 0))] = 1
    return up, down, code


def judge_signal(direction: np.ndarray, better: np.ndarray) -> np.ndarray:
    """The judgement of signals: their direction against the better one."""
    return JUDGEMENTS[np.select([direction * better > 0, direction * better < 0], [1, 2], 3)]


def assurance(target, better, lower, upper) -> np.ndarray:
    """``passes``, ``fails``, ``hit and miss``, or empty without a target, direction or limits.

    A limit that stands on the target meets it: a process that is always at its target passes.
    """
    known = np.isfinite(target) & (better != 0)
    worst = np.where(better > 0, lower, upper)
    best = np.where(better > 0, upper, lower)
    known &= np.isfinite(worst) & np.isfinite(best)
    passes = known & ((worst - target) * better >= 0)
    fails = known & ((best - target) * better < 0)
    return np.select([passes, fails, known], ["passes", "fails", "hit and miss"], "").astype(object)
