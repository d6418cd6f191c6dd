"""What learners read is plain: short sentences, common words, British spelling, no blame."""

import re
from statistics import fmean

import pytest

WORDS_A_MINUTE = 180
LONGEST_MEAN_SENTENCE = 15
HIGHEST_GRADE = 7.0
REFERENCES = "## Sources and licence"
BANNED = ("simply", "obviously", "clearly", "of course", "merely", "trivial", "as you know")
BANNED_FOR_STAFF = ("just", "easy", "easily", "quick and", "basic", "incorrect")
BLAME = ("careless", "lazy", "their fault", "should have known", "non-compliant", "failed to")
AMERICAN = (
    r"\b\w+iz(e|ed|es|ing|ation|ations)\b", r"\bcolor\w*", r"\bcenter\w*",
    r"\bbehavior\w*", r"\blabor\b", r"\bprograms\b", r"\banalyz\w*", r"\bcounsel(ed|ing)\b",
    r"\btravel(ed|ing)\b", r"\blearned\b", r"\bgotten\b", r"\bfulfill\b", r"\bpediatr\w*",
)  # fmt: skip
NOT_AMERICAN = {"size", "sizes", "sized", "prize", "prizes", "seize", "seized"}
KNOWN_ACRONYMS = {"NHS", "CC", "BY", "BMJ"}


def markdown(lesson, references=True):
    """The words between the questions, without what only markers see."""
    cells = [
        cell.source for cell in lesson.markdown
        if references or not cell.source.startswith(REFERENCES)
    ]  # fmt: skip
    text = "\n\n".join(cells)
    return re.sub(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===", "", text, flags=re.S)


def words_of(value):
    """Every sentence inside a piece of JSON."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value
    return [words for each in inside for words in words_of(each)] if inside else []


def asked(lesson):
    """Prompts and options: what is read before answering."""
    found = []
    for question in lesson.plan.questions.values():
        spec = question.spec()
        pairs = [label for name in ("options", "items", "rows") for _, label in spec.get(name, [])]
        found += [spec["prompt"], *pairs]
    return found


def replies(lesson):
    """Hints and reasons: what is read after asking for help or answering."""
    found = []
    for question in lesson.plan.questions.values():
        spec = question.spec()
        found += [*spec["hints"], *words_of(spec.get("why", {}))]
    return found


def plain(text):
    """Prose alone: no pictures, addresses, marks of markdown or code."""
    text = re.sub(r"!\[(.*?)\]\(.*?\)", r"\1.", text)
    text = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", text)
    text = re.sub(r"`.*?`", "", text)
    return re.sub(r"[*_>#|]", " ", text)


def sentences(text):
    """Sentences; a list item, a heading and a table cell end one too."""
    text = re.sub(r"\n(\s*\n|\s*[-#>] ?)", ".\n", text)
    parts = re.split(r"[.!?]+[\"')]?(?:\s+|$)", plain(text))
    found = [re.findall(r"[A-Za-z][A-Za-z'’-]*|\d[\d.,%]*", part) for part in parts]
    return [words for words in found if words]


def syllables(word):
    """An estimate: groups of vowels, less a silent e."""
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e[ds]?$", word) and not re.search(r"([td]ed|[cgsxz]es)$", word)
    return max(1, groups - bool(silent))


def glossary(lesson):
    """The words that the module explains under "Words used"."""
    cell = next(cell for cell in lesson.markdown if cell.source.startswith("## Words used"))
    terms = re.findall(r"^- \*\*(.+?):\*\*", cell.source, re.MULTILINE)
    return {word.lower() for term in terms for word in term.split()}


def grade(sentences, known):
    """Flesch-Kincaid grade (Kincaid and others, 1975); glossary terms count as one syllable."""
    words = [word for sentence in sentences for word in sentence]
    sounds = sum(1 if word.lower().rstrip("s") in known else syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * sounds / len(words) - 15.59


def everything(lesson):
    return "\n\n".join([markdown(lesson), *asked(lesson), *replies(lesson)])


def test_reading_and_doing_fit_the_minutes(staff_lesson):
    read = sum(len(each) for each in sentences(markdown(staff_lesson)))
    read += sum(len(each.split()) for each in asked(staff_lesson))
    assert staff_lesson.meta["minutes"] <= 20
    assert staff_lesson.meta["activity"] >= 5
    needed = read / WORDS_A_MINUTE + staff_lesson.meta["activity"]
    assert needed <= staff_lesson.meta["minutes"]


@pytest.mark.parametrize("part", ["lesson", "questions", "replies"])
def test_sentences_are_short_and_words_common(staff_lesson, part):
    known = glossary(staff_lesson) | {"median"}
    text = {
        "lesson": lambda: markdown(staff_lesson, references=False),
        "questions": lambda: "\n\n".join(asked(staff_lesson)),
        "replies": lambda: "\n\n".join(replies(staff_lesson)),
    }[part]()
    found = sentences(text)
    assert fmean(len(each) for each in found) <= LONGEST_MEAN_SENTENCE
    assert max(len(each) for each in found) <= 30
    assert grade(found, known) <= HIGHEST_GRADE


def test_no_banned_word_and_no_blame(lesson):
    staff = BANNED_FOR_STAFF if lesson.tier == "all_staff" else ()
    text = plain(everything(lesson)).lower()
    assert [word for word in (*BANNED, *BLAME, *staff) if re.search(rf"\b{word}\b", text)] == []


def test_spelling_is_british(lesson):
    text = plain(everything(lesson)).lower()
    found = {match[0] for pattern in AMERICAN for match in re.finditer(pattern, text)}
    assert found - NOT_AMERICAN == set()


def test_acronyms_are_explained(staff_lesson):
    text = plain(everything(staff_lesson))
    used = set(re.findall(r"\b[A-Z]{2,}\b", text)) - KNOWN_ACRONYMS
    assert {name.lower() for name in used} <= glossary(staff_lesson)


def test_feedback_of_the_first_tier_comes_at_once(staff_lesson):
    for question in staff_lesson.plan.questions.values():
        if not question.by_person and question.folder != "games":
            assert question.feedback == "now", question.id
            assert question.why, question.id
            if question.points:
                assert 2 <= len(question.hints) <= 3, question.id


def test_dates_in_words_are_british(lesson):
    american = r"\b(January|February|March|April|May|June|July|August|September|October|November"
    assert not re.search(american + r"|December) \d{1,2},? \d{4}", markdown(lesson))


def test_the_measures_measure():
    easy = sentences("The cat sat on the mat. It was a hot day.")
    assert [len(each) for each in easy] == [6, 5]
    hard = sentences("Organisational heterogeneity necessitates multidimensional evaluation.")
    assert grade(easy, set()) < 1 < 20 < grade(hard, set())
    spoken = {"made": 1, "median": 2, "table": 2, "wanted": 2, "runs": 1, "change": 1}
    assert {word: syllables(word) for word in spoken} == spoken
