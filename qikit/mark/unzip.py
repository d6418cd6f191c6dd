"""Open a zip that a learner, or a learning-management system, made: nothing in it is trusted.

Only notebooks, answers and one level of zips inside are taken out, each into a folder of our own.
"""

import os
import stat
import zipfile
import zlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath

from qikit.errors import QIError
from qikit.mark.limits import ANSWERS_BYTES, NOTEBOOK_BYTES

MEMBERS = 20_000
TOTAL_BYTES = 4 << 30
_MOST = {".ipynb": NOTEBOOK_BYTES, ".json": ANSWERS_BYTES, ".zip": TOTAL_BYTES}
_CHUNK = 1 << 20
_SPOILT = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError)


def unzip(source: Path, folder: Path) -> list[tuple[str, str]]:
    """Take the hand-ins of a zip out into ``folder``; what could not be taken, and why.

    Raises
    ------
    QIError
        When ``source`` is no zip that can be opened, or holds far too much.
    """
    refused: list[tuple[str, str]] = []
    _open(source, folder, refused, left=[TOTAL_BYTES], inside=True)
    return refused


def _open(source: Path, folder: Path, refused: list, left: list, inside: bool) -> None:
    try:
        with zipfile.ZipFile(source) as packed:
            members = packed.infolist()
            if len(members) > MEMBERS:
                raise QIError(f"{source.name} holds {len(members):,} files: too many for a cohort.")
            for member in members:
                _one(packed, member, folder, refused, left, inside)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise QIError(f"{source.name} cannot be opened as a zip: {error}.") from None


def _one(packed, member, folder: Path, refused: list, left: list, inside: bool) -> None:
    name = _name(member)
    path = PurePosixPath(name)
    if member.is_dir() or path.name.startswith(".") or "__MACOSX" in path.parts:
        return
    why = _why_not(member, name, path, inside)
    if why:
        refused.append((name[:200], why))
        return
    out = _free(folder.joinpath(*map(_safe, path.parts)))
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        _copy(packed, member, out, min(_MOST[path.suffix.casefold()], left[0]))
    except _SPOILT as error:
        out.unlink(missing_ok=True)
        refused.append((name[:200], f"It could not be taken out of the zip: {error}."))
        return
    left[0] -= out.stat().st_size
    _date(out, member)
    if path.suffix.casefold() == ".zip":
        try:
            _open(out, out.with_suffix(""), refused, left, inside=False)
        except QIError as error:
            refused.append((name[:200], str(error)))
        out.unlink()


def _why_not(member, name: str, path: PurePosixPath, inside: bool) -> str:
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "Its name leads out of the zip."
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is a link, and links are not followed."
    if member.flag_bits & 1:
        return "It is locked with a password."
    suffix = path.suffix.casefold()
    if suffix not in _MOST:
        return "It is neither a notebook nor answers.json."
    if suffix == ".zip" and not inside:
        return "It is a zip in a zip in a zip."
    if len(name) > 400 or len(path.parts) > 12:
        return "Its name is too long."
    if member.file_size > _MOST[suffix]:
        return f"It is larger than {_MOST[suffix] >> 20} MB."
    return ""


def _name(member) -> str:
    """The name as it was meant: older programs write UTF-8 without saying so, and backslashes."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/").replace("\x00", "")


def _safe(part: str) -> str:
    """A part of a path that any disk takes."""
    return part.encode("utf-8", "replace")[:180].decode("utf-8", "ignore") or "_"


def _free(path: Path) -> Path:
    """A name that is not taken yet, so that two members of one name are both kept."""
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found


def _copy(packed, member, out: Path, most: int) -> None:
    """Read no more than ``most`` bytes, whatever the zip says of its size."""
    read = 0
    with packed.open(member) as data, out.open("wb") as file:
        while chunk := data.read(_CHUNK):
            read += len(chunk)
            if read > most:
                raise OSError("it is larger than it says")
            file.write(chunk)


def _date(out: Path, member) -> None:
    """The time of the file is the one the zip has; where that is no time, it stays as it is."""
    with suppress(ValueError, OverflowError, OSError):
        at = datetime(*member.date_time).timestamp()
        os.utime(out, (at, at))
