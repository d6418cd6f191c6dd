"""Fill in a table."""

import html

from qikit.errors import QIError
from qikit.learn import normal
from qikit.learn.kinds.number import misconception
from qikit.learn.question import Question
from qikit.learn.verdict import reasons, unanswered, verdict, wrong


def pick(*options: str, weight: float = 1) -> dict:
    """A column where one of ``options`` is picked."""
    return {"type": "pick", "options": [str(each) for each in options], "weight": weight}


def figure(*, within: float = 0, relative: float = 0, unit: str = "", weight: float = 1) -> dict:
    """A column for numbers, right within a tolerance."""
    return {
        "type": "figure", "within": within, "relative": relative, "unit": unit, "weight": weight
    }


def words(*, weight: float = 1) -> dict:
    """A column for a word or two; capitals and spaces do not matter."""
    return {"type": "words", "weight": weight}


class Table(Question):
    """A table with cells to fill.

    Parameters
    ----------
    rows : dict
        From a short id to the row's heading.
    columns : dict
        From a column's heading to ``pick``, ``figure`` or ``words``.
    key : {row: {column: value}}, optional
        A list of values accepts any of them. Only cells named in the key count.
    why : dict, optional
        ``{row: {column: {wrong value: sentence}}}``, ``{row: {column: sentence}}`` or
        ``{row: sentence}``.
    corner : str
        What the first column holds, such as "Measure".
    """

    kind = "table"

    def __init__(self, id, prompt, *, rows, columns, corner="", key=None, **common):
        self.rows = [[str(name), label] for name, label in rows.items()]
        self.columns = [[str(name), dict(cell)] for name, cell in columns.items()]
        self.corner = corner
        super().__init__(id, prompt, key=key, **common)

    def plain_key(self, key):
        plain = {
            str(row): {str(column): value for column, value in cells.items()}
            for row, cells in key.items()
        }
        known = {name for name, _ in self.rows}, {name for name, _ in self.columns}
        for row, cells in plain.items():
            for column in cells:
                if row not in known[0] or column not in known[1]:
                    raise QIError(
                        f"The key of question {self.id} names the cell '{row}', '{column}', "
                        "which the table does not have. Check the ids of rows and columns."
                    )
        return plain

    def plain_why(self, why):
        return {str(name): plain_reasons(said) for name, said in why.items()}

    def particulars(self):
        return {"rows": self.rows, "columns": self.columns, "corner": self.corner}

    def lines(self):
        heads = [
            f"{name} ({', '.join(cell['options'])})" if cell["type"] == "pick" else name
            for name, cell in self.columns
        ]
        return [f"  For each: {'; '.join(heads)}.", *(f"  - {label}" for _, label in self.rows)]

    def body(self):
        heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name, _ in self.columns)
        cells = "".join(
            f"<td>{html.escape(' / '.join(cell.get('options', ['______'])))}</td>"
            for _, cell in self.columns
        )
        rows = "".join(
            f'<tr><th scope="row">{html.escape(label)}</th>{cells}</tr>' for _, label in self.rows
        )
        return (
            f'<table class="qi-table"><caption>Your answers</caption><thead><tr><td></td>{heads}'
            f"</tr></thead><tbody>{rows}</tbody></table>"
        )


def plain_reasons(said):
    """Reasons with text keys all the way down."""
    if not isinstance(said, dict):
        return said
    return {str(name): plain_reasons(inside) for name, inside in said.items()}


def score(spec, key, value, why=None, partial=None):
    """The weighted share of right cells."""
    if normal.blank(value):
        return unanswered()
    table = value if isinstance(value, dict) else {}
    cells, right, earned, weights, said = 0, 0, 0, 0, []
    for row, _ in spec["rows"]:
        for column, kind in spec["columns"]:
            if column not in key.get(row, {}):
                continue
            given = table.get(row)
            given = given.get(column) if isinstance(given, dict) else None
            cells, weights = cells + 1, weights + kind.get("weight", 1)
            if cell_right(kind, key[row][column], given):
                right, earned = right + 1, earned + kind.get("weight", 1)
            else:
                said.append(cell_reason(why, row, column, kind, given))
    if right == cells:
        return verdict(right, cells, [reasons(why).get("*right")], spec=spec)
    count = f"{right} of {cells} {'is' if right == 1 else 'are'} right."
    named = list(dict.fromkeys(words for words in said if words))
    return verdict(
        right, cells, [count, *wrong(*named, why=why)],
        share=earned / weights, spec=spec, partial=partial,
    )


def cell_right(kind, key, given) -> bool:
    """Whether one cell is right; a list of keys accepts any of them."""
    accepted = key if isinstance(key, list) else [key]
    if normal.blank(given):
        return False
    if kind["type"] == "figure":
        size = normal.number(given, kind.get("unit", ""))
        room = kind.get("within", 0), kind.get("relative", 0)
        return size is not None and any(normal.near(size, each, *room) for each in accepted)
    return normal.text(given) in [normal.text(each) for each in accepted]


def cell_reason(why, row, column, kind, given) -> str | None:
    """The sentence for a wrong cell, when there is one; none for an empty cell."""
    if normal.blank(given):
        return None
    said = reasons(why).get(row)
    if isinstance(said, dict):
        said = said.get(column)
    if not isinstance(said, dict):
        return said
    if kind["type"] == "figure":
        size = normal.number(given, kind.get("unit", ""))
        room = kind.get("within", 0), kind.get("relative", 0)
        known = None if size is None else misconception(size, said, *room)
        return known or said.get("*")
    plain = {normal.text(name): sentence for name, sentence in said.items()}
    return plain.get(normal.text(given)) or said.get("*")
