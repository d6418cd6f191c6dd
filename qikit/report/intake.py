"""A table that a person brings, read with care: what was understood, what is doubtful, to ask."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from qikit.report import dates, numbers, private
from qikit.report.columns import ENOUGH, Column, Question, share_of_times, times
from qikit.report.intake_files import LARGEST, BadTable, Grid, grid
from qikit.report.intake_shape import Shape, lengthened, shape
from qikit.report.intake_time import check_times
from qikit.report.numbers import rows_named

__all__ = ["BadTable", "Column", "Intake", "Question", "take"]

MOST_WRONG = 0.34
"""A column with a greater part of words among its numbers is a column of words."""


@dataclass
class Intake:
    """A table that was read; made by :func:`take`.

    Attributes
    ----------
    frame : the cleaned pandas table; empty when something was refused
    columns : what each column is, with the reason and any doubts
    cautions : sentences to print on the chart; rows are named as the file numbers them
    questions : what only a person can say; answer with ``take(..., answers={id: option})``
    refused : sentences that stop
    name : the file's name, and the sheet read from it
    written : by column of numbers, how each row of ``frame`` was written (plain, percent, marked,
        blank, suppressed, broken, wrong)
    """

    frame: object
    columns: list[Column] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    name: str = ""
    sheet: str = ""
    written: dict[str, np.ndarray] = field(default_factory=dict)

    def keep(self, rows: np.ndarray) -> None:
        """Keep these rows of the frame and forget the others."""
        self.frame = self.frame[rows].reset_index(drop=True)
        self.written = {name: kinds[rows] for name, kinds in self.written.items()}

    def named(self, role: str) -> list[str]:
        """The names of the columns with this role."""
        return [one.name for one in self.columns if one.role == role]

    @property
    def time(self) -> str:
        """The column of times, or nothing."""
        return next(iter(self.named("time")), "")


def take(source, *, name=None, sheet=None, answers=None, most=LARGEST, today=None) -> Intake:
    """Read a table as people have it, and say what was done to it.

    Parameters
    ----------
    source : bytes of a CSV or XLSX file, a path, or pasted text (tab, comma or semicolon)
    name : the file's name, for sentences
    sheet : the sheet of a workbook to read
    answers : answers to earlier ``questions``, by id, such as ``{"dates": "day first"}``
    most : bytes of the largest file that is opened
    today : the day on which this is read

    Returns
    -------
    Intake

    Raises
    ------
    BadTable
        When it is no table that can be read; one sentence says why and what to do.

    Examples
    --------
    >>> made = take("Month\\tFalls\\nApr-25\\t12\\nMay-25\\t<5\\nTotal\\t12\\n")
    >>> [(one.name, one.role) for one in made.columns]
    [('Month', 'time'), ('Falls', 'number')]
    >>> made.cautions[0]
    'Left out: row 4 (a total or an average, not a period).'
    """
    answers = dict(answers or {})
    if name is None and isinstance(source, Path):
        name = source.name
    held = grid(source, name, sheet or answers.get("sheet"), most)
    found = shape(held)
    said = [*held.cautions, *found.cautions]
    out = Intake(None, name=name or "", sheet=held.sheet, cautions=said)
    _about_sheets(out, held, sheet or answers.get("sheet"))
    _uncounted(out, held, found)
    today = today or date.today()
    if _refuse_people(out, found, held, today):
        return _stopped(out)
    if found.across:
        found = lengthened(found, held, out.cautions)
    table = _read_columns(out, found, held, answers)
    check_times(out, table, found.at, answers)
    return _stopped(out) if out.refused else out


def _stopped(out: Intake) -> Intake:
    import pandas as pd

    out.frame = pd.DataFrame()
    out.questions = []
    return out


def _about_sheets(out: Intake, held: Grid, chosen) -> None:
    if held.hidden:
        many = len(held.hidden) > 1
        out.cautions.append(
            f"The hidden sheet{'s' if many else ''} {', '.join(held.hidden)} "
            f"{'were' if many else 'was'} not read."
        )
    if len(held.sheets) > 1 and not chosen:
        out.questions.append(
            Question("sheet", "Which sheet holds the table to chart?", list(held.sheets))
        )
        out.cautions.append(f"The sheet '{held.sheet}' was read; there are others. Choose one.")


def _uncounted(out: Intake, held: Grid, found: Shape) -> None:
    rows = sorted({row for row, column in held.uncounted
                   if row in found.at and column - 1 in found.columns})  # fmt: skip
    if rows:
        out.cautions.append(
            f"{rows_named(rows).capitalize()} {'hold' if len(rows) > 1 else 'holds'} formulas that "
            "were never worked out: shown as gaps. Open the file in Excel, save it, and bring it "
            "again."
        )


def _refuse_people(out: Intake, found: Shape, held: Grid, today: date) -> bool:
    """Refuse a table with a column that may name people; nothing of the table is kept."""
    dated: dict[int, list[date]] = {}
    for at, name in enumerate(found.heads):
        cells = [row[at] for row in found.body]
        what = private.suspicion(name, cells)
        if not what and share_of_times(cells, name, held.serials_from) >= ENOUGH:
            like = bool(dates.NAMED_LIKE_TIME.search(name))
            each = [dates.find(cell, like, held.serials_from) for cell in cells]
            dated[at] = [one.day for one in each if one]
        if what:
            _refuse(out, name, what)
    first = next(iter(dated), None)
    for at, days in dated.items():
        other = None if at == first and len(dated) == 1 else _calmest(dated, at)
        if private.births(days, other, today):
            _refuse(out, found.heads[at], "dates of birth")
    if not out.refused and private.heading_is_person(found.heads[1:]):
        out.refused.append(
            "The headings look like people's names. This tool takes no details of people. Put "
            "ward, team or role in their place, and bring it again. Nothing from it was kept."
        )
    return bool(out.refused)


def _calmest(dated: dict[int, list[date]], but: int) -> list[date] | None:
    others = [days for at, days in dated.items() if at != but]
    return min(others, key=lambda days: max(days) - min(days)) if others else None


def _refuse(out: Intake, name: str, what: str) -> None:
    shown = name if not private.suspicion("", [name]) else "with a heading that names a person"
    out.refused.append(private.sentence(shown, what))
    out.columns.append(Column(shown, "private", f"It looks as if it holds {what}."))


def _read_columns(out: Intake, found: Shape, held: Grid, answers: dict):
    """Give each column its role, and fill ``out.frame``."""
    import pandas as pd

    cells = {name: [row[at] for row in found.body] for at, name in enumerate(found.heads)}
    time = _time_column(cells, held, answers)
    made = {}
    for place, (name, column) in enumerate(cells.items()):
        if name == time:
            made[name] = _as_times(out, name, column, found, held, answers)
            continue
        percent = [_percent(held, found, row, place) for row in range(len(column))]
        made[name] = _as_numbers(out, name, column, found, percent, answers, held)
    out.frame = pd.DataFrame(made)
    if not time:
        out.cautions.append("No column of dates was found, so rows are taken in the order given.")
    return out.frame


def _percent(held: Grid, found: Shape, row: int, place: int) -> bool:
    if not held.percent:
        return False
    if not found.columns:
        return (row, place) in held.percent
    return (found.at[row], found.columns[place] + 1) in held.percent


def _time_column(cells: dict, held: Grid, answers: dict) -> str:
    asked = answers.get("time")
    if asked in cells:
        return asked
    start = held.serials_from
    likely = {name: share_of_times(column, name, start) for name, column in cells.items()}
    good = [name for name, share in likely.items() if share >= ENOUGH]
    like = [name for name in cells if dates.NAMED_LIKE_TIME.search(name.replace("_", " "))]
    for name in like:
        if name in good:
            return name
    if good:
        return good[0]
    for name in like:
        column = cells[name]
        if all(dates.month_name(cell) for cell in column if not numbers.is_blank(cell)):
            return name
        plain = numbers.read(column, list(range(len(column))), name, [False] * len(column))
        if not plain.wrong.any() and plain.filled.any() and not (plain.values % 1 > 0).any():
            return name
        if likely[name] >= 0.5:
            return name
    return ""


def _as_times(out: Intake, name: str, column, found: Shape, held: Grid, answers: dict):
    import pandas as pd

    if share_of_times(column, name, held.serials_from) < 0.5:
        if all(dates.month_name(cell) for cell in column if not numbers.is_blank(cell)):
            out.columns.append(Column(name, "time", "It holds months without a year.",
                                      ["Rows are taken in the order given."]))  # fmt: skip
            out.cautions.append(f"'{name}' has months without a year, so rows are taken in the "
                                "order given. Add the year to have gaps seen.")  # fmt: skip
            return pd.array([str(cell) for cell in column], dtype=object)
        read = numbers.read(column, found.at, name, [False] * len(column))
        out.columns.append(Column(name, "time", "It counts periods (1, 2, 3 ...)."))
        return read.values
    read = times(column, found.at, name, held.serials_from, answers)
    out.cautions += read.cautions
    out.questions += read.questions
    if read.wrong:
        out.cautions.append(f"In '{name}', {rows_named(read.wrong)} could not be read as a date: "
                            "left out.")  # fmt: skip
    out.columns.append(Column(name, "time", "It holds dates.", [q.words for q in read.questions]))
    return np.array([np.datetime64(day, "s") if day else np.datetime64("NaT", "s")
                     for day in read.days])  # fmt: skip


def _as_numbers(out: Intake, name, column, found: Shape, percent, answers, held: Grid):
    import pandas as pd

    words = pd.array([None if cell is None or cell == "" else str(cell) for cell in column],
                     dtype=object)  # fmt: skip
    read = numbers.read(column, found.at, name, percent, answers.get(f"scale:{name}", ""))
    filled = read.filled
    wrong = read.wrong & filled
    if not filled.any():
        out.columns.append(Column(name, "text", "It is empty."))
        return words
    if wrong.sum() > MOST_WRONG * filled.sum():
        doubts = []
        if share_of_times(column, name, held.serials_from) >= ENOUGH:
            doubts = ["It holds dates, and another column was taken for time."]
        out.columns.append(Column(name, "text", "It holds words.", doubts))
        return words
    said = list(read.cautions)
    if wrong.any():
        said.append(f"In '{name}', {rows_named(np.array(found.at)[wrong])} "
                    f"{'have words' if wrong.sum() > 1 else 'has words'} where a number should be: "
                    "shown as a gap.")  # fmt: skip
    out.cautions += said
    if read.scale:
        out.questions.append(Question(
            f"scale:{name}", f"In '{name}', does a number such as 0.68 mean 68 per cent?",
            ["share", "as written"]))  # fmt: skip
    out.written[name] = read.kinds
    why = "It holds shares of a whole, in per cent." if read.share else "It holds numbers."
    out.columns.append(Column(name, "share" if read.share else "number", why, said))
    return read.values
