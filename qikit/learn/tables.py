"""``qi.table``: a table that reads well, aloud too."""

import html

from qikit.errors import QIError
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
        if session.face() != "text":
            bundle["text/html"] = self.html()
        if session.face() == "all":
            from qikit.learn import widget

            bundle |= widget.view(self.html())
        return bundle


def table(frame, caption: str, *, per: float = 1, count: str | None = None) -> Table:
    """Show a table with its caption.

    Parameters
    ----------
    frame : DataFrame or dict of columns
        What to show; its first column heads the rows, its index is left out.
    caption : str
        What the table holds, in a few words.
    per : float
        Numbers are shown times this: 1000 for rates per 1,000.
    count : str, optional
        The heading of a first column that numbers the rows from 1.

    Raises
    ------
    QIError
        When a dictionary does not make columns of one length.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.table({"centre": 0.0065, "upper": [0.0143, 0.0145]}, "Lines per 1,000 bed days",
    ...          per=1000, count="month")
    Lines per 1,000 bed days
    Month  Centre  Upper
        1     6.5   14.3
        2     6.5   14.5
    """
    frame = _frame(frame)
    if per != 1:
        frame = frame.apply(lambda column: column * per if column.dtype.kind in "iuf" else column)
    if count is not None:
        frame = frame.copy()
        frame.insert(0, count, range(1, len(frame) + 1))
    return Table(frame, caption)


def _frame(columns):
    """A frame as it is, or made from a dictionary of columns; None is an empty one."""
    if hasattr(columns, "columns"):
        return columns
    import pandas as pd

    if columns is None or columns == {}:
        return pd.DataFrame()
    if not isinstance(columns, dict):
        raise QIError(
            f"A table is made from columns with names, and this is {_kind(columns)}. "
            'Give a dictionary, such as {"lower": [...], "upper": [...]}.'
        )
    long = {name: len(each) for name, each in columns.items() if _listed(each)}
    if not long:
        raise QIError(
            f"A table needs a value for each row, and {_and(columns)} hold one value alone. "
            "Return a column for them, with a value for each row, and run this cell again."
        )
    if len(set(long.values())) > 1:
        said = _and([f"{name} has {count}" for name, count in long.items()])
        raise QIError(
            f"The columns of a table are equally long, and here {said} values. "
            "Give each a value for each row, and run this cell again."
        )
    return pd.DataFrame({
        name: list(each) if _listed(each) else each for name, each in columns.items()
    })


def _listed(value) -> bool:
    return hasattr(value, "__len__") and not isinstance(value, str) and getattr(value, "ndim", 1)


def _kind(value) -> str:
    names = {list: "a list", tuple: "a list", str: "text", int: "a number", float: "a number"}
    return names.get(type(value), "something else")


def _and(names) -> str:
    *most, last = map(str, names)
    return f"{', '.join(most)} and {last}" if most else last


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
