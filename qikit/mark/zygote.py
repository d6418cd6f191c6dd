"""Inside the sandbox: load the libraries once, then fork a fresh process for each learner.

Started by ``qikit.mark.sandbox``. It holds no secret: no source notebook, no gradebook, no other
hand-in and no network exist where it runs. Each learner's process is put into namespaces of its
own (users, processes, files, network), so that it can neither see nor stop this one, and all that
it started ends with it. Where namespaces cannot nest, a warder stays as the parent of all that it
starts, by which the marker finds and ends them.
"""

import contextlib
import gc
import json
import os
import signal
import socket
import sys

from qikit.mark import confine


def boot() -> None:
    """Import what learner code uses, so that a fork starts in milliseconds."""
    import IPython.core.inputtransformer2  # noqa: F401
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot
    import pandas

    import qikit.learn.cases
    import qikit.mark.child
    import qikit.spc  # noqa: F401

    pandas.Series([1.0, 2.0]).mean()


def main(number: int, account: int, separate: bool) -> None:
    """Serve forks over the control socket ``number`` until the marker goes away."""
    control = socket.socket(fileno=number)
    if account:
        confine.become(account)
    boot()
    gc.collect()
    gc.freeze()
    nested = separate and confine.can_nest()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control.sendall(json.dumps({"nested": nested}).encode() + b"\n")
    while True:
        message, handles, _, _ = socket.recv_fds(control, 4096, 1)
        if not message:
            os._exit(0)
        if os.fork() == 0:
            control.close()
            _start(handles[0], json.loads(message), nested)
        for handle in handles:
            os.close(handle)


def _start(handle: int, limits: dict, nested: bool) -> None:
    """In the fork: separate it, start the learner's process, hand over its pidfd, and leave."""
    try:
        if nested:
            confine.separate()
        else:
            confine.adopt()
        process = os.fork()
        if process == 0:
            _learner(handle, limits, nested)
        with socket.socket(fileno=handle) as channel:
            known = os.pidfd_open(process if nested else os.getpid())
            socket.send_fds(channel, [b"p"], [known])
            os.close(known)
        with contextlib.suppress(ChildProcessError):
            while not nested:
                os.wait()
    finally:
        os._exit(0)


def _learner(handle: int, limits: dict, nested: bool) -> None:
    from qikit.mark import child

    try:
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.setsid()
        if nested:
            confine.cover(limits["disk"])
        confine.quiet(handle)
        confine.limit(limits)
        child.serve(socket.socket(fileno=handle), limits)
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "separate")
