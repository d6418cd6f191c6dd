"""Who marks: threads of this machine, or the workers of a Dask cluster.

Both take one hand-in at a time and give its outcome; the marks are written by the one who asked.
A worker needs this project installed, at the same version, with its curriculum folder. What was
handed in is sent to it; it needs neither the hand-ins' folder nor the gradebook.
"""

import atexit
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from functools import cache

from qikit.errors import QIError
from qikit.mark import handin
from qikit.mark.course import Course, find
from qikit.mark.judge import Outcome, judge
from qikit.mark.plan import Plan, plan, stamp

CONNECT_SECONDS = 20
AHEAD = 4  # hand-ins sent for each thread of the cluster before the first come back
_lock = threading.RLock()


class Here:
    """Threads of this process, each with a learner's process in ``sandbox``."""

    def __init__(self, workers: int, sandbox=None):
        alone = sandbox is None or sandbox.one_at_a_time
        self._pool = ThreadPoolExecutor(1 if alone else workers)
        self._sandbox = sandbox

    def submit(self, known: Plan, learner: str) -> Future:
        """Judge one hand-in; the future's result is its ``Outcome``."""
        return self._pool.submit(self._judge, known, learner)

    def _judge(self, known: Plan, learner: str) -> Outcome:
        return judge(known, _read(known, learner), self._sandbox)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._pool.shutdown()


class Cluster:
    """A Dask cluster that is running already.

    Parameters
    ----------
    address : str
        Its scheduler, such as "tcp://10.0.0.5:8786". Use "tls://" between machines: what learners
        wrote goes over this connection.
    limits : Limits, optional
        What a learner's code may use.
    bare : bool
        Run learners' code without isolation, as the trainer chose.

    Raises
    ------
    QIError
        When Dask is not installed, or no scheduler answers there.
    """

    def __init__(self, address: str, limits=None, *, bare: bool = False):
        try:
            from distributed import Client
        except ImportError as error:
            raise QIError(
                "Marking on a cluster needs the package distributed. Type python3 start.py mark "
                "--scheduler ADDRESS, which installs it, or leave --scheduler out to mark here."
            ) from error
        try:
            self._client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise QIError(
                f"No Dask scheduler answers at {address}. Start one, or name another with "
                "--scheduler, or leave it out to mark here."
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            self._client.close()
            raise QIError(
                f"The Dask scheduler at {address} has no workers. Start some, then mark again."
            ) from error
        self._executor = self._client.get_executor(pure=False)
        self._room = threading.Semaphore(AHEAD * sum(self._client.ncores().values()))
        self._settings = limits, bare

    def submit(self, known: Plan, learner: str) -> Future:
        """Judge one hand-in on some worker; the future's result is its ``Outcome``.

        Waits while many are under way, so that memory stays the same for any number.
        """
        self._room.acquire()
        given = _read(known, learner)
        sent = self._executor.submit(judge_sent, given, known.stamp, *self._settings)
        sent.add_done_callback(lambda done: self._room.release())
        return sent

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._executor.shutdown(wait=False)
        self._client.close()


def judge_sent(given: handin.Handin, wanted: str, limits, bare: bool) -> Outcome:
    """Judge a hand-in that was sent here: what a worker of the cluster runs.

    Raises
    ------
    QIError
        When this machine's copy of the module is another than the one who asked has.
    """
    with _lock:
        known = _plan(given.name, wanted)
        sandbox = _sandbox(limits, bare) if known.module.code else None
    with _lock if sandbox and sandbox.one_at_a_time else nullcontext():
        return judge(known, given, sandbox)


def _read(known: Plan, learner: str) -> handin.Handin:
    folder = Course(known.module.tier).submitted(learner, known.name)
    return handin.read(folder, learner, known.name, has_code=known.module.code)


@cache
def _plan(name: str, wanted: str) -> Plan:
    (module,) = find(name)
    if stamp(module.notebook.read_bytes()) != wanted:
        raise QIError(
            f"A worker of the cluster has another version of {name}. Bring its copy of this "
            "project to the same version, then mark again; nothing that was marked is lost."
        )
    return plan(module)


@cache
def _sandbox(limits, bare: bool):
    from qikit.mark.sandbox import Sandbox

    sandbox = Sandbox(limits, bare=bare)
    atexit.register(sandbox.close)
    return sandbox
