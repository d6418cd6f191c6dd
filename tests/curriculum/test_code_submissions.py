"""Submissions of modules in which learners write code, marked as hand-ins in the real sandbox.

They stand in the test file of each module: ``MODEL`` and ``MISCONCEPTION`` (answers),
``MISCONCEPTION_CODE`` (what she wrote, by question), ``MISCONCEPTION_MARKS`` and ``FAULTS``. A
fault is the question, what is changed in the model answer (all of it, or pairs of old and new), and
the points that it deserves. ``NEEDS`` names the model answers that a question calls.
"""

import re

CODED = True


def points(marks):
    return {name: mark.points for name, mark in marks.items()}


def worth(keys):
    return {name: each["points"] for name, each in keys.items()}


def test_the_model_earns_all_twenty(of, keys, handed_in, model_code):
    assert points(handed_in(of.NAME, of.MODEL, model_code(of.NAME))) == worth(keys)
    assert sum(worth(keys).values()) == 20


def test_blank_earns_nothing(of, handed_in):
    marks = handed_in(of.NAME, {}, {})
    assert set(points(marks).values()) == {0}
    assert {mark.state for mark in marks.values()} == {"not answered"}


def test_the_misconception_earns_what_is_stated_and_is_answered(of, keys, handed_in):
    marks = handed_in(of.NAME, of.MISCONCEPTION, of.MISCONCEPTION_CODE)
    assert points(marks) == of.MISCONCEPTION_MARKS
    assert 0 < sum(of.MISCONCEPTION_MARKS.values()) < 14
    for name in of.MISCONCEPTION:
        if name in keys and marks[name].points < keys[name]["points"]:
            assert len(" ".join(marks[name].messages)) > 40, name
            assert not any("Have another look" in each for each in marks[name].messages), name


def test_every_function_has_four_faults(of, model_code):
    for name in model_code(of.NAME):
        if name in of.MISCONCEPTION_MARKS:
            faults = [fault for fault, (question, *_) in of.FAULTS.items() if question == name]
            assert len(faults) >= 4, name


def test_a_fault_is_graded_as_it_deserves(of, fault, handed_in, model_code):
    question, *changes, expected = of.FAULTS[fault]
    written = model_code(of.NAME)
    if isinstance(changes[0], str):
        written[question] = changes[0]
    else:
        for old, new in changes:
            assert old in written[question], old
            written[question] = written[question].replace(old, new)
    needs = {name: written[name] for name in getattr(of, "NEEDS", {}).get(question, ())}
    marks = handed_in(of.NAME, {}, needs | {question: written[question]})
    assert marks[question].points == expected
    assert marks[question].messages


def test_the_facilitator_page_says_the_same_points(of, keys, lessons):
    page = (lessons(of.NAME).folder / "facilitator.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+[bc]?) .*? \| .+? \| (\d+) \|$", page, re.MULTILINE)
    assert {f"q{number}": int(earned) for number, earned in rows} == worth(keys)
