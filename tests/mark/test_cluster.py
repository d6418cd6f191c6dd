"""The same marks from a Dask cluster: two worker processes of their own, started here."""

import json
import os
import subprocess
import sys
import time

import psutil
import pytest
from distributed import Client

from qikit.errors import QIError
from qikit.mark import cluster, receipts
from qikit.mark.course import Course

LEARNERS = [f"learner{number:02d}" for number in range(8)]


@pytest.fixture
def scheduler(school, tmp_path):
    """The address of a local cluster whose two workers see this curriculum."""
    started, settings = [], os.environ | {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"}

    def start(*words):
        command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
        log = (tmp_path / f"{words[0]}{len(started)}.log").open("w")
        with log:
            process = subprocess.Popen(command, env=settings, cwd=tmp_path, stdout=log, stderr=log)
        started.append(process)

    note = tmp_path / "scheduler.json"
    start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
          "--scheduler-file", str(note))
    deadline = time.monotonic() + 60
    while not note.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    for _ in range(2):
        start("dask_worker", "--scheduler-file", str(note), "--nthreads", "2", "--nworkers", "1",
              "--no-dashboard", "--local-directory", str(tmp_path), "--no-nanny")
    yield json.loads(note.read_text())["address"]
    for process in started:
        for each in [*psutil.Process(process.pid).children(recursive=True), process]:
            each.kill()
        process.wait()


def everything(school):
    """Marks, states and reasons of everybody, without times."""
    found = {}
    for name in (school.FREE, school.CODE):
        for learner in Course(school.source(name).parents[1].name).handed_in(name):
            receipt = school.receipt(learner, name)
            found[name, learner] = {key: receipt[key] for key in ("marks", "trouble", "notes")}
    return found


def test_two_worker_processes_give_the_same_marks(school, scheduler):
    for number, learner in enumerate(LEARNERS):
        school.hand_in(learner, values={"q1": "ab"[number % 2], "q2": 0.68, "t1": "It grew."})
        school.hand_in(learner, school.CODE, code=[school.GOOD, school.STUB][number % 2])
    school.hand_in("loop", school.CODE, code="def spread(values):\n    while True: pass")
    school.hand_in("bad", raw={"answers.json": "{", f"{school.FREE}.ipynb": "{"})
    school.hand_in("end", school.CODE, code="import os\ndef spread(values):\n    os._exit(1)")
    before = school.mark()
    here, rows = everything(school), (school.rows(), school.rows(school.CODE))
    done = school.mark(again=True, scheduler=scheduler)
    assert done.marked == before.marked == 2 * len(LEARNERS) + 2
    assert everything(school) == here
    assert (school.rows(), school.rows(school.CODE)) == rows
    assert (done.isolation, done.unreadable) == (before.isolation, before.unreadable)
    with Client(scheduler) as client:
        used = client.run(lambda: cluster._plan.cache_info().currsize)
    assert len(used) == 2
    assert all(modules > 0 for modules in used.values())


def test_a_worker_with_another_version_is_refused(school):
    school.hand_in("ann")
    school.mark()
    given = cluster._read(cluster._plan.__wrapped__(school.FREE, stamp_of(school)), "ann")
    with pytest.raises(QIError, match="has another version of A90_small"):
        cluster.judge_sent(given, "another", None, False)


def stamp_of(school):
    return receipts.read(Course("all_staff").receipt("ann", school.FREE))["stamp"].partition("-")[2]


def test_no_scheduler_is_said(school, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    school.hand_in("ann")
    with pytest.raises(QIError, match="No Dask scheduler answers at tcp://127.0.0.1:9"):
        school.mark(scheduler="tcp://127.0.0.1:9")
