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


@pytest.mark.parametrize("load", ROOM.LOADS)
def test_a_long_queue_has_the_mean_of_the_simplest_model(load):
    """Mean number in the system of M/M/1: load / (1 - load), as C8 has it.

    Tolerance: 3 standard errors of a mean over a time t, in mean services, whose variance is
    2 load (1 + load) / (1 - load)^4 / t. An event takes 1 / (1 + load). Seeds 0 to 5, 100,000
    events each.
    """
    stated = {row["utilisation"]: row["ratio"] for row in REFERENCE["C8"]["waiting"]}
    runs = [ROOM.waiting(Stream(seed), load, 100_000)[0] for seed in range(6)]
    time = 6 * 100_000 / (1 + load)
    error = (2 * load * (1 + load) / (1 - load) ** 4 / time) ** 0.5
    assert sum(runs) / len(runs) == pytest.approx(stated[load], abs=3 * error)


def test_how_many_are_there_follows_the_geometric_law():
    """M/M/1 at 80%: n are there with chance 0.2 x 0.8^n. Every 200th event, seed 11."""
    stream, left, seen = Stream(11), 0, []
    for _ in range(4000):
        left = ROOM.waiting(stream, 0.8, 200, left)[1]
        seen.append(left)
    for n in range(4):
        assert seen.count(n) / len(seen) == pytest.approx(0.2 * 0.8**n, abs=0.025)


def test_slots_kept_back_stand_empty_while_others_wait():
    """The week with 10 slots a day kept back and 6 used: 4 a day are lost, 28 wait on Friday."""
    lefts, empty = ROOM.carved(DEMAND, CAPACITY, 10, 6)
    assert (lefts, empty) == ([22, 26, 22, 14, 28], [4, 4, 4, 4, 4])
    assert ROOM.carved([50], [100], 10, 6) == ([0], [0])
    assert ROOM.carved([9, 9], [8, 3], 10, 6) == ([3, 9], [2, 0])


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
    for held in ((10,), (6, 10)):
        with pytest.raises(QIError, match="Give two numbers: slots kept back"):
            game(held=held)
    with pytest.raises(QIError, match="never fewer"):
        game(demand=[1, 2, 3, 4, -5])
