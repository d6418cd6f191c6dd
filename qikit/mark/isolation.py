"""How learner code is shut in: the bubblewrap command line, or why there is none."""

import os
import shutil
import site
import sys
from pathlib import Path

import qikit
from qikit import place
from qikit.errors import QIError
from qikit.mark.limits import Limits

INSIDE = "/qi"
_VENV = "/python"
SEPARATE = "a bubblewrap sandbox, a separate process for each learner, no network"
OPEN = "none: the trainer chose to go on without a sandbox"
DATA = "not needed: the answers were read as data and nothing was run"
_ACCOUNTS = 600_000


def account() -> int:
    """The account that learner code runs under: root gives itself up for one that owns nothing."""
    return _ACCOUNTS + os.getpid() % 60_000 if os.getuid() == 0 else 0


def command(control: int, user: int) -> list[str]:
    """The command that starts the zygote inside bubblewrap.

    Inside there are the system's programs, Python's libraries, qikit and the data sets, all read
    only, and an empty /tmp. There is no source notebook, gradebook, hand-in or network.

    Raises
    ------
    QIError
        When bubblewrap is not installed.
    """
    found = shutil.which("bwrap")
    if found is None:
        raise QIError(
            "Modules with learners' code are marked in a sandbox, and bubblewrap is not installed. "
            "Install it (on Debian: apt install bubblewrap), or go on without isolation with "
            "--without-sandbox. Modules without code need no sandbox."
        )
    apart = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    users = ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] if user else ["--unshare-user"]
    settings = [part for pair in environment(INSIDE).items() for part in ("--setenv", *pair)]
    return [
        found, *apart, "--unshare-cgroup-try", *users, "--die-with-parent", "--new-session",
        "--clearenv", *settings, *_files(), "--proc", "/proc", "--dev", "/dev",
        "--perms", "1777", "--size", str(Limits.disk), "--tmpfs", "/tmp", *_fonts(),
        "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--",
        *zygote(control, user, "separate"),
    ]


def zygote(control: int, user: int, how: str) -> list[str]:
    """The zygote's own command line; shut in, the packages lie at a place of their own."""
    python = sys.executable
    if how == "separate" and sys.prefix != sys.base_prefix:
        python = f"{_VENV}/{Path(python).relative_to(sys.prefix)}"
    return [python, "-B", "-P", "-s", "-m", "qikit.mark.zygote", str(control), str(user), how]


def environment(root: str) -> dict[str, str]:
    """Every variable that exists inside; nothing of the trainer's."""
    return {
        "PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "PYTHONPATH": root,
        "QI_ROOT": root, "QI_WORK": "/tmp", "QI_LEARNER": "learner", "QIKIT_FACE": "text",
        "MPLCONFIGDIR": "/tmp/.matplotlib", "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
    }


def _files() -> list[str]:
    binds = ["--ro-bind", "/usr", "/usr"]
    for name in ("/bin", "/sbin", "/lib", "/lib32", "/lib64"):
        if os.path.islink(name):
            binds += ["--symlink", os.readlink(name), name]
        else:
            binds += ["--ro-bind-try", name, name]
    for name in ("/etc/ld.so.cache", "/etc/localtime"):
        binds += ["--ro-bind-try", name, name]
    real = Path(sys.executable).resolve().parents[1]
    own = [path for path in site.getsitepackages() if not Path(path).is_relative_to(sys.prefix)]
    for folder in dict.fromkeys([sys.base_prefix, str(real), *own]):
        if not Path(folder).is_relative_to("/usr"):
            binds += _bind(folder, folder)
    if sys.prefix != sys.base_prefix:
        binds += _bind(sys.prefix, _VENV)
    shown = {
        Path(qikit.__file__).parent: "qikit",
        place.root() / "datasets": "datasets",
        place.root() / "curriculum" / "pathways.toml": "curriculum/pathways.toml",
    }
    for path, inside in shown.items():
        binds += _bind(str(path), f"{INSIDE}/{inside}")
    return binds


def _bind(path: str, inside: str) -> list[str]:
    """A read-only view of ``path``, in folders that any account may walk through."""
    above = [str(folder) for folder in reversed(Path(inside).parents)][1:]
    made = [part for folder in above for part in ("--perms", "0755", "--dir", folder)]
    return [*made, "--ro-bind", path, inside]


def _fonts() -> list[str]:
    """Matplotlib's list of fonts, so that it is not made anew at every start."""
    import matplotlib

    lists = sorted(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))
    inside = environment(INSIDE)["MPLCONFIGDIR"]
    binds = [part for path in lists for part in ("--ro-bind", str(path), f"{inside}/{path.name}")]
    return ["--perms", "1777", "--dir", inside, *binds]
