"""A server that is stopped, killed and starved, and the windows that look at it."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest

A91 = "A91_try_it"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/qi/\?\w+=\S+")
# The learner's server in this very process, on a disk that can be filled and freed.
ON_A_SMALL_DISK = """
import os, sys, threading
from qikit import cli, place

balloon = place.work() / "learners" / "balloon"

def obey():
    for word in sys.stdin:
        if word.strip() == "free":
            balloon.unlink()
        else:
            with open(balloon, "wb", buffering=0) as stream:
                try:
                    while True:
                        stream.write(b"x" * 4096)
                except OSError as error:
                    print("full:", error.strerror, flush=True)

threading.Thread(target=obey, daemon=True).start()
cli.main(sys.argv[1:])
"""


class Server:
    """A learner's server, or a room, that can be stopped, killed and started again."""

    def __init__(self, words, small_disk=None):
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        self.command = [sys.executable, "-m", "qikit.cli", "learn", *words]
        if small_disk:
            self.command = [
                "bwrap", "--dev-bind", "/", "/", "--size", str(2 << 20),
                "--tmpfs", str(small_disk), "--die-with-parent",
                sys.executable, "-c", ON_A_SMALL_DISK, "learn", *words,
            ]
        self.process = None
        self.start()

    def start(self):
        """Start it, at the same port each time."""
        self.process = subprocess.Popen(
            [*self.command, "--port", str(self.port)], env=os.environ.copy(), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        self.link = self.hear(LINK)[0]
        self.base = self.link.partition("?")[0]

    def hear(self, wanted):
        """Wait until it says this."""
        said = ""
        for line in self.process.stdout:
            said += line
            if found := wanted.search(line):
                return found
        raise AssertionError(f"it never said {wanted.pattern}: {said}")

    def order(self, word):
        """Tell a server on a small disk to fill or to free it."""
        print(word, file=self.process.stdin, flush=True)

    def end(self, how):
        """End it in this way."""
        self.process.send_signal(how)
        self.process.wait(30)
        self.process.stdout.close()
        self.process.stdin.close()


@pytest.fixture
def server(project, tmp_path):
    """``server(*words)`` starts one."""
    running = []

    def start(*words, small_disk=False):
        disk = tmp_path / "work" / "learners" if small_disk else None
        if disk:
            disk.mkdir(parents=True, exist_ok=True)
        running.append(Server(words, disk))
        return running[-1]

    yield start
    for each in running:
        if each.process.poll() is None:
            each.end(signal.SIGKILL)


@pytest.fixture
def lesson(page):
    """``lesson(server)`` opens the lesson in one more window of one browser."""

    def start(server, link=None, at="#step-1", browser=None):
        window = (browser or page.context).new_page()
        window.goto(link or server.link)
        window.goto(f"{server.base}{A91}/{at}")
        window.wait_for_selector("html[data-ready]")
        return window

    return start


@pytest.fixture
def device(browser):
    """``device()`` is another browser with nothing in it."""
    made = []

    def start():
        made.append(browser.new_context())
        return made[-1]

    yield start
    for each in made:
        each.close()
