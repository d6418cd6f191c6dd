"""How quick a room's server is when everybody answers at the same time.

``python3 start.py bench room`` starts ``qikit learn --room`` on this machine, lets 120 learners in,
and prints one table. Every answer is then looked for on disk. Times are of this machine and run.
"""

import asyncio
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psutil

from qikit import learn

MODULE = "A03_plot_the_dots"
LEARNERS = 120
LOADS = (
    # what everybody does, saves of each, seconds between her saves
    ("all at the same moment, once", 1, 0.0),
    ("an answer every 2 seconds", 15, 2.0),
    ("an answer every second", 20, 1.0),
    ("as fast as they can", 10, 0.0),
)
UI = Path(learn.__file__).with_name("ui")
LINK = re.compile(r"http://127\.0\.0\.1:(\d+)/qi/\?room=(\w+)")


@dataclass
class Taken:
    """Seconds that each kind of request took, and what should lie on disk."""

    saves: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    refused: int = 0
    answers: dict[str, dict] = field(default_factory=dict)


class Learner:
    """One browser: a connection that stays open, cookies, and the answers as she has them."""

    def __init__(self, port: int, module: str, number: int):
        self.port, self.module, self.number = port, module, number
        self.cookies, self.id, self.revision, self.answers = {}, "", 0, {}

    async def ask(self, path, method="GET", body=b"", **headers):
        """One request; status and body."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = {
            "Host": f"127.0.0.1:{self.port}", "Cookie": cookies, "Content-Length": len(body),
            "X-XSRFToken": self.cookies.get("_xsrf", ""), **headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.out.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        said = (await self.into.readuntil(b"\r\n\r\n")).decode()
        for name, value in re.findall(r"(?mi)^set-cookie: ([^=]+)=([^;\r]*)", said):
            self.cookies[name] = value
        length = re.search(r"(?mi)^content-length: (\d+)", said)
        body = await self.into.readexactly(int(length[1])) if length else b""
        return int(said.split(maxsplit=2)[1]), body

    async def join(self, room: str):
        """Come in by the door."""
        self.into, self.out = await asyncio.open_connection("127.0.0.1", self.port)
        await self.ask(f"/qi/join/?room={room}")
        given = {"name": f"Learner {self.number}", "room": room, "new": 1}
        form = urlencode({**given, "_xsrf": self.cookies["_xsrf"]}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        status, _ = await self.ask("/qi/join/", "POST", form, **kind)
        assert status == 303, status
        self.id = (await self.read())["learner"]

    async def open(self) -> float:
        """Load the page and every script and style that it needs; the seconds it took."""
        started = time.perf_counter()
        zip = {"Accept-Encoding": "gzip"}
        status, page = await self.ask(f"/qi/{self.module}/", **zip)
        assert status == 200, status
        found = [*sorted(UI.rglob("*.js")), *sorted(UI.rglob("*.css"))]
        edition = re.search(rb"ui/(v-\w+)/", gzip.decompress(page))[1].decode()
        for path in found:
            status, _ = await self.ask(f"/qi/ui/{edition}/learn/{path.relative_to(UI)}", **zip)
            assert status == 200, path
        return time.perf_counter() - started

    async def leave(self):
        """Close the browser."""
        with suppress(OSError):
            self.out.close()
            await self.out.wait_closed()

    async def read(self):
        """What is kept of her now."""
        status, said = await self.ask(f"/qi/api/{self.module}/answers")
        assert status == 200, (status, said)
        return json.loads(said)

    async def save(self, taken: Taken, conflict: bool):
        """Answer one question and save; with a conflict, from a revision that is past."""
        turn = len(taken.saves) % 9
        attempt = {"at": "2026-11-23T12:41:00+00:00", "value": f"{self.number}-{turn}"}
        entry = {"value": f"{self.number}-{self.revision}", "attempts": [attempt] * 3}
        text = {"value": "x" * 800, "attempts": []}
        self.answers = {**self.answers, f"q{turn}": entry, "t1": text}
        sent = {"learner": self.id, "answers": self.answers}
        body = json.dumps(sent).encode()
        base = max(self.revision - 1, 0) if conflict and self.revision else self.revision
        while True:
            started = time.perf_counter()
            status, said = await self.ask(
                f"/qi/api/{self.module}/answers", "PUT", body, **{"If-Match": f'"{base}"'}
            )
            taken.saves.append(time.perf_counter() - started)
            if status == 200:
                self.revision = json.loads(said)["revision"]
                return
            assert status == 412, (status, said)
            taken.refused += 1
            base = json.loads(said)["revision"]

    async def learn(self, taken: Taken, saves: int, pause: float, chance: random.Random):
        """Answer ``saves`` times, now and then reading, now and then behind another window."""
        for _ in range(saves):
            if pause:
                await asyncio.sleep(pause * chance.uniform(0.5, 1.5))
            await self.save(taken, conflict=chance.random() < 0.1)
            if chance.random() < 0.2:
                started = time.perf_counter()
                kept = await self.read()
                taken.reads.append(time.perf_counter() - started)
                assert kept["answers"] == self.answers
        taken.answers[self.id] = self.answers


@asynccontextmanager
async def crowd(port: int, room: str, module: str, many: int):
    """Let ``many`` learners in, and out again."""
    learners = [Learner(port, module, number) for number in range(many)]
    try:
        await asyncio.gather(*(each.join(room) for each in learners))
        yield learners
    finally:
        await asyncio.gather(*(each.leave() for each in learners))


async def answer(learners: list[Learner], saves: int, pause: float) -> Taken:
    """Let them all answer at the same time."""
    taken = Taken()
    chances = [random.Random(each.number) for each in learners]
    await asyncio.gather(
        *(each.learn(taken, saves, pause, chance)
          for each, chance in zip(learners, chances, strict=True))
    )
    return taken


def lost(work: Path, module: str, taken: Taken) -> list[str]:
    """The learners whose answers on disk are not what they gave."""
    return [
        id for id, answers in taken.answers.items()
        if json.loads((work / "learners" / id / module / "answers.json").read_text())["answers"]
        != answers
    ]


async def measure(port: int, room: str, work: Path, server: psutil.Process) -> None:
    """The table."""
    memory = server.memory_info().rss
    print(f"{LEARNERS} learners on one server process; each save names its revision, 1 in 10 is\n"
          "refused and sent again, 1 in 5 is followed by a read; the disk confirms each save.\n")
    print("| Everybody answers | Saves a second | Save, median | 99th percentile | Slowest | "
          "Read, 99th percentile | Lost |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    async with crowd(port, room, MODULE, LEARNERS) as learners:
        for name, saves, pause in LOADS:
            started = time.perf_counter()
            taken = await answer(learners, saves, pause)
            rate = len(taken.saves) / (time.perf_counter() - started)
            print(f"| {name} | {rate:.0f} | {at(taken.saves, 0.5)} | {at(taken.saves, 0.99)} | "
                  f"{at(taken.saves, 1)} | {at(taken.reads, 0.99)} | "
                  f"{len(lost(work, MODULE, taken))} |", flush=True)
        started = time.perf_counter()
        seconds = sorted(await asyncio.gather(*(each.open() for each in learners)))
        print(f"\n{LEARNERS} learners open the lesson's page, with its scripts and styles, at the\n"
              f"same moment: half have all of it after {seconds[LEARNERS // 2]:.1f} s, the last "
              f"after {seconds[-1]:.1f} s.")
    print(f"\nThe server's memory: {memory / 1e6:.0f} MB before anybody came, "
          f"{server.memory_info().rss / 1e6:.0f} MB after.")


def at(times: list[float], share: float) -> str:
    """The quantile of times, in milliseconds."""
    return f"{sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000:.0f} ms"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as work:
        environment = {**os.environ, "QI_WORK": work, "PYTHONUNBUFFERED": "1"}
        server = subprocess.Popen(
            [sys.executable, "-m", "qikit.cli", "learn", "--room", "--port", "28889"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
        )
        try:
            port, room = next(found.groups() for line in server.stdout
                              if (found := LINK.search(line)))
            asyncio.run(measure(int(port), room, Path(work), psutil.Process(server.pid)))
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


if __name__ == "__main__":
    main()
