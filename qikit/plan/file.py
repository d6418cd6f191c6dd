"""The plan file: one readable document a plan, with a part for each tool.

``{"version": 1, "name", "revision", "saved", "parts": {"dose": {...}, "readiness": {...}}}``, kept
under ``plans/`` of the work folder. Inputs are kept as they were typed, finished or not; they are
looked at when something is worked out from them, so that nothing typed is ever lost.
"""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from qikit import place
from qikit.errors import QIError
from qikit.learn.lock import locked

VERSION = 1
PARTS = ("dose", "readiness", "business", "evaluation")
LARGEST = 2_000_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = 80


class Moved(QIError):
    """The plan was changed elsewhere since; ``current`` is what is kept now."""

    def __init__(self, current: dict):
        super().__init__("This plan was changed in another window. Here it is as it stands now.")
        self.current = current


def plans() -> list[dict]:
    """The plans there are: ``name``, ``slug``, ``saved``, the newest first; broken files last."""
    found = []
    for path in sorted(folder().glob("*.json")):
        if not _SLUG.fullmatch(path.stem):
            continue
        try:
            document = _parsed(path.read_bytes())
            found.append({"name": document["name"], "slug": path.stem, "saved": document["saved"]})
        except (QIError, OSError):
            found.append({"name": f"{path.name} (cannot be read)", "slug": path.stem, "saved": ""})
    return sorted(found, key=lambda each: each["saved"], reverse=True)


def create(name: str, parts: dict | None = None) -> dict:
    """A new plan of that name; when the name is taken, a number is added."""
    name = " ".join(str(name).split())[:_NAME] or "Our plan"
    base = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:60].strip("-") or "plan"
    with locked(folder() / "plans"):
        slug, number = base, 1
        while (folder() / f"{slug}.json").exists():
            number += 1
            slug = f"{base}-{number}"
        shown = name if number == 1 else f"{name} ({number})"
        return _keep(slug, {"name": shown, "revision": 0, "parts": parts or {}})


def read(slug: str) -> dict:
    """A plan, with its ``slug``.

    Raises
    ------
    QIError
        When there is none of that name, or its file is no plan.
    """
    try:
        return _parsed(_path(slug).read_bytes()) | {"slug": slug}
    except OSError:
        raise QIError(f"There is no plan called '{slug}'. Choose one from the list.") from None


def save(slug: str, part: str, value: dict, base: int) -> dict:
    """Keep one part of a plan that was at revision ``base``; other parts stay as they are.

    Raises
    ------
    Moved
        When the same part was changed since; its ``current`` holds what is kept.
    QIError
        When there is no such part, or it cannot be written.
    """
    if part not in PARTS or not isinstance(value, dict):
        raise QIError(f"A plan has no part '{part}'. It has: {', '.join(PARTS)}.")
    if len(json.dumps(value)) > LARGEST:
        raise QIError("This is more than a plan can hold. Take some of it out.")
    with locked(_path(slug)):
        kept = read(slug)
        if kept["revision"] != base and kept["parts"].get(part, {}).get("revision", 0) > base:
            raise Moved(kept)
        own = {**value, "revision": kept["revision"] + 1}
        return _keep(slug, {**kept, "parts": {**kept["parts"], part: own}})


def take(data: bytes) -> dict:
    """A plan from a file that somebody saved before, as a new plan beside the others.

    Raises
    ------
    QIError
        When the file is too large, no plan, or from a newer version.
    """
    if len(data) > LARGEST:
        raise QIError("This file is too large for a plan. Choose the file that was saved here.")
    document = _parsed(data)
    return create(document["name"], document["parts"])


def written(document: dict) -> bytes:
    """A plan as the text of its file."""
    kept = {name: document[name] for name in ("name", "revision", "saved", "parts")}
    return json.dumps({"version": VERSION, **kept}, indent=2, ensure_ascii=False).encode() + b"\n"


def folder() -> Path:
    """Where plans are kept."""
    return place.work() / "plans"


def _path(slug: str) -> Path:
    if not _SLUG.fullmatch(slug):
        raise QIError(f"There is no plan called '{slug}'. Choose one from the list.")
    return folder() / f"{slug}.json"


def _keep(slug: str, document: dict) -> dict:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = {**document, "slug": slug, "saved": now, "revision": document["revision"] + 1}
    place.write(_path(slug), written(made))
    return made


def _parsed(data: bytes) -> dict:
    """A plan's document; one of an older version is brought up to this one."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
        version = document["version"]
        if isinstance(version, int) and version > VERSION:
            raise QIError(
                f"This plan was saved by a newer version of the course (its version is {version}, "
                f"here {VERSION} is the newest). Update the course, then load it again."
            )
        parts = {name: part for name, part in document.get("parts", {}).items()
                 if name in PARTS and isinstance(part, dict)}
        if version == 0:  # before parts had revisions, the planner's inputs stood at the top
            parts = {"dose": document["inputs"]} | parts
        elif version != VERSION:
            raise ValueError
        return {
            "name": str(document["name"])[:_NAME], "parts": parts,
            "revision": int(document.get("revision", 0)), "saved": str(document.get("saved", "")),
        }
    except (ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError):
        raise QIError(
            "This is not a plan that was saved here. Choose the file that 'Save a copy' gave you; "
            "its name ends in .plan.json."
        ) from None
