"""Words of the glossary are found by looking, and explained where they are first used."""

import re

import pytest

from qikit.course import glossary
from qikit.course.glossary import Term, explain, terms
from qikit.course.page import words
from qikit.errors import QIError

MEDIAN = Term("median", "Median", ("median", "medians"), "The middle result.")
RUN = Term("run_chart", "Run chart", ("run chart",), "Dots in time order.")
CHART = Term("chart", "Chart", ("chart",), "A picture of numbers.")
LINK = '<a class="qi-term" href="#step-1-median">{}</a>'


def marked(text, *known):
    return explain(text, list(known or (MEDIAN,)), "step-1")


def test_the_first_use_alone_leads_to_the_explanation():
    text, met = marked("<p>The Median and two medians.</p><p>A median.</p>")
    assert text == f"<p>The {LINK.format('Median')} and two medians.</p><p>A median.</p>"
    assert met == [MEDIAN]


def test_a_word_that_the_lesson_explains_itself_is_left():
    text, met = marked("<p>The <strong>median</strong> is the middle. A median.</p>")
    assert (met, "qi-term" in text) == ([], False)


@pytest.mark.parametrize(
    "text",
    [
        "<h3>The median</h3>", '<a href="x.html">median</a>', "<code>median</code>",
        '<div class="qi-question"><p>The <em>median</em>?</p></div>', "<p>a premedian</p>",
        "<table><tr><td>median</td></tr></table>", '<p><img alt="median"></p>',
        '<script type="application/json">{"a": "median"}</script>', "<p>median-like</p>",
    ],
)
def test_only_words_of_the_lesson_count(text):
    assert marked(text) == (text, [])


def test_what_stands_after_something_left_out_counts_again():
    text, met = marked("<h3>Median</h3><div><div>median</div></div><p>The median.</p>")
    assert text.endswith(f"<p>The {LINK.format('median')}.</p>")
    assert met == [MEDIAN]


def test_the_longest_word_wins():
    text, met = marked("<p>A run chart is a chart.</p>", CHART, RUN)
    assert met == [RUN, CHART]
    assert '#step-1-run_chart">run chart</a>' in text


def test_a_word_with_a_sign_is_found():
    both = Term("x", "P&L", ("P&L",), "Money.")
    assert "qi-term" in marked("<p>Our P&amp;L.</p>", both)[0]


def test_capitals_count_where_a_form_has_them_inside():
    step = Term("mr", "Moving range", ("mR", "RAG rating"), "A step.")
    assert marked("<p>Mr Khan, a rag rating.</p>", step)[1] == []
    assert marked("<p>The mR.</p>", step)[1] == [step]


def test_every_file_of_the_folder_is_a_word():
    files = {path.stem for path in glossary.folder().glob("*.md")}
    assert len(files) > 30
    assert {term.key for term in terms()} == files
    names = [term.name.casefold() for term in terms()]
    assert names == sorted(set(names))


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.key)
def test_an_explanation_is_short_and_plain(term):
    sentences = [each for each in re.split(r"[.?!:]\s+|[.?!]$", term.words) if each]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert 1 <= len(sentences) <= 6
    assert sum(lengths) / len(lengths) <= 15
    assert max(lengths) <= 25
    assert not re.search(r"\b(simply|obviously|just|utilise)\b|[*_`<>]", term.words)


def test_the_page_holds_every_word_and_each_can_be_linked_to():
    page = words()
    for term in terms():
        assert f'<div id="{term.key}">' in page
    assert page.count("<dt>") == len(terms())


@pytest.mark.parametrize(
    "text", ["Median\n\nThe middle.", "# Median\n\n", "# Median\n\nFound as: x"]
)
def test_a_file_that_is_no_word_is_named(project, text):
    folder = project / "curriculum" / "glossary"
    folder.mkdir()
    (folder / "median.md").write_text(text)
    with pytest.raises(QIError, match=r"glossary/median\.md needs a heading"):
        terms()


def test_two_words_with_one_form_are_named(project):
    folder = project / "curriculum" / "glossary"
    folder.mkdir()
    (folder / "mean.md").write_text("# Mean\n\nFound as: average\n\nAll, shared out.")
    (folder / "median.md").write_text("# Median\n\nFound as: Average, median\n\nThe middle.")
    with pytest.raises(QIError, match="mean and median, are both found as 'Average'"):
        terms()
