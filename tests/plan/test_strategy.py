"""The training strategy: its numbers, its three renderings, and when it is not written."""

import io
from datetime import date

import pytest
from docx import Document as Word
from pypdf import PdfReader

from qikit.course.sheet import blank, typed
from qikit.errors import QIError
from qikit.plan import business_sheet, document, dose_sheet, file, readiness, readiness_sheet
from qikit.plan.strategy import missing, strategy

DAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("QI_WORK", str(tmp_path))


def ready():
    """A readiness part that is filled in."""
    made = blank(readiness_sheet.sections())
    made["legacy"] = {key: f"<b>{key}</b> & more" for key in readiness.LEGACY}
    for number, level in enumerate(("Board or executive", "Middle manager", "Front line"), 1):
        made[f"rater_{number}"] = {"level": level} | {
            each.key: str((at + number) % 5) for at, each in enumerate(readiness.STATEMENTS)}
    made["barriers"] = [{"barrier": "No time at night", "category": readiness.CATEGORIES[1],
                         "counter": "Learning at lunch", "owner": "Head of nursing",
                         "by": "2027-06-01"}]
    return made


def plan(name="Tarn and Fell (mental health and community)", **parts):
    """A plan of one of the three organisations."""
    whole = {"dose": dose_sheet.examples()[name], "readiness": ready(),
             "business": business_sheet.example()}
    return file.create(name, whole | parts)


def test_no_strategy_is_written_before_the_legacy_is_recorded():
    without = plan(readiness={})
    assert missing(without)[0].startswith("Record the legacy first")
    with pytest.raises(QIError, match="Record the legacy first"):
        strategy(without, DAY)
    assert missing(plan()) == []


def test_what_the_planner_still_needs_is_named():
    assert any("Sites: this is needed" in words for words in missing(plan(dose={})))
    past = dose_sheet.examples()["Brook Street (general practice)"]
    past["organisation"] |= {"begins": "2020-01-01"}
    assert any("this day is past" in words for words in missing(plan(dose=past)))


def said(made):
    return document.body(made)


def test_the_numbers_are_those_of_the_worked_check():
    """Tarn and Fell is the worked check of 7.3: 41.6% at 24 months, 61.8% at 60, 68.3% at last."""
    text = said(strategy(plan(), DAY))
    for words in ("All staff: 41.6% of 6,000 people are trained after two years and 61.8% after",
                  "<td class=\"qi-figure\" data-name=\"In the end\">68.3%</td>",
                  "held back by places with a trainer", "To hold 80% takes 127 people a month",
                  "Planning assumption, not evidence.", "45.4%", "month 6",
                  "Calmer handovers", "No time at night", "1 June 2027"):
        assert words in text, words


def test_typed_text_stays_text():
    text = said(strategy(plan(), DAY))
    assert "&lt;b&gt;tried&lt;/b&gt; &amp; more" in text and "<b>" not in text


def test_one_content_in_three_renderings():
    made = strategy(plan(), DAY)
    page = document.html(made).decode()
    reader = PdfReader(io.BytesIO(document.pdf(made)))
    paper = " ".join("".join(each.extract_text() for each in reader.pages).split())
    word = Word(io.BytesIO(document.docx(made)))
    headings = [each.text for each in made.blocks if isinstance(each, document.Heading)]
    texts = [each.text for each in word.paragraphs]
    for heading in headings:
        assert heading in paper and heading in texts
        assert f">{heading.replace('&', '&amp;')}</h" in page
    tables = [each for each in made.blocks if isinstance(each, document.Table)]
    assert len(word.tables) == len(tables) == page.count("<table")
    for shown, table in zip(word.tables, tables, strict=True):
        assert [cell.text for cell in shown.rows[0].cells] == list(table.head)
        assert len(shown.rows) == len(table.rows) + 1
    pictures = [each for each in made.blocks if isinstance(each, document.Picture)]
    alts = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert alts == [each.words for each in pictures]
    assert page.count("<svg") == len(pictures)


def test_the_pdf_is_made_for_everybody():
    reader = PdfReader(io.BytesIO(document.pdf(strategy(plan(), DAY))))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"].value is True
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata.title == "Tarn and Fell: training strategy for improvement"


def test_the_three_organisations_have_three_bottlenecks():
    """D15's card: release at Marlow Vale, trainers at Tarn and Fell, people at Brook Street."""
    names = list(dose_sheet.examples())
    texts = [said(strategy(plan(name), DAY)) for name in names]
    assert "All staff are held back by release hours" in texts[0]
    assert "All staff are held back by places with a trainer" in texts[1]
    assert "every group reaches its aim in time" in texts[2]


@pytest.mark.parametrize(("part", "field", "text", "words"), [
    ("group_all_staff", "headcount", "-5", "type a number from 1"),
    ("group_all_staff", "leavers", "120", "a percentage here is 0 to 99"),
    ("group_all_staff", "trained", "9000000", "type a number from 0"),
    ("group_all_staff", "trained", "7000", "from 0 to the headcount"),
    ("organisation", "begins", "2020-01-01", "this day is past"),
    ("organisation", "sites", "", "this is needed"),
])
def test_bad_input_is_a_sentence_that_names_its_field(part, field, text, words):
    given = dose_sheet.examples()["Tarn and Fell (mental health and community)"]
    given[part] |= {field: text}
    values, troubles = typed(dose_sheet.sections(), given)
    _, _, more = dose_sheet.organisation(values, {}, DAY)
    assert any(words in each["said"] for each in troubles + more), troubles + more
