"""The memory of each learner's processes together: watched from outside, ended when too much.

The ceiling of Linux on memory is for one process, and a learner may start several. Memory that
several share counts once.
"""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

EVERY = 0.04  # seconds; several processes can fill some hundred megabytes meanwhile
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PATIENCE = 5


class Watch:
    """A thread that ends whatever of those it was given uses more than ``most`` bytes."""

    def __init__(self, most: int):
        self._most, self._watched = most, {}
        self._lock, self._some, self._closed = threading.Lock(), threading.Event(), False
        threading.Thread(target=self._look, name="memory of learner code", daemon=True).start()

    def add(self, handle: int, over) -> None:
        """Watch the process of the pidfd ``handle``; call ``over`` when it was too much."""
        with self._lock:
            self._watched[handle] = over
            self._some.set()

    def remove(self, handle: int) -> None:
        """No longer watch it; afterwards the handle may be closed."""
        with self._lock:
            self._watched.pop(handle, None)
            if not self._watched and not self._closed:
                self._some.clear()

    def close(self) -> None:
        """End the thread."""
        with self._lock:
            self._watched.clear()
            self._closed = True
            self._some.set()

    def _look(self) -> None:
        while self._some.wait() and not self._closed:
            with self._lock:
                for handle, over in list(self._watched.items()):
                    if used(handle, self._most) > self._most:
                        del self._watched[handle]
                        over()
            time.sleep(EVERY)


def used(handle: int, enough: int = 0) -> int:
    """Bytes that a process, by its pidfd, and all that it started hold in memory.

    Counted roughly while that gives no more than ``enough``; shared memory is shared out after.
    """
    top = number_of(handle)
    every = [top, *below(top)] if top else []
    rough = sum(map(_resident, every))
    return rough if rough <= enough else sum(map(_share, every))


def number_of(handle: int) -> int:
    """The number of a pidfd's process as seen from here; 0 when it has ended."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/self/fdinfo/{handle}").read_text().splitlines()
        found = next(int(line.split()[1]) for line in lines if line.startswith("Pid:"))
        return max(found, 0)
    return 0


def below(top: int) -> list[int]:
    """Every process that ``top`` started, and those that they did."""
    found, todo = [], [top]
    while todo:
        for child in _children(todo.pop()):
            if child not in found:
                found.append(child)
                todo.append(child)
    return found


def end(handle: int, whole: bool) -> None:
    """End a process and all that it started.

    ``whole``: it is the first of its own namespace, which ends with it. Otherwise it adopts what
    loses its parent, so all others are ended before it, until none is left.
    """
    top = 0 if whole else number_of(handle)
    until = time.monotonic() + _PATIENCE
    while top and (left := below(top)) and time.monotonic() < until:
        for sent in (signal.SIGSTOP, signal.SIGKILL):
            for each in left:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(each, sent)
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(handle, signal.SIGKILL)


def _children(process: int) -> list[int]:
    """By the kernel's list where it keeps one, else by looking at every process."""
    threads = Path(f"/proc/{process}/task")
    found = []
    try:
        for thread in list(threads.iterdir()):
            found += map(int, (thread / "children").read_text().split())
    except OSError:
        return _children_of_all(process) if threads.exists() else found
    return found


def _children_of_all(process: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == process:
                found.append(int(path.parent.name))
    return found


def _resident(process: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    return 0


def _share(process: int) -> int:
    """What of its memory is its own, with a fair part of what it shares with others."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return _resident(process)
    return 0
