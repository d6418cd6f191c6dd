"""A marker killed at any moment: one more run ends with the marks of an undisturbed one."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

LEARNERS = 6
RUN = "from qikit.mark.run import mark; mark()"
# Loads once, then marks in a fork each time it is told to; a kill so falls into the marking.
READY = """
import os, sys
from qikit.mark import run
from qikit.mark.limits import Limits
for line in sys.stdin:
    process = os.fork()
    if process == 0:
        os.setsid()
        try:
            run.mark(again=line == "again\\n", limits=Limits(call_seconds=1))
        except BaseException:
            os._exit(1)
        os._exit(0)
    print(process, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""
FIRST_KILLS, LATER_KILLS = 8, 18


def _fill(school):
    for number in range(LEARNERS):
        values = school.RIGHT[school.FREE] | {"q1": "ab"[number % 2]}
        school.hand_in(f"learner{number:02}", values=values)
        code = (school.GOOD, school.STUB, "def spread(values): return 1 / 0")[number % 3]
        code = "def spread(values):\n    while True: pass" if number == 5 else code
        school.hand_in(f"learner{number:02}", school.CODE, code=code)


class Marker:
    """A process that marks when told to, and can be killed."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-c", READY], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, bufsize=1,
            env=dict(os.environ, OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1"),
        )

    def start(self, how="mark") -> int:
        self._process.stdin.write(f"{how}\n")
        return int(self._process.stdout.readline())

    def ended(self) -> int:
        """How it ended: 0 when it marked all, -9 when it was killed."""
        return int(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


@pytest.fixture
def marker(school):
    made = Marker()
    yield made
    made.close()


def _kill(marker, seconds: float, kill) -> bool:
    """Start a run and end it after some time; whether it was still going."""
    process = marker.start()
    time.sleep(seconds)
    try:
        kill(process, signal.SIGKILL)
    except ProcessLookupError:
        assert marker.ended() == 0
        return False
    return marker.ended() == -signal.SIGKILL


def _rows(school) -> dict:
    """Everything about marks in both gradebooks but the rows' own numbers."""
    names = ("auto_score", "manual_score", "extra_credit", "needs_manual_grade", "manual_comment")
    return {
        (module, learner, cell): {name: row[name] for name in names}
        for module in (school.FREE, school.CODE)
        for learner, cells in school.rows(module).items() for cell, row in cells.items()
    }


def _marks(school) -> dict:
    """The marks and messages that the learners are told."""
    return {
        (module, learner): (kept["marks"], kept["texts"], kept["trouble"])
        for module in (school.FREE, school.CODE) for learner in school.points(module)
        for kept in [school.receipt(learner, module)]
    }


def _left_running(school) -> list[str]:
    """Sandboxes of this school: bubblewrap's own words name its folders."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said = path.read_bytes()
        except OSError:
            continue
        if str(school.root).encode() in said:
            found.append(said.decode(errors="replace")[:200])
    return found


def _nothing_is_left_running(school):
    until = time.monotonic() + 10
    while _left_running(school) and time.monotonic() < until:
        time.sleep(0.02)
    assert _left_running(school) == []


def _undisturbed(marker, how="mark") -> float:
    """A run that nobody ends: how long it takes."""
    started = time.monotonic()
    marker.start(how)
    assert marker.ended() == 0
    return time.monotonic() - started


def test_a_first_run_that_is_killed_goes_on_where_it_was(school, marker):
    _fill(school)
    for gradebook in school.work.glob("*/gradebook.db"):
        gradebook.unlink()
    took = _undisturbed(marker)
    expected = _rows(school), _marks(school)
    for tier in ("all_staff", "experts"):
        shutil.rmtree(school.work / tier)
    chance, hit = random.Random(5), 0
    for number in range(3 * FIRST_KILLS):
        if number >= FIRST_KILLS and hit >= FIRST_KILLS // 3:
            break  # runs differ in length on a busy machine: go on until enough were hit
        early = number < FIRST_KILLS // 2 or number >= FIRST_KILLS
        most = 0.5 * took if early else 0.9 * took
        hit += _kill(marker, chance.uniform(0, most), (os.kill, os.killpg)[number % 2])
        _nothing_is_left_running(school)
    assert hit >= FIRST_KILLS // 3
    _undisturbed(marker)
    assert (_rows(school), _marks(school)) == expected
    assert school.mark().marked == 0


def test_killed_runs_end_as_an_undisturbed_one_and_lose_no_person_s_mark(school, marker):
    _fill(school)
    took = _undisturbed(marker)
    by_hand = [
        (f"learner{number:02}", cell, points, f"Which week? {number}")
        for number in range(LEARNERS) for cell, points in
        (("task-t1-cause", 1.5), ("task-t1-check", 0))
    ]
    for given in by_hand[:3]:
        school.manual(*given)
    chance, hit = random.Random(4), 0
    receipts = [school.work / tier / "receipts" for tier in ("all_staff", "experts")]
    for number in range(LATER_KILLS):
        for receipt in sorted(path for folder in receipts for path in folder.rglob("*.json")):
            if chance.random() < 0.7:
                receipt.unlink()
        hit += _kill(marker, chance.uniform(0, 0.9 * took), (os.kill, os.killpg)[number % 2])
        _nothing_is_left_running(school)
        if number % 2:
            school.manual(*by_hand[3 + number // 2])
    assert hit >= LATER_KILLS // 4  # on a busy machine many fall after the end of a run
    _undisturbed(marker)
    rows, marks = _rows(school), _marks(school)
    given = {
        (school.FREE, *where): [points, comment, False] for *where, points, comment in by_hand
    }
    assert {
        where: [row["manual_score"], row["manual_comment"], row["needs_manual_grade"]]
        for where, row in rows.items()
        if row["manual_score"] is not None or row["manual_comment"]
    } == given
    assert school.points() == {f"learner{n:02}": (7, 10)[n % 2] for n in range(LEARNERS)}
    right = {f"learner{n:02}": (10, 4, 4)[n % 3] for n in range(LEARNERS)}
    assert school.points(school.CODE) == right
    _undisturbed(marker, "again")
    assert (_rows(school), _marks(school)) == (rows, marks), "as when nobody disturbed it"
    assert school.mark().marked == 0


def test_two_markers_at_once_lose_nothing(school):
    _fill(school)
    markers = [
        subprocess.Popen(
            [sys.executable, "-c", RUN], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(2)
    ]
    assert [marker.wait(timeout=120) for marker in markers] == [0, 0]
    assert len(school.points()) == len(school.points(school.CODE)) == LEARNERS
    assert school.mark().marked == 0
