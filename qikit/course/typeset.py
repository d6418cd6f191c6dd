"""Accessible PDFs from typst templates, made on this machine with the fonts that come with us."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from qikit.errors import QIError


def pdf(template: Path, data: dict, on: date | None = None) -> bytes:
    """A PDF of a template: tagged (PDF/UA-1), with title, language and its fonts inside.

    Everything that somebody typed goes in as data. Nothing of it is read as markup.

    Parameters
    ----------
    template : Path
        A typst file that reads its data from ``sys.inputs.data``, as JSON.
    on : date, optional
        The day that stands in the file as the day on which it was made.

    Raises
    ------
    QIError
        When the PDF could not be made.
    """
    import typst

    common = {
        "input": template.read_bytes(), "format": "pdf",
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
        "timestamp": datetime.combine(on, time(12), UTC) if on else None,
    }
    try:
        try:
            return typesetter().compile(pdf_standards="ua-1", **common)
        except typst.TypstError:  # a sign that no font here has; still tagged, without the seal
            return typesetter().compile(**common)
    except typst.TypstError as error:
        raise QIError(
            f"The PDF could not be made ({error.message}). Print the page instead."
        ) from None


@cache
def typesetter():
    """The compiler, with the fonts of Matplotlib before those of the system."""
    import typst
    from matplotlib import get_data_path

    fonts = typst.Fonts(include_system_fonts=True, font_paths=[f"{get_data_path()}/fonts/ttf"])
    return typst.Compiler(font_paths=fonts)
