"""A file or pasted text as a grid of cells, and sentences for files that are no table."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from qikit.errors import QIError

LARGEST = 64 * 2**20
"""Bytes of the largest file that is read."""
LARGEST_INSIDE = 80 * 2**20
"""Bytes of the largest worksheet once unpacked."""
_MANY_COLUMNS = 2000


class BadTable(QIError):
    """A file that cannot be read as a table; one sentence says why and what to do."""


@dataclass
class Grid:
    """Cells as the file holds them.

    ``rows`` are pairs of the row's number in the file and its cells; ``merged`` are ranges
    ``(first row, first column, last row, last column)`` from 1; ``percent`` are places shown as per
    cent, formulas without a value are in ``uncounted``, both as ``(row, column)``.
    """

    rows: list[tuple[int, list]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    percent: set[tuple[int, int]] = field(default_factory=set)
    uncounted: list[tuple[int, int]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""
    hidden: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    serials_from: date = date(1899, 12, 30)


def grid(source, name: str | None, sheet: str | None, most: int = LARGEST) -> Grid:
    """The cells of a source: bytes, a path, or pasted text."""
    if isinstance(source, str) and _is_path(source):
        source = Path(source)
    if isinstance(source, Path):
        name = name or source.name
        source = _read(source, most)
    if isinstance(source, str):
        if len(source) > most:
            raise _too_large(len(source), most)
        return _text(source.removeprefix("\ufeff"))
    data = bytes(source)
    if len(data) > most:
        raise _too_large(len(data), most)
    if not data.strip():
        raise BadTable("This file is empty. Open it where you made it, and save it with data.")
    _refuse_kind(data, (name or "").lower())
    if data[:4] == b"PK\x03\x04":
        return _workbook(data, sheet)
    text, said = _decoded(data)
    out = _text(text)
    out.cautions += said
    return out


def _is_path(text: str) -> bool:
    """A single line without cells that ends as a file does."""
    short = "\n" not in text and "\t" not in text and len(text) < 1000
    return short and bool(re.search(r"\.[A-Za-z]{2,5}$", text.strip())) and ";" not in text


def _read(path: Path, most: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > most:
            raise _too_large(size, most)
        return path.read_bytes()
    except IsADirectoryError:
        raise BadTable(f"{path} is a folder. Choose one CSV or XLSX file inside it.") from None
    except OSError:
        raise BadTable(
            f"There is no file {path} that can be opened. Check its name and folder, and close it "
            "in other programs."
        ) from None


def _too_large(size: int, most: int) -> BadTable:
    return BadTable(
        f"This file has {size / 2**20:,.0f} MB; the most that is read here is {most / 2**20:,.0f} "
        "MB, so it was not opened. A chart needs one row a period: add the records up first (a "
        "pivot table by month does it), and bring that."
    )


def _refuse_kind(data: bytes, name: str) -> None:
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if b"E\0n\0c\0r\0y\0p\0t" in data:
            raise BadTable(
                "This workbook has a password. Open it in Excel, save a copy without the password "
                "(File, Info, Protect Workbook), and choose the copy."
            )
        raise BadTable(
            "This is an old Excel file (.xls). Open it in Excel, choose Save As, Excel Workbook "
            "(.xlsx) or CSV, and bring that file."
        )
    if data[:5] == b"%PDF-":
        raise BadTable(
            "This is a PDF, a picture of a table. Ask for the spreadsheet behind it, or copy the "
            "table into Excel and save it as CSV."
        )
    if data[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                names = parts.namelist()
                kind = parts.read("mimetype")[:80] if "mimetype" in names else b""
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
            raise _broken() from None
        if b"opendocument" in kind:
            raise BadTable(
                "This is an OpenDocument file (.ods or .odt). Open it, choose Save As, and save "
                "the table as .xlsx or CSV."
            )
        if "word/document.xml" in names or "ppt/presentation.xml" in names:
            raise BadTable(
                "This is a document or slides, not a table. Copy the table into Excel, save it as "
                ".xlsx or CSV, and choose that."
            )
        if "xl/workbook.bin" in names:
            raise BadTable(
                "This is a binary Excel file (.xlsb). Open it in Excel, choose Save As, Excel "
                "Workbook (.xlsx), and bring that file."
            )
        if "xl/workbook.xml" not in names:
            raise BadTable(
                "This is a zip or another packed file, not a table. Unpack it, and choose the CSV "
                "or XLSX file inside."
            )
        return
    if name.endswith((".xlsx", ".xlsm")):
        raise _broken()
    starts = data[:2000].lstrip().lower()
    if starts[:5] in (b"<html", b"<!doc") or starts.startswith(b"<?xml") or b"<table" in starts:
        raise BadTable(
            "This is a web page, whatever its name says. Open it in Excel, choose Save As, Excel "
            "Workbook (.xlsx) or CSV, and bring that file."
        )
    if data.startswith((b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"GIF8")):
        raise _no_table()


def _broken() -> BadTable:
    return BadTable(
        "This workbook is damaged or incomplete. Open it in Excel, save a copy as .xlsx or CSV, "
        "and bring the copy."
    )


def _no_table() -> BadTable:
    return BadTable(
        "This is not a table. Choose a CSV or XLSX file, or copy the cells in Excel and paste them."
    )


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError:
            raise _no_table() from None
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) / 4:
        order = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        try:
            return data.decode(order), []
        except UnicodeDecodeError:
            raise _no_table() from None
    if zeros:
        raise _no_table()
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    odd = sum(not sign.isprintable() and sign not in "\r\n\t" for sign in text[:4000])
    if odd > 0.02 * len(text[:4000]):
        raise _no_table()
    return text, ["The file is not in UTF-8; it was read as Windows Latin-1. Look at accents and £ "
                  "signs in names."]  # fmt: skip


def _text(text: str) -> Grid:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    first = [line for line in lines.split("\n")[:200] if line.strip()]
    if not first:
        raise BadTable("There is nothing here. Copy the cells with their headings, and paste them.")
    said = re.match(r"^sep=(.)$", first[0].strip())
    sign = said[1] if said else _separator(first)
    csv.field_size_limit(2**20)
    try:
        table = list(csv.reader(io.StringIO(lines, newline=""), delimiter=sign))
    except csv.Error:
        raise _no_table() from None
    rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(table, 1)]
    if said:
        rows = [row for row in rows if row[1] != first[0].strip().split(sign)][1:]
    return _limited(Grid(rows))


def _separator(lines: list[str]) -> str:
    """The sign that parts most lines into the same number of cells."""

    def steady(sign: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
        common = max(set(counts), key=counts.count)
        return (counts.count(common) / len(counts) if common > 1 else 0, common)

    found = {sign: steady(sign) for sign in "\t;,|" if any(sign in line for line in lines)}
    if not found:
        return ","
    if "\t" in found and found["\t"][0] >= 0.5:
        return "\t"
    return max(found, key=lambda sign: (found[sign][0] > 0.5, found[sign][1], found[sign][0]))


def _limited(out: Grid) -> Grid:
    if out.rows and max(len(cells) for _, cells in out.rows) > _MANY_COLUMNS:
        raise BadTable(
            f"This table has more than {_MANY_COLUMNS:,} columns. Keep the columns to chart, and "
            "bring those."
        )
    return out


def _workbook(data: bytes, sheet: str | None) -> Grid:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sizes = [part.file_size for part in parts.infolist()]
        if max(sizes) > LARGEST_INSIDE or sum(sizes) > 3 * LARGEST_INSIDE:
            raise _too_large(sum(sizes), LARGEST_INSIDE)
        formulas = any(
            re.search(rb"<f[ >/]", parts.read(part))
            for part in parts.namelist() if part.startswith("xl/worksheets/sheet")
        )  # fmt: skip
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
        written = load_workbook(io.BytesIO(data)) if formulas else None
    except Exception:  # a damaged file fails in as many ways as it can be damaged
        raise _broken() from None
    shown = [one for one in book.worksheets if one.sheet_state == "visible"]
    hidden = [one.title for one in book.worksheets if one.sheet_state != "visible"]
    full = [one for one in shown if any(
        cell is not None for row in one.iter_rows(values_only=True, max_row=200) for cell in row)]
    if not full:
        raise BadTable(
            "No sheet that shows has any data. Unhide the sheet with the table, or save it as CSV."
        )
    if sheet is not None and sheet not in [one.title for one in shown]:
        raise BadTable(
            f"There is no sheet called '{sheet}'. There are: {', '.join(s.title for s in full)}."
        )
    chosen = book[sheet] if sheet else full[0]
    out = Grid([], sheets=[one.title for one in full], sheet=chosen.title, hidden=hidden)
    if book.epoch == CALENDAR_MAC_1904:
        out.serials_from = date(1904, 1, 1)
    _fill(out, chosen, written[chosen.title] if written else None)
    return _limited(out)


def _fill(out: Grid, sheet, written) -> None:
    for row in sheet.iter_rows():
        cells = []
        for cell in row:
            value = cell.value
            if isinstance(value, str):
                value = value.strip()
            elif isinstance(value, datetime) and value.hour + value.minute + value.second == 0:
                value = value.date()
            elif value is not None and "%" in (cell.number_format or ""):
                out.percent.add((cell.row, cell.column))
            if value is None and written is not None and (
                written.cell(cell.row, cell.column).data_type == "f"
            ):
                out.uncounted.append((cell.row, cell.column))
            cells.append(value)
        out.rows.append((row[0].row, cells))
    out.merged = [(one.min_row, one.min_col, one.max_row, one.max_col)
                  for one in sheet.merged_cells.ranges]  # fmt: skip
    unseen = [key for key, of in sheet.row_dimensions.items() if of.hidden]
    if unseen:
        out.cautions.append(
            f"{len(unseen)} hidden or filtered row{'s' if len(unseen) > 1 else ''} of the sheet "
            f"{'were' if len(unseen) > 1 else 'was'} read too."
        )
    folded = [key for key, of in sheet.column_dimensions.items() if of.hidden]
    if folded:
        out.cautions.append(f"Hidden columns of the sheet were read too ({', '.join(folded)}).")
