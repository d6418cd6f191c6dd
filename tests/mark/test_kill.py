"""A marker killed at any moment: one more run ends with the marks of an undisturbed one."""

import os
import random
import signal
import subprocess
import sys
import time

LEARNERS = 12
RUN = "from qikit.mark.run import mark; mark()"


def _fill(school):
    for number in range(LEARNERS):
        values = school.RIGHT[school.FREE] | {"q1": "ab"[number % 2]}
        school.hand_in(f"learner{number:02}", values=values)
        code = (school.GOOD, school.STUB, "def spread(values): return 1 / 0")[number % 3]
        school.hand_in(f"learner{number:02}", school.CODE, code=code)


def _start(school):
    return subprocess.Popen(
        [sys.executable, "-c", RUN], env=dict(os.environ), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_killed_runs_end_as_an_undisturbed_one(school):
    _fill(school)
    school.mark()
    expected = school.points(), school.points(school.CODE)
    school.manual("learner00", "task-t1-cause", 1.5, "Which week?")
    school.manual("learner01", "task-t1-check", 0, "None stated.")
    by_hand = {
        (learner, cell): (row["manual_score"], row["manual_comment"], row["needs_manual_grade"])
        for learner, cells in school.rows().items() for cell, row in cells.items()
    }
    chance = random.Random(4)
    for _ in range(6):
        for receipt in (school.work / "all_staff" / "receipts").rglob("*.json"):
            if chance.random() < 0.5:
                receipt.unlink()
        for receipt in (school.work / "experts" / "receipts").rglob("*.json"):
            receipt.unlink()
        marker = _start(school)
        time.sleep(chance.uniform(1.0, 3.5))
        marker.send_signal(signal.SIGKILL)
        marker.wait()
    school.mark()
    assert (school.points(), school.points(school.CODE)) == expected
    assert by_hand == {
        (learner, cell): (row["manual_score"], row["manual_comment"], row["needs_manual_grade"])
        for learner, cells in school.rows().items() for cell, row in cells.items()
    }
    assert school.mark().marked == 0


def test_a_first_run_that_is_killed_goes_on_where_it_was(school):
    _fill(school)
    for gradebook in school.work.glob("*/gradebook.db"):
        gradebook.unlink()
    chance = random.Random(5)
    for _ in range(5):
        marker = _start(school)
        time.sleep(chance.uniform(0.5, 4))
        marker.send_signal(signal.SIGKILL)
        marker.wait()
    school.mark()
    free, code = school.points(), school.points(school.CODE)
    assert free == {f"learner{n:02}": (7, 10)[n % 2] for n in range(LEARNERS)}
    assert code == {f"learner{n:02}": (10, 4, 4)[n % 3] for n in range(LEARNERS)}


def test_two_markers_at_once_lose_nothing(school):
    _fill(school)
    markers = [_start(school), _start(school)]
    assert [marker.wait(timeout=120) for marker in markers] == [0, 0]
    assert len(school.points()) == len(school.points(school.CODE)) == LEARNERS
    assert school.mark().marked == 0
