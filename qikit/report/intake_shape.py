"""Where the table is on its sheet: titles above, headings over headings, totals and notes below."""

import re
from dataclasses import dataclass, field

from qikit.report import dates
from qikit.report.intake_files import BadTable, Grid
from qikit.report.numbers import is_blank, rows_named
from qikit.report.numbers import read as read_numbers

TOTAL = re.compile(
    r"^(?:(?:grand|sub|overall|trust|column|annual)[\s\-]*)?(?:total|sum|average|mean|median|ytd|"
    r"year to date)s?(?:\s*(?:for|of|to)\b.*|\s*\d{2,4}(?:[-/]\d{2,4})?)?\s*:?$", re.I
)  # fmt: skip
_LOOKED_AT = 40
_ACROSS = 3
"""So many headings that are times in order make a table whose periods run across."""


@dataclass
class Shape:
    """The table's headings and body: ``at`` is each row's number in the file."""

    heads: list[str]
    body: list[list]
    at: list[int]
    columns: list[int]
    cautions: list[str] = field(default_factory=list)
    across: list[int] = field(default_factory=list)


def shape(grid: Grid) -> Shape:
    """Find headings and body, and set aside titles, totals, notes and blank rows."""
    rows = [(number, cells) for number, cells in grid.rows if any(map(_full, cells))]
    if not rows:
        raise BadTable("There is nothing here. Copy the cells with their headings, and paste them.")
    width = max(len(cells) for _, cells in rows)
    rows = [(number, [*cells, *[None] * (width - len(cells))]) for number, cells in rows]
    used = [at for at in range(width) if any(_full(cells[at]) for _, cells in rows)]
    if len(used) < 2:
        raise BadTable(
            "This has one column only. A chart needs at least two: when, and how much. Copy both "
            "with their headings."
        )
    head, start = _head(rows, used)
    said: list[str] = []
    if head is None:
        names = [f"column {place + 1}" for place in range(width)]
        said.append("There is no row of headings, so the columns are numbered. Add headings to say "
                    "what each holds.")  # fmt: skip
    else:
        names = _names(rows, head, used, grid, said)
        if head and rows[head - 1][0] >= rows[0][0] and not _two_levels(rows, head, used):
            above = [number for number, _ in rows[:head]]
            said.append(f"{rows_named(above).capitalize()} above the headings "
                        f"{'were' if len(above) > 1 else 'was'} read as a title.")  # fmt: skip
    body = [(number, list(cells)) for number, cells in rows[start:]]
    _fill_down(body, grid, said)
    body = _clean(body, names, used, said)
    used = [at for at in used if any(_full(cells[at]) for _, cells in body)]
    if not body or not used:
        raise BadTable(
            "There are headings and no rows beneath them. Check the file, or the filter that made "
            "it."
        )
    heads = _unique([names[at] for at in used])
    across = _periods_across([names[at] for at in used], grid)
    out = Shape(heads, [[cells[at] for at in used] for _, cells in body],
                [number for number, _ in body], used, said, across)  # fmt: skip
    return out


def lengthened(found: Shape, grid: Grid, said: list[str]) -> Shape:
    """A table whose periods run across, as one whose periods run down."""
    keep = [at for at in range(len(found.heads)) if at not in found.across]
    sums = [at for at in keep if TOTAL.match(found.heads[at])]
    if sums:
        said.append(
            f"Left out: the column{'s' if len(sums) > 1 else ''} "
            f"{', '.join(found.heads[at] for at in sums)} (a total, not a period)."
        )
        keep = [at for at in keep if at not in sums]
    body, at_row, percent = [], [], set()
    for number, row in zip(found.at, found.body, strict=True):
        for place in found.across:
            body.append([*[row[at] for at in keep], found.heads[place], row[place]])
            at_row.append(number)
            if (number, found.columns[place] + 1) in grid.percent:
                percent.add((len(body) - 1, len(keep) + 1))
    said.append("The periods run across the table; each was given a row of its own.")
    made = Shape([*[found.heads[at] for at in keep], "period", "value"], body, at_row, [], [], [])
    grid.percent = percent
    return made


def _full(cell) -> bool:
    return cell is not None and cell != ""


def _is_data(cell) -> bool:
    """A number or a time, however written."""
    if not _full(cell):
        return False
    if not isinstance(cell, str):
        return True
    if dates.find(cell) is not None:
        return True
    return any(sign.isdigit() for sign in cell) and not read_numbers(
        [cell], [1], "", [False]
    ).wrong[0]


def _head(rows, used) -> tuple[int | None, int]:
    """The place of the row of headings, and where the body starts."""
    usual = sorted(sum(_full(cells[at]) for at in used) for _, cells in rows)[len(rows) // 2]
    for place, (_, cells) in enumerate(rows[:_LOOKED_AT]):
        mine = [cells[at] for at in used]
        filled = [cell for cell in mine if _full(cell)]
        if len(filled) < max(2, usual / 2):
            continue
        if _times_in_order(filled) >= _ACROSS:
            return place, place + 1
        if any(_is_data(cell) for cell in filled):
            before = place - 1
            if before >= 0 and sum(_full(rows[before][1][at]) for at in used) >= max(
                2, len(filled) / 2
            ):
                return before, place
            return None, place
    for place, (_, cells) in enumerate(rows[:_LOOKED_AT]):
        if sum(_full(cells[at]) for at in used) >= max(2, usual / 2):
            return place, place + 1
    return 0, 1


def _times_in_order(cells) -> int:
    """How many cells are times, when they go steadily forward or back; else 0."""
    found = [dates.find(cell) for cell in cells]
    days = [one.day for one in found if one is not None]
    british = len(days) >= _ACROSS and len(set(days)) == len(days)
    return len(days) if british and days in (sorted(days), sorted(days, reverse=True)) else 0


def _periods_across(names, grid: Grid) -> list[int]:
    found = [at for at, name in enumerate(names) if dates.find(name) is not None]
    return found if _times_in_order([names[at] for at in found]) >= _ACROSS else []


def _two_levels(rows, head: int, used) -> bool:
    """Whether the row above the headings is a second row of headings: two or more labels."""
    if head == 0 or rows[head - 1][0] != rows[head][0] - 1:
        return False
    above = [rows[head - 1][1][at] for at in used]
    labels = [cell for cell in above if _full(cell)]
    return len(labels) >= 2 and all(isinstance(cell, str) for cell in labels)


def _names(rows, head: int, used, grid: Grid, said: list[str]) -> list[str]:
    number, cells = rows[head]
    names = [_name(cell) for cell in cells]
    if _two_levels(rows, head, used):
        above_number, above = rows[head - 1]
        wide = {}
        for top, left, bottom, right in grid.merged:
            if top <= above_number <= bottom:
                wide |= dict.fromkeys(range(left - 1, right), _name(rows_at(rows, top)[left - 1]))
        last, spread = "", []
        for at, cell in enumerate(above):
            last = _name(cell) if _full(cell) else last
            spread.append(wide.get(at, _name(cell)) if wide else last)
        names = [
            below if not over or over == below else over if not below else f"{over}: {below}"
            for over, below in zip(spread, names, strict=True)
        ]
        said.append(f"The headings stand in rows {above_number} and {number}; they were put "
                    "together.")  # fmt: skip
    return [name or f"column {at + 1}" for at, name in enumerate(names)]


def rows_at(rows, number: int) -> list:
    """The cells of the row with this number."""
    return next(cells for at, cells in rows if at == number)


def _name(cell) -> str:
    return " ".join(str(cell).split()) if _full(cell) else ""


def _unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    out = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return out


def _fill_down(body, grid: Grid, said: list[str]) -> None:
    """Cells merged downwards hold their value in each row."""
    by_number = dict(body)
    filled = set()
    for top, left, bottom, right in grid.merged:
        if bottom > top and top in by_number and left == right:
            value = by_number[top][left - 1]
            for number in range(top + 1, bottom + 1):
                if number in by_number:
                    by_number[number][left - 1] = value
                    filled.add(left)
    first = [cells[0] for _, cells in body]
    blank = sum(not _full(cell) for cell in first)
    told = [cell for cell in first if _full(cell)]
    sparse = len(told) >= 2 and blank > len(body) / 2 and _full(first[0])
    if sparse and all(isinstance(cell, str) and not _is_data(cell) for cell in told):
        last = None
        for _, cells in body:
            last = cells[0] if _full(cells[0]) else last
            cells[0] = last
        filled.add(1)
    if filled:
        said.append("Cells merged or left blank beneath a name were filled with that name.")


def _is_note(cell) -> bool:
    return isinstance(cell, str) and not is_blank(cell) and not _is_data(cell)


def _clean(body, names, used, said: list[str]):
    """The body without totals, notes and repeated headings."""
    heads = [names[at].lower() for at in used]
    totals, notes, repeats, out = [], [], [], []
    for number, cells in body:
        mine = [cells[at] for at in used]
        words = [_name(cell).lower() for cell in mine]
        if words == heads:
            repeats.append(number)
        elif any(isinstance(cell, str) and TOTAL.match(cell) for cell in mine):
            totals.append(number)
        elif sum(map(_full, mine)) == 1 and _is_note(mine[0]):
            notes.append(number)
        else:
            out.append((number, cells))
    for found, what in ((totals, "a total or an average, not a period"),
                        (repeats, "the headings again"), (notes, "a note, not data")):
        if found:
            said.append(f"Left out: {rows_named(found)} ({what}).")
    return out
