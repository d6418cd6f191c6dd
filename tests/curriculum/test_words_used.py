"""Every word that a lesson for all staff lists has its page in the glossary, in plain English."""

import re

import pytest

from qikit.course import glossary
from qikit.course.method import fill
from qikit.course.page import term_pages, terms_page, theirs

TERMS = glossary.terms()
HARDEST = 7.0  # Flesch-Kincaid grade of all explanations together (Kincaid and others, 1975)


def known():
    return {form.casefold() for term in TERMS for form in (term.name, *term.forms)}


def used(lesson):
    cell = next(cell for cell in lesson.markdown if cell.source.startswith("## Words used"))
    return [fill(word) for word in re.findall(r"^- \*\*(.+?):\*\*", cell.source, re.MULTILINE)]


def syllables(word):
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e[ds]?$", word) and not re.search(r"([td]ed|[cgsxz]es)$", word)
    return max(1, groups - bool(silent))


def grade(text):
    sentences = [each.split() for each in re.split(r"[.?!:]\s+|[.?!]$", text) if each.split()]
    words = [word for sentence in sentences for word in sentence]
    sounds = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * sounds / len(words) - 15.59


def test_every_word_that_a_lesson_lists_is_in_the_glossary(staff_lesson):
    words = used(staff_lesson)
    assert len(words) >= 5
    assert [word for word in words if word.casefold() not in known()] == []


def test_the_explanations_of_these_words_are_plain(staff_lesson):
    own = {word.casefold() for word in used(staff_lesson)}
    found = [term for term in TERMS if own & {each.casefold() for each in (term.name, *term.forms)}]
    text = " ".join(" ".join(term.paragraphs) for term in found)
    assert len(found) >= 5
    assert grade(text) <= HARDEST


def test_the_measure_measures():
    assert grade("The cat sat on the mat.") < 2
    assert grade("Organisational heterogeneity necessitates multidimensional evaluation.") > 15


def test_a_word_has_a_page_that_says_where_it_is_met():
    pages = term_pages()
    assert set(pages) == {term.key for term in TERMS}
    assert "../../A08_huddles/" in pages["huddle"]
    assert "Special cause variation" in pages["signal"]
    for term in TERMS:
        assert f"<h1>{term.name.replace('&', '&amp;')}</h1>" in pages[term.key]


def test_the_map_names_the_four_programmes_and_leads_to_words_that_are_there():
    said = theirs()
    assert list(said["programmes"].values()) == ["NHS IMPACT", "QSIR", "Making Data Count", "IHI"]
    assert len(said["ideas"]) >= 12
    keys = {term.key for term in TERMS}
    for idea in said["ideas"]:
        assert idea["ours"] and idea["means"] and any(idea[key] for key in said["programmes"])
        assert not idea["word"] or idea["word"] in keys
    page = terms_page()
    assert page.count('class="qi-idea"') == len(said["ideas"])
    assert page.count("<dt>") == 4 * (len(said["ideas"]) + 1)


@pytest.mark.parametrize("programme", ["impact", "qsir", "mdc", "ihi"])
def test_each_programme_has_words_of_its_own(programme):
    assert sum(bool(idea[programme]) for idea in theirs()["ideas"]) >= 5
