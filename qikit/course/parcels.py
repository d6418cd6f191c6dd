"""Pages, scripts and styles as they are sent: read and packed once, however many ask for them.

Scripts and styles carry the edition of the course in their address, so that a browser keeps them
until the course changes.
"""

import gzip
import hashlib
import re
import time
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FOR_GOOD = "public, max-age=31536000, immutable"
_SECONDS = 2
_SMALL = 500
_PART = re.compile(rb'((?:src|href)="[^":]*?ui/)([a-z]+/)')
_QIKIT = Path(__file__).parents[1]
ROOMS = {name: _QIKIT / name / "ui" for name in ("learn", "course")}  # tools add theirs


class Parcel(NamedTuple):
    """Something to send, as it is and packed."""

    whole: bytes
    packed: bytes | None
    tag: str


@lru_cache(maxsize=128)
def page(path: Path, changed: int, dress, base: str, edition: str) -> Parcel:
    """A page as it is shown by its host; ``changed`` is the time of the file."""
    return _parcel(marked(dress(path.read_bytes(), base), edition))


def marked(page: bytes, edition: str) -> bytes:
    """A page that asks for the scripts and styles of this edition."""
    return _PART.sub(rb"\g<1>v-%s/\g<2>" % edition.encode(), page)


@lru_cache(maxsize=512)
def part(path: Path, changed: int) -> Parcel:
    """A script or a style; ``changed`` is the time of the file."""
    return _parcel(path.read_bytes())


def send(handler, parcel: Parcel) -> None:
    """Finish a request with a parcel, or say that the browser has it already."""
    handler.set_header("Vary", "Accept-Encoding")
    handler.set_header("ETag", parcel.tag)
    if handler.check_etag_header():
        handler.set_status(304)
        handler.finish()
    elif parcel.packed and "gzip" in handler.request.headers.get("Accept-Encoding", ""):
        handler.set_header("Content-Encoding", "gzip")
        handler.finish(parcel.packed)
    else:
        handler.finish(parcel.whole)


def edition(rooms: dict[str, Path]) -> str:
    """A short name for the scripts and styles as they are now."""
    return _edition(tuple(rooms.values()), int(time.monotonic() // _SECONDS))


@lru_cache(maxsize=4)
def _edition(folders: tuple[Path, ...], when: int) -> str:
    seen = [
        (path.relative_to(folder).as_posix(), path.stat().st_mtime_ns, path.stat().st_size)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:12]


def _parcel(data: bytes) -> Parcel:
    packed = gzip.compress(data, 6, mtime=0) if len(data) > _SMALL else None
    return Parcel(data, packed, f'W/"{hashlib.sha256(data).hexdigest()[:16]}"')
