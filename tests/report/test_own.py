"""One's own chart: read, drawn, kept, added to, taken away as files."""

import io
import json

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from qikit.errors import QIError
from qikit.report import own, own_pages

MONTHS = [f"2025-{month:02}" for month in range(1, 13)]
TABLE = "Month\tFalls\tBed days\n" + "".join(
    f"{month}\t{falls}\t{days}\n" for month, falls, days in
    zip(MONTHS, (8, 7, 9, 8, 6, 8, 9, 7, 8, 10, 7, 8), range(900, 912), strict=True))
MESSY = (
    "Falls, Ward 4\t\t\nMonth\tFalls\tBed days\nApr-25\t12\t900\nMay-25\t<5\t910\n"
    "Jun-25\tn/a\t905\nTotal\t12\t2,715\n"
)


def brought(text=TABLE, **sheet):
    return own.bring(text, None, {}) | {"sheet": sheet}


def test_a_table_becomes_an_xmr_chart_with_its_reason():
    """Limits by hand: mean 7.917, mean moving range 1.636, so 3.56 to 12.27."""
    made = own.made(brought())
    assert made["troubles"] == [] and made["why"].startswith("An XmR chart")
    found = made["chart"].summary.iloc[0]
    assert [round(found[name], 2) for name in ("centre", "lower", "upper")] == [7.92, 3.56, 12.27]


def test_fewer_than_twelve_points_make_a_run_chart():
    made = own.made(brought("\n".join(TABLE.splitlines()[:8])))
    assert made["chart"].summary["kind"].tolist() == ["run"] and "There are 7 points" in made["why"]


def test_rates_phases_points_left_out_and_notes_stand_on_the_chart():
    made = own.made(brought(
        about={"what": "events", "n": "Bed days", "per": "1000", "better": "lower"},
        words={"title": "Falls", "unit": "per 1,000 bed days", "target": "5"},
        phases=[{"on": "2025-07-01", "reason": "new round"}],
        left_out=[{"on": "2025-03-01", "reason": "a flood"}],
        notes=[{"on": "2025-02-01", "words": "first test"}]))
    words = made["chart"].words + made["chart"].svg()
    assert made["why"].startswith("U chart")
    for said in ("new round", "a flood", "first test", "Target"):
        assert said in words


def test_a_messy_table_is_read_with_cautions():
    found = own.bring(MESSY, None, {})
    assert found["refused"] == [] and len(own.frame(found)) == 3
    text = " ".join(found["cautions"])
    assert "total" in text and "<5" in text


def test_names_and_nhs_numbers_are_refused_and_not_kept():
    found = own.bring("Month\tNHS number\n2025-01\t943 476 5919\n2025-02\t943 476 5870\n", None, {})
    assert found["refused"] and found["table"] == "" and "943" not in json.dumps(found)


@pytest.mark.parametrize("source", [b"", b"\x00\x01", b"%PDF-1.7", b"PK\x03\x04nothing"])
def test_what_is_no_table_is_a_sentence(source):
    with pytest.raises(QIError):
        own.bring(source, "x.xlsx", {})


def test_next_months_rows_join_and_a_period_in_both_is_decided():
    first = brought(words={"title": "Falls"})
    more = "Month\tFalls\tBed days\n2025-12\t20\t911\n2026-01\t5\t900\n"
    new, old = (own.add(first, more, None, {}, keep) for keep in ("new", "old"))
    assert own.frame(new)["Falls"].tolist()[-2:] == [20, 5]
    assert own.frame(old)["Falls"].tolist()[-2:] == [8, 5]
    assert new["sheet"] == first["sheet"]
    one = own.add(first, "Month\tFalls\tBed days\nJan-26\t5\t900\n", None, {}, "new")
    assert own.frame(one)["Falls"].tolist() == [*own.frame(first)["Falls"], 5]
    with pytest.raises(QIError, match="no column 'Bed days'"):
        own.add(first, "Month\tFalls\n2026-01\t5\n2026-02\t5\n", None, {}, "new")


def test_work_is_kept_by_revision_and_a_second_window_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("QI_WORK", str(tmp_path))
    assert own.read("nurse") is None
    kept = own.save("nurse", brought(), 0)
    assert kept["revision"] == 1 and own.read("nurse")["table"] == kept["table"]
    with pytest.raises(own.Moved):
        own.save("nurse", brought(), 0)
    own.forget("nurse")
    assert own.read("nurse") is None


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"version": 0}', b"\xff"])
def test_a_file_that_is_no_chart_is_refused(data):
    with pytest.raises(QIError, match="not a chart that was saved here"):
        own.parsed(data)
    with pytest.raises(QIError, match="newer version"):
        own.parsed(b'{"version": 2}')


def test_every_export_opens_again():
    found = brought(words={"title": "Falls on ward 4"})
    made = {kind: own_pages.exported(found, kind)[1]
            for kind in ("png", "svg", "html", "xlsx", "pdf", "json")}
    picture = Image.open(io.BytesIO(made["png"]))
    assert picture.width > 800 and "Mean" in picture.text["Description"]
    assert b"<title" in made["svg"] and b"<desc" in made["svg"]
    page = made["html"].decode()
    assert page.count("<tr>") == 13 and "Falls on ward 4" in page and "<script" not in page
    book = load_workbook(io.BytesIO(made["xlsx"]))
    assert book.sheetnames == ["Data and limits", "Signals", "Summary", "In words"]
    assert book["Data and limits"].max_row == 13
    [sheet] = PdfReader(io.BytesIO(made["pdf"])).pages
    assert "Falls on ward 4" in sheet.extract_text()
    assert own.parsed(made["json"])["table"] == found["table"]


def test_nothing_is_exported_before_there_is_a_chart():
    with pytest.raises(QIError, match="no chart to save yet"):
        own_pages.exported(brought(about={"x": "Month", "y": ""}), "png")


def test_nothing_typed_becomes_a_formula_in_excel():
    found = brought() | {"cautions": ["=1+1"]}
    book = load_workbook(io.BytesIO(own_pages.exported(found, "xlsx")[1]))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert [cell.value for cell in cells].count("=1+1") == 1
    assert all(cell.data_type != "f" for cell in cells)
