"""The sandbox itself: what it refuses to do without, and that each learner starts clean."""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from qikit.errors import QIError
from qikit.mark import isolation, watch, wire
from qikit.mark.feedback import feedback
from qikit.mark.limits import MEGABYTE, Limits
from qikit.mark.sandbox import Sandbox


@pytest.fixture(scope="module")
def one_sandbox():
    """A sandbox and, for True, one without bubblewrap."""
    with Sandbox() as apart, Sandbox(bare=True) as bare:
        yield {False: apart, True: bare}


def test_without_bubblewrap_code_is_refused_and_the_rest_is_marked(school, monkeypatch):
    monkeypatch.setattr(isolation.shutil, "which", lambda name: None)
    school.hand_in("ann", school.CODE, code=school.GOOD)
    school.hand_in("ann", school.FREE)
    with pytest.raises(QIError, match="bubblewrap is not installed.*--without-sandbox"):
        school.mark()
    assert school.points(school.FREE) == {"ann": 10}
    assert school.mark(without_sandbox=True).marked == 1
    assert school.points(school.CODE) == {"ann": 10}
    assert "without a sandbox" in school.shown("ann", school.CODE)


@pytest.mark.parametrize("how", ["no bubblewrap", "no user namespaces"])
def test_a_refusal_leaves_no_module_without_code_unmarked(school, monkeypatch, how):
    if how == "no bubblewrap":
        monkeypatch.setattr(isolation.shutil, "which", lambda name: None)
    else:
        refusing = [shutil.which("bwrap"), "--no-such-permission"]
        monkeypatch.setattr(isolation, "command", lambda control, user: refusing)
    later = school.root / "curriculum" / "experts" / "E95_later"
    shutil.copytree(school.source(school.FREE).parent, later)
    source = (later / f"{school.FREE}.ipynb").read_text().replace("A90", "E95")
    (later / f"{school.FREE}.ipynb").unlink()
    (later / "E95_later.ipynb").write_text(source.replace("all_staff", "experts"))
    school.hand_in("ann", school.CODE, code=school.GOOD)
    school.RIGHT["E95_later"] = school.RIGHT[school.FREE]
    school.hand_in("ann", "E95_later")
    school.hand_in("ann", school.FREE)
    with pytest.raises(QIError, match="--without-sandbox.*Modules without code need no sandbox"):
        school.mark()
    assert school.points("E95_later") == school.points(school.FREE) == {"ann": 10}
    assert school.points(school.CODE) == {}
    done = school.mark(without_sandbox=True)
    assert (done.marked, school.points(school.CODE)) == (1, {"ann": 10})
    said = str(done)
    assert "Isolation of learners' code: none: the trainer chose to go on" in said
    assert "nothing was run" in said


def test_a_run_says_which_isolation_was_used(school):
    school.hand_in("ann", school.CODE, code=school.GOOD)
    assert "Isolation of learners' code: a bubblewrap sandbox, a separate" in str(school.mark())
    assert "Isolation of learners' code: a bubblewrap sandbox" in str(school.mark()), "unchanged"
    feedback()
    said = school.work / "learners" / "ann" / school.CODE / "feedback.html"
    assert "Isolation when marking: a bubblewrap sandbox" in said.read_text()


MANY = """
import os, signal, time
signal.signal(signal.SIGALRM, signal.SIG_IGN)
for n in range(12):
    if os.fork() == 0:
        kept = []
        while True:
            kept.append(b"x" * (1 << 22))
while True:
    time.sleep(1)
"""


@pytest.mark.parametrize("how", ["nested", "one at a time", "bare"])
def test_memory_is_limited_for_all_that_a_learner_starts(how, monkeypatch):
    if how == "one at a time":
        real = isolation.zygote
        cannot = "from qikit.mark import confine, zygote; confine.can_nest = lambda: False; "

        def patched(control, user, kind):
            python, *options = real(control, user, kind)[:4]
            return [python, *options, "-c", f"{cannot}zygote.main({control}, {user}, True)"]

        monkeypatch.setattr(isolation, "zygote", patched)
    limits = Limits(cell_seconds=60, memory=512 * MEGABYTE)
    with Sandbox(limits, bare=how == "bare") as sandbox:
        assert sandbox.one_at_a_time is (how == "one at a time")
        inmate = sandbox.start()
        handle = inmate._process
        assert inmate.ask({"cell": "print(1)"}, 20)["out"] == "1\n"
        every, most, stop = set(), [0], threading.Event()

        def look():
            while not stop.is_set():
                every.update(watch.below(watch.number_of(handle)))
                most.append(watch.used(handle))
                stop.wait(0.01)

        looking = threading.Thread(target=look)
        looking.start()
        try:
            with pytest.raises(wire.Broken, match="it used more than 512 MB of memory"):
                inmate.ask({"cell": MANY}, 60)
        finally:
            stop.set()
            looking.join()
        assert not inmate.alive
        assert len(every) >= 2, "it started others"
        assert 256 * MEGABYTE < max(most) < 3 * 512 * MEGABYTE
        until = time.monotonic() + 5
        while any(map(_said, every)):
            assert time.monotonic() < until, "something it started is still there"
            time.sleep(0.02)
        neighbour = sandbox.start()
        assert neighbour.ask({"cell": "print(sum([1] * 10**6))"}, 20)["out"] == "1000000\n"
        neighbour.end()


STARTS = """
import sys
from qikit.mark.sandbox import Sandbox
sandbox = Sandbox(bare=sys.argv[1] == "bare")
inmate = sandbox.start()
inmate.ask({"cell": "import subprocess; subprocess.Popen(['sleep', '3600.0625'])"}, 20)
print("ready", flush=True)
inmate.ask({"cell": "while True: pass"}, 600)
"""


@pytest.mark.parametrize("how", ["apart", "bare"])
def test_when_the_marker_is_killed_what_a_learner_started_ends(how):
    command = [sys.executable, "-c", STARTS, how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as marker:
        assert marker.stdout.readline() == "ready\n"
        until = time.monotonic() + 5
        while "3600.0625" not in "".join(map(_said, every := watch.below(marker.pid))):
            assert time.monotonic() < until, "the learner's process was not started"
            time.sleep(0.02)
        marker.kill()
    until = time.monotonic() + 5
    while any(map(_said, every)):
        assert time.monotonic() < until, [_said(each) for each in every]
        time.sleep(0.02)


def _said(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def test_memory_that_forks_share_counts_once(school):
    code = (
        "kept = b'x' * (300 << 20)\nimport os, time\nfor n in range(8):\n"
        "    if os.fork() == 0: time.sleep(99)\ntime.sleep(0.5)\nprint('fine')"
    )
    with Sandbox(Limits(memory=1024 * MEGABYTE)) as sandbox:
        inmate = sandbox.start()
        assert inmate.ask({"cell": code}, 20)["out"] == "fine\n"
        inmate.end()


def test_children_are_found_where_the_kernel_keeps_no_list_of_them():
    with subprocess.Popen(["sleep", "60"]) as child:
        assert child.pid in watch._children_of_all(os.getpid())
        assert child.pid in watch.below(os.getpid())
        child.kill()


@pytest.mark.parametrize("code", [
    "os.memfd_create('x')", "c.unshare(0x10000000)",
    "c.shmget(0, 4096, 0o1600)", "c.msgget(0, 0o1600)", "c.ptrace(0, 0, 0, 0)",
    "c.setns(0, 0)", "c.mount(b'x', b'/tmp', b'tmpfs', 0, None)",
])
@pytest.mark.parametrize("bare", [False, True])
def test_calls_that_no_lesson_needs_are_closed(one_sandbox, code, bare):
    inmate = one_sandbox[bare].start()
    cell = (
        "import ctypes, os\nc = ctypes.CDLL(None, use_errno=True)\ntry:\n"
        f"    print({code}, ctypes.get_errno())\nexcept OSError as error:\n"
        "    print(-1, error.errno)"
    )
    assert inmate.ask({"cell": cell}, 20)["out"] == "-1 1\n"
    inmate.end()


def test_the_marked_copy_says_which_isolation_was_used(school):
    school.hand_in("ann", school.CODE, code=school.GOOD)
    school.hand_in("ann", school.FREE)
    school.mark()
    assert "a bubblewrap sandbox" in school.shown("ann", school.CODE)
    assert "nothing was run" in school.shown("ann", school.FREE)


def test_each_process_is_alone_and_starts_clean(school):
    with Sandbox(school.QUICK) as sandbox:
        first, second = sandbox.start(), sandbox.start()
        write = "open('/tmp/left', 'w').write('x')\nimport numpy\nnumpy.mean = None"
        assert "error" not in first.ask({"cell": write}, 5)
        look = (
            "import os, numpy\nprint(os.listdir('/tmp'), numpy.mean is None, os.getpid(), "
            "os.listdir('/proc'))"
        )
        assert second.ask({"cell": look}, 5)["out"] == "[] False 1 []\n"
        first.end()
        third = sandbox.start()
        assert third.ask({"cell": look}, 5)["out"] == "[] False 1 []\n"
        second.end()
        third.end()


def test_it_starts_again_when_its_zygote_dies(school):
    with Sandbox(school.QUICK) as sandbox:
        sandbox._process.kill()
        inmate = sandbox.start()
        assert inmate.ask({"cell": "print(1)"}, 5)["out"] == "1\n"
        inmate.end()


def test_where_namespaces_cannot_nest_each_learner_gets_a_sandbox_of_her_own(school):
    with Sandbox(school.QUICK) as sandbox:
        sandbox.one_at_a_time = True
        first = sandbox.start()
        first.ask({"cell": "open('/tmp/left', 'w').write('x')"}, 5)
        first.end()
        sandbox.one_at_a_time = True
        second = sandbox.start()
        assert "left" not in second.ask({"cell": "import os\nprint(os.listdir('/tmp'))"}, 5)["out"]
        second.end()


def test_random_numbers_are_the_same_for_everybody(school):
    draw = {"cell": "import numpy, random\nprint(numpy.random.rand(), random.random())"}
    with Sandbox(school.QUICK) as sandbox:
        inmates = [sandbox.start() for _ in range(2)]
        assert len({inmate.ask(draw, 5)["out"] for inmate in inmates}) == 1
        for inmate in inmates:
            inmate.end()


def test_a_sandbox_that_cannot_start_says_why(school, monkeypatch):
    broken = shutil.which("false")
    monkeypatch.setattr(isolation, "command", lambda control, user: [broken])
    with pytest.raises(QIError, match="could not start: it gave no reason.*--without-sandbox"):
        Sandbox()
