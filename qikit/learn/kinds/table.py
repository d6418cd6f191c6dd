"""Fill in a table."""

import html

from qikit.errors import QIError
from qikit.learn import normal
from qikit.learn.kinds.number import misconception, slip
from qikit.learn.kinds.sort import plain_reasons
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


def picks(*options: str, weight: float = 1) -> dict:
    """A column where all of ``options`` that apply are ticked; nearly right counts in part."""
    return {"type": "picks", "options": [str(each) for each in options], "weight": weight}


def about(value: float, *, within: float = 0, relative: float = 0) -> dict:
    """A number of the key with a tolerance of its own."""
    return {"value": value, "within": within, "relative": relative}


class Table(Question):
    """A table with cells to fill.

    Parameters
    ----------
    rows : dict
        From a short id to the row's heading.
    columns : dict
        From a column's heading to ``pick``, ``picks``, ``figure`` or ``words``.
    key : {row: {column: value}}, optional
        A list of values accepts any of them, a set is what to tick in a column of ``picks``, and
        ``about`` gives a number its own tolerance. Only cells named in the key count. In a column
        of ``picks`` a cell counts by its overlap: options both ticked and right, of all that are
        either; ``partial`` counts the sum.
    why : dict, optional
        ``{row: {column: {wrong value: sentence}}}``, ``{row: {column: sentence}}`` or
        ``{row: sentence}``.
    corner : str
        What the first column holds, such as "Measure".

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.table("board", "Read the chart of each measure.", corner="Measure",
    ...              rows={"falls": "Inpatient falls", "ed": "4-hour wait in A&E"},
    ...              columns={"Variation": qi.ask.pick("improvement", "common cause", "concern"),
    ...                       "Upper limit": qi.ask.figure(within=0.05, unit="%"),
    ...                       "Ask": qi.ask.picks("the team", "the analyst", "the public")},
    ...              key={"falls": {"Variation": "concern", "Upper limit": 6.5,
    ...                             "Ask": {"the team"}},
    ...                   "ed": {"Variation": "common cause", "Upper limit": 77.4,
    ...                          "Ask": {"the team", "the analyst"}}},
    ...              why={"ed": {"Variation": {"concern": "One low month is no signal."}}},
    ...              points=3)
    3 points. Read the chart of each measure.
      For each: Variation (improvement, common cause, concern); Upper limit; Ask (the team, \
the analyst, the public).
      - Inpatient falls
      - 4-hour wait in A&E
    """

    kind = "table"

    def __init__(self, id, prompt, *, rows, columns, corner="", key=None, **common):
        self.rows = [[str(name), label] for name, label in rows.items()]
        self.columns = [[str(name), dict(cell)] for name, cell in columns.items()]
        self.corner = corner
        super().__init__(id, prompt, key=key, **common)

    def plain_key(self, key):
        plain = {
            str(row): {str(column): plain_cell(value) for column, value in cells.items()}
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
        return plain_reasons(why)

    def particulars(self):
        return {"rows": self.rows, "columns": self.columns, "corner": self.corner}

    def lines(self):
        heads = [
            f"{name} ({', '.join(cell['options'])})" if "options" in cell else name
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


def plain_cell(value):
    """One cell of the key as JSON holds it."""
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else value


def score(spec, key, value, why=None, partial=None):
    """The weighted share of right cells."""
    if normal.blank(value):
        return unanswered()
    table = value if isinstance(value, dict) else {}
    cells, right, reached, earned, weights, said = 0, 0, 0, 0, 0, []
    for row, label in spec["rows"]:
        for column, kind in spec["columns"]:
            if column not in key.get(row, {}):
                continue
            given = table.get(row)
            given = given.get(column) if isinstance(given, dict) else None
            cells, weights = cells + 1, weights + kind.get("weight", 1)
            credit = cell_credit(kind, key[row][column], given)
            reached, earned = reached + credit, earned + kind.get("weight", 1) * credit
            if credit == 1:
                right += 1
            else:
                said.append(
                    cell_reason(why, row, column, kind, given)
                    or cell_slip(label, kind, key[row][column], given)
                )
    if right == cells:
        return verdict(right, cells, [reasons(why).get("*right")], spec=spec)
    count = f"{right} of {cells} {'is' if right == 1 else 'are'} right."
    if reached > right:
        count += " What is nearly right counts in part."
    named = list(dict.fromkeys(words for words in said if words))
    return verdict(
        right, cells, [count, *wrong(*named, why=why)],
        share=earned / weights if weights else 0, spec=spec, partial=partial, reached=reached,
    )


def cell_credit(kind, key, given) -> float:
    """What one cell earns, 0 or 1; or by its overlap in a column of ``picks``."""
    accepted = key if isinstance(key, list) else [key]
    if normal.blank(given):
        return 0
    if kind["type"] == "figure":
        size = normal.number(given, kind.get("unit", ""))
        return int(size is not None and any(
            normal.near(size, *bounds(kind, each)) for each in accepted
        ))
    right = [normal.text(each) for each in accepted]
    if kind["type"] == "words" or kind["type"] == "pick":
        return int(normal.text(given) in right)
    ticked = ticks(given)
    both = len(set(right) & set(ticked))
    return both / len(set(right) | set(ticked))


def bounds(kind, key) -> tuple:
    """A number of the key with its tolerances, its own or those of the column."""
    own = key if isinstance(key, dict) else {"value": key} | kind
    return own["value"], own.get("within", 0), own.get("relative", 0)


def ticks(given) -> list[str]:
    """What was ticked in one cell."""
    each = given if isinstance(given, list) else [given]
    return list(dict.fromkeys(normal.text(one) for one in each if not normal.blank(one)))


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
    known = next((plain[each] for each in ticks(given) if plain.get(each)), None)
    return known or said.get("*")


def cell_slip(label, kind, key, given) -> str | None:
    """The hint for a number in another unit, with the row that it stands in."""
    size = normal.number(given, kind.get("unit", "")) if kind["type"] == "figure" else None
    if size is None:
        return None
    for each in key if isinstance(key, list) else [key]:
        value, within, relative = bounds(kind, each)
        found = slip(size, value, {**kind, "within": within, "relative": relative})
        if found:
            return f"{label}: {found}"
    return None
