"""A room as a trainer opens it, and the browsers of those who come."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
from urllib.parse import urlencode

import pytest

LINK = re.compile(r"http://([\d.]+):(\d+)/qi/\?room=(\w+)")
A91 = "A91_try_it"


@pytest.fixture
def opened(project):
    """``opened(*words)`` opens a room as a trainer would: its process, port and code."""
    running = []

    def start(*words):
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = trial.getsockname()[1]
        words = words if "--port" in words else ("--port", str(port), *words)
        server = subprocess.Popen(
            [sys.executable, "-m", "qikit.cli", "learn", "--room", *words],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ.copy(),
        )
        running.append(server)
        server.said = ""
        for line in server.stdout:
            server.said += line
            if found := LINK.search(line):
                server.host, server.port, server.room = found[1], int(found[2]), found[3]
            if "To stop" in line:
                return server
        raise AssertionError(f"no link was printed: {server.said}")

    yield start
    for server in running:
        server.kill()
        server.wait()
        server.stdout.close()


class Browser:
    """Cookies, and one request after the other."""

    def __init__(self, server, name=None):
        self.server, self.cookies = server, {}
        if name:
            assert self.join(name)[0] == 303

    def ask(self, path, method="GET", body=None, **headers):
        """Status, body and headers of one request."""
        if isinstance(body, dict):
            body = json.dumps(body).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        said = {"Cookie": cookies, "X-XSRFToken": self.cookies.get("_xsrf", "")}
        line = http.client.HTTPConnection(self.server.host, self.server.port, timeout=20)
        line.request(method, path, body, {**said, **headers})
        reply = line.getresponse()
        found = reply.status, reply.read(), reply.headers
        line.close()
        for cookie in reply.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return found

    def form(self, path, **fields):
        """Send a form as a page does."""
        self.ask("/qi/join/")
        body = urlencode({**fields, "_xsrf": self.cookies["_xsrf"]})
        kind = {"Content-Type": "application/x-www-form-urlencoded", "X-XSRFToken": ""}
        return self.ask(path, "POST", body, **kind)

    def join(self, name, **more):
        """Type a name at the door."""
        return self.form("/qi/join/", name=name, **{"room": self.server.room, **more})

    def kept(self):
        """My answers as the server gives them."""
        status, said, _ = self.ask(f"/qi/api/{A91}/answers")
        return json.loads(said) if status == 200 else status

    def save(self, value, base=0, **more):
        """Answer question 1."""
        body = {"answers": {"q1": {"value": value, "attempts": []}}, **more}
        return self.ask(f"/qi/api/{A91}/answers", "PUT", body, **{"If-Match": f'"{base}"'})


@pytest.fixture(scope="session")
def visitor():
    """``visitor(server, name=None)`` is a browser of its own; with a name it has joined."""
    return Browser


@pytest.fixture(scope="module")
def closed_room(made):
    """A learner in a room that all of these look at."""
    own = {**os.environ, "QI_ROOT": str(made / "project"), "QI_WORK": str(made / "room")}
    words = "from qikit.course.room import room; room(port=21987)"
    server = subprocess.Popen(
        [sys.executable, "-c", words], stdout=subprocess.PIPE, text=True, env=own
    )
    found = next(found for line in server.stdout if (found := LINK.search(line)))
    server.host, server.port, server.room = found[1], int(found[2]), found[3]
    yield Browser(server, "Ann")
    server.kill()
    server.wait()
    server.stdout.close()
