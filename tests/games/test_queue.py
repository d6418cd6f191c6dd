"""Queue: the checked week, levers by a second route, and queues by chance against theory."""

import sys
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

import qikit as qi
from qikit import QIError
from qikit.games.random import Stream

REFERENCE = tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))
ROOM = sys.modules[qi.games.queue.__module__]
DEMAND, CAPACITY = [118, 104, 96, 92, 110], [100, 104, 104, 104, 100]


def game(**more):
    return qi.games.queue("week", "Who waits?", **{"demand": DEMAND, "capacity": CAPACITY} | more)


def test_the_checked_week_of_the_curriculum():
    """C8: backlog 18, 18, 10, 0, 10; two slots unused on Thursday."""
    assert ROOM.stepped(DEMAND, CAPACITY) == ([18, 18, 10, 0, 10], [0, 0, 0, 2, 0])


def test_what_came_is_served_waits_or_waited_before():
    stream = Stream(1)
    for _ in range(50):
        came = [stream.whole(200) for _ in range(20)]
        slots = [stream.whole(200) for _ in range(20)]
        lefts, unused = ROOM.stepped(came, slots, 7)
        served = sum(slots) - sum(unused)
        assert 7 + sum(came) == served + lefts[-1]
        assert all(not (left and none) for left, none in zip(lefts, unused, strict=True))


def test_matched_slots_are_the_same_in_all_and_as_near_as_whole_numbers_can():
    stream = Stream(2)
    for _ in range(200):
        came = [stream.whole(90) for _ in range(5)]
        slots = [stream.whole(90) for _ in range(5)]
        found = ROOM.matched(came, slots)
        assert sum(found) == sum(slots) or not sum(came)
        if sum(came):
            shares = [Fraction(each * sum(slots), sum(came)) for each in came]
            assert all(abs(each - share) < 1 for each, share in zip(found, shares, strict=True))
    assert ROOM.matched(DEMAND, CAPACITY) == [116, 102, 95, 91, 108]
    assert ROOM.stepped(DEMAND, ROOM.matched(DEMAND, CAPACITY))[0][-1] == 8


def test_half_of_the_failure_demand_leaves_no_queue():
    less = ROOM.without(DEMAND, 0.1125)
    assert sum(DEMAND) - sum(less) == pytest.approx(0.1125 * 520, abs=2.5)
    assert ROOM.stepped(less, CAPACITY)[0][-1] == 0


def test_requests_by_chance_have_the_mean_and_variance_of_poisson():
    days = ROOM.weeks(Stream(3), 104, 20_000)
    mean = sum(days) / len(days)
    variance = sum((each - mean) ** 2 for each in days) / len(days)
    assert mean == pytest.approx(104, abs=4 * (104 / 20_000) ** 0.5)
    assert variance == pytest.approx(104, rel=0.05)


@pytest.mark.parametrize(("load", "theory"), [(0.7, 2.33), (0.8, 4), (0.85, 5.67), (0.9, 9)])
def test_a_long_queue_has_the_mean_of_the_simplest_model(load, theory):
    """Mean number in the system of M/M/1: load / (1 - load), as C8 has it."""
    stated = {row["utilisation"]: row["ratio"] for row in REFERENCE["C8"]["waiting"]}
    assert stated[load] == theory
    runs = [ROOM.waiting(Stream(seed), load, 60_000)[0] for seed in range(12)]
    assert sum(runs) / len(runs) == pytest.approx(theory, rel=0.08)


def test_averages_that_match_still_make_a_queue():
    ends = [
        ROOM.stepped(ROOM.weeks(Stream(seed), 104, 60), [104] * 60)[0][-1] for seed in range(80)
    ]
    assert sum(each > 10 for each in ends) > 60


@pytest.mark.parametrize(("value", "share"), [
    ({"guess": 8, "day": 5}, 1), ({"guess": 8, "day": 2}, 0.4), ({"guess": None, "day": 5}, 0),
    ({"guess": "8", "day": 99}, 1), ({"guess": 8, "day": -3}, 0), ([1], 0),
])
def test_days_count_after_a_prediction(value, share):
    assert game(points=5).score(value).share == share


def test_what_does_not_fit_is_refused_in_words():
    with pytest.raises(QIError, match="5 days of demand, 4 of capacity and 5 names"):
        game(capacity=[1, 2, 3, 4])
    with pytest.raises(QIError, match="never fewer"):
        game(demand=[1, 2, 3, 4, -5])
