"""Code that cheats: patches, lies, peeks, writes, calls home. It earns and reaches nothing."""

import hashlib
import sys
from pathlib import Path

import pytest

RIGHT = "{'low': min(values), 'high': max(values)}"
GOOD = f"def spread(values):\n    return {RIGHT}\n"
WRONG = "def spread(values):\n    return {'low': 0, 'high': 0}\n"
HONEST = ("a_first", "m_middle", "z_last")
TOKEN = "trainers-own-secret"
PROJECT = Path(__file__).resolve().parents[2]
PYTHON = str(Path(sys.base_prefix).resolve())
PEEK = """
import os
shown, seen = ("/qi/qikit", "/qi/datasets", {python!r}), []
for start in {places!r}:
    for folder, inner, files in os.walk(start):
        inner[:] = [name for name in inner if os.path.join(folder, name) not in shown]
        seen += [os.path.join(folder, name) for name in files]
print("FOUND", sorted(set(seen)))
"""
TRY = "for path in {paths!r}:\n    try:\n        {what}\n    except OSError as error:\n" \
      "        print('NO', path, error.strerror)\n"


def attempt(what, *paths):
    """Code that tries something with each path and says what stopped it."""
    return GOOD + "import os, shutil\n" + TRY.format(paths=[str(path) for path in paths], what=what)


def cases(school):
    """Name: code, points of 6 for it, words that are kept of marking it."""
    source, book = school.source(school.CODE), school.work / "experts" / "gradebook.db"
    other = school.work / "experts" / "submitted" / "a_first" / school.CODE
    inbound = school.work / "exchange" / "qi-experts" / "inbound"
    own = (source, source.with_name("facilitator.md"), book, other / "answers.json",
           inbound / "x", PROJECT / "README.md", Path.home() / ".profile", "/etc/passwd")
    places = (school.root, school.work, PROJECT, PROJECT / ".qi", Path.home(), "/qi", "/tmp",
              "/home", "/root", "/var", "/mnt", "/srv", "/opt", "/run", "/etc", "/proc", "/sys")
    missing = "No such file or directory"
    return {
        "patches_numpy": (
            "import numpy\nnumpy.allclose = numpy.isclose = lambda *a, **k: True\n"
            "numpy.array = numpy.asarray = lambda *a, **k: 0\n" + WRONG, 0, None,
        ),
        "patches_pandas": (
            "import pandas\npandas.DataFrame.equals = lambda *a: True\n"
            "pandas.testing.assert_frame_equal = lambda *a, **k: None\n" + WRONG, 0, None,
        ),
        "patches_qikit": (
            "import qikit as qi, qikit.learn.cases as c, qikit.learn.normal as n\n"
            "qi.score = lambda *a, **k: 6\nc.agrees = lambda *a, **k: True\n"
            "n.near = lambda *a, **k: True\n" + WRONG, 0, None,
        ),
        "patches_builtins": (
            "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.isinstance = lambda *a: True\n"
            "builtins.max = builtins.min = lambda *a, **k: 0\n" + WRONG, 0, None,
        ),
        "patches_the_runner": (
            "import qikit.mark.child as m\nm.call = lambda *a: {'value': True, 'points': 6, "
            "'state': 'right', 'mark': 6}\n" + WRONG, 0, None,
        ),
        "patches_the_pipe": (
            "import qikit.mark.wire as w\nold = w.send\nw.send = lambda channel, reply: old("
            "channel, reply | {'value': {'low': True, 'high': True}, 'points': 6})\n" + WRONG, 0,
            None,
        ),
        "answers_twice": (
            "import qikit.mark.wire as w\nold = w.send\ndef send(channel, reply):\n"
            "    old(channel, reply)\n    old(channel, reply)\nw.send = send\n" + WRONG, 0,
            "answers another question",
        ),
        "stops_the_tests": (
            "import atexit, sys\nsys.settrace(lambda *a: sys.exit(0))\n" + WRONG, 0, None,
        ),
        "lies_as_a_number": (
            "class Liar(float):\n    def __eq__(self, other): return True\n"
            "    def __float__(self): return 5.5\n    def __repr__(self): return '5.5'\n"
            "    def __hash__(self): return 1\n"
            "def spread(values): return {'low': Liar(1), 'high': Liar(2)}", 0, None,
        ),
        "lies_as_a_table": (
            "class Liar(dict):\n    def __getitem__(self, name): return True\n"
            "    def __contains__(self, name): return True\n    def items(self): return []\n"
            "    def __eq__(self, other): return True\ndef spread(values): return Liar()", 0, None,
        ),
        "lies_as_a_list": (
            "class Liar:\n    def tolist(self): return {'low': Same(), 'high': Same()}\n"
            "class Same:\n    def __eq__(self, other): return True\n"
            "    def __repr__(self): return '5.5'\n    def __index__(self): return 5\n"
            "def spread(values): return Liar()", 0, None,
        ),
        "lies_as_a_function": (
            "class Liar:\n    def __call__(self, *a): return self\n"
            "    def __getattr__(self, name): return self\n"
            "    def __eq__(self, other): return True\nspread = Liar()", 0, None,
        ),
        "says_true": ("def spread(values): return {'low': True, 'high': True}", 0, None),
        "tells_the_data": (
            "def spread(values):\n    raise type('Saw_' + str(values[0]).replace('.', '_'), "
            "(Exception,), {})(str(values))", 0, "an error of its own",
        ),
        "returns_the_data": (
            "def spread(values): return {'low': list(values), 'high': str(values)}", 0, None,
        ),
        "prints_the_data": (f"def spread(values):\n    print(values)\n    return {RIGHT}", 6, None),
        "keeps_the_data": (
            "import os, glob\nprint('KEPT', glob.glob('/tmp/*'), glob.glob('/dev/shm/*'))\n"
            "def spread(values):\n    open('/tmp/kept', 'w').write(str(values))\n"
            "    os._exit(0)", 0, "KEPT [] []",
        ),
        "reads_everything": (
            PEEK.format(places=[str(place) for place in places], python=PYTHON) + GOOD, 6,
            "FOUND ['/qi/curriculum/pathways.toml']",
        ),
        "reads_the_source": (attempt("print(open(path).read())", *own), 6, f"{source} {missing}"),
        "reads_the_gradebook": (
            attempt("print(open(path, 'rb').read())", book), 6, f"{book} {missing}",
        ),
        "reads_another_learner": (
            attempt("print(open(path).read())", other / "answers.json"), 6, missing,
        ),
        "reads_what_comes_after": (
            GOOD + "import gc\nhidden = str(71) + '.25'\nheld = [each for each in "
            "gc.get_objects() if type(each) in (dict, list) and hidden in str(each)[:2000]]\n"
            "print('HELD', len(held))", 6, "HELD 0",
        ),
        "reads_the_environment": (
            GOOD + "import os\nprint('ENV', sorted(os.environ), os.environ.get('QI_TOKEN'))", 6,
            "QIKIT_FACE",
        ),
        "reads_other_processes": (
            GOOD + "import os\nprint('PROC', os.listdir('/proc'), os.getpid())", 6, "PROC [] 1",
        ),
        "writes_to_all_of_it": (attempt("open(path, 'w').write('6')", *own), 6, f"NO {source}"),
        "makes_folders": (
            attempt("os.makedirs(path)", source.parent / "new", inbound / "a_first+x", "/qi/new"),
            6, "Read-only file system",
        ),
        "deletes_everything": (
            attempt("shutil.rmtree(path, ignore_errors=True)", "/qi", *places), 6, None,
        ),
        "writes_to_the_library": (
            attempt("open(path, 'w').write('')", "/qi/qikit/evil.py", "/qi/datasets/x"), 6,
            "Read-only file system",
        ),
        "links_out": (
            attempt("os.symlink(path, '/tmp/' + str(hash(path))); print(open('/tmp/' + "
                    "str(hash(path))).read())", source, book, "/etc/shadow"), 6, missing,
        ),
        "becomes_another": (
            GOOD + "import os\nfor n in (0, 65534):\n    try: os.setuid(n)\n"
            "    except OSError as error: print('NO', n, error.strerror)", 6, "NO 0",
        ),
        "mounts": (
            GOOD + "import ctypes\nc = ctypes.CDLL(None)\nprint('MOUNTED', c.umount(b'/tmp'), "
            "c.unshare(0x10000000), c.mount(b'x', b'/tmp', b'tmpfs', 0, None))", 6,
            "MOUNTED -1 -1 -1",
        ),
        "traces": (
            GOOD + "import ctypes\nprint('TRACED', ctypes.CDLL(None).ptrace(16, 1, 0, 0))", 6,
            "TRACED -1",
        ),
        "raises_its_limits": (
            GOOD + "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))", 6,
            "ValueError",
        ),
        "network": (
            GOOD + "import socket\nsocket.create_connection(('1.1.1.1', 80), 1)", 6, "unreachable",
        ),
        "network_by_name": (
            GOOD + "import urllib.request\nurllib.request.urlopen('http://example.org', timeout=1)",
            6, "URLError",
        ),
        "network_here": (
            GOOD + "import socket\nsocket.create_connection(('127.0.0.1', 22), 1)", 6, "OSError",
        ),
        "network_raw": (
            GOOD + "import socket\nsocket.socket(socket.AF_PACKET, socket.SOCK_RAW)", 6,
            "PermissionError",
        ),
    }


NAMES = [
    "patches_numpy", "patches_pandas", "patches_qikit", "patches_builtins", "patches_the_runner",
    "patches_the_pipe", "answers_twice", "stops_the_tests", "lies_as_a_number", "lies_as_a_table",
    "lies_as_a_list", "lies_as_a_function", "says_true", "tells_the_data", "returns_the_data",
    "prints_the_data", "keeps_the_data", "reads_everything", "reads_the_source",
    "reads_the_gradebook", "reads_another_learner", "reads_what_comes_after",
    "reads_the_environment", "reads_other_processes", "writes_to_all_of_it", "makes_folders",
    "deletes_everything", "writes_to_the_library", "links_out", "becomes_another", "mounts",
    "traces", "raises_its_limits", "network", "network_by_name", "network_here", "network_raw",
]


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder and a short name for what it holds."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="module")
def marked(one_school):
    """All of them, with honest work before, between and after, marked in one run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QI_TOKEN", TOKEN)
        for name in HONEST:
            one_school.hand_in(name, one_school.CODE, code=GOOD)
        one_school.cases = cases(one_school)
        for name, (code, *_) in one_school.cases.items():
            one_school.hand_in(name, one_school.CODE, code=code)
        inbound = one_school.work / "exchange"
        one_school.before = contents(one_school.root) | contents(inbound)
        done = one_school.mark(workers=2)
        one_school.after = contents(one_school.root) | contents(inbound)
    one_school.found = one_school.points(one_school.CODE)
    return one_school, done


@pytest.mark.parametrize("name", NAMES)
def test_each_earns_what_its_code_is_worth_and_no_more(marked, name):
    school, _ = marked
    _, points, said = school.cases[name]
    told = school.told(name, school.CODE)
    assert school.found[name] == points + 4
    assert said is None or said in told, told[-3000:]
    assert TOKEN not in told
    for hidden in ("71.25", "-3.75"):
        assert hidden not in str(school.receipt(name, school.CODE)), "what a learner is told"


def test_every_case_is_in_the_list(marked):
    assert sorted(NAMES) == sorted(marked[0].cases)


def test_honest_work_in_the_same_run_is_marked_right(marked):
    school, done = marked
    assert [school.found[name] for name in HONEST] == [10, 10, 10]
    assert done.unreadable == []
    assert done.marked == len(NAMES) + len(HONEST)


def test_nothing_of_the_course_was_changed(marked):
    school, _ = marked
    assert school.after == school.before
