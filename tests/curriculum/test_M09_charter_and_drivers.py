"""M09: its forms count as agreed, the flawed charter has five faults, submissions earn marks."""

import pytest

import qikit as qi
from qikit import pdsa

NAME = "M09_charter_and_drivers"
WEIGHTS = {
    "q1": {"lived": 2, "register": 1, "means": 2},
    "q2": {"how_much": 1, "by_when": 1, "for_whom": 1, "of_what": 1},
    "q3": {"outcome": 4 / 3, "process": 4 / 3, "balancing": 4 / 3, "definitions": 3},
    "q4": {"linked": 2, "loops": 2},
}
EXAMPLES = {
    "q1": pdsa.go_ahead().example,
    "q2": pdsa.aim().example,
    "q3": pdsa.measure_family().example,
    "q4": pdsa.driver_diagram().example,
}

MODEL = {
    "mend": pdsa.charter().example,
    "nearest": "P21",
    **EXAMPLES,
    "kind": {"round": "improve", "drug": "research", "letters": "improve", "blood": "research",
             "photos": "ask"},
    "t1": "We will raise letters sent within 24 hours on Ward 7 from 63% to 80% by 31 March.",
}

# A wish for an aim, one measure, ideas that hang in the air, people told afterwards: 4 of 20.
MISCONCEPTION = {
    "mend": pdsa.charter().example | {"target": "55"},
    "nearest": "P55",
    "q1": EXAMPLES["q1"] | {"stage": "Not yet", "resources": "", "nearest": ""},
    "q2": {"measure": "Improve discharge as soon as possible", "whom": "everybody",
           "where": "the Trust", "better": "Higher"},
    "q3": {"measures": [{"id": "m1", "name": "Audits done", "kind": "Process"}]},
    "q4": {"primary": EXAMPLES["q4"]["primary"],
           "ideas": [{"id": "i1", "name": "A poster", "to": ""}]},
    "kind": MODEL["kind"] | {"photos": "improve"},
}
MISCONCEPTION_MARKS = {"q1": 0, "q2": 1, "q3": 0, "q4": 2}


def test_the_forms_weigh_what_the_specification_says(marks, reference):
    keys = reference["keys"]["M09"]
    assert {id: mark.points for id, mark in marks.items()} == {
        id: entry["points"] for id, entry in keys.items()}
    assert sum(mark.points for mark in marks.values()) == 20
    for id, expected in WEIGHTS.items():
        weights = {each["id"]: each["weight"] for each in marks[id].question.key
                   if each["weight"]}
        assert weights == pytest.approx(expected)
        assert sum(weights.values()) == pytest.approx(marks[id].points)


def test_together_they_weigh_as_the_whole_charter_does():
    whole = {each["id"]: each["weight"] for each in pdsa.charter().checks if each["weight"]}
    parts = {name: weight for weights in WEIGHTS.values() for name, weight in weights.items()}
    assert parts == pytest.approx(whole)


@pytest.mark.parametrize(("id", "spoilt", "points"), [
    ("q1", {"stage": "Not yet"}, 3),
    ("q1", {"resources": ""}, 3),
    ("q1", {"nearest": ""}, 4),
    ("q2", {"target": "55"}, 3),
    ("q2", {"by": ""}, 3),
    ("q2", {"whom": ""}, 3),
    ("q2", {"measure": "Better letters soon"}, 3),
])
def test_each_fault_costs_its_own_points(marks, id, spoilt, points):
    assert marks[id].score(EXAMPLES[id] | spoilt).points == points


def test_a_family_without_its_balance_or_a_definition_loses_its_share(marks):
    measures = EXAMPLES["q3"]["measures"]
    no_balance = [each for each in measures if each["kind"] != "Balancing"]
    assert marks["q3"].score({"measures": no_balance}).points == pytest.approx(5.5, abs=0.2)
    vague = [measures[0] | {"source": ""}, *measures[1:]]
    assert marks["q3"].score({"measures": vague}).points == 4


def test_an_idea_that_leads_nowhere_and_a_circle_are_found(marks):
    given = EXAMPLES["q4"]
    loose = given | {"ideas": [*given["ideas"], {"id": "i9", "name": "A poster", "to": ""}]}
    said = marks["q4"].score(loose)
    assert said.points == 2 and any("A poster" in each for each in said.messages)
    circle = given | {"secondary": [{"id": "s1", "name": "One", "to": "s2"},
                                    {"id": "s2", "name": "Two", "to": "s1"}]}
    assert marks["q4"].score(circle).points < 4


def test_the_charter_to_mend_has_exactly_five_faults(lesson):
    question = lesson.plan.questions["mend"]
    assert question.score(question.start).state != "right"
    rules = {each["id"]: each for each in question.form.checks}
    failing = [
        name for name in rules
        if qi.ask.form("one", "One check.", pdsa.charter(checks=[name]), points=1).score(
            question.start).state != "right"
    ]
    assert sorted(failing) == ["balancing", "how_much", "linked", "lived", "means"]
    assert question.score(pdsa.charter().example).state == "right"


def test_the_nearest_match_counts_the_same_thing(lesson):
    aims = qi.load("project_register").set_index("id")["aim"]
    options = [name for name, _ in lesson.plan.questions["nearest"].spec()["options"]]
    assert [name for name in options if "appointments" in aims[name]] == [MODEL["nearest"]]
    assert "appointments" in aims["P05"]
