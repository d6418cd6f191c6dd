"""E11: every number that its reader meets, from the data or a second route."""

import re
from statistics import fmean, stdev

import numpy as np
import pytest
from scipy import stats

import qikit as qi

POINTS = ("system", "number", "where", "linked", "collected", "time", "driver", "detail", "small",
          "people")


NAME = "E11_teach_back"
@pytest.fixture(scope="module")
def page(module):
    return (module.folder / "facilitator.md").read_text("utf-8")


@pytest.fixture(scope="module")
def people():
    return qi.load("academy_cohort").to_dict("records")


def test_the_keys_are_those_of_the_reference(marks, reference):
    keys = reference["keys"]["E11"]
    assert {name: mark.points for name, mark in marks.items()} == {
        name: each["points"] for name, each in keys.items()}
    assert marks["q1"].key == pytest.approx(keys["q1"]["key"])
    assert marks["q1"].question.within == keys["q1"]["within"]
    gains = [marks["q2b"].key[row]["Gain"] for row in ("of_means", "mean_of_gains")]
    assert gains == keys["q2b"]["gains"]
    for name in ("q2b", "q4"):
        ((_, column),) = marks[name].question.columns
        assert column["within"] == keys[name]["within"]
    assert [row["Mark"] for row in marks["q4"].key.values()] == keys["q4"]["marks"]


def test_marked_questions_keep_their_keys_out_of_the_ask_cells(module, marks):
    for name in set(marks) - {"q3"}:
        spec = module.plan.questions[name].spec()
        assert spec["feedback"] == "marked" and not {"key", "why"} & set(spec)


def test_the_gains_are_those_of_the_reference(people, reference):
    of = reference["C18"]
    pre, post = (fmean(each[name] for each in people) for name in ("pre", "post"))
    assert (round(pre, 2), round(post, 2)) == (of["mean_before"], of["mean_after"])
    assert reference["keys"]["E11"]["q2b"]["gains"] == [of["gain_of_means"], of["mean_of_gains"]]


def test_the_gains_by_a_second_route(marks, people):
    """The gain of means is the mean of gains, weighted by what each had left to gain."""
    left = [100 - each["pre"] for each in people]
    own = [(each["post"] - each["pre"]) / rest for each, rest in zip(people, left, strict=True)]
    assert marks["q2b"].key["of_means"]["Gain"] == pytest.approx(
        np.average(own, weights=left), abs=0.0005)
    assert marks["q2b"].key["mean_of_gains"]["Gain"] == pytest.approx(fmean(own), abs=0.0005)
    assert marks["q2c"].key == "weights"


def test_hidden_cases_by_the_same_second_route(marks):
    for case in marks["q2"].cases:
        pre, post, full = (*case.args, 100)[:3]
        left = np.array(full) - np.array(pre, dtype=float)
        own = np.divide(np.subtract(post, pre), left, out=np.zeros_like(left), where=left > 0)
        assert case.expect["of_means"] == pytest.approx(
            np.sum(np.subtract(post, pre)) / left.sum())
        assert case.expect["mean_of_gains"] == pytest.approx(own[left > 0].mean())
        assert abs(case.expect["of_means"] - case.expect["mean_of_gains"]) > 0.004, case.name


def test_visible_cases_are_worked_by_hand(module):
    first, second = module.plan.questions["q2"].cases
    assert first.expect == pytest.approx({"of_means": 50 / 120, "mean_of_gains": (0.5 + 0.25) / 2},
                                         abs=1e-4)
    assert second.expect == pytest.approx(
        {"of_means": 70 / 150, "mean_of_gains": (0.5 + 0.5 + 0.25) / 3}, abs=1e-4)


def test_the_examples_of_the_prose(prose, stored):
    assert "g = 40 / 80 = 0.50" in prose and (60 - 20) / (100 - 20) == 0.5
    assert "'mean_change': 17.5" in stored("five-function")
    assert fmean([80, 50, 20]) == 50 and "'left': 50.0" in stored("five-function")


def test_the_table_of_change(people, stored):
    moved = [each["post"] - each["pre"] for each in people]
    low, high = stats.t.interval(0.95, 119, fmean(moved), stdev(moved) / 120**0.5)
    said = stored("show-change")
    assert f"{low:.1f} to {high:.1f}" in said and f"{fmean(moved):.1f}" in said
    kept = (fmean(each["six_month"] for each in people) - 5032 / 120) / fmean(moved)
    assert 0.70 < kept < 0.75 and f"{kept:.0%}" in said
    assert f"{sum(each <= 0 for each in moved)} of 120" in said
    assert stats.t.ppf(0.975, 119) == pytest.approx(1.980, abs=0.0005)


def test_the_table_of_levels(people, stored):
    said = stored("show-levels")
    for column, words in (("recommend", "{:.1f}"), ("attended", "{:.1f}"), ("post", "{:.0f}"),
                          ("six_month", "{:.0f}"), ("tried_30d", "{:.0%}"),
                          ("project", "{:.0%}")):
        assert re.search(rf" {words.format(fmean(each[column] for each in people))}$", said, re.M)
    assert "58%" in said and "34%" in said


def test_the_agreed_marks_are_the_sums_of_the_ten_points(marks, page):
    """The points stand on the facilitator page, line by line."""
    rows = re.findall(r"^\| (?:Aim|Measure|Change|People): .+? \|((?: [01] \|){6})$", page, re.M)
    assert len(rows) == len(POINTS)
    sums = np.array([[int(each) for each in re.findall(r"\d", row)] for row in rows]).sum(axis=0)
    assert sums.tolist() == [row["Mark"] for row in marks["q4"].key.values()]
    assert "| **" + "** | **".join(["Sum", *map(str, sums)]) + "** |" in page
    assert len(set(sums.tolist())) == 6 and np.ptp(sums) == 9


def test_the_points_are_those_of_m09(lessons, prose, module):
    titles = [name.removeprefix("task-t1-") for name in lessons("M09_charter_and_drivers").graded
              if name.startswith("task-")]
    assert len(titles) == len(POINTS)
    assert len(re.findall(r"^\| (?:Aim|Measure|Change|People)\b", prose, re.M)) == len(POINTS)
    assert tuple(name for name, _ in module.plan.questions["anchor"].rows) == POINTS
    anchor = module.plan.questions["anchor"].key
    assert sum(cell["Point"] == "yes" for cell in anchor.values()) == 7
    assert "The anchor is 7" in (module.folder / "facilitator.md").read_text("utf-8")


def test_each_submission_has_the_parts_of_the_task(stored):
    said = stored("show-six")
    texts = re.split(r"^[A-F]\. ", said, flags=re.M)[1:]
    assert len(texts) == 6
    for text in texts:
        assert all(part in text for part in ("Aim:", "Measure:", "Change:", "People:"))
        assert 35 < len(text.split()) < 130


def test_the_sample_that_earns_twenty_is_right(page):
    said = " ".join(re.sub(r"^> ", "", page, flags=re.M).split())
    before, after, gain = re.search(
        r"mean (\d+)% before, (\d+)% after, 11 people, gain of means (\d\.\d+)", said).groups()
    assert f"{(int(after) - int(before)) / (100 - int(before)):.2f}" == gain


def test_the_task_has_the_five_criteria_of_its_rubric(module):
    points = {name: cell.metadata["nbgrader"]["points"] for name, cell in module.graded.items()
              if name.startswith("task-")}
    assert list(points.values()) == [6, 4, 4, 3, 3]
    for name in points:
        before, scheme = module.graded[name].source.split("=== BEGIN MARK SCHEME ===")
        assert "Full" not in before
        assert f"**Full, {points[name]}:**" in scheme and "**Zero:**" in scheme
        assert f"**Half, {points[name] / 2:g}:**" in scheme


def test_the_minutes_are_enough_to_read_and_to_do(module, prose, stored):
    words = len(prose.split()) + len(stored("show-six").split())
    for question in module.plan.questions.values():
        spec = question.spec()
        words += len(spec["prompt"].split())
        words += sum(len(label.split()) for part in ("options", "rows", "left", "right")
                     for _, label in spec.get(part, []))
    assert words / 180 + module.meta["activity"] <= module.meta["minutes"]
    steps = re.findall(r"^## Step \d of 9: .* \((\d+) minutes\)", prose, re.M)
    assert len(steps) == 9 and sum(map(int, steps)) <= module.meta["minutes"]


def test_sentences_are_short(prose):
    found = [each for each in re.split(r"(?<=[.?!])\s+", re.sub(r"\$.*?\$", "", prose)) if each]
    assert np.mean([len(each.split()) for each in found]) <= 15
