"""Tables for spreadsheets, in which nothing that a learner typed can become a formula."""

import csv
import io

_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def csv_text(columns: tuple[str, ...], rows: list[tuple]) -> str:
    """A CSV file's content. Text that a spreadsheet would take for a formula gets a quote before.

    Notes
    -----
    The quote is what OWASP advises against CSV injection; numbers stay as they are.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_safe(value) for value in row])
    return text.getvalue()


def xlsx(title: str, columns: tuple[str, ...], rows: list[tuple]) -> bytes:
    """An Excel file's content: one sheet with filters, every text stored as text."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in (columns, *rows):
        sheet.append([
            ILLEGAL_CHARACTERS_RE.sub("�", value) if isinstance(value, str) else value
            for value in row
        ])
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, name in zip(sheet.columns, columns, strict=True):
        longest = max(len(name), *(len(str(cell.value or "")) for cell in column))
        sheet.column_dimensions[column[0].column_letter].width = min(longest + 2, 50)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _safe(value):
    if not isinstance(value, str):
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")  # a bare return begins a row
    return f"'{value}" if value.startswith(_FORMULA) else value
