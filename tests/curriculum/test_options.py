"""Where the right answer stands and how long it is must not give it away."""

import tomllib

import pytest

MOST_FIRST = 0.4
MOST_LONGEST = {"all_staff": 0.4}
"""How often the right option may be the longest; a tier that is not named here is not held yet."""
TIERS = ("all_staff", "managers", "experts")


def asked(lessons, folders, tier):
    """Each choice question with one right answer: its module, its options, its key."""
    found = []
    for folder in folders:
        if folder.parent.name == tier:
            plan = lessons(folder.name).plan
            keys = {mark.question.id: mark.key for mark in plan.marks if mark.question}
            for question in plan.questions.values():
                key = keys.get(question.id) or question.key
                if question.kind == "choice" and isinstance(key, str):
                    found.append((folder.name, dict(question.options), key))
    return found


def before(folders, tier):
    """The same of the pre-tests."""
    home = next(folder.parent for folder in folders if folder.parent.name == tier)
    return [
        (path.stem, question["options"], question["key"])
        for path in sorted(home.glob("*_before.toml"))
        for question in tomllib.loads(path.read_text("utf-8"))["question"]
        if isinstance(question.get("options"), dict) and isinstance(question["key"], str)
    ]


def first(options, key):
    return next(iter(options)) == key


def longest(options, key):
    return max(options, key=lambda name: len(options[name])) == key


@pytest.mark.parametrize("tier", TIERS)
def test_the_right_option_does_not_stand_first(lessons, folders, tier):
    found = asked(lessons, folders, tier)
    assert len(found) >= 10
    assert sum(first(*each[1:]) for each in found) <= MOST_FIRST * len(found)


@pytest.mark.parametrize("tier", TIERS)
def test_no_module_has_the_right_option_first_each_time(lessons, folders, tier):
    found = asked(lessons, folders, tier)
    for module in {each[0] for each in found}:
        places = [first(*each[1:]) for each in found if each[0] == module]
        assert len(places) == 1 or not all(places), module


def test_the_right_option_of_a_pre_test_stands_anywhere(folders):
    found = before(folders, "all_staff")
    assert len(found) >= 24
    assert 0 < sum(first(*each[1:]) for each in found) <= MOST_FIRST * len(found)


@pytest.mark.parametrize("tier", MOST_LONGEST)
def test_the_right_option_is_not_the_longest(lessons, folders, tier):
    for found in (asked(lessons, folders, tier), before(folders, tier)):
        assert sum(longest(*each[1:]) for each in found) <= MOST_LONGEST[tier] * len(found)


def test_rows_of_one_table_do_not_repeat_the_columns(lessons, folders):
    for folder in folders:
        for question in lessons(folder.name).plan.questions.values():
            if question.kind != "table" or not isinstance(question.key, dict):
                continue
            cells = [question.key[row] for row, _ in question.rows if row in question.key]
            if len(cells) >= 9:
                third = len(cells) // 3
                assert cells[:third] * 3 != cells, (folder.name, question.id)


def test_what_is_right_of_several_is_not_the_first_few(lessons, folders):
    for folder in folders:
        if folder.parent.name != "all_staff":
            continue
        for question in lessons(folder.name).plan.questions.values():
            if question.kind == "several" and question.key:
                names = [name for name, _ in question.options]
                assert set(names[: len(question.key)]) != set(question.key), folder.name
