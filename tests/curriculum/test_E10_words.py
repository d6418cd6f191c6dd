"""E10: every number that its reader meets, from the data or a second route; kappa and its steps."""

import csv
import re
from collections import Counter
from itertools import product

import numpy as np
import pytest

import qikit as qi
from qikit.place import root

NAME = "E10_qualitative_and_complex"
@pytest.fixture(scope="module")
def page(module):
    return (module.folder / "facilitator.md").read_text("utf-8")


@pytest.fixture(scope="module")
def voices():
    """The 24 voices, read without pandas."""
    with (root() / "datasets" / "ward_voices.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def weeks():
    ward = qi.load("restrictive_practice")
    return ward["incidents"].to_numpy(), ward["occupied_bed_days"].to_numpy()


def kappa(pairs):
    """Cohen's kappa from the table of both coders."""
    names = sorted({name for pair in pairs for name in pair})
    found = Counter(pairs)
    counts = np.array([[found[a, b] for b in names] for a in names], dtype=float)
    shares = counts / counts.sum()
    chance = shares.sum(axis=0) @ shares.sum(axis=1)
    return (np.trace(shares) - chance) / (1 - chance)


def test_the_points_are_those_of_the_reference(marks, reference):
    assert {name: mark.points for name, mark in marks.items()} == {
        name: each["points"] for name, each in reference["keys"]["E10"].items()}


def test_marked_questions_keep_their_keys_out_of_the_ask_cells(module, marks):
    for name in marks:
        spec = module.plan.questions[name].spec()
        assert spec["feedback"] == "marked" and not {"key", "why"} & set(spec)


def test_the_codes_are_those_of_the_file_and_of_the_facilitator_page(marks, voices, page):
    key = {voice: row["Theme"] for voice, row in marks["q1"].key.items()}
    assert key == {each["id"]: each["theme"] for each in voices}
    row = re.search(r"^\| 1 Codes of 24 voices \| (.+?)\. 17 right", page, re.M)[1]
    told = {f"q{int(number):02}": theme
            for theme, numbers in re.findall(r"(\w+) ([\d, ]+)", row)
            for number in numbers.split(", ")}
    assert told == key


def test_no_theme_stands_beside_a_voice_on_the_page(module, voices, stored):
    assert "theme" not in stored("show-five").lower()
    for label, each in zip(module.plan.questions["q1"].rows, voices, strict=True):
        assert label == [each["id"], f"{each['id']}, {each['role']}: {each['text']}"]


def extremes(right, sizes):
    """Lowest and highest kappa with so many right, by how slips fall on the themes."""
    total, found = sum(sizes), []
    for own in product(*(range(size + 1) for size in sizes)):
        if sum(own) != right:
            continue
        missed = [size - each for size, each in zip(sizes, own, strict=True)]
        for best in (max, min):
            chance = sum(each * size for each, size in zip(own, sizes, strict=True))
            for at, many in enumerate(missed):
                chance += many * best(size for n, size in enumerate(sizes) if n != at)
            chance /= total**2
            found.append((right / total - chance) / (1 - chance))
    return min(found), max(found)


def test_the_steps_of_the_marks_are_steps_of_kappa(marks, voices, page):
    count = Counter(each["theme"] for each in voices)
    sizes = [count[name] for name in ("waiting", "listening", "story", "noise")]
    assert sizes == [6, 7, 6, 5] and marks["q1"].partial == [(14, 2.5), (17, 5)]
    bounds = {right: extremes(right, sizes) for right in range(25)}
    assert all(low >= 0.6 for right, (low, _) in bounds.items() if right >= 18)
    assert round(bounds[17][0], 2) == 0.6 and bounds[17][1] >= 0.6 > bounds[16][1]
    assert all(low >= 0.4 for right, (low, _) in bounds.items() if right >= 14)
    assert bounds[13][1] < 0.415 and all(bounds[right][1] < 0.4 for right in range(13))
    rows = re.findall(r"^\| ([^|]*?) \| ([\d.]*) ?\| ([\d.]+) \| ([\d.]+) \|$", page, re.M)
    shown = {words: (low, high) for words, low, high, _ in rows}
    for words, low, high in (
            ("Eighteen or more", 18, 24), ("Seventeen", 17, 17), ("Sixteen", 16, 16),
            ("Fourteen or fifteen", 14, 15), ("Thirteen", 13, 13), ("Twelve or fewer", None, 12)):
        told = shown[words]
        assert float(told[1]) == round(bounds[high][1], 2)
        assert low is None or float(told[0]) == round(bounds[low][0], 2)


def test_the_two_coders_of_the_example(module, stored, prose):
    names = {}
    source = next(cell.source for cell in module.cells if cell.id == "ten-codes")
    exec("\n".join(source.splitlines()[:2]), names)
    pairs = list(zip(names["asha"], names["ben"], strict=True))
    assert len(pairs) == 10 and sum(a == b for a, b in pairs) == 8
    assert "They agree on eight" in prose and stored("ten-agree") == "0.8"
    assert stored("ten-kappa") == f"{kappa(pairs):.2f}"
    assert eval(stored("own-counts")) == dict(Counter(names["asha"]))


def test_hidden_counts_by_a_second_route(marks):
    for case in marks["q2"].cases:
        codes, themes = case.args
        found = Counter(codes)
        assert case.expect == {theme: found[theme] for theme in themes}
    expected = [case.expect for case in marks["q2"].cases]
    assert sum(0 in each.values() for each in expected) == 2


def test_who_was_asked(voices, module, prose):
    roles = Counter(each["role"] for each in voices)
    assert (roles["patient"], roles["staff"], roles["family"]) == (11, 9, 4)
    assert "11 patients, 9 staff, 4 family" in module.plan.questions["whose"].prompt
    listening = sum(each["theme"] == "listening" for each in voices)
    assert listening == 7 and "Seven of 24 spoke most of listening" in prose
    assert round(100 * listening / 24) == 29 and "29% of patients" in prose


def test_the_chart_says_what_the_page_says(weeks, stored, module, reference):
    incidents, days = weeks
    of = reference["C16"]
    assert incidents.tolist() == of["incidents"] and days.tolist() == of["occupied_bed_days"]
    before, after = (100 * incidents[part].sum() / days[part].sum()
                     for part in (slice(24), slice(24, 52)))
    assert (f"{before:.1f}", f"{after:.1f}") == ("5.9", "3.1")
    facts = stored("show-facts")
    assert f"{before:.1f} per 100" in facts and f"{after:.1f} per 100" in facts
    assert "fell from 5.9 to 3.1 per 100" in dict(module.plan.questions["q5"].rows)["fell"]
    rates = 100 * incidents / days
    below = rates < before
    assert below[24:45].all() and not below[23] and not below[45]
    assert "21 weeks in a row" in facts and "Points 25 to 45" in stored("show-chart")
    sigma = 100 * np.sqrt(before / 100 / days)
    assert (np.abs(rates - before) < 3 * sigma).all()


def test_the_joint_display_is_true_to_both(weeks, prose, voices):
    incidents, _ = weeks
    assert incidents[[45, 48]].tolist() == [8, 8] and "Weeks 46 and 49: eight each" in prose
    rows = re.search(r"^\| The chart and the diary.*?\n\n", prose, re.S | re.M)[0]
    said = {(each["role"], each["text"]) for each in voices}
    quotes = re.findall(r'"(.+?)" \((\w+)\)', rows)
    assert len(quotes) == 3
    for words, role in quotes:
        assert any(who == role and words in text for who, text in said), words


def test_the_diary_is_that_of_the_file(stored, marks, page):
    ward = qi.load("restrictive_practice")
    facts = stored("show-facts")
    notes = {at: words for at, words in enumerate(ward["note"].fillna(""), 1) if words}
    assert sorted(notes) == [25, 31, 41] and "matron" in notes[31] and "form" in notes[41]
    for at, words in notes.items():
        assert re.search(rf"^Week {at} +{re.escape(words)}$", facts, re.M)
    assert "huddle" in notes[25] and "plans" in notes[25]
    closers = int(re.search(r"^Week (\d+) +Soft closers", facts, re.M)[1])
    assert f"week {closers}. By then the shift was {closers - 25} weeks old" in (
        marks["q6"].why["q19"])
    assert f"in weeks 31, {closers} and 41" in " ".join(page.replace("\n> ", " ").split())


def test_the_sample_that_earns_twenty_is_true(page, voices, weeks):
    said = " ".join(re.sub(r"^> ?", "", page, flags=re.M).split())
    sample = said.partition("A sample that earns 20:")[2].partition("Mark what is on")[0]
    texts = [each["text"] for each in voices]
    quotes = re.findall(r'"(.+?)"', sample)
    assert len(quotes) == 3 and all(quote in texts for quote in quotes)
    assert 300 <= len(sample.split()) <= 500
    assert "Weeks 23 and 24 were 9 and 10" in sample and weeks[0][22:24].tolist() == [9, 10]


def test_the_task_has_the_five_criteria_of_its_rubric(module):
    points = {name: cell.metadata["nbgrader"]["points"] for name, cell in module.graded.items()
              if name.startswith("task-")}
    assert list(points.values()) == [5, 4, 4, 4, 3]
    for name in points:
        before, scheme = module.graded[name].source.split("=== BEGIN MARK SCHEME ===")
        assert "Full" not in before
        assert f"**Full, {points[name]}:**" in scheme and "**Zero:**" in scheme
        assert f"**Half, {points[name] / 2:g}:**" in scheme


def test_the_minutes_are_enough_to_read_and_to_do(module, prose):
    words = len(prose.split())
    for question in module.plan.questions.values():
        spec = question.spec()
        words += len(spec["prompt"].split())
        words += sum(len(label.split()) for part in ("options", "rows")
                     for _, label in spec.get(part, []))
    assert words / 180 + module.meta["activity"] <= module.meta["minutes"]
    steps = re.findall(r"^## Step \d of 9: .* \((\d+) minutes\)", prose, re.M)
    assert len(steps) == 9 and sum(map(int, steps)) <= module.meta["minutes"]


def test_sentences_are_short(prose):
    found = [each for each in re.split(r"(?<=[.?!])\s+", re.sub(r"\$.*?\$", "", prose)) if each]
    assert np.mean([len(each.split()) for each in found]) <= 15
