"""A record of learning, and a certificate, as accessible PDFs with the fonts that come with us."""

from datetime import date
from pathlib import Path

from qikit.course import typeset
from qikit.course.certificates import Certificate
from qikit.course.page import day
from qikit.course.record import Record

_TEMPLATES = Path(__file__).parent / "templates"


def pdf(record: Record) -> bytes:
    """The record as a PDF, as :func:`qikit.course.typeset.pdf` makes it."""
    return typeset.pdf(_TEMPLATES / "record.typ", _data(record), record.made)


def certificate_pdf(certificate: Certificate, made: date) -> bytes:
    """An earned certificate as a PDF of the same kind, made on a day."""
    return typeset.pdf(_TEMPLATES / "certificate.typ", _certified(certificate, made), made)


def _data(record: Record) -> dict:
    return {
        "name": record.name,
        "minutes": record.minutes,
        **_on(record.made),
        "entries": [
            {
                "id": entry.module.id,
                "title": entry.module.title,
                "minutes": entry.module.minutes,
                "date": day(entry.done.at),
                "level": entry.done.level,
                "checked": entry.checked,
                "with_others": entry.with_others,
                "later": [part for part in entry.later.split("\n") if part.strip()],
                "outcomes": list(entry.module.outcomes),
                "reflection": [part for part in entry.reflection.split("\n") if part.strip()],
            }
            for entry in record.entries
        ],
    }


def _certified(found: Certificate, made: date) -> dict:
    return {
        **_on(made),
        "name": found.name,
        "certificate": found.group.certificate,
        "pathway": found.group.name,
        "minutes": found.minutes,
        "on": day(found.on.isoformat()),
        "refresh": day(found.refresh.isoformat()) if found.refresh else "",
        "level": found.level,
        "known_before": found.known_before,
        "modules": [
            {
                "id": entry.module.id, "title": entry.module.title,
                "minutes": 0 if entry.module.practicum else entry.module.minutes,
                "date": day(entry.done.at), "level": entry.done.level,
                "trainer": entry.done.by == "trainer",
                "outcomes": list(entry.module.outcomes),
            }
            for entry in found.entries
        ],
    }


def _on(made: date) -> dict:
    return {"made": day(made.isoformat()), "year": made.year, "month": made.month, "day": made.day}
