"""M07: its keys are what the log and the register say; submissions earn their marks."""

from statistics import median

import pandas as pd
import pytest

import qikit as qi

NAME = "M07_leading_and_unblocking"
LIVE = {"Critical care": 3, "Digital": 2, "Emergency department": 4, "Older people": 4,
        "Surgery": 1, "Workforce": 3}
ALIGNED = {"form": "own", "target": "aim", "idea": "link", "chart": "show", "copy": "learn"}
TALK = ("sana", "tom", "region", "back")


def medians(*values):
    levels = ("team", "directorate", "executive")
    return {level: {"Median, days": value} for level, value in zip(levels, values, strict=True)}


def teams(counts, limit=3):
    return {team: {"Live": str(many), "Over the limit": "yes" if many > limit else "no"}
            for team, many in counts.items()}


def talk(*choices):
    return {"path": [[scene, at] for scene, at in zip(TALK, choices, strict=True)]}


MODEL = {
    "visit": {"path": [["ash", 1], ["porters", 1], ["letters", 0]]},
    "q1": medians("3", "11", "29"),
    "q2": "22%",
    "q3": "handoff",
    "slower": "signal",
    "q4": teams(LIVE),
    "stop": {"kit": "stop", "sepsis": "go", "treat": "go", "pain": "rest", "board": "rest"},
    "q5": talk(2, 0, 1, 2),
    "q6": ALIGNED,
    "q7": "thanks",
    "q7b": "ask",
    "t1": "Each Tuesday at 8:45 I am at Ash ward's huddle.",
}

# Means for medians, "those above are slow", every line counted, orders and comfort: 2 of 20.
MISCONCEPTION = {
    "visit": {"path": [["ash", 0], ["ash2", 0], ["porters", 0], ["porters2", 0], ["letters", 2]]},
    "q1": medians("3.3", "11.5", "30.3"),
    "q2": "24",
    "q3": "solve",
    "slower": "proof",
    "q4": teams(LIVE | {"Digital": 3, "Surgery": 3}, limit=2),
    "stop": {"kit": "go", "sepsis": "go", "treat": "go", "pain": "go", "board": "new"},
    "q5": talk(0, 2, 0, 1),
    "q6": ALIGNED | {"target": "free", "idea": "later", "chart": "free"},
    "q7": "rule",
    "q7b": "win",
}
MISCONCEPTION_MARKS = {
    "q1": 2, "q2": 0, "q3": 0, "q4": 0, "q5": 0, "q6": 0, "q7": 0, "q7b": 0,
}


@pytest.fixture(scope="module")
def log():
    found = qi.load("unblock_log")
    for column in ("raised", "reached", "unblocked", "fed_back"):
        found[column] = pd.to_datetime(found[column])
    return found


@pytest.fixture(scope="module")
def days(log):
    return [(level, (end - start).days) for level, start, end in
            zip(log["level"], log["raised"], log["unblocked"], strict=True)]


def test_the_points_are_those_agreed(marks, reference):
    keys = reference["keys"]["M07"]
    assert {id: mark.points for id, mark in marks.items()} == {
        id: entry["points"] for id, entry in keys.items()}
    assert sum(mark.points for mark in marks.values()) == 20
    assert [marks["q1"].key[level]["Median, days"] for level in medians(1, 2, 3)] == (
        keys["q1"]["medians"])
    assert marks["q2"].key == keys["q2"]["key"]


def test_medians_and_share_are_those_of_the_log(marks, days):
    for level, cell in marks["q1"].key.items():
        assert median(many for name, many in days if name == level) == cell["Median, days"]
    assert 100 * sum(many > 14 for _, many in days) / len(days) == marks["q2"].key == 22
    assert 100 * sum(many >= 14 for _, many in days) / len(days) == 24
    up = [many for name, many in days if name != "team"]
    assert round(100 * sum(many > 14 for many in up) / len(up)) == 49


@pytest.mark.parametrize(("answer", "points"), [
    (("3.5", "10.5", "29.5"), 3), (("3", "11", "28.4"), 2), (("4", "12", "30"), 0)])
def test_each_median_has_its_tolerance(marks, answer, points):
    assert marks["q1"].score(medians(*answer)).points == points


@pytest.mark.parametrize(("answer", "points"), [("21", 2), ("23%", 2), ("20.9", 0), ("0.22", 0)])
def test_the_share_has_its_tolerance(marks, answer, points):
    assert marks["q2"].score(answer).points == points


def test_issues_wait_longest_on_the_way_up(marks, log):
    up = log[log["level"] != "team"]
    spent = {
        "handoff": (up["reached"] - up["raised"]).dt.days.sum(),
        "solve": (up["unblocked"] - up["reached"]).dt.days.sum(),
        "told": (up["fed_back"] - up["unblocked"]).dt.days.sum(),
    }
    assert max(spent, key=spent.get) == marks["q3"].key
    assert spent == {"handoff": 1013, "solve": 589, "told": 117}
    for level in ("directorate", "executive"):
        here = up[up["level"] == level]
        assert ((here["reached"] - here["raised"]).dt.days.sum()
                > (here["unblocked"] - here["reached"]).dt.days.sum())


def test_the_chart_shows_the_shift_that_the_words_name(log):
    days = [(end - start).days for level, start, end in
            zip(log["level"], log["raised"], log["unblocked"], strict=True)
            if level == "directorate"]
    issues = pd.DataFrame({"issue": range(1, 61), "days": days})
    made = qi.chart(issues, x="issue", y="days", kind="xmr", better="lower", rules="mdc")
    shift = made.signals[made.signals["rule"] == "shift"].iloc[0]
    assert shift["points"] == 15 and shift["judgement"] == "improvement"
    assert made.points.loc[made.points["outside"], "y"].tolist() == [28]
    assert issues.loc[11, "days"] == 28


def test_live_priorities_are_those_of_the_register(marks):
    register = qi.load("project_register")
    for team, cells in marks["q4"].key.items():
        statuses = register.loc[register["team"] == team, "status"].tolist()
        assert statuses.count("live") == cells["Live"] == LIVE[team]
        assert (cells["Over the limit"] == "yes") == (LIVE[team] > 3)
    most = register[register["status"] == "live"].groupby("team").size()
    assert sorted(most[most > 3].index) == ["Emergency department", "Older people"]


def test_eleven_of_twelve_live_counts_earn_nothing(marks):
    assert marks["q4"].score(teams(LIVE | {"Surgery": 3})).points == 0


@pytest.mark.parametrize(("choices", "reached", "points"), [
    ((2, 0, 1, 2), 8, 5), ((2, 2, 1, 0), 6, 5), ((2, 0, 0, 0), 5, 0), ((0, 1, 0, 1), 0, 0)])
def test_six_of_eight_in_the_conversation_earn_all_points(marks, choices, reached, points):
    said = marks["q5"].score(talk(*choices))
    assert said.points == points
    assert f"{reached} of 8" in said.messages[0]


def test_the_conversation_shows_no_key_on_the_page(lesson):
    spec = lesson.plan.questions["q5"].spec()
    assert "key" not in spec and "why" not in spec
    assert all("shows" not in choice and "note" not in choice
               for scene in spec["scenes"].values() for choice in scene["choices"])


@pytest.mark.parametrize(("change", "points"), [
    ({"idea": "later"}, 3), ({"idea": "later", "target": "free"}, 0)])
def test_four_of_five_pairs_earn_all_points(marks, change, points):
    assert marks["q6"].score(ALIGNED | change).points == points


def test_practice_answers_teach_at_once(lesson):
    for id in ("slower", "stop"):
        assert lesson.plan.questions[id].score(MODEL[id]).state == "right"
    spec = lesson.plan.questions["slower"].spec()
    options = {name for name, _ in spec["options"]}
    assert set(spec["why"]) == options - {"signal"} | {"*right"}
