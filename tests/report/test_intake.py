"""Messy tables, each kind of mess by name."""

import io
from datetime import date, datetime

import numpy as np
import pytest
from openpyxl import Workbook

from qikit.report import intake_files
from qikit.report.intake import BadTable, take


def book(rows, sheets=(), hidden=(), merge=(), formats=None) -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.title = "Data"
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    for place, how in (formats or {}).items():
        sheet[place].number_format = how
    for name in (*sheets, *hidden):
        more = made.create_sheet(name)
        more.append(["month", "n"])
        more.append([date(2025, 4, 1), 3])
        if name in hidden:
            more.sheet_state = "hidden"
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def roles(made):
    return {one.name: one.role for one in made.columns}


def days(made):
    return [str(day)[:10] for day in made.frame[made.time]]


def said(made, words):
    return any(words in one for one in made.cautions)


MONTHS = ["2025-04-01", "2025-05-01", "2025-06-01"]


def test_clean_csv_is_read_as_it_is():
    made = take("month,falls\n2025-04-01,12\n2025-05-01,9\n2025-06-01,11\n")
    assert roles(made) == {"month": "time", "falls": "number"}
    assert days(made) == MONTHS and made.frame["falls"].tolist() == [12, 9, 11]
    assert not made.cautions and not made.questions and not made.refused


@pytest.mark.parametrize("sign", ["\t", ",", ";"])
def test_pasted_text_with_tab_comma_or_semicolon(sign):
    made = take("month|falls\nApr-25|12\nMay-25|9\n".replace("|", sign))
    assert days(made) == MONTHS[:2] and made.frame["falls"].tolist() == [12, 9]


def test_title_rows_above_the_header():
    made = take("Elm ward falls report,\nMade 3 July,\n\nMonth,Falls\nApr-25,12\nMay-25,9\n")
    assert roles(made) == {"Month": "time", "Falls": "number"}
    assert said(made, "Rows 1 and 2 above the headings were read as a title.")


def test_merged_header_cells():
    rows = [["", "Elm", None, "Oak", None], ["Month", "Falls", "Days", "Falls", "Days"],
            [date(2025, 4, 1), 3, 600, 4, 610], [date(2025, 5, 1), 2, 590, 6, 620]]
    made = take(book(rows, merge=["B1:C1", "D1:E1"]))
    assert list(made.frame) == ["Month", "Elm: Falls", "Elm: Days", "Oak: Falls", "Oak: Days"]
    assert made.frame["Oak: Falls"].tolist() == [4, 6]
    assert said(made, "The headings stand in rows 1 and 2")


def test_merged_title_above_the_header():
    rows = [["Falls report", None], ["Month", "Falls"], ["Apr-25", 3], ["May-25", 2]]
    made = take(book(rows, merge=["A1:B1"]))
    assert list(made.frame) == ["Month", "Falls"]


def test_cells_merged_downwards_hold_their_value_in_each_row():
    rows = [["Ward", "Month", "Falls"], ["Elm", date(2025, 4, 1), 3], [None, date(2025, 5, 1), 2],
            ["Oak", date(2025, 4, 1), 4], [None, date(2025, 5, 1), 1]]
    made = take(book(rows, merge=["A2:A3", "A4:A5"]))
    assert made.frame["Ward"].tolist() == ["Elm", "Elm", "Oak", "Oak"]
    assert said(made, "merged or left blank")


def test_totals_rows_are_left_out():
    made = take("Month,Falls\nApr-25,3\nMay-25,2\nTotal,5\nAverage,2.5\nYTD,5\n")
    assert made.frame["Falls"].tolist() == [3, 2]
    assert said(made, "Left out: rows 4, 5 and 6 (a total or an average, not a period).")


def test_a_measure_that_begins_with_total_stays():
    made = take("Measure,Month,n\nTotal knee waits,Apr-25,3\nMean wait,Apr-25,2\n")
    assert len(made.frame) == 2


@pytest.mark.parametrize("word", ["n/a", "-", "–", "N/A", "..", "no data", "tbc"])
def test_words_for_nothing_are_gaps(word):
    made = take(f"Month,Falls\nApr-25,3\nMay-25,{word}\nJun-25,4\n")
    assert np.isnan(made.frame["Falls"][1])
    assert said(made, "In 'Falls', row 3 says there is no number: shown as a gap.")


@pytest.mark.parametrize("word", ["<5", "< 5", "≤7", "*", "1-4", "[c]"])
def test_suppressed_counts_are_gaps_with_a_caution(word):
    made = take(f"Month,Falls\nApr-25,13\nMay-25,{word}\nJun-25,14\n")
    assert np.isnan(made.frame["Falls"][1])
    assert said(made, "In 'Falls', row 3 has a suppressed or rounded count (such as <5)")


def test_percentages_as_text():
    made = take("Month,On time\nApr-25,68%\nMay-25,71.5 %\n")
    assert roles(made)["On time"] == "share" and made.frame["On time"].tolist() == [68, 71.5]


def test_percentages_as_shares_of_one():
    made = take("Month,On time %\nApr-25,0.68\nMay-25,0.715\n")
    assert roles(made)["On time %"] == "share"
    assert made.frame["On time %"].round(3).tolist() == [68, 71.5]
    assert said(made, "shown as per cent")


def test_shares_of_one_without_a_hint_are_asked_about():
    text = "Month,On time\nApr-25,0.68\nMay-25,0.715\n"
    made = take(text)
    assert [one.id for one in made.questions] == ["scale:On time"]
    assert made.frame["On time"].tolist() == [0.68, 0.715]
    answered = take(text, answers={"scale:On time": "share"})
    assert answered.frame["On time"].round(3).tolist() == [68, 71.5] and not answered.questions


def test_cells_that_a_spreadsheet_shows_as_per_cent():
    rows = [["Month", "On time"], [date(2025, 4, 1), 0.68], [date(2025, 5, 1), 1.0]]
    made = take(book(rows, formats={"B2": "0%", "B3": "0.0%"}))
    assert made.frame["On time"].tolist() == [68, 100] and roles(made)["On time"] == "share"


def test_thousand_separators():
    made = take('Month;Seen\nApr-25;1,234\nMay-25;12 345\nJun-25;"1,234,567"\n')
    assert made.frame["Seen"].tolist() == [1234, 12345, 1234567]


def test_decimal_commas():
    made = take("Month;Wait\nApr-25;70,9\nMay-25;1.070,5\n")
    assert made.frame["Wait"].tolist() == [70.9, 1070.5] and said(made, "decimal points")


def test_units_and_note_marks_beside_numbers():
    made = take("Month,Wait,Seen\nApr-25,45 mins,12*\nMay-25,50 mins,14 (p)\n")
    assert made.frame["Wait"].tolist() == [45, 50] and made.frame["Seen"].tolist() == [12, 14]
    assert said(made, "it may be provisional")


def test_british_dates():
    made = take("Date,n\n01/04/2025,1\n13/04/2025,2\n25/04/2025,3\n")
    assert days(made) == ["2025-04-01", "2025-04-13", "2025-04-25"] and not made.questions


def test_american_dates():
    made = take("Date,n\n04/01/2025,1\n04/13/2025,2\n04/25/2025,3\n")
    assert days(made) == ["2025-04-01", "2025-04-13", "2025-04-25"]
    assert said(made, "American") and not made.questions


def test_british_or_american_is_asked():
    text = "Date,n\n03/04/2026,1\n04/04/2026,2\n05/04/2026,3\n"
    made = take(text)
    assert made.questions[0].words == "In 'Date', is 03/04/2026 3 April or 4 March?"
    assert made.questions[0].options == ["day first", "month first"]
    assert days(made)[0] == "2026-04-03"
    assert days(take(text, answers={"dates": "month first"}))[0] == "2026-03-04"
    assert not take(text, answers={"dates": "day first"}).questions


def test_months_written_as_first_days_are_british_by_their_even_steps():
    text = "Date,n\n" + "".join(f"01/{month:02}/2025,1\n" for month in range(1, 13))
    text += "01/01/2026,5\n01/02/2026,7\n01/03/2026,9\n"
    made = take(text)
    assert days(made)[1] == "2025-02-01"


def test_mixed_date_forms():
    made = take("Date,n\n2025-04-01,1\n1 May 2025,2\nJun-25,3\n01/07/2025,4\n14/08/2025,5\n")
    assert days(made) == [*MONTHS, "2025-07-01", "2025-08-14"]
    assert said(made, "more than one way")


def test_dates_swapped_by_a_spreadsheet_are_asked_about():
    rows = [["Day", "n"], [date(2025, 5, 4), 1], ["13/04/2025", 2], ["20/04/2025", 3]]
    made = take(book(rows))
    assert made.questions[0].options == ["swapped", "as they are"]
    assert days(take(book(rows), answers={"dates": "swapped"})) == [
        "2025-04-05", "2025-04-13", "2025-04-20"]


@pytest.mark.parametrize(
    ("written", "day"),
    [("Apr-25", "2025-04-01"), ("April 2025", "2025-04-01"), ("2025-26 Q1", "2025-04-01"),
     ("Q4 2025/26", "2026-01-01"), ("Sept 2025", "2025-09-01"), ("1st May 2025", "2025-05-01"),
     ("w/c 07/04/2025", "2025-04-07"), ("2025-W15", "2025-04-07"), ("2025/26", "2025-04-01"),
     ("2025-04", "2025-04-01"), ("Monday 7 April 2025", "2025-04-07"),
     ("2025-26 M12", "2026-03-01"),
     ("2025-04-01T00:00:00", "2025-04-01"), ("Apr 7, 2025", "2025-04-07")],
)  # fmt: skip
def test_month_names_quarters_and_weeks(written, day):
    made = take(f'Period;n\n"{written}";1\n"Mar-31";2\n')
    assert days(made)[0] == day


def test_plain_quarters_are_asked_about():
    text = "Quarter,n\nQ1 2025,1\nQ2 2025,2\n"
    assert take(text).questions[0].options == ["calendar", "financial"]
    assert days(take(text, answers={"quarters": "financial"})) == ["2025-04-01", "2025-07-01"]


def test_excel_serial_dates():
    made = take("Month,n\n45748,1\n45778,2\n45809,3\n")
    assert days(made) == MONTHS and said(made, "day number")


def test_gaps_in_time_are_named():
    made = take("Month,n\nApr-25,1\nMay-25,2\nJun-25,2\nSep-25,4\nOct-25,2\n")
    assert said(made, "No row for July 2025, August 2025: gaps, not zeros.")


def test_duplicate_months_are_refused_with_rows():
    made = take("Month,n\nApr-25,1\nMay-25,2\nApr-25,4\n")
    assert made.refused[0].startswith("April 2025 is in rows 2 and 4, with different numbers.")
    assert made.frame.empty


def test_duplicate_months_that_a_ward_explains_are_asked_about():
    text = "Month,Ward,n\nApr-25,Elm,1\nApr-25,Oak,2\nMay-25,Elm,3\nMay-25,Oak,4\n"
    made = take(text)
    assert made.questions[0].options == ["one chart for each", "add up"] and not made.refused
    assert take(text, answers={"repeats": "add up"}).frame["n"].tolist() == [3, 7]


def test_per_cent_is_never_added_up():
    text = "Month,Ward,n\nApr-25,Elm,10%\nApr-25,Oak,20%\n"
    assert "Per cent cannot be added up" in take(text, answers={"repeats": "add up"}).refused[0]


def test_the_same_row_twice_is_kept_once():
    made = take("Month,n\nApr-25,1\nMay-25,2\nMay-25,2\n")
    assert made.frame["n"].tolist() == [1, 2] and said(made, "row 4 (the same time again)")


def test_periods_across_are_turned_down():
    made = take("Measure,Target,Apr-25,May-25,Jun-25,Total\nFalls,5,1,2,<5,3\nWaits,9,4,n/a,7,9\n")
    assert list(made.frame) == ["Measure", "Target", "period", "value"]
    assert made.frame["value"].fillna(-1).tolist() == [1, 2, -1, 4, -1, 7]
    assert said(made, "The periods run across the table")


def test_formula_cells_use_the_value_last_worked_out():
    rows = [["Month", "n"], [date(2025, 4, 1), 3], [date(2025, 5, 1), "=B2+1"]]
    made = take(book(rows))
    assert np.isnan(made.frame["n"][1])
    assert said(made, "Row 3 holds formulas that were never worked out: shown as gaps.")


def test_formulas_that_went_wrong_are_gaps():
    made = take("Month,n\nApr-25,3\nMay-25,#DIV/0!\nJun-25,4\n")
    assert said(made, "row 3 has a formula that went wrong") and np.isnan(made.frame["n"][1])


def test_hidden_sheets_are_said():
    made = take(book([["month", "n"], [date(2025, 4, 1), 2]], hidden=["Old"]))
    assert said(made, "The hidden sheet Old was not read.") and not made.questions


def test_several_sheets_are_asked_about():
    data = book([["month", "n"], [date(2025, 4, 1), 2]], sheets=["Oak"])
    made = take(data)
    assert made.questions[0].options == ["Data", "Oak"]
    assert take(data, sheet="Oak").frame["n"].tolist() == [3]
    with pytest.raises(BadTable, match="There is no sheet called 'Elm'"):
        take(data, sheet="Elm")


@pytest.mark.parametrize("coding", ["latin-1", "utf-8-sig", "utf-16", "utf-16-le"])
def test_latin_1_bom_and_utf_16(coding):
    made = take("Month,Café visits\nApr-25,3\nMay-25,4\n".encode(coding), name="x.csv")
    assert list(made.frame) == ["Month", "Café visits"]


def test_a_200_mb_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    monkeypatch.setattr(intake_files.Path, "read_bytes", None)
    with pytest.raises(BadTable, match="This file has 200 MB; the most that is read here is 64 MB"):
        take(path)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [(b"", "x.csv", "This file is empty"), (b" \n\n", "x.csv", "This file is empty"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.xls", "old Excel file"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "x.xlsx",
      "has a password"),
     (b"%PDF-1.7", "x.pdf", "This is a PDF"), (b"PK\x03\x04broken", "x.xlsx", "damaged"),
     (b"not a workbook", "x.xlsx", "damaged"), (b"<html><table></table>", "x.xls", "web page"),
     (b"\x89PNG\r\n", "x.csv", "not a table"), (bytes(range(256)) * 9, "x.csv", "not a table"),
     (b"a,b\n", "x.csv", "headings and no rows"), (b"a\n1\n2\n", "x.csv", "one column only")],
)  # fmt: skip
def test_files_given_by_mistake(data, name, words):
    with pytest.raises(BadTable, match=words):
        take(data, name=name)


def test_opendocument_given_by_mistake():
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(BadTable, match="OpenDocument"):
        take(held.getvalue(), name="x.ods")


def test_one_row():
    made = take("Month,n\nApr-25,3\n")
    assert made.frame["n"].tolist() == [3] and made.time == "Month"


def test_no_headings():
    made = take("Apr-25,3\nMay-25,4\n")
    assert list(made.frame) == ["column 1", "column 2"] and said(made, "no row of headings")


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(BadTable, match="There is no file"):
        take(tmp_path / "none.csv")
    with pytest.raises(BadTable, match="is a folder"):
        take(tmp_path)


def test_times_of_day_in_a_workbook_are_read():
    made = take(book([["When", "n"], [datetime(2025, 4, 1, 9, 30), 2], [date(2025, 4, 2), 3]]))
    assert days(made) == ["2025-04-01", "2025-04-02"]
