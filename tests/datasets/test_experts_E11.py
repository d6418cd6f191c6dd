"""The academy's cohort shows what its card promises, by a second route, and no signal beside it."""

import csv
from statistics import fmean

import pytest
from scipy import stats

from qikit.place import root


@pytest.fixture(scope="module")
def people():
    with (root() / "datasets" / "academy_cohort.csv").open(encoding="utf-8") as stream:
        return [{name: value if name in ("learner", "group") else int(value)
                 for name, value in row.items()} for row in csv.DictReader(stream)]


def by_group(people, value):
    groups = sorted({each["group"] for each in people})
    return [[value(each) for each in people if each["group"] == group] for group in groups]


def gain(each):
    return (each["post"] - each["pre"]) / (100 - each["pre"])


def test_the_cohort_has_the_stated_means(people):
    pre, post = (fmean(each[name] for each in people) for name in ("pre", "post"))
    assert len(people) == 120 and len({each["learner"] for each in people}) == 120
    assert (round(pre, 2), round(post, 2)) == (41.93, 71.18)
    assert round((post - pre) / (100 - pre), 3) == 0.504
    assert round(fmean(map(gain, people)), 3) == 0.498
    assert fmean(each["six_month"] for each in people) == 63


def test_tried_and_projects_are_as_stated(people):
    for name, stated in (("tried_30d", 58), ("project", 34)):
        assert {each[name] for each in people} == {0, 1}
        assert round(100 * fmean(each[name] for each in people)) == stated
    tried = [each["tried_30d"] for each in people if each["project"]]
    assert sum(tried) == 37 and len(tried) == 41


def test_scores_are_possible_and_nobody_stands_at_the_ceiling(people):
    for name in ("pre", "post", "six_month"):
        assert all(0 <= each[name] < 100 for each in people)
    assert sum(each["post"] < each["pre"] for each in people) == 0
    assert all(2 <= each["attended"] <= 4 and 0 <= each["recommend"] <= 10 for each in people)


@pytest.mark.parametrize("name", ["pre", "recommend", "attended"])
def test_no_setting_stands_out(people, name):
    assert stats.f_oneway(*by_group(people, lambda each: each[name])).pvalue > 0.1
    assert stats.f_oneway(*by_group(people, gain)).pvalue > 0.1


@pytest.mark.parametrize("name", ["tried_30d", "project"])
def test_no_setting_tries_more_than_others(people, name):
    yes = [sum(each) for each in by_group(people, lambda each: each[name])]
    assert stats.chisquare(yes).pvalue > 0.1


@pytest.mark.parametrize("name", ["pre", "attended", "recommend", "tried_30d"])
def test_no_accidental_story_in_the_gains(people, name):
    assert abs(stats.pearsonr([each[name] for each in people], list(map(gain, people)))[0]) < 0.18
