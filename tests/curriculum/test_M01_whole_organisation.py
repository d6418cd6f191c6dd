"""M01: its keys are what the register says, slips are named, and submissions earn their marks."""

from itertools import combinations

import pytest

import qikit as qi
from qikit.data import card

NAME = "M01_whole_organisation"
STEPS = ["ready", "board", "vision", "skills", "align", "sustain"]
TWINS = {"P01": "P31", "P05": "P21", "P06": "P53"}
MODES = {
    "P26": ["service"],
    "P14": ["pathway", "innovation"],
    "P52": ["service"],
    "P37": ["delivery"],
    "P59": ["pathway", "innovation"],
    "P29": ["pathway"],
    "P40": ["delivery", "innovation"],
    "P22": ["pathway"],
}
ENABLING = {
    "sign": "lead", "committee": "lead", "hours": "means", "analyst": "means",
    "learn": "skill", "coaches": "skill", "porter": "culture", "flop": "culture",
}
QUALITY = {
    "families": "plan", "beds": "plan", "goals": "plan",
    "fridge": "control", "noon": "control", "huddle": "control",
    "consent": "assure", "regulator": "assure",
    "drinks": "improve", "referral": "improve",
}


def modes(cells):
    return {project: {"Modes": found} for project, found in cells.items()}


MODEL = {
    "twins": "letters",
    "q5": TWINS | {"P09": "none"},
    "q1": STEPS,
    "q6": "ready",
    "q2": modes(MODES),
    "q3": ENABLING,
    "q4": QUALITY,
    "real": {
        "meals": {"It shows": ["data over time", "staff lead", "people have a part"]},
        "form": {"It shows": ["none of these"]},
        "waits": {"It shows": ["staff lead", "people have a part"]},
    },
    "q7": "share",
    "t1": "We use one method, the Model for Improvement, and it is for everyone who works here.",
}

# Train first, listen later; titles for aims; one mode each; a check is assurance: 4 of 20.
MISCONCEPTION = {
    "twins": "home",
    "q5": {"P01": "P51", "P05": "P21", "P06": "P43", "P09": "P55"},
    "q1": ["board", "skills", "ready", "vision", "align", "sustain"],
    "q6": "sustain",
    "q2": modes({project: found[:1] for project, found in MODES.items()}
                | {"P59": ["innovation"], "P40": ["innovation"]}),
    "q3": ENABLING | {"analyst": "skill", "coaches": "means", "flop": "skill"},
    "q4": QUALITY | {"fridge": "assure", "noon": "improve", "huddle": "improve"},
    "real": {"meals": {"It shows": ["data over time"]}, "form": {"It shows": ["data over time"]},
             "waits": {"It shows": ["data over time", "staff lead", "people have a part"]}},
    "q7": "survey",
}
MISCONCEPTION_MARKS = {"q5": 0, "q1": 0, "q6": 0, "q2": 4, "q3": 0, "q4": 0, "q7": 0}


@pytest.fixture(scope="module")
def register():
    return qi.load("project_register").set_index("id")


def overlap(found, wanted):
    """Jaccard's overlap of two sets, 0 to 1."""
    return len(set(found) & set(wanted)) / len(set(found) | set(wanted))


def test_the_points_are_those_agreed(marks, reference):
    keys = reference["keys"]["M01"]
    assert {id: mark.points for id, mark in marks.items()} == {
        id: entry["points"] for id, entry in keys.items()}
    assert sum(mark.points for mark in marks.values()) == 20
    assert keys["q6"]["missing"] == "ready" == marks["q6"].key


def test_the_twins_count_the_same_thing(marks, register, reference):
    pairs = {frozenset(pair) for pair in reference["keys"]["M01"]["q5"]["pairs"]}
    assert pairs == {frozenset(pair) for pair in TWINS.items()}
    assert marks["q5"].key == TWINS | {"P09": "none"}
    for one, other in TWINS.items():
        assert f"{one} and {other}" in card("project_register")


def test_no_other_two_lines_on_the_page_have_one_objective_and_one_thing_counted(register):
    asked = ["P01", "P05", "P06", "P09", "P21", "P24", "P31", "P43", "P51", "P53", "P55"]
    counted = {
        id: next((word for word in ("discharge letters", "appointments", "infusion pump")
                  if word in register.aim[id]), id) for id in asked
    }
    same = {frozenset(pair) for pair in combinations(asked, 2)
            if counted[pair[0]] == counted[pair[1]]}
    assert same == {frozenset(pair) for pair in TWINS.items()}


def test_the_modes_are_those_of_the_register(marks, register):
    for project, found in MODES.items():
        assert set(found) == set(register["mode"][project].split("; "))
        assert set(marks["q2"].key[project]["Modes"]) == set(found)
    assert sum(len(found) == 2 for found in MODES.values()) == 3


@pytest.mark.parametrize(("change", "share", "points"), [
    ({}, 1, 4),
    ({"P14": ["pathway"], "P59": ["innovation"], "P40": ["delivery"]}, 6.5 / 8, 4),
    ({"P26": ["pathway"], "P52": ["pathway"]}, 6 / 8, 2),
    ({"P26": ["pathway"], "P52": ["delivery"], "P37": ["service"]}, 5 / 8, 2),
    ({"P26": ["pathway"], "P52": ["delivery"], "P37": ["service"], "P22": ["service"]}, 4 / 8, 0),
    ({project: ["service", "pathway", "delivery", "innovation"] for project in MODES},
     (5 * 0.25 + 3 * 0.5) / 8, 0),
])
def test_the_overlap_of_modes_earns_by_its_mean(marks, change, share, points):
    given = MODES | change
    mean = sum(overlap(given[each], MODES[each]) for each in MODES) / len(MODES)
    assert mean == pytest.approx(share)
    assert marks["q2"].score(modes(given)).points == points


def test_one_swap_in_the_order_earns_three_and_two_earn_nothing(marks):
    swapped = ["board", "ready", *STEPS[2:]]
    assert marks["q1"].score(swapped).points == 3
    assert marks["q1"].score([*swapped[:4], "sustain", "align"]).points == 0


@pytest.mark.parametrize(("id", "wrong", "points"), [
    ("q3", {"coaches": "means"}, 3),
    ("q3", {"coaches": "means", "analyst": "skill"}, 0),
    ("q4", {"fridge": "assure"}, 3),
    ("q4", {"fridge": "assure", "noon": "improve"}, 0),
])
def test_one_slip_in_a_sort_is_forgiven(marks, id, wrong, points):
    assert marks[id].score(MODEL[id] | wrong).points == points


def test_practice_answers_teach_at_once(lesson):
    twins = lesson.plan.questions["twins"]
    assert twins.score(MODEL["twins"]).state == "right"
    options = {name for name, _ in twins.spec()["options"]}
    assert set(twins.spec()["why"]) == options - {"letters"} | {"*right"}
    assert lesson.plan.questions["real"].score(MODEL["real"]).state == "right"


def test_the_numbers_in_the_words_are_those_of_the_register(lesson, register):
    words = " ".join(cell.source for cell in lesson.cells if cell.cell_type == "markdown")
    twins = [id for pair in TWINS.items() for id in pair]
    assert f"hold {register.staff_days[twins].sum()} staff days" in words
    assert f"keep one register of {len(register)} projects" in words
    tested = (register.status == "live") & (register.score >= 2.5)
    still = tested & (register.last_move <= "2026-06-01")
    assert f"{still.sum()} of the {len(register)} projects had tested changes" in words
    co = register.lived_experience == "co-produced"
    years = (register.start >= "2024-10-01").astype(int) + (register.start >= "2025-10-01")
    begun = [(int(co[years == year].sum()), int((years == year).sum())) for year in range(3)]
    for phrase in (f"{begun[0][0]} of {begun[0][1]} were co-produced",
                   f"in the third year, {begun[2][0]} of {begun[2][1]}"):
        assert phrase in words
    assert begun[0] == (3, 18) and begun[2] == (11, 22)
