"""Where things are, and how a file is written whole."""

import errno
import getpass
import os
import re
import tempfile
from pathlib import Path

from qikit.errors import QIError


def root() -> Path:
    """The project's folder: the one that holds ``curriculum`` and ``datasets``.

    ``QI_ROOT`` names it; without that it is the checkout that this package was installed from.

    Raises
    ------
    QIError
        When no such folder is found.
    """
    named = os.environ.get("QI_ROOT")
    folder = Path(named).resolve() if named else Path(__file__).resolve().parents[1]
    if not (folder / "curriculum" / "pathways.toml").is_file():
        raise QIError(
            f"The folder {folder} holds no curriculum/pathways.toml. "
            "Set QI_ROOT to the folder that you cloned the project to."
        )
    return folder


def work() -> Path:
    """The folder for everything made while learning and marking: ``QI_WORK``, else ``.qi``."""
    named = os.environ.get("QI_WORK")
    return Path(named).resolve() if named else root() / ".qi"


def learner() -> str:
    """The id of the learner at this machine: letters, digits and ``_ . @ -`` only.

    ``QI_LEARNER``, then the hub's user, then the account that runs this process.
    """
    name = os.environ.get("QI_LEARNER") or os.environ.get("JUPYTERHUB_USER") or getpass.getuser()
    return re.sub(r"[^A-Za-z0-9_.@-]+", "-", name).strip(".-")[:64] or "learner"


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: beside it first, flushed to disk, then renamed over it.

    Raises
    ------
    QIError
        When the folder may not be written to, or the disk is full. The old file is untouched.
    """
    path = Path(path)
    data = content.encode() if isinstance(content, str) else content
    beside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, path)
        beside = None
        _settle(path.parent)
    except OSError as error:
        if beside is not None and os.path.exists(beside):
            os.unlink(beside)
        raise QIError(trouble(path, error)) from error


def _settle(folder: Path) -> None:
    """Have the disk keep the folder's new names, so that a power cut takes none of them back."""
    if os.name == "nt":  # there the rename itself is kept
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def trouble(path: Path, error: OSError) -> str:
    """Why the file at ``path`` was not saved, and what to do."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"The folder {path.parent} may not be written to, so {path.name} was not saved. "
            "Ask for write permission there, or set QI_WORK to a folder of your own."
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full, so {path.name} was not saved. Free some space and save again."
    return f"{path.name} was not saved in {path.parent}: {error.strerror}. Nothing was changed."
