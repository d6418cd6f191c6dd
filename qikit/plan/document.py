"""A document of headings, words, lists, tables and pictures, written as HTML, PDF or DOCX.

One content, three renderings: nothing is said in one that is not said in the others. All text is
data and stays text.
"""

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from html import escape
from pathlib import Path

from qikit.course import typeset

_TEMPLATES = Path(__file__).parent / "templates"
_PICTURE_PPI = 200
_PICTURE_CM = 13


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` 2 or 3 (1 is the document's title)."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Words:
    """A paragraph; ``strong`` for the sentence to remember."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Points:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; the first column names its rows, ``figures`` are the columns of numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture as SVG with presentation attributes only, and its words."""

    svg: str
    title: str
    words: str


@dataclass(frozen=True)
class Document:
    """A document: ``title``, ``about`` (a line beneath it), ``made`` on a day, its blocks."""

    title: str
    about: str
    made: date
    blocks: tuple = field(default=())


def body(document: Document) -> str:
    """The document as a piece of HTML, without its title."""
    return "\n".join(_piece(each) for each in document.blocks)


def html(document: Document) -> bytes:
    """The document as a page that stands alone: its look is inside, and it loads nothing."""
    look = (_TEMPLATES / "document.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{look}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(document.title)}</h1>\n<p>{escape(document.about)}</p>\n{body(document)}\n"
        "</main>\n</body>\n</html>\n"
    ).encode()


def pdf(document: Document) -> bytes:
    """The document as a PDF, as :func:`qikit.course.typeset.pdf` makes it."""
    given = {
        "title": document.title, "about": document.about, "year": document.made.year,
        "month": document.made.month, "day": document.made.day,
        "blocks": [{"kind": type(each).__name__.lower(), **vars(each)} for each in document.blocks],
    }
    return typeset.pdf(_TEMPLATES / "document.typ", given, document.made)


def docx(document: Document) -> bytes:
    """The document for Word: real headings, tables with a header row, words with every picture."""
    from docx import Document as Word
    from docx.shared import Cm

    made = Word()
    made.core_properties.title = document.title
    made.core_properties.language = "en-GB"
    made.core_properties.author = ""
    made.core_properties.created = datetime.combine(document.made, time(12))
    made.add_heading(document.title, level=0)
    made.add_paragraph(document.about)
    for each in document.blocks:
        if isinstance(each, Heading):
            made.add_heading(each.text, level=each.level - 1)
        elif isinstance(each, Words):
            made.add_paragraph().add_run(each.text).bold = each.strong
        elif isinstance(each, Points):
            for words in each.items:
                made.add_paragraph(words, style="List Bullet")
        elif isinstance(each, Table):
            _word_table(made, each)
        else:
            made.add_picture(io.BytesIO(_png(each.svg)), width=Cm(_PICTURE_CM))
            about = made.inline_shapes[-1]._inline.docPr
            about.set("descr", each.words)
            about.set("title", each.title)
            made.add_paragraph(each.words, style="Caption")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _piece(block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Words):
        words = escape(block.text)
        return f"<p><strong>{words}</strong></p>" if block.strong else f"<p>{words}</p>"
    if isinstance(block, Points):
        return f"<ul>{''.join(f'<li>{escape(words)}</li>' for words in block.items)}</ul>"
    if isinstance(block, Picture):
        return f"<figure>{block.svg}<figcaption>{escape(block.words)}</figcaption></figure>"
    return _html_table(block)


def _html_table(block: Table) -> str:
    def look(place):
        return ' class="qi-figure"' if place in block.figures else ""

    head = "".join(f'<th scope="col"{look(place)}>{escape(words)}</th>'
                   for place, words in enumerate(block.head))
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>' + "".join(
            f'<td{look(place)} data-name="{escape(block.head[place])}">{escape(words)}</td>'
            for place, words in enumerate(rest, 1)) + "</tr>"
        for first, *rest in block.rows)
    return (f'<table class="qi-cards-when-narrow"><caption>{escape(block.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")


def _word_table(made, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    made.add_paragraph(block.caption, style="Caption")
    table = made.add_table(rows=1, cols=len(block.head), style="Table Grid")
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in (block.head, *block.rows):
        cells = table.rows[0].cells if row is block.head else table.add_row().cells
        for place, words in enumerate(row):
            paragraph = cells[place].paragraphs[0]
            paragraph.add_run(words).bold = row is block.head or place == 0
            if place in block.figures:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _png(svg: str) -> bytes:
    """A picture drawn as PNG, for programs that show no SVG."""
    source = (
        "#set page(width: auto, height: auto, margin: 4pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 360pt)'
    )
    return typeset.typesetter().compile(
        input=source.encode(), format="png", ppi=_PICTURE_PPI, sys_inputs={"svg": svg})
