"""A record of learning, and a certificate, as accessible PDFs with the fonts that come with us."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from qikit.course.certificates import Certificate
from qikit.course.page import day
from qikit.course.record import Record
from qikit.errors import QIError

_TEMPLATES = Path(__file__).parent / "templates"


def pdf(record: Record) -> bytes:
    """The record as a PDF: tagged (PDF/UA-1), with title, language and its fonts inside.

    Everything that a learner typed goes in as data. Nothing of it is read as markup.

    Raises
    ------
    QIError
        When the PDF could not be made.
    """
    return _made("record.typ", _data(record), record.made)


def certificate_pdf(certificate: Certificate, made: date) -> bytes:
    """An earned certificate as a PDF of the same kind, made on a day."""
    return _made("certificate.typ", _certified(certificate, made), made)


def _made(template: str, data: dict, on: date) -> bytes:
    import typst

    given = {"data": json.dumps(data, ensure_ascii=False)}
    made = datetime.combine(on, time(12), UTC)
    common = {
        "input": (_TEMPLATES / template).read_bytes(), "format": "pdf", "sys_inputs": given,
        "timestamp": made,
    }
    try:
        try:
            return _typesetter().compile(pdf_standards="ua-1", **common)
        except typst.TypstError:  # a sign that no font here has; still tagged, without the seal
            return _typesetter().compile(**common)
    except typst.TypstError as error:
        raise QIError(
            f"The PDF could not be made ({error.message}). Print the page instead, "
            "or tell your trainer."
        ) from None


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


@cache
def _typesetter():
    import typst
    from matplotlib import get_data_path

    fonts = typst.Fonts(include_system_fonts=True, font_paths=[f"{get_data_path()}/fonts/ttf"])
    return typst.Compiler(font_paths=fonts)
