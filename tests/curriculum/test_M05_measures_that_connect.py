"""M05: its keys are what the delays say, the tree is a tree, and submissions earn their marks."""

from collections import Counter, defaultdict

import pytest

import qikit as qi

NAME = "M05_measures_that_connect"
ROWS = ("home", "support", "rehab", "all")
PATHWAYS = ("home", "home with support", "rehabilitation bed")


def line(kind, serves):
    return {"Kind": kind, "Serves": serves}


TREE = {
    "root": line("outcome", "people themselves"),
    "medicines": line("driver", "the root"),
    "support": line("driver", "the root"),
    "lists": line("process", "medicines"),
    "package": line("process", "support at home"),
    "booked": line("process", "transport"),
    "chair": line("process", "transport"),
    "back": line("balancing", "the root"),
}


def changes(*values):
    return {row: {"Change, days": value} for row, value in zip(ROWS, values, strict=True)}


def first(ward, day):
    return {"ward": {"Look first at": ward}, "day": {"Look first at": day}}


MODEL = {
    "trace": ["wish", "outcome", "driver", "process", "idea"],
    "q1": TREE,
    "q2": ["K7", "K9"],
    "q2b": {"K1": "K6", "K2": "K10", "K5": "none"},
    "q3": "77.3%",
    "q4": "4",
    "q5": first("Ward 7", "Friday"),
    "pareto": "two",
    "q6": changes("-0.38", "-0.68", "-1.39", "1.33"),
    "mix": "fast",
    "q7": "2",
    "q7b": "one",
    "t1": "At the root: days at home in the last month of life.",
}

# What is counted is the outcome, 80/20 is a law, and a mean of means is the mean: 5 of 20.
MISCONCEPTION = {
    "trace": ["wish", "driver", "outcome", "idea", "process"],
    "q1": TREE | {"lists": line("outcome", "the root"),
                  "back": line("outcome", "people themselves")},
    "q2": ["K3", "K7", "K9"],
    "q2b": {"K1": "K8", "K2": "K10", "K5": "K4"},
    "q3": "64.6",
    "q4": "2",
    "q5": first("Ward 1", "Monday"),
    "pareto": "one",
    "q6": changes("-0.38", "-0.68", "-1.39", "-0.82"),
    "mix": "slow",
    "q7": "5",
    "q7b": "care",
}
MISCONCEPTION_MARKS = {
    "q1": 3, "q2": 0, "q2b": 0, "q3": 0, "q4": 0, "q5": 0, "q6": 2, "q7": 0, "q7b": 0,
}


@pytest.fixture(scope="module")
def delays():
    return qi.load("discharge_delays")


def test_the_points_and_keys_are_those_agreed(marks, reference):
    keys = reference["keys"]["M05"]
    assert {id: mark.points for id, mark in marks.items()} == {
        id: entry["points"] for id, entry in keys.items()}
    assert sum(mark.points for mark in marks.values()) == 20
    assert marks["q3"].key == pytest.approx(keys["q3"]["key"], abs=0.05)
    assert marks["q3"].question.within == keys["q3"]["within"]
    assert [marks["q6"].key[row]["Change, days"] for row in ROWS] == pytest.approx(
        keys["q6"]["change"], abs=0.005)


def test_the_tree_has_one_root_no_orphan_no_circle_and_process_measures_as_leaves(marks):
    tree = marks["q1"].key
    assert tree == TREE
    parents = {"people themselves": None, "the root": "root", "medicines": "medicines",
               "support at home": "support", "transport": "transport"}
    assert Counter(each["Kind"] for each in tree.values())["outcome"] == 1
    for name, each in tree.items():
        seen, here = {name}, parents[each["Serves"]]
        while here in tree and tree[here]["Kind"] != "outcome":
            assert here not in seen
            seen.add(here)
            here = parents[tree[here]["Serves"]]
        assert here in {None, "root", "transport"}
    fed = {each["Serves"] for each in tree.values() if each["Kind"] == "process"}
    assert fed == {"medicines", "support at home", "transport"}


@pytest.mark.parametrize(("slips", "points"), [(0, 5), (1, 4), (2, 4), (3, 3), (4, 3), (5, 0)])
def test_the_tree_earns_by_its_cells(marks, slips, points):
    given = {name: dict(cells) for name, cells in TREE.items()}
    cells = [(name, column) for name in list(TREE)[1:] for column in ("Kind", "Serves")]
    for name, column in cells[:slips]:
        given[name][column] = "outcome" if column == "Kind" else "people themselves"
    assert marks["q1"].score(given).points == points


def test_reasons_are_counted_from_the_delays(marks, delays, reference):
    counts = Counter(delays["reason"])
    ordered = [many for name, many in counts.most_common() if name != "other"] + [counts["other"]]
    running = [100 * sum(ordered[: n + 1]) / len(delays) for n in range(len(ordered))]
    assert [round(each, 1) for each in running] == [
        each["cumulative"] for each in reference["C5"]["reasons"]]
    assert round(running[2], 1) == marks["q3"].key
    assert sum(each < 80 for each in running) + 1 == marks["q4"].key
    made = qi.pareto(delays, "reason").points
    assert made["cumulative"].tolist() == pytest.approx(running)


@pytest.mark.parametrize("answer", ["77.1", "77.5%", "77.29"])
def test_the_running_percentage_has_its_tolerance(marks, answer):
    assert marks["q3"].score(answer).points == 2
    assert marks["q3"].score("77.0").points == 0


def test_one_ward_and_one_day_stand_apart(marks, delays):
    for row, column in (("ward", "ward"), ("day", "weekday")):
        (top, most), (_, next_most), *_ = Counter(delays[column]).most_common()
        assert marks["q5"].key[row]["Look first at"] == top
        assert most > 1.5 * next_most


def test_each_pathway_falls_and_the_whole_rises(marks, delays):
    stays = defaultdict(list)
    for pathway, period, days in zip(
            delays["pathway"], delays["period"], delays["days_in_hospital"], strict=True):
        stays[pathway, period].append(days)
        stays["all", period].append(days)
    mean = {key: sum(days) / len(days) for key, days in stays.items()}
    for row, pathway in zip(ROWS, (*PATHWAYS, "all"), strict=True):
        found = mean[pathway, "after"] - mean[pathway, "before"]
        assert marks["q6"].key[row]["Change, days"] == pytest.approx(found, abs=1e-6)
        assert (found > 0) == (row == "all")
    assert len(stays["all", "before"]) == len(stays["all", "after"]) == 240


def test_a_calculator_gets_the_change_from_the_table_on_the_page(delays):
    table = delays.groupby(["pathway", "period"])["days_in_hospital"].agg(["size", "mean"])
    shown = table["size"] * table["mean"].round(2)
    sums = shown.groupby("period").sum() / 240
    assert sums["after"] - sums["before"] == pytest.approx(1.33, abs=0.02)


def test_the_two_definitions_differ_by_a_day_for_each_person(lesson):
    text = " ".join(cell.source for cell in lesson.markdown)
    assert "1,310 days" in text and "says 1,020" in text
    assert f"{1310 - 1020} people" in lesson.graded["ask-q7b"].source


@pytest.mark.parametrize("period", ["before", "after"])
def test_the_page_shows_each_pathway_as_the_data_have_it(lesson, delays, period):
    (shown,) = (each["data"]["text/plain"]
                for each in lesson.graded[f"show-show-{period}"]["outputs"])
    lines = [line.split() for line in shown.splitlines()]
    for pathway in PATHWAYS:
        stays = delays[(delays["period"] == period) & (delays["pathway"] == pathway)]
        days = stays["days_in_hospital"].sum() / len(stays)
        assert [*pathway.split(), str(len(stays)), f"{days:.2f}"] in lines


def test_the_chart_of_ward_2_says_what_the_practice_says(lesson, delays):
    here = Counter(delays[delays["ward"] == "Ward 2"]["reason"])
    (first_of, most), (second_of, more), *_ = here.most_common()
    assert (first_of, second_of) == ("medicines not ready", "transport")
    every = sum(here.values())
    assert f"{100 * most / every:.1f}%" == "40.4%"
    assert "40.4%" in lesson.graded["ask-pareto"].source
    assert (most + more) / every == 0.75
    assert more / every == pytest.approx(1 / 3, abs=0.02)
    assert Counter(delays["reason"])["transport"] / len(delays) == 1 / 5


def test_no_cell_gives_an_assessed_answer_away(lesson):
    said = [cell.source for cell in lesson.cells if "HIDDEN TESTS" not in cell.source]
    assert not any("Ward 7" in source for source in said)
    assert [source for source in said if "Friday" in source] == [
        lesson.graded["show-show-weekday"].source]
    assert "clock" not in lesson.graded["ask-q7b"].source


def test_a_mean_of_the_three_changes_is_named(marks):
    said = marks["q6"].score(MISCONCEPTION["q6"]).messages
    assert any("mean of the three changes" in each for each in said)


@pytest.mark.parametrize("answer", [["K7"], []])
def test_half_of_the_orphans_are_asked_for_the_other(marks, answer):
    said = marks["q2"].score(answer)
    assert said.points == 0
    assert not answer or any("twice as many forms" in each for each in said.messages)


def test_practice_answers_teach_at_once(lesson):
    for id in ("trace", "pareto", "mix"):
        assert lesson.plan.questions[id].score(MODEL[id]).state == "right"
        said = lesson.plan.questions[id].score(MISCONCEPTION[id])
        assert said.state != "right" and any(len(each) > 25 for each in said.messages), id
