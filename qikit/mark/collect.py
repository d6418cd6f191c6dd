"""Gather what learners handed in: from the exchange, from a folder or from a zip of downloads.

Nothing is moved and nothing is run. The latest hand-in of each learner is copied for marking; those
before it are kept with their times, in the exchange or in the folder ``arrivals`` of the tier.
"""

import shutil
import tempfile
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qikit.errors import QIError
from qikit.mark import course as courses
from qikit.mark import roster as rosters
from qikit.mark.arrivals import Arrival, Refused, arrived, content_of, downloaded, utc
from qikit.mark.course import Course
from qikit.mark.gradebook import time_of
from qikit.mark.unzip import unzip


@dataclass
class Collected:
    """What ``collect`` did: learner and module of each new hand-in, what came again or late, who of
    the roster has handed in nothing, and what could not be taken.
    """

    new: list[tuple[str, str]] = field(default_factory=list)
    unchanged: int = 0
    repeated: dict[tuple[str, str], int] = field(default_factory=dict)
    late: dict[tuple[str, str], timedelta] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"Collected {len(self.new)} new, {self.unchanged} as before."]
        lines += [
            f"  {learner}, {name}: {times} hand-ins; the latest is marked, all are kept."
            for (learner, name), times in self.repeated.items()
        ]
        lines += [
            f"  {learner}, {name}: late by {_in_words(by)}."
            for (learner, name), by in self.late.items()
        ]
        if self.missing:
            lines.append(f"  On the roster, nothing collected: {', '.join(self.missing)}.")
        lines += [f"  Not collected: {what}. {why}" for what, why in self.refused]
        return "\n".join(lines)


def _in_words(by: timedelta) -> str:
    hours = int(by.total_seconds() // 3600)
    if hours >= 48:
        return f"{hours // 24} days"
    return f"{hours} hour{'' if hours == 1 else 's'}" if hours else "less than an hour"


def collect(source=None, roster=None, due=None) -> Collected:
    """Copy each learner's latest hand-in to where it is marked.

    Parameters
    ----------
    source : path, optional
        A folder or a zip of downloads, as a learning-management system exports them: files or
        folders named by learner (``called`` lists the forms). Without it, the exchange that
        learners submit to.
    roster : path, optional
        A CSV file of the cohort. With it, downloads are told by id, email or name, and hand-ins of
        anybody else are refused.
    due : datetime or str, optional
        Such as "2026-11-27 17:00", UTC where it names no zone. Later ones are taken, and named.

    Returns
    -------
    Collected
        Bad items are named there; they never stop the others.

    Raises
    ------
    QIError
        When ``source`` is no folder and no zip, or the roster or the time cannot be read.
    """
    done = Collected()
    known = {module.name: module for module in courses.find(None)}
    people = None if roster is None else rosters.read(roster)
    limit = _due(due)
    with tempfile.TemporaryDirectory(prefix="qi-collect-") as beside:
        items = _exchange(known) if source is None else _downloads(Path(source), Path(beside), done)
        found = _read_all(items, known, people, done)
        for key in sorted(found):
            _settle(key, found[key], limit, source is not None, done)
    if people is not None:
        done.missing = sorted({person.id for person in people.people} - {one for one, _ in found})
    return done


def _read_all(items, known: dict, people, done: Collected) -> dict[tuple[str, str], list[Arrival]]:
    """All hand-ins by learner and module, in order of time."""
    found: dict[tuple[str, str], list[Arrival]] = {}
    for path, read in items:
        try:
            arrival = read(path, known, people)
        except (Refused, QIError) as why:
            done.refused.append((path.name, str(why)))
        except OSError as error:
            done.refused.append((path.name, f"It cannot be read: {error.strerror}."))
        else:
            found.setdefault((arrival.learner, arrival.module.name), []).append(arrival)
    return {key: sorted(all_, key=lambda each: each.when) for key, all_ in found.items()}


def _settle(key, arrivals: list[Arrival], limit, downloaded: bool, done: Collected) -> None:
    """Take the latest hand-in of one learner for marking, and keep the others with their times."""
    try:
        if downloaded:
            for each in arrivals:
                _keep(each)
        changed = _take(arrivals[-1])
    except (OSError, Refused) as why:
        done.refused.append((f"{key[0]}, {key[1]}", f"It could not be copied: {why}"))
        return
    if changed:
        done.new.append(key)
    else:
        done.unchanged += 1
    if len(arrivals) > 1:
        done.repeated[key] = len(arrivals)
    if limit is not None and arrivals[-1].when > limit:
        done.late[key] = arrivals[-1].when - limit


def _due(given) -> datetime | None:
    if given is None or isinstance(given, datetime):
        return given if given is None else utc(given)
    try:
        return utc(datetime.fromisoformat(str(given)))
    except ValueError:
        raise QIError(f"'{given}' is no time. Write it as 2026-11-27 17:00.") from None


def _exchange(known: dict):
    for tier in sorted({module.tier for module in known.values()}):
        inbound = Course(tier).inbound
        if inbound.is_dir():
            for path in sorted(inbound.iterdir()):
                if not path.name.startswith("."):
                    yield path, arrived


def _downloads(source: Path, beside: Path, done: Collected):
    if source.is_file() and zipfile.is_zipfile(source):
        done.refused += unzip(source, beside)
        source = beside
    elif not source.is_dir():
        raise QIError(
            f"There is no folder and no zip called {source}. Name what holds the learners' "
            "notebooks, or leave it out to collect from the exchange."
        )
    yield from _inside(source)


def _inside(folder: Path):
    """The hand-ins of a folder; a folder that holds the whole export alone is looked into."""
    inside = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    alone = len(inside) == 1 and inside[0].is_dir() and not inside[0].is_symlink()
    if alone and not any(inside[0].glob("*.ipynb")):
        yield from _inside(inside[0])
        return
    for path in inside:
        yield path, downloaded


def _take(arrival: Arrival) -> bool:
    """Copy a hand-in to its place, whole or not at all; False when it is there already."""
    place = Course(arrival.module.tier).submitted(arrival.learner, arrival.module.name)
    stamp = arrival.when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    kept = time_of(_read(place / "timestamp.txt"))
    if kept is not None and utc(kept) > arrival.when:
        return False
    content = {name: content_of(path) for name, path in arrival.files.items()}
    if kept is not None and content == _held(place):
        return False
    content["timestamp.txt"] = stamp.encode()
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}-"))
    for name, data in content.items():
        (beside / name).write_bytes(data)
    beside.chmod(0o755)
    if place.exists():
        old = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}-old-"))
        place.rename(old / place.name)
        beside.rename(place)
        shutil.rmtree(old)
    else:
        beside.rename(place)
    return True


def _keep(arrival: Arrival) -> None:
    """Keep a downloaded hand-in with its time; once, however often it is collected."""
    stamp = arrival.when.astimezone(UTC).strftime("%Y-%m-%d %H-%M-%S")
    tier = Course(arrival.module.tier)
    place = tier.home / "arrivals" / arrival.learner / arrival.module.name / stamp
    content = {name: content_of(path) for name, path in arrival.files.items()}
    if place.exists() and _held(place) == content:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{stamp}-"))
    for name, data in content.items():
        (beside / name).write_bytes(data)
    number, free = 2, place
    while free.exists():
        if _held(free) == content:
            shutil.rmtree(beside)
            return
        free = place.with_name(f"{stamp} {number}")
        number += 1
    beside.rename(free)


def _held(place: Path) -> dict[str, bytes]:
    names = [path for path in place.iterdir() if path.name != "timestamp.txt"]
    return {path.name: path.read_bytes() for path in names if path.is_file()}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
