"""Code that breaks, hogs or floods: what it earns, and that honest work beside it is right."""

import os
import socket
import time
from pathlib import Path

import pytest

GOOD = "def spread(values):\n    return {'low': min(values), 'high': max(values)}\n"
EXACT = "return {'low': min(values), 'high': max(values)}"
HONEST = {"a_first": 10, "m_middle": 0, "z_last": 10}

# name: code, points of 6 for it, words that are kept of marking it
CASES = {
    "endless_loop": (GOOD + "while True: pass", 6, "ran longer than 2 seconds"),
    "endless_call": ("def spread(values):\n    while True: pass", 0, "longer than 2 seconds"),
    "deaf_loop": (
        "import signal\nfor n in range(1, 64):\n    try: signal.signal(n, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\ndef spread(values):\n    while True:\n"
        "        try:\n            while True: pass\n        except BaseException: pass", 0,
        "longer than 2 seconds",
    ),
    "sleeps": (GOOD + "import time\ntime.sleep(10**6)", 6, "ran longer than 2 seconds"),
    "exit_in_cell": (GOOD + "import os\nos._exit(0)", 0, "the program ended"),
    "exit_in_call": ("import os\ndef spread(values): os._exit(0)", 0, "did not come back"),
    "exits_once": (
        f"import os\ndef spread(values):\n    if values[0] > 0: os._exit(1)\n    {EXACT}", 3,
        "did not come back",
    ),
    "kernel_exit": (GOOD + "exit()", 6, "SystemExit"),
    "sys_exit": (GOOD + "import sys\nsys.exit()", 6, "SystemExit"),
    "kills_all": (GOOD + "import os\nos.kill(-1, 9)", 6, "ProcessLookupError"),
    "kills_its_parent": (GOOD + "import os\nos.kill(os.getppid(), 9)", 6, None),
    "closes_its_pipe": (GOOD + "import os\nos.closerange(0, 4096)", 0, "the program ended"),
    "closes_print": (GOOD + "import sys\nsys.stdout.close()\nsys.stdout = None", 6, None),
    "segfault": (
        "import ctypes\ndef spread(values): ctypes.string_at(0)", 0, "did not come back"
    ),
    "memory": ("def spread(values): return bytearray(1 << 34)", 0, "MemoryError"),
    "memory_slow": (
        "def spread(values):\n    kept = []\n    while True: kept.append(bytearray(1 << 24))", 0,
        "MemoryError|longer than 2 seconds",
    ),
    "memory_of_many": (
        GOOD + "import os, signal, time\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\n"
        "for n in range(6):\n    if os.fork() == 0: kept = b'x' * (300 << 20)\n"
        "while True: time.sleep(1)", 0, "This cell was stopped",
    ),
    "memory_in_files": (
        GOOD + "import os\nfor n in range(99): os.write(os.memfd_create('x'), b'x' * (1 << 23))", 6,
        "Operation not permitted",
    ),
    "memory_shared": (
        GOOD + "import ctypes\nprint('SHARED', ctypes.CDLL(None).shmget(0, 1 << 30, 0o1600))", 6,
        "SHARED -1",
    ),
    "recursion": ("def spread(values): return spread(values)", 0, "RecursionError"),
    "fork_bomb": (
        "import os\ndef spread(values):\n    while True:\n        try: os.fork()\n"
        "        except OSError: pass", 0, "did not come back|longer than 2 seconds",
    ),
    "too_many_processes": (
        GOOD + "import os, time\ntry:\n    while True:\n        if os.fork() == 0:\n"
        "            time.sleep(999)\nexcept OSError: print('no more')", 6, "no more",
    ),
    "threads_left_running": (
        GOOD + "import threading, time\nfor n in range(8):\n"
        "    threading.Thread(target=time.sleep, args=(999,)).start()", 6, None,
    ),
    "too_many_threads": (
        GOOD + "import threading, time\nfor n in range(99):\n"
        "    threading.Thread(target=time.sleep, args=(999,)).start()", 6, "can't start new thread",
    ),
    "huge_output": (GOOD + "print('x' * 50_000_000)", 6, "the rest is not shown"),
    "huge_error": (GOOD + "raise ValueError('x' * 50_000_000)", 6, "ValueError: xxx"),
    "error_without_words": (
        GOOD + "class Odd(Exception):\n    def __str__(self): raise self\nraise Odd", 0,
        "the program ended",
    ),
    "raw_output": (
        GOOD + "import os\nfor n in range(64):\n    try: os.write(n, b'\\0' * 100_000)\n"
        "    except OSError: pass", 0, "This cell was stopped",
    ),
    "half_a_character": (GOOD + "print('cut', chr(0xd83d))", 6, "cut \N{REPLACEMENT CHARACTER}"),
    "control_characters": (GOOD + r"print('\x00\x1b[2J\x1b]0;x\x07')", 6, r"\u001b[2J"),
    "huge_result": ("def spread(values): return 'x' * (1 << 26)", 0, "too much came back"),
    "deep_result": (
        "def spread(values):\n    x = []\n    for n in range(100): x = [x]\n    return x", 0,
        "not plain data",
    ),
    "endless_result": (
        "def spread(values):\n    x = {}\n    x['low'] = x['high'] = x\n    return x", 0,
        "RecursionError",
    ),
    "giant_number": ("def spread(values): return {'low': 10**400, 'high': 1}", 0, "not plain"),
    "not_a_number": ("def spread(values): return {'low': float('nan'), 'high': 1}", 0, None),
    "infinity": ("def spread(values): return dict.fromkeys(('low', 'high'), -1e999)", 0, None),
    "big_file": (GOOD + "open('/tmp/x', 'wb').write(b'x' * (1 << 25))", 6, "OSError"),
    "full_disk": (
        GOOD + "for n in range(20): open(f'/tmp/{n}', 'wb').write(b'x' * (1 << 23))", 6, "OSError"
    ),
    "many_files": (
        GOOD + "for n in range(10_000): open(f'/tmp/{n}', 'w').close()", 6, "No space left"
    ),
    "input": (GOOD + "input()", 6, "EOFError"),
    "syntax_error": ("def spread(values:\n    return", 0, "SyntaxError"),
    "null_byte": (GOOD + "x = '\0'", 0, "null bytes"),
    "warns_and_prints": (
        "import warnings, sys\ndef spread(values):\n    warnings.warn('old')\n    print('hello')\n"
        f"    print('oh', file=sys.stderr)\n    {EXACT}", 6, None,
    ),
    "warns_as_an_error": (
        f"import warnings\nwarnings.simplefilter('error')\ndef spread(values):\n    {EXACT}\n"
        "warnings.warn('old')", 6, "UserWarning: old",
    ),
    "magics": ("%matplotlib inline\n!ls\n" + GOOD, 6, None),
}


@pytest.fixture(scope="module")
def marked(one_school):
    """All of them, with honest work before, between and after, marked in one run."""
    for name, points in HONEST.items():
        one_school.hand_in(name, one_school.CODE, code=GOOD if points else one_school.STUB,
                           values=None if points else {})
    for name, (code, *_) in CASES.items():
        one_school.hand_in(name, one_school.CODE, code=code)
    done = one_school.mark(workers=2)
    one_school.found = one_school.points(one_school.CODE)
    return one_school, done


@pytest.mark.parametrize("name", CASES)
def test_each_earns_its_own_mark(marked, name):
    school, _ = marked
    _, points, said = CASES[name]
    told = school.told(name, school.CODE)
    assert school.found[name] == points + 4
    assert said is None or any(words in told for words in said.split("|")), told[-3000:]
    for hidden in ("71.25", "-3.75"):
        assert hidden not in str(school.receipt(name, school.CODE)), "what a learner is told"


def test_honest_work_in_the_same_run_is_marked_right(marked):
    school, done = marked
    assert {name: school.found[name] for name in HONEST} == HONEST
    assert done.unreadable == []
    assert done.marked == len(CASES) + len(HONEST)
    assert not any(ord(sign) < 32 and sign != "\n" for sign in str(done))


def test_nothing_started_survives(school):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        door.settimeout(0.2)
        code = school.GOOD + (
            "\nimport subprocess, sys\nsubprocess.Popen([sys.executable, '-c', "
            "'import time; time.sleep(3600.125)'], start_new_session=True)"
            f"\nimport socket\nsocket.create_connection(('127.0.0.1', {door.getsockname()[1]}), 1)"
        )
        school.hand_in("ann", school.CODE, code=code)
        school.mark()
        with pytest.raises(TimeoutError):
            door.accept()
    assert school.points(school.CODE) == {"ann": 10}
    deadline = time.monotonic() + 5
    while _running("3600.125") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _running("3600.125") == []


def _running(words: str) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if int(path.parent.name) != os.getpid() and words.encode() in path.read_bytes():
                found.append(path.parent.name)
        except OSError:
            continue
    return found
