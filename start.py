#!/usr/bin/env python3
"""Set everything up and start: Python's standard library only.

    python3 start.py            set up, then start the learner's server and print one link
    python3 start.py test       set up, then run every test
    python3 start.py lock       for maintainers: choose the versions anew (requirements.lock)
    python3 start.py VERB ...   any other verb of qikit: build, mark, feedback, grades, teach ...

On Windows type ``py start.py``. Safe to repeat: what is already done is not done again.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "qi-stamp.json"
LOCK = HOME / "requirements.lock"
SECTIONS = ("setup", "core", "trainer", "hub", "test")
FOR_LEARNERS = ("setup", "core", "trainer")
FOR_TESTS = ("setup", "core", "trainer", "hub", "test")
OLDEST, NEWEST = (3, 11), (3, 13)


class Stop(Exception):
    """Something the person at the keyboard can put right; its words say what to do."""


def main(words):
    """Do what the words ask; the exit code of what was run."""
    check_python()
    verb = words[0] if words else "learn"
    if verb in ("-h", "--help"):
        print(__doc__)
        return 0
    if verb == "lock":
        make_venv()
        call([str(PYTHON), "-m", "pip", "install", "--quiet", "uv"], "install uv")
        return write_lock()
    set_up(groups_for(verb, words))
    refuse_namesake()
    if verb == "test":
        debian("chromium", "bubblewrap", "postgresql", needed=True)
        return run_tests(words[1:])
    debian("bubblewrap", needed=False)
    return subprocess.call([str(PYTHON), "-m", "qikit.cli", *(words or ["learn"])], cwd=HOME)


def groups_for(verb, words):
    """What this verb needs; a gradebook on a server and a cluster need the hub's packages.

    Benchmarks compare with other packages and use the tests' submissions, so they need it all.
    """
    if verb in ("test", "bench"):
        return FOR_TESTS
    cluster = any(one.startswith("--scheduler") for one in words)
    hub = cluster or os.environ.get("QI_GRADEBOOK")
    return (*FOR_LEARNERS, "hub") if hub else FOR_LEARNERS


def check_python():
    """Refuse a Python that the locked versions were not chosen for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Stop(
            "This is Python {}.{}. The course needs Python {}.{} to {}.{}. "
            "Install one of these and type the same command with it.".format(
                *sys.version_info[:2], *OLDEST, *NEWEST
            )
        )


def set_up(groups):
    """Make ``.venv`` and put the locked versions of these groups into it, unless that is done."""
    wanted = {
        "python": sys.version.split()[0],
        "lock": digest(LOCK),
        "project": digest(HOME / "pyproject.toml"),
    }
    done = read_stamp()
    have = set(done.get("groups", ())) if all(done.get(k) == wanted[k] for k in wanted) else set()
    if have >= set(groups):
        return
    make_venv()
    groups = [name for name in SECTIONS if name in have | set(groups)]
    say("Installing the packages (about a minute the first time) ...")
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder), ["setup"], uv=False)
        install(Path(folder), groups, uv=True)
    project = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-deps"]
    call([*project, "--no-build-isolation", "--editable", str(HOME)], "install this project")
    STAMP.write_text(json.dumps({**wanted, "groups": groups}), encoding="utf-8")
    say("Everything is installed.")


def refuse_namesake(venv=VENV):
    """Stop when an unrelated package that also calls itself qikit lies in our folder."""
    if any(venv.glob("**/site-packages/clinical_qikit-*.dist-info")):
        raise Stop(
            "The package clinical-qikit is installed in .venv, and it hides this project's own "
            "qikit. Delete the folder .venv and type the same command again."
        )


def make_venv():
    """A fresh ``.venv``, unless there is one that runs."""
    if PYTHON.is_file() and subprocess.call([str(PYTHON), "-m", "pip", "-V"], **QUIET) == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        debian("python3-venv", needed=True)
    say("Making a folder for Python packages: .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    call([sys.executable, "-m", "venv", str(VENV)], "make the folder .venv")


def install(folder, groups, uv):
    """Install these sections of the lock file, every download checked against its hash."""
    part = folder / "part.lock"
    part.write_text(locked(groups), encoding="utf-8")
    wanted = ["--require-hashes", "-r", str(part)]
    if uv:
        fast = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON)]
        ways = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true"}
        done = subprocess.run([*fast, "--compile-bytecode", *wanted], env=ways, capture_output=True)
        if done.returncode == 0:
            return
    call([str(PYTHON), "-m", "pip", "install", "--quiet", *wanted], "install the packages")


def locked(groups):
    """The text of these sections of the lock file."""
    if not LOCK.is_file():
        raise Stop("The file requirements.lock is missing. Fetch it again: git checkout .")
    parts = re.split(r"^# == (\w+) ==\n", LOCK.read_text(encoding="utf-8"), flags=re.M)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    return "".join(sections[name] for name in groups)


def write_lock():
    """Choose versions anew for all groups together and write them with their hashes.

    One resolution serves every group, so that groups never disagree; a package stands in the
    first section that needs it. No registry is named.
    """
    everything = resolve("pyproject.toml", "--all-extras", "--group", "setup")
    sections, seen = [], set()
    for number, name in enumerate(SECTIONS):
        extras = [word for extra in SECTIONS[2 : number + 1] for word in ("--extra", extra)]
        needs = ["--group", "setup"] if name == "setup" else ["pyproject.toml", *extras]
        wanted = resolve(*needs, chosen=everything).keys() - seen
        seen |= wanted
        sections.append(f"# == {name} ==\n" + "".join(everything[key] for key in sorted(wanted)))
    LOCK.write_text("".join(sections), encoding="utf-8")
    say(f"requirements.lock holds {len(seen)} packages.")
    return 0


def resolve(*needs, chosen=None):
    """{name: its lines with version and hashes} as uv chooses for every platform and Python."""
    command = [str(PYTHON), "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.11"]
    with tempfile.TemporaryDirectory() as folder:
        if chosen:
            limits = Path(folder) / "chosen.txt"
            limits.write_text("".join(chosen.values()), encoding="utf-8")
            command += ["--constraints", str(limits)]
        done = subprocess.run([*command, *needs], cwd=HOME, capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"The versions could not be chosen: {done.stderr.strip()}")
    lines = {}
    for entry in re.split(r"^(?=[A-Za-z0-9])", done.stdout, flags=re.M)[1:]:
        name = re.split(r"[=\s]", entry, maxsplit=1)[0]
        lines[name] = lines.get(name, "") + entry
    return lines


def debian(*packages, needed):
    """Have these Debian packages: install them when we may, else print the one line to type."""
    tests = {
        "chromium": "chromium",
        "bubblewrap": "bwrap",
        "postgresql": "pg_ctlcluster",
        "python3-venv": None,
    }
    missing = [name for name in packages if not (tests[name] and shutil.which(tests[name]))]
    if not missing or not sys.platform.startswith("linux"):
        return
    line = "apt-get install --yes --no-install-recommends " + " ".join(missing)
    if shutil.which("apt-get"):
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        sudo = bool(shutil.which("sudo")) and subprocess.call(["sudo", "-n", "true"], **QUIET) == 0
        if root or sudo:
            say("Installing from Debian: " + ", ".join(missing))
            before = [] if root else ["sudo", "-n"]
            subprocess.call([*before, "apt-get", "update"], **QUIET)
            silent = [*before, "env", "DEBIAN_FRONTEND=noninteractive", *line.split()]
            if subprocess.call(silent, **QUIET) == 0:
                return
    words = f"{' and '.join(missing)} not found. Type this once:  sudo {line}"
    if needed:
        raise Stop(words)
    say(words + "\n(Only marking of written code needs it. Going on without.)")


def run_tests(words):
    """Style, then every lesson's notebook, then all tests; words go to pytest."""
    python = [str(PYTHON), "-m"]
    spread = ["-n", "2", "--dist", "loadfile"]
    text_only = {**os.environ, "QIKIT_FACE": "text"}
    steps = [([*python, "pytest", *words, *spread, "tests"], None)]
    if not words:
        lessons = ["--nbval", "--nbval-current-env", "--ignore=curriculum/_template"]
        steps = [
            ([*python, "ruff", "check", "."], None),
            ([*python, "pytest", *lessons, *spread, "curriculum"], text_only),
            *steps,
        ]
    for command, environment in steps:
        code = subprocess.call(command, cwd=HOME, env=environment)
        if code:
            return code
    return 0


def call(command, doing):
    """Run a command quietly; when it fails, say what it was doing and what it said."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines()[-8:]
        raise Stop(
            f"Could not {doing}. It said:\n  " + "\n  ".join(told) + "\n"
            "If this names a connection, check the network and type the same command again: "
            "what is done already is kept."
        )


def read_stamp():
    """What the last complete set-up depended on; nothing when there was none."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def digest(path):
    """A short name for a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


def say(words):
    """Print at once, also into a pipe."""
    print(words, flush=True)


QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(f"\n{stop}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Type the same command to go on.")
