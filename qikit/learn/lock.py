"""One writer at a time, between threads and between processes.

The lock is the operating system's: it is given up when its process ends, however it ends. Standard
library only.
"""

import os
import time
from contextlib import contextmanager
from pathlib import Path

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
        When the folder may not be written to.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path.with_name(f".{path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o644)
    except OSError as error:
        raise QIError(
            f"The folder {path.parent} cannot be written to ({error.strerror}), so {path.name} was "
            "not saved. Ask for write permission there, or set QI_WORK to a folder of your own."
        ) from None
    try:
        _take(handle)
        yield
    finally:
        _give(handle)
        os.close(handle)
