"""A01: keys as agreed, doses as the pathways have them, slips named, submissions marked."""

import re

import pytest

NAME = "A01_two_jobs"
TEAMS = {
    "portering": "improvement",
    "payroll": "audit",
    "gp": "improvement",
    "ward": "performance management",
    "camhs": "research",
    "estates": "improvement",
}


def sorted_as(**changes):
    """An answer to question 1, right but for the changes."""
    return {team: {"It is": kind} for team, kind in (TEAMS | changes).items()}


MODEL = {
    "q1": sorted_as(),
    "q2": "method",
    "q3": "false",
    "q4": ["aim", "measures", "changes"],
    "q5": "managers",
    "t1": "At 8 pm the drug keys are with the nurse in charge, so two rounds wait for each other.",
}

# Someone for whom targets and checks are improvement, and who starts with the change: 3 of 10.
MISCONCEPTION = {
    "q1": sorted_as(payroll="improvement", ward="improvement"),  # 4 of 6: 2
    "q2": "target",
    "q3": "true",
    "q4": ["changes", "aim", "measures"],
    "q5": "all_staff",  # right: 1
}
MISCONCEPTION_MARKS = {"q1": 2, "q2": 0, "q3": 0, "q4": 0, "q5": 1}


def test_keys_are_the_agreed_ones(questions, reference):
    keys = reference["keys"]["A01"]
    found = {team: cell["It is"] for team, cell in questions["q1"].key.items()}
    assert [team for team, kind in found.items() if kind == "improvement"] == keys["q1"][
        "improvement"
    ]
    for kind, name in (("audit", "audit"), ("research", "research"),
                       ("performance", "performance management")):  # fmt: skip
        assert found[keys["q1"][kind]] == name
    assert (questions["q2"].key, questions["q3"].key) == (keys["q2"]["key"], keys["q3"]["key"])
    assert questions["q4"].key == keys["q4"]["order"]


@pytest.mark.parametrize(("wrong", "points"), [(0, 4), (1, 3), (2, 2), (3, 0)])
def test_six_teams_in_part(questions, wrong, points):
    astray = dict.fromkeys(list(TEAMS)[:wrong], "none of these")
    assert questions["q1"].score(sorted_as(**astray)).points == points


def test_own_group_with_its_minutes_is_right_and_no_other(questions, groups, reference):
    options = dict(questions["q5"].options)
    assert questions["q5"].key == [group["key"] for group in groups]
    for key, dose in reference["pathways"].items():
        hours, minutes = divmod(dose["minutes"], 60)
        said = f"{hours} hours" + (f" {minutes} minutes" if minutes else "")
        assert options[key].endswith(f": {said}")
        assert questions["q5"].score(key).points == 1
    assert [questions["q5"].score(wrong).points for wrong in ("none", "most")] == [0, 0]


def test_the_table_of_doses_is_the_pathways(lesson, groups, reference):
    source = next(cell.source for cell in lesson.cells if cell.id == "doses")
    rows = re.findall(r'\("(.+?)", "(\d+) modules: (.+?)"\)', source)
    assert [name for name, _, _ in rows] == [group["name"] for group in groups]
    assert [int(count) for _, count, _ in rows] == [
        dose["modules"] for dose in reference["pathways"].values()
    ]


def test_the_three_questions_are_the_methods(questions, method):
    assert dict(questions["q4"].items) == method["questions"]


@pytest.mark.parametrize(
    ("question", "slip", "word"),
    [
        ("q1", sorted_as(payroll="improvement"), "nothing was changed yet"),
        ("q1", sorted_as(ward="improvement"), "a target and an account"),
        ("q2", "target", "where to go"),
        ("q2", "harder", "wears them out"),
        ("q3", "true", "porters, payroll, reception and estates"),
        ("q4", ["changes", "aim", "measures"], "Starting with a change is tempting"),
        ("q5", "none", "a dose for everyone"),
    ],
)
def test_a_slip_is_named_kindly(questions, question, slip, word):
    result = questions[question].score(slip)
    assert result.state in ("not yet", "partly right")
    assert word in " ".join(result.messages)


def printed(lesson, name):
    """The words of a printed sheet."""
    sheet = (lesson.folder / name).read_text("utf-8").replace("&amp;", "&")
    return " ".join(re.findall(r">([^<]+)</text>", sheet))


def test_the_printed_sheets_say_what_the_page_says(lesson, questions):
    assert all(label in printed(lesson, "cards.svg") for _, label in questions["q1"].rows)
    assert all(label in printed(lesson, "questions.svg") for _, label in questions["q4"].items)
    for sign in ("Improvement", "Audit", "Research", "Performance management"):
        assert sign in printed(lesson, "signs.svg")
    source = next(cell.source for cell in lesson.cells if cell.id == "doses")
    for group, dose in re.findall(r'\("(.+?)", "(\d+ modules: .+?)"\)', source):
        assert f"{group}: {dose}" in printed(lesson, "doses.svg")


def test_the_doses_become_cards_on_a_phone(lesson):
    source = next(cell.source for cell in lesson.cells if cell.id == "doses")
    doses = re.findall(r'\(".+?", "(.+?)"\)', source)
    longest = max(len(dose) for dose in doses)
    assert longest > 24  # so long that qi.table makes cards of its rows
