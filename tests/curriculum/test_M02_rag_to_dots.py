"""M02: what the board reads is what the data say, and the marks are those that were agreed."""

from itertools import pairwise

import pytest

import qikit as qi

NAME = "M02_rag_to_dots"
RED, GREEN = "Red", "Green"
SIGNAL_RULES = ("mdc", "mdc_7_6", "mdc_6_6")

FAILS, MIXED, PASSES = "consistently fails", "hit and miss", "consistently passes"


def icons(variation, assurance):
    return {"Variation": variation, "Assurance": assurance}


def reach(verdict, limit):
    return {"ed": {"Reach 78% by chance": verdict, "Upper process limit": limit}}


MODEL = {
    "first": ["ed_4hr_pct", "rtt_18wk_pct", "sickness_pct"],
    "second": ["ed_4hr_pct", "sickness_pct", "falls_per_1000"],
    "icon": "mixed",
    "slower": "usual",
    "q1": {
        "ed_4hr_pct": icons("common cause", FAILS),
        "rtt_18wk_pct": icons("improvement", FAILS),
        "fds_28d_pct": icons("common cause", MIXED),
        "cdiff_cases": icons("common cause", MIXED),
        "sickness_pct": icons("concern", MIXED),
        "fft_positive_pct": icons("common cause", PASSES),
        "mand_training_pct": icons("improvement", MIXED),
        "falls_per_1000": icons("concern", MIXED),
    },
    "q2": ["sickness_pct", "falls_per_1000"],
    "q3": reach("no, not as it works now", "77.4"),
    "q4": "none",
    "q5": "14",
    "q6": {
        "ed_4hr_pct": {"Action": "Redesign, resource or renegotiate"},
        "fds_28d_pct": {"Action": "Do not react to the month"},
        "sickness_pct": {"Action": "Investigate what changed"},
        "mand_training_pct": {"Action": "Learn why it moved"},
    },
    "t1": "Usual variation: A&E cannot meet 78% as it works now. The site lead is sampling.",
}

# The colours are read as icons; one red month is chased and one green month celebrated.
AS_RED, AS_GREEN = icons("concern", FAILS), icons("improvement", PASSES)
MISCONCEPTION = {
    "q1": {  # one icon right in six of the eight rows
        "ed_4hr_pct": AS_RED,
        "rtt_18wk_pct": AS_RED,
        "fds_28d_pct": AS_GREEN,
        "cdiff_cases": AS_GREEN,
        "sickness_pct": AS_RED,
        "fft_positive_pct": AS_GREEN,
        "mand_training_pct": AS_GREEN,
        "falls_per_1000": AS_RED,
    },
    "q2": ["ed_4hr_pct", "rtt_18wk_pct", "sickness_pct", "falls_per_1000"],
    "q3": reach("yes, in a good month", "77.4"),
    "q4": "recovery",
    "q5": "13",
    "q6": {
        "ed_4hr_pct": {"Action": "Make it the priority"},
        "fds_28d_pct": {"Action": "Celebrate, learn and share"},
        "sickness_pct": {"Action": "Make it the priority"},
        "mand_training_pct": {"Action": "Celebrate, learn and share"},
    },
}
MISCONCEPTION_MARKS = {"q1": 3, "q2": 0, "q3": 1, "q4": 0, "q5": 0, "q6": 0}


@pytest.fixture(scope="module")
def module(lessons):
    return lessons(NAME)


@pytest.fixture(scope="module")
def measures(reference):
    return reference["C4"]["measures"]


@pytest.fixture(scope="module")
def pack():
    return qi.load("board_pack")


def panel(pack, rules="mdc", **more):
    return qi.chart(pack, x="month", y="value", by="measure", kind="xmr", better="better",
                    target="target", rules=rules, **more)


@pytest.fixture(scope="module")
def summary(pack):
    return panel(pack).summary.set_index("series")


def colours(pack):
    """Each measure's colours in time order; exactly on the target is green."""
    met = (pack["value"] >= pack["target"]).where(
        pack["better"] == "higher", pack["value"] <= pack["target"])
    rated = pack.assign(colour=met.map({True: GREEN, False: RED})).sort_values("month")
    return {name: rows["colour"].tolist() for name, rows in rated.groupby("measure")}


def changes(series):
    """The positions, from 1, of the months whose colour differs from the month before."""
    return [at for at, (before, now) in enumerate(pairwise(series), start=2) if before != now]


def earned(marks, answers):
    return {id: mark.score(answers.get(id)).points for id, mark in marks.items()}


# The three reference submissions


def test_model_earns_all_twenty(marks):
    assert sum(mark.points for mark in marks.values()) == 20
    assert earned(marks, MODEL) == {"q1": 8, "q2": 2, "q3": 2, "q4": 2, "q5": 2, "q6": 4}


def test_blank_earns_nothing(marks):
    assert sum(earned(marks, {}).values()) == 0


def test_reading_colours_as_icons_earns_four(marks):
    assert earned(marks, MISCONCEPTION) == MISCONCEPTION_MARKS
    assert sum(MISCONCEPTION_MARKS.values()) == 4


def test_every_wrong_answer_of_the_misconception_is_answered_with_a_reason(marks):
    for id, mark in marks.items():
        result = mark.score(MISCONCEPTION[id])
        reasons = [each for each in result.messages if not each.endswith("are right.")]
        assert reasons, id
        assert not any("Have another look" in each for each in reasons)


@pytest.mark.parametrize("count", [7, 10, 13, 15])
def test_a_slip_in_the_count_is_named(marks, count):
    result = marks["q5"].score(str(count))
    assert result.points == 0
    assert len(result.messages[0]) > 40


@pytest.mark.parametrize(("limit", "points"), [
    ("77.2", 2), ("77.6", 2), ("77.4%", 2), ("77.7", 1), ("78", 1)])
def test_the_upper_limit_has_its_tolerance(marks, limit, points):
    assert marks["q3"].score(reach("no, not as it works now", limit)).points == points


# The keys are those of the data


def test_icons_are_those_of_the_data_under_every_preset(pack, measures):
    for rules in SIGNAL_RULES:
        for screen in (False, True):
            found = panel(pack, rules, screen=screen).summary.set_index("series")
            for name, answer in MODEL["q1"].items():
                assert found.variation[name] == answer["Variation"] == measures[name]["variation"]
                assert answer["Assurance"].removeprefix("consistently ") == (
                    measures[name]["assurance"])
                assert measures[name]["assurance"] in found.assurance[name]


def test_limits_are_the_reference_values(summary, measures):
    for name, expected in measures.items():
        row = summary.loc[name]
        found = [row.centre, row.lower, row.upper]
        wanted = [expected["mean"], expected["lower"], expected["upper"]]
        assert found == pytest.approx(wanted, abs=0.01), name


def test_four_are_red_and_four_green_last_month(pack, measures):
    last = {name: series[-1].lower() for name, series in colours(pack).items()}
    assert last == {name: expected["last_month"] for name, expected in measures.items()}
    assert sorted(last.values()).count("red") == 4


def test_colours_change_as_often_as_the_key_says(pack, measures):
    found = {name: len(changes(series)) for name, series in colours(pack).items()}
    assert found == {name: expected["rag_flips"] for name, expected in measures.items()}
    assert found["fds_28d_pct"] == int(MODEL["q5"])


def test_the_slips_in_the_count_are_what_they_say(pack):
    series = colours(pack)["fds_28d_pct"]
    assert series.count(GREEN) == 10
    down = [at for at in changes(series) if series[at - 1] == RED]
    assert len(down) == 7


def test_concern_is_sickness_and_falls_alone(summary):
    assert set(summary.index[summary.variation == "concern"]) == set(MODEL["q2"])


def test_the_four_hour_process_cannot_reach_its_target(summary, measures):
    assert summary.upper["ed_4hr_pct"] < measures["ed_4hr_pct"]["target"]
    assert max(measures["ed_4hr_pct"]["values"]) < summary.upper["ed_4hr_pct"]


def test_the_last_two_cancer_months_are_no_signal(pack):
    points = panel(pack).points
    cancer = points[points["series"] == "fds_28d_pct"]
    assert cancer["y"].tolist()[-2:] == [71.9, 77.3]
    assert cancer["judgement"].tolist()[-2:] == ["common cause", "common cause"]


def test_actions_follow_from_the_icons(module):
    source = module.graded["show-decisions"].source
    space = {}
    exec(source.split("decisions =")[0], space)
    table = {pair: name for pair, (name, _) in space["DECISIONS"].items()}
    assert len(set(table.values())) == 9
    for name, answer in MODEL["q6"].items():
        pair = tuple(icon.capitalize() for icon in MODEL["q1"][name].values())
        assert answer["Action"] == table[pair]


# The shape of the module


def test_marked_questions_keep_their_keys_out_of_the_ask_cells(module):
    for id in MISCONCEPTION:
        spec = module.plan.questions[id].spec()
        assert spec["feedback"] == "marked"
        assert not {"key", "why"} & set(spec)
        source = module.graded[f"ask-{id}"].source
        assert "key=" not in source and "why=" not in source


def test_the_written_task_has_four_criteria_worth_ten(module):
    tasks = {name: cell for name, cell in module.graded.items() if name.startswith("task-")}
    points = {name: cell.metadata["nbgrader"]["points"] for name, cell in tasks.items()}
    assert points == {"task-t1-chart-reading": 3, "task-t1-cause": 3, "task-t1-action": 3,
                      "task-t1-tone": 1}
    for cell in tasks.values():
        before, scheme = cell.source.split("=== BEGIN MARK SCHEME ===")
        assert "Full" not in before
        assert "**Full" in scheme and "**Zero" in scheme


def test_practice_questions_count_nothing_and_teach_at_once(module):
    practice = {id: each for id, each in module.plan.questions.items() if not each.points}
    assert set(practice) == {"first", "second", "icon", "slower"}
    for id in ("icon", "slower"):
        spec = practice[id].spec()
        assert practice[id].score(MODEL[id]).state == "right"
        wrong = {name for name, _ in spec["options"]} - {MODEL[id]}
        assert set(spec["why"]) == wrong | {"*right"}
