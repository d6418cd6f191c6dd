"""A record of learning as an accessible PDF, made on this machine with the fonts that it brings."""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from qikit.course.page import day
from qikit.course.record import Record
from qikit.errors import QIError

_TEMPLATE = Path(__file__).parent / "templates" / "record.typ"


def pdf(record: Record) -> bytes:
    """The PDF: tagged (PDF/UA-1), with title, language and its fonts inside.

    Everything that a learner typed goes in as data. Nothing of it is read as markup.

    Raises
    ------
    QIError
        When the PDF could not be made.
    """
    import typst

    given = {"data": json.dumps(_data(record), ensure_ascii=False)}
    made = datetime.combine(record.made, time(12), UTC)
    common = {
        "input": _TEMPLATE.read_bytes(), "format": "pdf", "sys_inputs": given, "timestamp": made,
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
        "made": day(record.made.isoformat()),
        "year": record.made.year, "month": record.made.month, "day": record.made.day,
        "entries": [
            {
                "id": entry.module.id,
                "title": entry.module.title,
                "minutes": entry.module.minutes,
                "date": day(entry.done.at),
                "level": entry.done.level,
                "checked": entry.checked,
                "later": [part for part in entry.later.split("\n") if part.strip()],
                "outcomes": list(entry.module.outcomes),
                "reflection": [part for part in entry.reflection.split("\n") if part.strip()],
            }
            for entry in record.entries
        ],
    }


@cache
def _typesetter():
    import typst
    from matplotlib import get_data_path

    fonts = typst.Fonts(include_system_fonts=True, font_paths=[f"{get_data_path()}/fonts/ttf"])
    return typst.Compiler(font_paths=fonts)
