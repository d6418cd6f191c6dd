"""Spreadsheets in which nothing that somebody typed becomes a formula."""

import csv
import io

import openpyxl
import pytest

from qikit.mark.sheets import csv_text, xlsx

COLUMNS = ("learner", "points")


@pytest.mark.parametrize("name", [
    "=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\n=1", "=cmd|' /C calc'!A0", "=LINK(\"http://x\")",
])
def test_what_looks_like_a_formula_is_text(name):
    (_, (kept, points)) = csv.reader(io.StringIO(csv_text(COLUMNS, [(name, -1.5)]), newline=""))
    assert (kept, points) == (f"'{name}", "-1.5")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx("Marks", COLUMNS, [(name, -1.5)]))).active
    assert (sheet["A2"].data_type, sheet["B2"].value) == ("s", -1.5)
    assert sheet["A2"].value.strip() == name.strip()


@pytest.mark.parametrize("inside", ["a\r=1", "a\r\n=1", "a\n=1", 'a",=1'])
def test_nothing_breaks_out_of_its_cell(inside):
    (_, (kept, _)) = csv.reader(io.StringIO(csv_text(COLUMNS, [(inside, 1)]), newline=""))
    assert kept == inside.replace("\r\n", "\n").replace("\r", "\n")


def test_signs_that_excel_refuses_do_not_stop_the_file():
    file = io.BytesIO(xlsx("Marks", COLUMNS, [("a\x00b\x1f", None)]))
    sheet = openpyxl.load_workbook(file).active
    assert sheet["A2"].value == "a�b�"
