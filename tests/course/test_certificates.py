"""Certificates of pathways and the table for appraisal, from a learner's own record."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from qikit.course import certificates, cpd, handin, record, record_pdf
from qikit.course.modules import module
from qikit.course.progress import Done
from qikit.course.record import Entry, Record
from qikit.errors import QIError
from qikit.learn import answers

DAY = date(2026, 11, 24)


def passed(name, at, level="Secure"):
    mine = handin.folder(module(name), "nurse")
    mine.mkdir(parents=True, exist_ok=True)
    given = {"passed": True, "submitted": at, "released": at, "level": level}
    (mine / "feedback.json").write_text(json.dumps(given))


def write(**said):
    document = answers.empty(record.NAME, "nurse")
    for name, value in said.items():
        document = answers.record(document, name.replace("_", "-", 2), value)
    answers.save(record.path("nurse"), document, 0)


def test_a_pathway_that_is_whole_earns_its_certificate(project):
    """The small project has one module for all staff and one for coaches."""
    passed("A91", "2026-11-20T10:00:00+00:00", "Strong")
    write(name="Nneka O'Brien")
    found = record.record("nurse")
    [mine] = certificates.certificates(found)
    assert (mine.group.certificate, mine.missing, mine.minutes) == ("Awareness", (), 10)
    assert (mine.on, mine.refresh, mine.level) == (date(2026, 11, 20), date(2029, 11, 20), "Strong")
    reader = PdfReader(io.BytesIO(record_pdf.certificate_pdf(
        certificates.earned(found, "all_staff"), DAY)))
    said = " ".join("".join(page.extract_text() for page in reader.pages).split())
    for words in ("Awareness", "Nneka O'Brien", "All staff", "1 part, with 10 minutes",
                  "20 November 2026", "Refresh by 20 November 2029", "Strong: 85%", "A91: Try it",
                  "try it", "Marked by a trainer", "not a certificate of a national body"):
        assert words in said
    assert "NHS" not in said
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_what_is_missing_is_named_and_nothing_is_made(project):
    found = record.record("nurse")
    [first] = certificates.certificates(found)
    assert [each.id for each in first.missing] == ["A91"]
    with pytest.raises(QIError, match="still needs A91"):
        certificates.earned(found, "all_staff")
    with pytest.raises(QIError, match="no such certificate yet"):
        certificates.earned(found, "board")
    passed("A91", "2026-11-20T10:00:00+00:00")
    with pytest.raises(QIError, match="needs a name"):
        certificates.earned(record.record("nurse"), "all_staff")


def test_a_larger_pathway_stands_there_once_begun(project):
    passed("E91", "2026-11-21T10:00:00+00:00")
    found = certificates.certificates(record.record("nurse"))
    assert [each.group.certificate for each in found] == ["Awareness", "Coach"]
    passed("A91", "2026-11-20T10:00:00+00:00", "Strong")
    [_, coach] = certificates.certificates(record.record("nurse"))
    assert coach.missing == () and coach.level == "Secure"
    assert coach.on == date(2026, 11, 21)


@pytest.mark.parametrize(("on", "years", "by"), [
    (date(2024, 2, 29), 3, date(2027, 2, 28)), (date(2026, 11, 30), 0.25, date(2027, 2, 28)),
    (date(2026, 12, 1), 1, date(2027, 12, 1)), (date(2026, 12, 1), 0, None)])
def test_refresh_dates_are_days_that_exist(monkeypatch, on, years, by):
    monkeypatch.setattr(certificates, "refresh_years", lambda: years)
    assert certificates.refreshed(on) == by


def test_the_table_has_a_row_a_module_and_no_formula(project):
    about = replace(module("A91"), title="Plot, the dots", minutes=20)
    done = Done("2026-11-20T23:30:00+00:00", "Secure", "page")
    formula = '=HYPERLINK("x")'
    mine = Record("Nneka", (Entry(about, done, formula, with_others=True),
                            Entry(about, done, "Two\nlines")), DAY)
    data = cpd.table(mine)
    assert data.startswith("\ufeff".encode())
    one, two = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert one["title"] == "Plot, the dots" and one["minutes"] == "20"
    assert (one["of these with others"], two["of these with others"]) == ("20", "0")
    assert one["what I take from it"] == f"'{formula}"
    assert two["what I take from it"] == "Two\nlines"
    assert (one["date"], one["refresh by"]) == ("2026-11-20", "2029-11-20")


def test_learning_with_others_is_the_learners_own_word(project):
    passed("A91", "2026-11-20T10:00:00+00:00")
    write(with_others_A91_try_it="yes")
    [entry] = record.record("nurse").entries
    assert entry.with_others
    page = PdfReader(io.BytesIO(record_pdf.pdf(record.record("nurse")))).pages[0]
    assert "Learned with others." in " ".join(page.extract_text().split())
