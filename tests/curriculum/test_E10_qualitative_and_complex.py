"""E10: its submissions and plausible faults, marked by test_code_submissions.py; steps of marks."""

import pytest

NAME = "E10_qualitative_and_complex"


def table(column, cells):
    return {row: {column: value} for row, value in cells.items()}


THEMES = {
    "waiting": (1, 5, 7, 16, 17, 21), "listening": (2, 6, 8, 11, 15, 18, 22),
    "story": (3, 10, 12, 14, 23, 24), "noise": (4, 9, 13, 19, 20),
}
CODES = {f"q{number:02}": theme for theme, numbers in THEMES.items() for number in numbers}
KINDS = {"lamp": "simple", "told": "complex", "rota": "complicated", "spread": "complex",
         "closer": "simple", "beds": "complicated", "sister": "complex", "systems": "complicated"}
PARTS = {"early": "mechanism", "held": "outcome", "agency": "context", "dare": "mechanism",
         "notes": "outcome", "manager": "context"}
EDITS = {"cause": "mend the cause", "fell": "keep it", "heard": "mend the people",
         "any": "mend the place"}

MODEL = {
    "five": ["how", "cost", "next"],
    "whose": "gaps",
    "q1": table("Theme", CODES),
    "q3": table("Kind", KINDS),
    "change": "silent",
    "q4": table("Part", PARTS),
    "q5": table("Edit", EDITS),
    "q6": "q08",
    "q7": "sister",
    "t1": "It fell, 5.9 to 3.1. A nurse says how. Plans began too. Test on two wards.",
}

# Codes by a word, what nobody said left out, all is complex, the outcome read as the cause.
BY_WORDS = {
    "q08": "noise", "q22": "noise", "q11": "story", "q15": "waiting", "q17": "story",
    "q23": "listening", "q24": "listening", "q12": "listening", "q10": "listening",
}
ONLY_SPOKEN = """
def theme_counts(codes, themes):
    counts = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return counts
"""
MISCONCEPTION = {
    "five": ["size", "luck"],
    "whose": "more",
    "q1": table("Theme", CODES | BY_WORDS),
    "q3": table("Kind", KINDS | dict.fromkeys(("rota", "beds", "systems"), "complex")),
    "change": "form",
    "q4": table("Part", PARTS | {"early": "outcome", "dare": "context", "notes": "context"}),
    "q5": table("Edit", dict.fromkeys(EDITS, "keep it")),
    "q6": "q19",
    "q7": "like",
}
MISCONCEPTION_CODE = {"q2": ONLY_SPOKEN}
MISCONCEPTION_MARKS = {"q1": 2.5, "q2": 0.5, "q3": 1, "q4": 0, "q5": 0, "q6": 0, "q7": 0}

# Faults, each graded as it deserves: the question, what is put in place of what, the points

COUNT = "counts[theme] = codes.count(theme)"
FAULTS = {
    "what nobody spoke of is left out": ("q2", ONLY_SPOKEN, 0.5),
    "zeros taken away again": (
        "q2", (COUNT, "if codes.count(theme):\n            " + COUNT), 0.5),
    "the themes of the page": (
        "q2", ("for theme in themes", 'for theme in ["waiting", "listening", "story", "noise"]'),
        0),
    "shares in place of counts": ("q2", (COUNT, COUNT + " / max(len(codes), 1)"), 0),
    "whether, and not how often": ("q2", (COUNT, "counts[theme] = int(theme in codes)"), 0),
    "return inside the loop": ("q2", ("    return counts", "        return counts"), 0),
    "a list of numbers": ("q2", ("return counts", "return list(counts.values())"), 0),
    "no codes is refused": (
        "q2", ("counts = {}", "counts = {}\n    first = codes[0]"), 1),
    "print in place of return": ("q2", ("return counts", "print(counts)"), 0),
    "a longer way round": (
        "q2", (COUNT, "counts[theme] = len([code for code in codes if code == theme])"), 2),
    "a counter that knows zero": (
        "q2", (COUNT, "from collections import Counter\n"
               "        counts[theme] = Counter(codes)[theme]"), 2),
}


def score(marker, question, given):
    return marker(NAME).marks[f"mark-{question}"].score(given)


def with_slips(right):
    """The codes with all but the first ``right`` moved to the next theme."""
    names = list(THEMES)
    return {voice: theme if at < right else names[(names.index(theme) + 1) % 4]
            for at, (voice, theme) in enumerate(sorted(CODES.items()))}


@pytest.mark.parametrize(("right", "earned"), [
    (24, 5), (18, 5), (17, 5), (16, 2.5), (14, 2.5), (13, 0), (0, 0)])
def test_codes_earn_by_agreement(marker, right, earned):
    assert score(marker, "q1", table("Theme", with_slips(right))).points == earned


def test_a_voice_without_a_theme_is_not_agreed(marker):
    some = dict(sorted(CODES.items())[:16])
    assert score(marker, "q1", table("Theme", some)).points == 2.5
    assert score(marker, "q1", table("Theme", dict(list(some.items())[:13]))).points == 0


@pytest.mark.parametrize("theme", THEMES)
def test_one_theme_for_all_earns_nothing(marker, theme):
    assert score(marker, "q1", table("Theme", dict.fromkeys(CODES, theme))).points == 0


def test_a_slip_by_a_word_is_named(marker):
    said = " ".join(score(marker, "q1", table("Theme", CODES | BY_WORDS)).messages)
    assert "Voice 8 says loud" in said and "Voice 11 says plan" in said


@pytest.mark.parametrize(("question", "column", "key", "steps"), [
    ("q3", "Kind", KINDS, {0: 4, 1: 4, 2: 2, 3: 1, 4: 0}),
    ("q4", "Part", PARTS, {0: 3, 1: 3, 2: 1, 3: 0}),
    ("q5", "Edit", EDITS, {0: 3, 1: 3, 2: 1, 3: 0})])
def test_tables_earn_by_steps(marker, question, column, key, steps):
    values = sorted(set(key.values()))
    for slips, earned in steps.items():
        given = {row: value if at >= slips else values[(values.index(value) + 1) % len(values)]
                 for at, (row, value) in enumerate(key.items())}
        assert score(marker, question, table(column, given)).points == earned, slips
