"""One writer at a time, between threads and between processes.

The lock is the operating system's: it is given up when its process ends, however it ends. Standard
library only.
"""

import os
import time
from contextlib import contextmanager
from pathlib import Path

from qikit import place
from qikit.errors import QIError

if os.name == "nt":
    import msvcrt

    def _take(handle: int) -> None:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                return
            except OSError:
                time.sleep(0.01)

    def _give(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _give(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path):
    """Hold the lock of the file at ``path``; its folder is made when it is missing.

    Raises
    ------
    QIError
        When the folder may not be written to, or the disk is full.
    """
    path = Path(path)
    try:
        handle = _open(path)
    except OSError as error:
        raise QIError(place.trouble(path, error)) from None
    try:
        _take(handle)
        yield
    finally:
        _give(handle)
        os.close(handle)


def _open(path: Path) -> int:
    beside, how = path.with_name(f".{path.name}.lock"), os.O_CREAT | os.O_RDWR
    try:
        return os.open(beside, how, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(beside, how, 0o644)
