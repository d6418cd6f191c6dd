"""Portfolio: events with their chances, days that add up, rules that teach what they say."""

import doctest
import sys
from collections import Counter

import pytest

import qikit as qi
from qikit import QIError
from qikit.games.random import Stream

ROOM = sys.modules[qi.games.portfolio.__module__]
EVENTS = [
    {"id": "winter", "text": "A hard winter.", "chance": 0.3, "days": 75},
    {"id": "order", "text": "A national order.", "chance": 0.2},
]


def project(id, days, work, benefit, **more):
    return {"id": id, "title": id, "team": "Team", "days": days, "work": work, "benefit": benefit,
            **more}


PROJECTS = [
    project("letters", 40, 80, 5, objective="Safer", live=True), project("food", 30, 60, 3),
    project("falls", 50, 150, 8, objective="Safer", live=True), project("forms", 40, 120, 2),
    project("rule", 30, 60, 4, objective="Order", waits_for="order"),
]


def game(**changed):
    given = {"projects": PROJECTS, "events": EVENTS, "days": 100, "limit": 3} | changed
    return qi.games.portfolio("year", "Finish what matters.", **given)


def test_events_come_with_their_chance_and_only_once():
    found = [ROOM.events_of(Stream(seed), EVENTS) for seed in range(8000)]
    first = Counter(each[0] for each in found)
    for event in EVENTS:
        assert first[event["id"]] / len(found) == pytest.approx(event["chance"], abs=0.02)
        assert all(each.count(event["id"]) <= 1 for each in found)
        ever = sum(event["id"] in each for each in found) / len(found)
        assert ever == pytest.approx(1 - (1 - event["chance"]) ** 4, abs=0.02)


def chance_quarters(stream):
    return [[each["id"] for each in PROJECTS if stream.share() < 0.6] for _ in range(4)]


def test_days_add_up_and_nobody_works_more_than_there_is():
    spec, chance = game().spec(), Stream(5)
    for seed in range(300):
        results = ROOM.played(spec, seed, chance_quarters(chance))
        before = dict.fromkeys((each["id"] for each in PROJECTS), 0)
        for result in results:
            assert sum(result["got"].values()) <= result["there"] <= 100
            for name, days in result["work"].items():
                assert days == before[name] + result["got"].get(name, 0)
            before = result["work"]
        all_of = ROOM.summed(spec, results)
        assert all_of["days"] == sum(sum(result["got"].values()) for result in results)
        assert 0 <= all_of["unfinished"] <= all_of["days"]
        assert all(before[each["id"]] <= each["work"] for each in PROJECTS)


def test_fewer_projects_at_a_time_finish_more_in_a_year():
    """Six equal projects of 100 days, 100 days a quarter: one by one four end, together none."""
    same = [project(f"p{n}", 100, 100, 1) for n in range(6)]
    spec = game(projects=same, events=[], limit=2).spec()
    one_by_one = [["p0"], ["p1"], ["p2"], ["p3"]]
    assert ROOM.summed(spec, ROOM.played(spec, 1, one_by_one))["benefit"] == 4
    together = ROOM.played(spec, 1, [[f"p{n}" for n in range(6)]] * 4)
    assert ROOM.summed(spec, together)["benefit"] == 0
    assert [each["there"] for each in together] == [100 - 4 * ROOM.LOST] * 4
    assert set(together[0]["got"].values()) == {76 // 6}


def test_the_days_that_changing_tasks_costs_have_a_floor():
    many = [project(f"p{n}", 100, 100, 1) for n in range(20)]
    spec = game(projects=many, events=[], limit=1).spec()
    played = ROOM.played(spec, 1, [[each["id"] for each in many]])
    assert played[0]["there"] == ROOM.LEAST


def test_an_event_takes_its_share_of_the_days():
    spec = game(events=[EVENTS[0] | {"chance": 1}], projects=PROJECTS[:2]).spec()
    played = ROOM.played(spec, 1, [[], []])
    assert [(each["event"], each["there"]) for each in played] == [("winter", 75), ("", 100)]


def test_numbers_drawn_on_paper_have_the_chances_of_the_events():
    lines = [line.strip() for line in game().lines()]
    assert "00 to 29: A hard winter. (75% of the days)" in lines
    assert "30 to 49: A national order." in lines
    assert "Chance of 30% a quarter: A hard winter. (75% of the days)" in game().spec()["rules"]


def test_a_project_that_waits_for_its_event_takes_no_days_before():
    spec = game(events=[{"id": "order", "text": "Now.", "chance": 1}]).spec()
    assert ROOM.played(spec, 1, [["rule"]])[0]["got"] == {"rule": 30}
    spec = game(events=[{"id": "order", "text": "Now.", "chance": 0}]).spec()
    assert ROOM.played(spec, 1, [["rule"]])[0]["got"] == {}


@pytest.mark.parametrize(("changed", "said"), [
    ({"projects": [PROJECTS[0], PROJECTS[0]]}, "has 'letters' twice"),
    ({"projects": [{"id": "x"}]}, "lacks 'title'"),
    ({"events": [EVENTS[0] | {"chance": 0.9}, EVENTS[1]]}, "together 1 at most"),
    ({"events": [EVENTS[0]]}, "waits for an event that is not there"),
    ({"days": 0}, "1 or more"), ({"limit": 0}, "1 or more"), ({"projects": []}, "has no project"),
    ({"events": [EVENTS[0] | {"days": -5}, EVENTS[1]]}, "0% or more"),
])
def test_what_does_not_fit_is_refused_in_words(changed, said):
    with pytest.raises(QIError, match=said):
        game(**changed)


@pytest.mark.parametrize(("value", "share"), [
    ({"quarters": [["x"], []]}, 0.5), ({"quarters": [["x"]] * 9}, 1), ({"quarters": "no"}, 0),
    ([2], 0),
])
def test_quarters_count(value, share):
    assert game(points=4).score(value).share == share


def test_the_example_runs():
    found = doctest.testmod(ROOM)
    assert found.attempted > 1 and not found.failed
