"""Hostile and unlucky code: what it earns, and that its neighbours in the same run are right."""

import os
import socket
import time
from pathlib import Path

import nbformat
import pytest

GOOD = "def spread(values):\n    return {'low': min(values), 'high': max(values)}\n"
PEEK = """
import os
seen = []
for start in {places!r}:
    for folder, _, files in os.walk(start):
        seen += [os.path.join(folder, name) for name in files]
print("FOUND", [path for path in seen if not path.startswith(("/qi/qikit/", "/qi/datasets/"))])
def spread(values):
    return {{"low": len(seen), "high": 0}}
"""

# name: code, points of 6 for it, words that the marked copy shows
CASES = {
    "endless_loop": (GOOD + "while True: pass", 6, "ran longer than 2 seconds"),
    "endless_call": ("def spread(values):\n    while True: pass", 0, "longer than 2 seconds"),
    "deaf_loop": (
        "import signal\nfor n in range(1, 64):\n    try: signal.signal(n, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\ndef spread(values):\n    while True:\n"
        "        try:\n            while True: pass\n        except BaseException: pass", 0,
        "longer than 2 seconds",
    ),
    "exit_in_cell": (GOOD + "import os\nos._exit(0)", 0, "the program ended"),
    "exit_in_call": ("import os\ndef spread(values): os._exit(0)", 0, "did not come back"),
    "exits_once": (
        "import os\ndef spread(values):\n    if values[0] > 0: os._exit(1)\n"
        "    return {'low': min(values), 'high': max(values)}", 3, "did not come back",
    ),
    "sys_exit": (GOOD + "import sys\nsys.exit()", 6, "SystemExit"),
    "kill_all": (GOOD + "import os\nos.kill(-1, 9)", 6, "ProcessLookupError"),
    "segfault": (
        "import ctypes\ndef spread(values): ctypes.string_at(0)", 0, "did not come back"
    ),
    "memory": ("def spread(values): return bytearray(1 << 34)", 0, "MemoryError"),
    "memory_slow": (
        "def spread(values):\n    kept = []\n    while True: kept.append(bytearray(1 << 24))", 0,
        "MemoryError",
    ),
    "recursion": ("def spread(values): return spread(values)", 0, "RecursionError"),
    "forks": (
        GOOD + "import os\ntry:\n    while True:\n        if os.fork() == 0:\n"
        "            while True: pass\nexcept OSError: print('no more')", None, None,
    ),
    "threads": (
        GOOD + "import threading, time\nfor n in range(8):\n"
        "    threading.Thread(target=time.sleep, args=(999,)).start()", 6, None,
    ),
    "output": (GOOD + "print('x' * 50_000_000)", 6, "the rest is not shown"),
    "raw_output": (
        GOOD + "import os\nfor n in range(64):\n    try: os.write(n, b'\\0' * 100_000)\n"
        "    except OSError: pass", 0, "This cell was stopped",
    ),
    "huge_result": ("def spread(values): return 'x' * (1 << 26)", 0, "too much came back"),
    "deep_result": (
        "def spread(values):\n    x = []\n    for n in range(100): x = [x]\n    return x", 0,
        "not plain data",
    ),
    "giant_number": ("def spread(values): return {'low': 10**400, 'high': 1}", 0, "not plain data"),
    "not_a_number": ("def spread(values): return {'low': float('nan'), 'high': 1}", 0, None),
    "big_file": (GOOD + "open('/tmp/x', 'wb').write(b'x' * (1 << 25))", 6, "OSError"),
    "full_disk": (
        GOOD + "for n in range(20): open(f'/tmp/{n}', 'wb').write(b'x' * (1 << 23))", 6, "OSError"
    ),
    "input": (GOOD + "input()", 6, "EOFError"),
    "network": (
        GOOD + "import socket\nsocket.create_connection(('1.1.1.1', 80), 1)", 6, "unreachable"
    ),
    "patches_numpy": (
        "import numpy, qikit.learn.cases as c, qikit.mark.child as m, json\n"
        "numpy.allclose = lambda *a, **k: True\nc.agrees = lambda *a, **k: True\n"
        "m.call = lambda *a: {'value': {'low': 0, 'high': 0}}\n"
        "def spread(values): return {'low': 0, 'high': 0}", 0, None,
    ),
    "lying_objects": (
        "class Liar(float):\n    def __eq__(self, other): return True\n"
        "    def __float__(self): return 5.5\n    def __repr__(self): return '5.5'\n"
        "    def __hash__(self): return 1\n"
        "def spread(values): return {'low': Liar(1), 'high': Liar(2)}", 0, None,
    ),
    "echoes_the_data": (
        "def spread(values):\n    raise type('Saw_' + str(values[0]).replace('.', '_'), "
        "(Exception,), {})(str(values))", 0, "an error of its own",
    ),
    "syntax_error": ("def spread(values:\n    return", 0, "SyntaxError"),
    "mounts": (
        GOOD + "import ctypes\nc = ctypes.CDLL(None)\n"
        "print('MOUNTED', c.umount(b'/tmp'), c.unshare(0x10000000))", 6, "MOUNTED -1 -1",
    ),
    "writes_to_the_library": (GOOD + "open('/qi/qikit/evil.py', 'w')", 6, "Read-only"),
    "environment": (GOOD + "import os\nprint('ENV', sorted(os.environ))", 6, "QIKIT_FACE"),
    "warns_and_prints": (
        "import warnings, sys\ndef spread(values):\n    warnings.warn('old')\n    print('hello')\n"
        "    print('oh', file=sys.stderr)\n"
        "    return {'low': min(values), 'high': max(values)}", 6, None,
    ),
    "magics": ("%matplotlib inline\n!ls\n" + GOOD, 6, None),
}


@pytest.mark.parametrize("some", [list(CASES)[start::3] for start in range(3)])
def test_each_hostile_hand_in_earns_its_own_mark_and_harms_nobody(school, some):
    school.hand_in("a_first", school.CODE, code=school.GOOD)
    for name in some:
        school.hand_in(name, school.CODE, code=CASES[name][0])
    school.hand_in("z_last", school.CODE, code=school.GOOD)
    done = school.mark(workers=2)
    assert done.unreadable == []
    points = school.points(school.CODE)
    assert (points["a_first"], points["z_last"]) == (10, 10)
    for name in some:
        _, expected, said = CASES[name]
        if expected is not None:
            assert (name, points[name]) == (name, expected + 4)
        said_all = school.shown(name, school.CODE) + str(school.receipt(name, school.CODE))
        assert said is None or said in said_all, (name, said_all[-3000:])
        for secret in ("71.25", "-3.75"):
            assert secret not in str(school.receipt(name, school.CODE)), name


def test_nothing_of_the_course_can_be_seen(school):
    school.hand_in("ann", school.CODE, code=school.GOOD)
    project = Path(__file__).resolve().parents[2]
    places = [
        school.root, school.work, project / "curriculum", project / "tests", project / ".qi",
        "/qi", "/tmp", "/home", "/var", "/mnt", "/etc", "/proc", "/sys",
    ]
    code = PEEK.format(places=[str(place) for place in places])
    school.hand_in("spy", school.CODE, code=code)
    school.mark()
    assert "FOUND ['/qi/curriculum/pathways.toml']" in school.shown("spy", school.CODE)
    assert school.points(school.CODE) == {"ann": 10, "spy": 4}


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


def test_deleted_duplicated_edited_and_added_cells(school):
    def cell(name, source, **changed):
        made = school.solution(source, name)
        made.metadata.nbgrader.update(changed)
        return made

    right = cell("code-q1", school.GOOD)
    easy = "### BEGIN HIDDEN TESTS\n999\n### END HIDDEN TESTS"
    hand_ins = {
        "deleted": ([], 4),
        "duplicated": ([right, cell("code-q1", "def spread(values): return 0")], 10),
        "edited_test": ([right, cell("mark-q1", easy, grade=True, points=999)], 10),
        "only_test": ([cell("mark-q1", easy, grade=True, points=999)], 4),
        "edited_points": ([cell("code-q1", school.GOOD, points=100, grade=True)], 10),
        "old_schema": ([cell("code-q1", school.GOOD, schema_version=1)], 10),
        "new_schema": ([cell("code-q1", school.GOOD, schema_version=99)], 10),
        "locked_edited": ([cell("show-start", "import os; os._exit(0)"), right], 10),
        "own_helper": ([
            nbformat.v4.new_code_cell("import math\ndef least(v): return min(v)"),
            nbformat.v4.new_code_cell("import os; os._exit(0)"),
            cell("code-q1", "def spread(v): return {'low': least(v), 'high': max(v)}"),
        ], 10),
        "own_cell": ([
            cell("code-q1", school.STUB), nbformat.v4.new_code_cell(school.GOOD)
        ], 10),
        "as_released": ([cell("code-q1", school.STUB)], 4),
    }
    for learner, (cells, _) in hand_ins.items():
        school.hand_in(learner, school.CODE, cells=cells or [nbformat.v4.new_code_cell("1")])
    assert school.mark().unreadable == []
    assert school.points(school.CODE) == {name: points for name, (_, points) in hand_ins.items()}
    state = school.receipt("as_released", school.CODE)["marks"]["mark-q1"]["state"]
    assert state == "not answered"
