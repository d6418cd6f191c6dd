"""One report as an accessible PDF of a page or two, made on this machine."""

import re
from pathlib import Path

from qikit.course import typeset
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
    read = reading(chart)
    given = {
        "title": parameters["title"], "place": parameters["place"], "words": chart.words,
        "svg": re.sub(r"(?<= )(id|aria-\w+|data-\w+)=\"[^\"]*\"", "", chart.svg()).replace(
            f'font-family="{FONTS}"', 'font-family="DejaVu Sans"'),
        "caption": chart.caption, "cautions": [*chart.cautions, *parameters["cautions"]],
        "why": parameters["why"], "action": read.action, "more": read.more,
        "advice": read.advice, "prompts": [list(one) for one in read.prompts],
    }  # fmt: skip
    return typeset.pdf(_TEMPLATE, given)
