"""``qi.table``: a table that reads well, aloud too."""

import html

from qikit.learn import session

_SHORT = 24


class Table:
    """A table with a caption and headings; made by ``qi.table``."""

    def __init__(self, frame, caption: str):
        self.caption = caption
        self.heads = [_heading(name) for name in frame.columns]
        columns = [[_cell(value) for value in frame[name]] for name in frame.columns]
        self.rows = [list(row) for row in zip(*columns, strict=True)]
        self.numeric = [frame[name].dtype.kind in "iuf" for name in frame.columns]

    def __repr__(self) -> str:
        widths = [max(map(len, column)) for column in zip(self.heads, *self.rows, strict=True)]

        def line(cells):
            padded = (
                cell.rjust(width) if number else cell.ljust(width)
                for cell, width, number in zip(cells, widths, self.numeric, strict=True)
            )
            return "  ".join(padded).rstrip()

        return "\n".join([self.caption, line(self.heads), *map(line, self.rows)])

    def html(self) -> str:
        """A table with a caption; the first cell of a row heads it.

        On a narrow screen a table of sentences becomes a card a row; any other scrolls if it must.
        """
        heads = "".join(
            f'<th scope="col"{_aligned(number)}>{html.escape(head)}</th>'
            for head, number in zip(self.heads, self.numeric, strict=True)
        )
        rows = "".join(f"<tr>{self._row(row)}</tr>" for row in self.rows)
        caption = html.escape(self.caption)
        return (
            f'<div class="qi-scroll" role="region" tabindex="0" aria-label="{caption}">'
            f'<table class="qi-table{self._sentences()}" role="table"><caption>{caption}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _sentences(self) -> str:
        """A class of its own for a table that holds sentences."""
        longest = max((len(cell) for row in self.rows for cell in row[1:]), default=0)
        return " qi-table--words" if longest > _SHORT else ""

    def _row(self, row: list[str]) -> str:
        head = f'<th scope="row"{_aligned(self.numeric[0])}>{html.escape(row[0])}</th>'
        return head + "".join(
            f'<td{_aligned(number)} data-name="{html.escape(name)}">{html.escape(cell)}</td>'
            for name, cell, number in zip(
                self.heads[1:], row[1:], self.numeric[1:], strict=True
            )
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        bundle = {"text/plain": repr(self)}
        return bundle if session.face() == "text" else bundle | {"text/html": self.html()}


def table(frame, caption: str) -> Table:
    """Show a table with its caption.

    Parameters
    ----------
    frame : DataFrame
        What to show; its first column heads the rows, its index is left out.
    caption : str
        What the table holds, in a few words.
    """
    return Table(frame, caption)


def _aligned(number: bool) -> str:
    return ' class="qi-table__number"' if number else ""


def _heading(name) -> str:
    words = str(name).replace("_", " ")
    return words[:1].upper() + words[1:]


def _cell(value) -> str:
    if value != value or value is None:
        return ""
    if hasattr(value, "strftime"):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, float):
        return f"{value:,.6g}"
    return str(value)
