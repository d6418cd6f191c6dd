"""M12: its keys are what the register says, slips are named, and submissions earn their marks."""

import re

import pandas as pd
import pytest

import qikit as qi

NAME = "M12_sponsor_lead_sustain"
SCORES = {"trolley": "1", "blood": "2", "quiet": "2.5", "calls": "3", "falls": "4", "lines": "5"}
STALLED = ["P16", "P18", "P20", "P32", "P33", "P36", "P41"]
HELP = {
    "app": "clear the way", "checks": "find time", "music": "a coach", "lifts": "another approach",
}
LEARNING = ["surprise", "dots", "expected", "voices", "next"]
GIVEN = {
    "process": "A trauma list on Saturday and Sunday mornings, booked by the coordinator",
    "owner": "Trauma coordinator", "measure": "Operated on within 36 hours", "unit": "%",
    "seen": "Trauma meeting room", "often": "Monthly",
}
PLAN = GIVEN | {
    "deputy": "Theatre matron", "lower": "67.4%", "centre": "83.6", "upper": "99.8",
    "signal": "Any of these", "action": "Look at last month's patients together, that week",
    "told": "Clinical director, the same day", "training": "In the first week, beside the owner",
    "old_way": "The weekday-only booking form is switched off", "review": "2026-10-01",
}


def table(column, cells):
    return {row: {column: value} for row, value in cells.items()}


MODEL = {
    "q1": table("Score", SCORES),
    "q2": STALLED,
    "q3": table("Help", HELP),
    "q4": LEARNING,
    "q5": PLAN,
    "q6": "look",
    "q6b": "see",
    "calm": "watch",
    "close": ["chart", "owner", "thanks", "failed", "look"],
    "t1": "Every second Tuesday from 6 October, 20 minutes, on the ward, with the run chart.",
}

# Activity counts as progress, a low score as failure, more effort as the cure: 5 of 20.
MISCONCEPTION = {
    "q1": table("Score", {"trolley": "1", "blood": "3.5", "quiet": "1", "calls": "4", "falls": "4",
                          "lines": "5"}),  # 3 of 6
    "q2": [*STALLED, "P19", "P37"],  # slow, and still planning
    "q3": table("Help", dict.fromkeys(HELP, "a coach") | {"checks": "find time"}),  # 2 of 4: 1
    "q4": ["surprise", "dots", "finish", "month", "trained"],
    "q5": {**GIVEN, "signal": "A point outside the limits",
           "action": "Remind everybody", "told": "All staff", "lower": "83.6", "centre": "67.4",
           "upper": "99.8", "old_way": "People may choose"},  # reaction, old way: 1
    "q6": "remind",
    "q6b": "inside",
    "calm": "explain",
    "close": ["chart", "meet"],
}
MISCONCEPTION_MARKS = {"q1": 3, "q2": 0, "q3": 1, "q4": 0, "q5": 1, "q6": 0, "q6b": 0}


@pytest.fixture(scope="module")
def register():
    return qi.load("project_register")


def prose(lesson):
    return " ".join(cell.source for cell in lesson.markdown)


def test_the_keys_are_the_checked_answers(marks, reference):
    keys = reference["keys"]["M12"]
    assert [cell["Score"] for cell in marks["q1"].key.values()] == keys["q1"]["scores"]
    assert dict(marks["q1"].question.columns)["Score"]["within"] == keys["q1"]["within"]
    assert sorted(marks["q2"].key) == keys["q2"]["stalled"]
    assert marks["q6"].key == keys["q6"]["key"] and marks["q6b"].key == keys["q6b"]["key"]


def test_the_stalled_are_what_the_register_says_by_another_way(marks, register, lesson):
    """The key compares monthly scores; the register holds the month of the last move."""
    moved = pd.to_datetime(register["last_move"])
    live = register[register["status"] == "live"]
    stalled = live[(live["score"] >= 2.5) & (moved[live.index] <= "2026-06-01")]
    assert not (moved[stalled.index] == "2026-06-01").any()  # nobody stands on the edge
    theirs = stalled["sponsor"].isin(
        ["Medical director", "Director of estates", "Director of people"])
    assert list(stalled.loc[theirs, "id"]) == sorted(marks["q2"].key) == STALLED
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    assert len(stalled) == 12 and "in the whole register 12 projects" in page.lower()


def test_the_projects_of_the_talk_are_as_the_prose_says(lesson, marks, register):
    text = prose(lesson)
    titles = register.set_index("id")["title"]
    shown = dict(marks["q2"].question.options)
    assert f"Here are the {len(shown)} live projects" in text
    scores = qi.load("project_scores")
    tubes = scores[scores["project"] == "P25"].set_index("month")["score"]
    assert titles["P25"] in text
    tubes.index = pd.to_datetime(tubes.index)
    assert (tubes["2025-10":"2026-06"] == 3.5).all() and tubes["2025-09"].iloc[0] < 3.5
    assert tubes.loc["2026-07-01"] == 4
    told = " ".join(words for _, words in marks["q3"].question.rows)
    assert not [title for title in titles if title in told + text and title != titles["P25"]
                and title != titles["P35"]]


def test_the_limits_are_those_of_the_new_process(lesson, marks):
    hip = qi.load("hip_fracture_36h")
    made = qi.chart(hip, x="month", y="within_36h", n="patients", kind="p", per=100, unit="%",
                    phases=["2025-08-01"], better="higher", rules="mdc")
    p = made.summary["centre"].iloc[1] / 100
    assert hip["patients"].tail(8).mean() == pytest.approx(47, abs=0.5)
    half = 3 * (p * (1 - p) / 47) ** 0.5
    asked = marks["q5"].question.spec()["prompt"]
    for number in (p, p - half, p + half):
        assert f"{100 * number:.1f}%" in asked
    low = 100 * (p - 3 * (p * (1 - p) / 45) ** 0.5)
    june = marks["q6"].question.spec()["prompt"]
    assert f"{low:.1f}%" in june and f"{100 * 26 / 45:.1f}%" in june and low > 100 * 26 / 45
    may = lesson.plan.questions["calm"].spec()["prompt"]
    assert f"{100 * 36 / 47:.1f}%" in may and p - half < 36 / 47


def test_june_signals_and_may_does_not():
    hip = qi.load("hip_fracture_36h")[["month", "patients", "within_36h"]]
    hip["month"] = pd.to_datetime(hip["month"])
    rows = {"month": pd.to_datetime(["2026-04-01", "2026-05-01", "2026-06-01"]),
            "patients": [47, 47, 45], "within_36h": [40, 36, 26]}
    made = qi.chart(pd.concat([hip, pd.DataFrame(rows)], ignore_index=True), x="month",
                    y="within_36h", n="patients", kind="p", per=100, unit="%", rules="mdc",
                    phases=["2025-08-01"], baseline=[16, 8], better="higher")
    assert list(made.points["outside"].tail(3)) == [False, False, True]
    assert not made.signals["last"].isin([25, 26]).any()


@pytest.mark.parametrize(("given", "points"), [
    ({"trolley": "0.5", "blood": "1.5", "quiet": "3", "calls": "3.5", "falls": "4.5",
      "lines": "4.5"}, 6),
    ({"blood": "3"}, 5), ({"quiet": "1.5"}, 5), ({"lines": "4"}, 5),
])
def test_half_a_point_either_way_earns_the_score(marks, given, points):
    assert marks["q1"].score(table("Score", SCORES | given)).points == points


@pytest.mark.parametrize(("given", "points"), [
    (STALLED[::-1], 3), (STALLED[:-1], 0), ([*STALLED, "P35"], 0),
])
def test_the_stalled_list_is_exact(marks, given, points):
    said = marks["q2"].score(given)
    assert said.points == points
    assert "P35" not in given or "P35 moved" in " ".join(said.messages)


@pytest.mark.parametrize(("right", "points"), [(4, 3), (3, 3), (2, 1), (1, 0)])
def test_three_of_four_helps_earn_all(marks, right, points):
    wrong = dict.fromkeys(list(HELP)[right:], "close it")
    assert marks["q3"].score(table("Help", HELP | wrong)).points == points


@pytest.mark.parametrize(("given", "points"), [
    (LEARNING, 3), (LEARNING[:4], 2), ([*LEARNING, "rag"], 2), ([*LEARNING[:4], "rag"], 0),
])
def test_five_questions_about_learning(marks, given, points):
    assert marks["q4"].score(given).points == points


@pytest.mark.parametrize("gap", ["deputy", "lower", "signal", "told", "training", "old_way",
                                 "review"])
def test_each_gap_of_the_control_plan_costs_half_a_point(marks, gap):
    left = {name: value for name, value in MODEL["q5"].items() if name != gap}
    assert marks["q5"].score(left).points == 2.5


def test_the_plan_as_the_team_left_it_earns_nothing(marks):
    assert marks["q5"].question.start == GIVEN
    assert marks["q5"].score(GIVEN).points == 0


def test_the_talk_offers_twelve_questions_in_twelve_good_scenes(lesson):
    scenes = lesson.plan.questions["talk"].scenes
    asked = [each["say"] for scene in scenes.values() for each in scene["choices"]]
    assert len(asked) == len(set(asked)) == 12
    assert sum(each.endswith("?") for each in asked) == 12
    assert "twelve questions" in prose(lesson)


def test_reading_and_doing_fit_the_minutes(lesson):
    text = re.sub(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===", "", prose(lesson),
                  flags=re.S)
    words = len(re.findall(r"[A-Za-z0-9][\w'’.,%-]*", text))
    for question in lesson.plan.questions.values():
        spec = question.spec()
        labels = [label for part in ("options", "items", "rows") for _, label in spec.get(part, [])]
        said = [each["say"] for scene in spec.get("scenes", {}).values()
                for each in scene["choices"]]
        words += sum(len(each.split()) for each in [spec["prompt"], *labels, *said])
    assert words / 180 + lesson.meta["activity"] <= lesson.meta["minutes"]
