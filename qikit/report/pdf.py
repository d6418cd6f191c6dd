"""One report as an accessible PDF of a page or two, made on this machine."""

import json
import re
from functools import cache
from pathlib import Path

from qikit.errors import QIError
from qikit.report.pack_prompts import reading
from qikit.spc.svg import FONTS

_TEMPLATE = Path(__file__).parent / "templates" / "report.typ"


def pdf(chart, parameters: dict) -> bytes:
    """The PDF: tagged (PDF/UA-1), the chart's words as its alternative text, its fonts inside.

    Everything that came from the table goes in as data. Nothing of it is read as markup.

    Raises
    ------
    QIError
        When the PDF could not be made.
    """
    import typst

    read = reading(chart)
    given = {
        "title": parameters["title"], "place": parameters["place"], "words": chart.words,
        "svg": re.sub(r"(?<= )(id|aria-\w+|data-\w+)=\"[^\"]*\"", "", chart.svg()).replace(
            f'font-family="{FONTS}"', 'font-family="DejaVu Sans"'),
        "caption": chart.caption, "cautions": [*chart.cautions, *parameters["cautions"]],
        "why": parameters["why"], "action": read.action, "more": read.more,
        "advice": read.advice, "prompts": [list(one) for one in read.prompts],
    }  # fmt: skip
    inputs = {"data": json.dumps(given, ensure_ascii=False)}
    common = {"input": _TEMPLATE.read_bytes(), "format": "pdf", "sys_inputs": inputs}
    try:
        try:
            return _typesetter().compile(pdf_standards="ua-1", **common)
        except typst.TypstError:  # a sign that no font here has; still tagged, without the seal
            return _typesetter().compile(**common)
    except typst.TypstError as error:
        raise QIError(f"The PDF could not be made ({error.message}). Print the page.") from None


@cache
def _typesetter():
    import typst
    from matplotlib import get_data_path

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[f"{get_data_path()}/fonts/ttf"])
    return typst.Compiler(font_paths=fonts)
