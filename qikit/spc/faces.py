"""What every picture shows: a figure with its words and numbers on a page, else its text."""

import os
from html import escape

STYLE = (
    "<style>.qi-chart{margin:0;font-family:system-ui,sans-serif}"
    ".qi-chart svg{max-width:100%;height:auto}</style>"
)
"""What a figure needs in a notebook or a saved page; the course's pages have a style sheet."""


def bundle(text: str, page) -> dict[str, str]:
    """What a notebook shows: text alone when ``QIKIT_FACE`` is ``text``, else the page too."""
    face = os.environ.get("QIKIT_FACE")
    if face == "text":
        return {"text/plain": text}
    return {"text/plain": text, "text/html": page() if face == "page" else STYLE + page()}


def figure_html(
    id: str, wide: str, narrow: str, caption: list[str], words: str, table: str, settings: str = ""
) -> str:
    """A figure: the picture for wide screens and for phones, caption, words, numbers.

    ``settings`` are those of a chart whose caption leaves them out; they can be opened.

    Without a style sheet the wide picture shows; a page's style sheet chooses by width.
    """
    said = "".join(f"<p>{escape(line)}</p>" for line in caption if line)
    spoken = "".join(f"<p>{escape(line)}</p>" for line in words.split("\n"))
    made = (
        '<details class="qi-chart__words"><summary>How this chart was made</summary>'
        f"<p>{escape(settings)}</p></details>" if settings else ""
    )
    return (
        f'<figure class="qi-chart" id="{id}"><div class="qi-chart__wide">{wide}</div>'
        f'<div class="qi-chart__narrow" hidden>{narrow}</div><figcaption>{said}</figcaption>'
        f'<details class="qi-chart__words"><summary>This picture in words</summary>{spoken}'
        '</details><details class="qi-chart__numbers"><summary>The numbers behind this chart'
        f"</summary>{table}</details>{made}</figure>"
    )


class Markup(str):
    """HTML of our own making, not to be escaped."""


def table_html(
    caption: str, heads: list[str], rows: list[list[str]], numeric: list[bool], cards: bool = False
) -> str:
    """A table with a caption; the first cell of a row heads it.

    On a narrow screen it scrolls, or with ``cards`` each row becomes a card. Cells are escaped
    unless they are ``Markup``.
    """

    def cell(tag: str, words: str, number: bool, more: str = "") -> str:
        inside = words if isinstance(words, Markup) else escape(words)
        aligned = ' class="qi-table__number"' if number else ""
        return f"<{tag}{more}{aligned}>{inside}</{tag}>"

    def row(cells: list[str]) -> str:
        rest = zip(heads[1:], cells[1:], numeric[1:], strict=True)
        return cell("th", cells[0], numeric[0], ' scope="row"') + "".join(
            cell("td", words, number, f' data-name="{escape(name)}"')
            for name, words, number in rest
        )

    head = "".join(
        cell("th", words, number, ' scope="col"')
        for words, number in zip(heads, numeric, strict=True)
    )
    body = "".join(f"<tr>{row(cells)}</tr>" for cells in rows)
    name = escape(caption)
    kind = " qi-table--words" if cards else ""
    return (
        f'<div class="qi-scroll" role="region" tabindex="0" aria-label="{name}">'
        f'<table class="qi-table{kind}" role="table"><caption>{name}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
