"""How fast the dosing planner works a plan out, beside a plain loop over the same equations.

``python3 start.py bench plan`` runs 2,000 uncertain scenarios of a trust with six groups over 60
months: all at once by ``qikit.plan``, and one after another by the equations of the curriculum's
design (7.3) in plain Python, on a sample. Both must agree. Then it times what a moving slider asks
for: reading the sheet, the whole plan with its band and stress tests, and its page.
"""

import statistics
import time

import numpy as np

from qikit.course.sheet import typed
from qikit.plan import dose_sheet
from qikit.plan.dose import Group, course
from qikit.plan.pages import dose, tool

MONTHS, SCENARIOS, SAMPLE, ROUNDS = 60, 2000, 100, 5
NAMES = ("headcount", "leavers", "attendance", "release_hours")


def scenarios() -> dict[str, np.ndarray]:
    """Numbers that vary, six groups by 2,000 scenarios, from one seed."""
    dice = np.random.default_rng(2026)
    heads = np.array([[8000], [15], [60], [420], [40], [5]], float)
    return {
        "headcount": np.repeat(heads, SCENARIOS, axis=1),
        "leavers": dice.uniform(0.08, 0.2, (6, SCENARIOS)),
        "attendance": dice.uniform(0.7, 1, (6, SCENARIOS)),
        "release_hours": dice.uniform(200, 900, (6, SCENARIOS)),
    }


def at_once(varied) -> np.ndarray:
    """Coverage at the end by qikit."""
    group = Group("all", hours=145 / 60, seats=25, sessions=8, induction=0.9, **varied)
    return course(group, MONTHS)["coverage"][-1]


def one_by_one(varied, count: int) -> np.ndarray:
    """The same of the first scenarios, month by month, number by number."""
    ends = np.zeros((6, count))
    for group in range(6):
        for place in range(count):
            heads, leavers, attendance, release = (float(varied[name][group, place])
                                                   for name in NAMES)
            leaving = 1 - (1 - leavers) ** (1 / 12)
            loss, starts = leaving + 1 / 36, 0.9 * leaving * heads
            most = min(25 * 8 * attendance, max(0.0, release / (145 / 60) - starts))
            trained = 0.0
            for _ in range(MONTHS):
                need = max(0.0, heads - (1 - loss) * trained - starts)
                trained = min(heads, (1 - loss) * trained + starts + min(need, most))
            ends[group, place] = trained / heads
    return ends


def timed(work) -> float:
    """Median seconds of some rounds."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def main() -> None:
    """Print the tables."""
    varied = scenarios()
    assert np.allclose(at_once(varied)[:, :SAMPLE], one_by_one(varied, SAMPLE))
    ours = timed(lambda: at_once(varied))
    loop = timed(lambda: one_by_one(varied, SAMPLE)) * SCENARIOS / SAMPLE
    given = next(iter(dose_sheet.examples().values()))
    slider = timed(lambda: tool.results(dose.KIND, given, {"parts": {}, "slug": "x"}))
    read = timed(lambda: typed(dose_sheet.sections(), given))
    print(f"{SCENARIOS:,} scenarios, 6 groups, {MONTHS} months; the loop on {SAMPLE} of them; "
          f"medians of {ROUNDS}.\n")
    print("| task | contender | time | against qikit |\n|---|---|---:|---:|")
    print(f"| {SCENARIOS:,} scenarios | qikit | {1000 * ours:.0f} ms |  |")
    print(f"| {SCENARIOS:,} scenarios | plain Python, the same equations | {loop:.1f} s "
          f"| {loop / ours:.0f} x |")
    print(f"| one move of a slider: sheet, plan, band, stress tests, page | qikit "
          f"| {1000 * slider:.0f} ms |  |")
    print(f"| of that, reading the sheet | qikit | {1000 * read:.0f} ms |  |")


if __name__ == "__main__":
    main()
