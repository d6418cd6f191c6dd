"""What every picture shows: a figure with its words and numbers on a page, else its text."""

import os
from html import escape


def bundle(text: str, page) -> dict[str, str]:
    """What a notebook shows: text alone when ``QIKIT_FACE`` is ``text``, else the page too."""
    if os.environ.get("QIKIT_FACE") == "text":
        return {"text/plain": text}
    return {"text/plain": text, "text/html": page()}


def figure_html(id: str, wide: str, narrow: str, caption: list[str], words: str, table: str) -> str:
    """A figure: the picture for wide screens and for phones, caption, words, numbers.

    Without a style sheet the wide picture shows; a page's style sheet chooses by width.
    """
    said = "".join(f"<p>{escape(line)}</p>" for line in caption if line)
    spoken = "".join(f"<p>{escape(line)}</p>" for line in words.split("\n"))
    return (
        f'<figure class="qi-chart" id="{id}"><div class="qi-chart__wide">{wide}</div>'
        f'<div class="qi-chart__narrow" hidden>{narrow}</div><figcaption>{said}</figcaption>'
        f'<details class="qi-chart__words"><summary>This picture in words</summary>{spoken}'
        '</details><details class="qi-chart__numbers"><summary>The numbers behind this chart'
        f"</summary>{table}</details></figure>"
    )


def table_html(caption: str, heads: list[str], rows: list[list[str]], numeric: list[bool]) -> str:
    """A table with a caption; the first cell of a row heads it. It scrolls if it must.

    A cell that begins with ``<`` is taken as markup of ours; everything else is escaped.
    """

    def cell(tag: str, words: str, number: bool) -> str:
        inside = words if words.startswith("<") else escape(words)
        aligned = ' class="qi-table__number"' if number else ""
        return f"<{tag}{aligned}>{inside}</{tag.split(' ')[0]}>"

    head = "".join(cell('th scope="col"', w, n) for w, n in zip(heads, numeric, strict=True))
    body = "".join(
        "<tr>"
        + cell('th scope="row"', row[0], numeric[0])
        + "".join(cell("td", w, n) for w, n in zip(row[1:], numeric[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    name = escape(caption)
    return (
        f'<div class="qi-scroll" role="region" tabindex="0" aria-label="{name}">'
        f'<table class="qi-table"><caption>{name}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
