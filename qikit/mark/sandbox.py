"""The marker's side of the sandbox: one zygote, and a process of its own for each learner."""

import contextlib
import json
import os
import socket
import subprocess
import tempfile
import threading
import time
from dataclasses import asdict

from qikit.errors import QIError
from qikit.mark import isolation, watch, wire
from qikit.mark.limits import Limits

BOOT_SECONDS = 120
START_SECONDS = 20
GRACE_SECONDS = 1


class Sandbox:
    """A place to run learner code; one for a whole marking run, used by several threads.

    Parameters
    ----------
    limits : Limits
        What one learner's code may use.
    bare : bool
        Without bubblewrap, as the trainer chose. Learner code then runs as she does.

    Raises
    ------
    QIError
        When bubblewrap is missing, or this system does not let it work.
    """

    def __init__(self, limits: Limits | None = None, *, bare: bool = False):
        self.limits, self.bare = limits or Limits(), bare
        self.label = isolation.OPEN if bare else isolation.SEPARATE
        self._lock = threading.Lock()
        self._process = self._control = None
        self.one_at_a_time = self._nested = False
        self._watch = watch.Watch(self.limits.memory)
        try:
            self._boot()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def start(self) -> "Inmate":
        """A fresh process for one learner, forked from the zygote."""
        with self._lock:
            for last in (False, True):
                try:
                    return self._fork()
                except (OSError, wire.Broken) as error:
                    if last:
                        raise QIError(
                            "The sandbox for learner code stopped twice. Free some memory on this "
                            "computer and mark again; nothing that was marked is lost."
                        ) from error
                self._end()
                self._boot()

    def close(self) -> None:
        """End the zygote and every process in it."""
        self._end()
        self._watch.close()

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._control = None

    def _fork(self) -> "Inmate":
        if self.one_at_a_time:
            self._end()
            self._boot()
        ours, theirs = socket.socketpair()
        with theirs:
            message = json.dumps(asdict(self.limits)).encode()
            socket.send_fds(self._control, [message], [theirs.fileno()])
        ours.settimeout(START_SECONDS)
        letter, handles, _, _ = socket.recv_fds(ours, 1, 1)
        if letter != b"p" or not handles:
            ours.close()
            raise wire.Broken("the sandbox could not start a process")
        return Inmate(ours, handles[0], self.limits, self._watch, self._nested)

    def _boot(self) -> None:
        ours, theirs = socket.socketpair()
        self._control = ours
        user = 0 if self.bare else isolation.account()
        with theirs, tempfile.TemporaryFile() as complaints:
            if self.bare:
                root = str(isolation.place.root())
                line = isolation.zygote(theirs.fileno(), 0, "bare")
                settings = isolation.environment(root) | {"PATH": os.environ.get("PATH", "")}
            else:
                line, settings = isolation.command(theirs.fileno(), user), {}
            self._process = subprocess.Popen(
                line, env=settings, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=complaints,
            )
            theirs.close()
            ours.settimeout(BOOT_SECONDS)
            said = b""
            with contextlib.suppress(OSError):
                said = ours.recv(4096)
            if not said:
                self._end()
                complaints.seek(0)
                raise QIError(_refused(complaints.read().decode(errors="replace")))
        ours.settimeout(START_SECONDS)
        self._nested = json.loads(said)["nested"]
        self.one_at_a_time = not self.bare and not self._nested


class Inmate:
    """One learner's process. Ask it for things; end it when done."""

    def __init__(self, channel: socket.socket, process: int, limits: Limits, watched, nested: bool):
        self._channel, self._process, self._limits = channel, process, limits
        self._asked, self._nested, self._watch = 0, nested, watched
        self._too_much = False
        watched.add(process, self._over)

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self._process is not None

    def ask(self, request: dict, seconds: float) -> dict:
        """Send a request and wait for its answer.

        After ``seconds`` her code is interrupted and the answer is ``{"late": True}``; when it
        does not let itself be interrupted, the process is ended.

        Raises
        ------
        TimeoutError, wire.Broken
            The process is then ended.
        """
        self._asked += 1
        deadline = time.monotonic() + seconds + GRACE_SECONDS
        try:
            self._channel.settimeout(seconds)
            wire.send(self._channel, request | {"n": self._asked, "seconds": seconds})
            reply = wire.receive(self._channel, self._limits.reply, deadline)
            if reply.get("n") != self._asked:
                raise wire.Broken("what came back answers another question")
        except TimeoutError:
            self.end()
            raise
        except (OSError, wire.Broken) as error:
            self.end()
            said = str(error) if isinstance(error, wire.Broken) else "the program ended"
            if self._too_much:
                said = f"it used more than {self._limits.memory >> 20} MB of memory"
            raise wire.Broken(said) from error
        return reply

    def end(self) -> None:
        """End the process and everything that it started."""
        if self._process is None:
            return
        self._watch.remove(self._process)
        watch.end(self._process, self._nested)
        os.close(self._process)
        self._channel.close()
        self._process = None

    def _over(self) -> None:
        self._too_much = True
        watch.end(self._process, self._nested)


def _refused(complaint: str) -> str:
    last = complaint.strip().splitlines()[-1:] or ["it gave no reason"]
    return (
        f"The sandbox for learner code could not start: {last[0]}. This system may not let "
        "bubblewrap make user namespaces. Ask who runs it, or go on without isolation with "
        "--without-sandbox. Modules without code need no sandbox."
    )
