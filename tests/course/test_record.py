"""The record of learning, and its PDF opened again."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from qikit.course import handin, record, record_pdf
from qikit.course.modules import module
from qikit.course.progress import Done
from qikit.course.record import Entry, Record
from qikit.learn import answers

DAY = date(2026, 11, 23)
NASTY = '#read("/etc/passwd") *bold* $x$ @ref <label> \\n // gone /* gone */ `code` = heading'


def entry(title="Plot the dots", minutes=20, reflection="", by="page", level="Secure"):
    found = replace(
        module("A91"), title=title, minutes=minutes, outcomes=("find the median", "say 'signal'")
    )
    return Entry(found, Done("2026-11-20T23:30:00+00:00", level, by), reflection)


def opened(found):
    return PdfReader(io.BytesIO(record_pdf.pdf(found)))


def text(found):
    return "\n".join(page.extract_text() for page in opened(found).pages)


def write(**said):
    """Keep the learner's own words, as the page does."""
    document = answers.empty(record.NAME, "nurse")
    for name, value in said.items():
        document = answers.record(document, name.replace("_A", "-A", 1), value)
    answers.save(record.path("nurse"), document, answers.read(
        record.path("nurse"), record.NAME, "nurse")["revision"])


def passed(name, at, level="Secure"):
    mine = handin.folder(module(name), "nurse")
    mine.mkdir(parents=True, exist_ok=True)
    given = {"passed": True, "submitted": at, "released": at, "level": level}
    (mine / "feedback.json").write_text(json.dumps(given))


def test_a_record_before_anything_is_done(project):
    found = record.record("nurse")
    assert (found.name, found.entries, found.minutes) == ("", (), 0)
    assert "No module is done yet." in text(found)


def test_a_record_holds_what_was_done_in_its_order_with_the_minutes_that_modules_state(project):
    passed("A91", "2026-11-22T10:00:00+00:00", "Strong")
    passed("E91", "2026-11-20T10:00:00+00:00")
    write(name="  Nneka \t O'Brien ", reflection_A91_try_it="I will ask first.\r\nThen act.")
    found = record.record("nurse")
    assert [each.module.id for each in found.entries] == ["E91", "A91"]
    assert found.minutes == 20
    assert found.name == "Nneka O'Brien"
    assert found.entries[1].reflection == "I will ask first.\nThen act."
    assert found.entries[1].checked == "Marked by a trainer"


def test_text_that_is_not_text_is_left_out(project):
    passed("A91", "2026-11-22T10:00:00+00:00")
    write(name=["Nneka"], reflection_A91_try_it={"a": 1})
    found = record.record("nurse")
    assert (found.name, found.entries[0].reflection) == ("", "")


def test_typed_text_is_cleaned_of_what_cannot_be_seen():
    assert record.plain("a\x00b\u202ec\ud800d\te\r\nf ", 99) == "abcd e\nf"
    assert record.plain("x" * 50, 10) == "x" * 10


def test_the_pdf_says_all_that_the_record_says(project):
    found = Record(
        "Nneka O’Brien-Łukasz",
        (entry(reflection="First line.\nSecond line.", by="trainer", level="Strong"),
         entry("Small tests", 25)),
        DAY,
    )
    said = text(found)
    for words in (
        "Record of learning", "Nneka O’Brien-Łukasz", "2 modules done, 45 minutes of learning",
        "A91: Plot the dots", "20 November 2026, 20 minutes. Level: Strong. Marked by a trainer.",
        "You can now", "find the median", "What I take from it", "First line.\nSecond line.",
        "A91: Small tests", "Checked on the page.", "Made on 23 November 2026", "Page 1 of 1",
    ):
        assert words in said
    assert "NHS" not in said


def test_the_pdf_is_made_for_everybody(project):
    reader = opened(Record("Nneka", (entry(reflection="I will ask."),), DAY))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert reader.metadata.title == "Record of learning: Nneka"
    assert reader.metadata.author == "Nneka"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    tags = list(kinds(root["/StructTreeRoot"]))
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 1
    assert tags.count("/H3") == 2
    assert "/L" in tags and "/P" in tags
    assert all("/XObject" not in page["/Resources"] for page in reader.pages)


def kinds(node):
    """The tags of a PDF's structure, in reading order."""
    node = node.get_object()
    if not isinstance(node, dict):
        return
    if "/S" in node:
        yield node["/S"]
    inside = node.get("/K", [])
    for part in inside if isinstance(inside, list) else [inside]:
        yield from kinds(part)


def test_the_fonts_are_inside_and_come_with_the_course(project):
    reader = opened(Record("Nneka", (entry(),), DAY))
    fonts = [font.get_object() for page in reader.pages
             for font in page["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"].partition("+")[2] for font in fonts} == {
        "DejaVuSans", "DejaVuSans-Bold",
    }
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


@pytest.mark.parametrize("name", [NASTY, "=", "#", "\\", '"', "*", "$", "#import \"x\": *"])
def test_what_is_typed_stays_text(project, name):
    found = Record(name, (entry(reflection=f"{NASTY}\n{name}"),), DAY)
    reader = opened(found)
    assert reader.metadata.title == f"Record of learning: {name}"
    said = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert said.count(" ".join(name.split())) >= 2
    assert "*bold* $x$ @ref <label>" in said


@pytest.mark.parametrize("name", ["李小龙", "محمد", "Нина Ωmega", "Ama 🙂", "\U0010fffd", "न"])
def test_a_name_in_any_script_makes_a_pdf(project, name):
    reader = opened(Record(name, (entry(reflection=name),), DAY))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert reader.metadata.title == f"Record of learning: {name}"


def test_many_modules_run_over_pages(project):
    many = tuple(entry(f"Module {n}", 20, "A thought. " * 60) for n in range(31))
    reader = opened(Record("Nneka", many, DAY))
    assert len(reader.pages) > 5
    assert "31 modules done, 620 minutes of learning" in reader.pages[0].extract_text()
    assert f"Page {len(reader.pages)} of {len(reader.pages)}" in reader.pages[-1].extract_text()
