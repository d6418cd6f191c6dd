"""Portfolio: events with their chances, days that add up, rules that teach what they say."""

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
        before = dict.fromkeys(spec["projects"][0] and [each["id"] for each in PROJECTS], 0)
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
    """Six equal projects: two at a time finish six, all six at once finish none in time."""
    same = [project(f"p{n}", 50, 60, 1) for n in range(6)]
    spec = game(projects=same, events=[], limit=2).spec()
    names = [each["id"] for each in same]
    by_two, left = [], list(names)
    for _ in range(4):
        by_two.append(left[:2])
        results = ROOM.played(spec, 1, by_two)
        left = [name for name in names if name not in ROOM.summed(spec, results)["done"]]
    together = ROOM.summed(spec, ROOM.played(spec, 1, [names] * 4))["benefit"]
    assert ROOM.summed(spec, results)["benefit"] > together


def test_a_project_that_waits_for_its_event_takes_no_days_before():
    spec = game(events=[{"id": "order", "text": "Now.", "chance": 1}]).spec()
    assert ROOM.played(spec, 1, [["rule"]])[0]["got"] == {"rule": 30}
    spec = game(events=[{"id": "order", "text": "Now.", "chance": 0}]).spec()
    assert ROOM.played(spec, 1, [["rule"]])[0]["got"] == {}


@pytest.mark.parametrize(("changed", "said"), [
    ({"projects": [PROJECTS[0], PROJECTS[0]]}, "an id of their own"),
    ({"projects": [{"id": "x"}]}, "lacks 'title'"),
    ({"events": [EVENTS[0] | {"chance": 0.9}, EVENTS[1]]}, "together 1 at most"),
    ({"events": [EVENTS[0]]}, "waits for an event that is not there"),
    ({"days": 0}, "1 or more"),
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
