"""Stop a learner's function that does not end, and say how to stop one by hand."""

import _thread
import threading
from contextlib import contextmanager

from qikit.learn.cases import CallFailed

SECONDS = 10
BY_HAND = (
    "You can stop a cell that runs on and on with the square button above the notebook "
    "(Interrupt the kernel)."
)
LATE = (
    "it was still running after {seconds:g} seconds, so it was stopped. Is there a loop that never "
    f"ends? {BY_HAND}"
)
STOPPED = "it was stopped by hand. Is there a loop that never ends?"


@contextmanager
def patience(function: str, seconds: float | None = None):
    """Give what runs inside a little time; it is interrupted when that is over.

    Raises
    ------
    CallFailed
        When it took too long, or was stopped by hand.
    """
    seconds = SECONDS if seconds is None else seconds
    here = threading.current_thread() is threading.main_thread()
    lock, over = threading.Lock(), {"done": not here, "late": False}

    def stop():
        with lock:
            if not over["done"]:
                over["late"] = True
                _thread.interrupt_main()

    watch = threading.Timer(seconds, stop)
    watch.daemon = True
    watch.start()
    try:
        yield
        with lock:
            over["done"] = True
    except KeyboardInterrupt:
        why = LATE.format(seconds=seconds) if over["late"] else STOPPED
        raise CallFailed(f"{function} did not come to an end: {why}") from None
    finally:
        over["done"] = True
        watch.cancel()
