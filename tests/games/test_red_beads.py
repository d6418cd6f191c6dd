"""Red beads: draws follow the hypergeometric; the run, the paper and the words are true."""

import doctest
import re
import sys
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import qikit as qi
from qikit import QIError
from qikit.games.random import Stream
from qikit.learn import session

RED_BEADS = qi.games.red_beads
ROOM = sys.modules[RED_BEADS.__module__]
THEORY = stats.hypergeom(4000, 800, 50)
DIPS = 5000


@pytest.fixture
def game():
    """A game of its own, asked of nobody."""

    def make(**more):
        with session.use(session.Session("test", None)):
            return RED_BEADS("ward", "Get the red beads down.", **more)

    return make


@pytest.fixture(scope="module")
def dips():
    stream = Stream(800)
    return [ROOM.paddle(stream, 800) for _ in range(DIPS)]


def test_counts_have_the_mean_variance_and_shares_of_the_hypergeometric(dips):
    """Mean n p = 10; variance n p (1 - p)(N - n)/(N - 1) = 7.90. Four standard errors."""
    counts = np.array([len(holes) for holes in dips])
    assert THEORY.mean() == 10 and THEORY.var() == pytest.approx(7.902, abs=0.001)
    assert abs(counts.mean() - 10) < 4 * THEORY.std() / sqrt(DIPS)
    assert abs(counts.var(ddof=1) - THEORY.var()) < 4 * THEORY.var() * sqrt(2 / DIPS)
    edges = [-1, 5, 7, 8, 9, 10, 11, 12, 14, 50]
    seen = np.histogram(counts, [edge + 0.5 for edge in edges])[0]
    expected = DIPS * np.diff(THEORY.cdf(edges))
    assert stats.chisquare(seen, expected * seen.sum() / expected.sum()).pvalue > 0.001


def test_no_hole_is_luckier_than_another(dips):
    seen = np.bincount([hole for holes in dips for hole in holes], minlength=50)
    assert stats.chisquare(seen).pvalue > 0.001
    assert all(holes == sorted(set(holes)) for holes in dips)


@pytest.mark.parametrize(("red", "centre"), [(400, 5), (200, 2.5)])
def test_a_better_box_lowers_the_count(red, centre):
    stream = Stream(red)
    counts = [len(ROOM.paddle(stream, red)) for _ in range(1500)]
    theory = stats.hypergeom(4000, red, 50)
    assert theory.mean() == centre == ROOM.box(red)["centre"]
    assert abs(np.mean(counts) - centre) < 4 * theory.std() / sqrt(len(counts))


def test_limits_are_those_of_the_np_chart_as_the_curriculum_states_them():
    assert ROOM.box(800) == {"red": 800, "centre": 10, "lower": 1.5, "upper": 18.5}
    assert ROOM.box(400)["lower"] is None
    frame = {"n": [50] * 24, "red": [10] * 24, "draw": range(24)}
    chart = qi.chart(frame, x="draw", y="red", n="n", kind="np")
    assert chart.summary.upper.iloc[0] == pytest.approx(18.485, abs=0.001)


def test_chances_that_the_module_states():
    """Without replacement: P(3 or fewer) 0.0054; someone at 4 or less, or 16 or more, about 70%."""
    assert ROOM.chance_of(3) == pytest.approx(THEORY.cdf(3), rel=1e-9)
    assert round(ROOM.chance_of(3), 4) == 0.0054
    far = THEORY.cdf(4) + THEORY.sf(15)
    assert 1 - (1 - far) ** 24 == pytest.approx(0.70, abs=0.02)


def test_the_frozen_run_keeps_its_counts_whatever_holes_they_lie_in(game):
    frame = qi.load("red_beads_run")
    spec = game(run=frame).spec()
    assert spec["workers"] == list(dict.fromkeys(frame.worker))
    assert [red for day in spec["run"] for red in day] == frame.red.tolist()
    played = ROOM.days(Stream(spec["seed"]), spec["run"])
    assert [[len(holes) for holes in day] for day in played] == spec["run"]
    mixed = game(run=frame.sort_values(["worker", "day"], ascending=False)).spec()
    first = dict(zip(mixed["workers"], mixed["run"][-1], strict=True))
    assert first == dict(zip(spec["workers"], spec["run"][0], strict=True))


def test_a_day_more_changes_nothing_before_it():
    short = ROOM.days(Stream(5), [800] * 2)
    assert ROOM.days(Stream(5), [800, 800, 400])[:2] == short
    assert ROOM.days(Stream(6), [800] * 2) != short


def test_the_paper_shows_the_same_beads_as_the_screen(game):
    one = game(run=qi.load("red_beads_run"))
    rows = re.findall(r'scope="row">(\w+)</th><td>([Rw ]+)</td>', one.body())
    assert [beads.count("R") for _, beads in rows] == qi.load("red_beads_run").red.tolist()
    assert all(len(beads.replace(" ", "")) == 50 for _, beads in rows)
    assert "Count the R" in one.html() and "Day 4: Amara 9, Ben 16" in str(one)
    fresh = game()
    assert fresh.body() == game(seed=2026).body() != game(seed=7).body()
    assert "Each 0 or 1 is a red bead" in fresh.body() and fresh.spec()["seed"] is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda run: run.drop(columns="red"), "has no column 'red'"),
        (lambda run: run.iloc[1:], "one row for each worker on each day"),
        (lambda run: pd.concat([run, run.iloc[:1]]), "one row for each worker on each day"),
        (lambda run: run.assign(red=run.red.replace(16, 51)), "does not fit a paddle of 50"),
    ],
)
def test_a_run_that_does_not_fit_is_refused_in_words(game, change, words):
    with pytest.raises(QIError, match=words):
        game(run=change(qi.load("red_beads_run")))


def test_what_playing_earns(game):
    one = game(points=2)
    day = {"counts": [9, 8, 7, 6, 5, 4]}
    assert one.score(None).state == "not answered"
    half = one.score({"guess": 9, "days": [day, day, {"counts": [1]}]})
    assert (half.points, half.messages) == (1, ("You played 2 of 4 days.",))
    assert one.score({"days": [day] * 5}).points == 2
    assert one.score({"days": "no list"}).points == one.score(3).points == 0


def test_the_example_runs():
    assert doctest.testmod(ROOM).attempted > 1 and not doctest.testmod(ROOM).failed
