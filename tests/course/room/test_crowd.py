"""Everybody in the room answers at the same time."""

import asyncio
import importlib.util
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qikit.course.handin import document
from qikit.course.modules import module
from qikit.learn import answers

A91 = "A91_try_it"
BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture(scope="session")
def crowd():
    """The learners of the benchmark."""
    found = importlib.util.spec_from_file_location("room_benchmark", BENCHMARKS / "room.py")
    benchmark = importlib.util.module_from_spec(found)
    sys.modules[found.name] = benchmark
    found.loader.exec_module(benchmark)
    return benchmark


def run(job):
    """Run a job to its end; this thread may hold the event loop of a browser."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, job).result()


def test_120_learners_answer_at_the_same_time_and_nothing_is_lost(opened, crowd, tmp_path):
    server = opened()

    async def all_together():
        async with crowd.crowd(server.port, server.room, A91, 120) as learners:
            return await crowd.answer(learners, 8, 0)

    started = time.perf_counter()
    taken = run(all_together())
    assert time.perf_counter() - started < 40
    assert len(taken.answers) == 120
    assert len(taken.saves) - taken.refused == 120 * 8
    assert taken.refused > 30 and len(taken.reads) > 60
    assert crowd.lost(tmp_path / "work", A91, taken) == []
    assert not list((tmp_path / "work" / "learners").glob("*/*/answers.damaged-*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process in another way")
def test_a_server_killed_while_everybody_saves_lost_nothing_that_it_confirmed(
    opened, crowd, tmp_path
):
    server = opened()
    confirmed, sent = {}, {}

    async def save_until_it_dies(learner):
        for number in range(10_000):
            learner.answers = {"q1": {"value": f"{learner.number}-{number}", "attempts": []}}
            sent[learner.id] = learner.answers
            body = json.dumps({"answers": learner.answers}).encode()
            path = f"/qi/api/{A91}/answers"
            match = {"If-Match": f'"{learner.revision}"'}
            status, said = await learner.ask(path, "PUT", body, **match)
            assert status == 200, said
            learner.revision = json.loads(said)["revision"]
            confirmed[learner.id] = (learner.revision, learner.answers)

    async def crash():
        async with crowd.crowd(server.port, server.room, A91, 30) as learners:
            saving = [asyncio.create_task(save_until_it_dies(each)) for each in learners]
            await asyncio.sleep(1.5)
            server.kill()
            done = await asyncio.gather(*saving, return_exceptions=True)
        assert all(isinstance(each, OSError | EOFError) for each in done), done

    run(crash())
    assert len(confirmed) == 30 and sum(revision for revision, _ in confirmed.values()) > 60
    for id, (revision, given) in confirmed.items():
        kept = document(module(A91), id)
        assert "notice" not in kept
        assert (kept["revision"], kept["answers"]) in (
            (revision, given), (revision + 1, sent[id])
        )
        path = tmp_path / "work" / "learners" / id / A91 / "answers.json"
        assert answers.save(path, kept, kept["revision"])["revision"] == kept["revision"] + 1
