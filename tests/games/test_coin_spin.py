"""Coin spin: effects that add up, noise of a known size, words on paper."""

import sys

import numpy as np
import pytest

import qikit as qi
from qikit.games.random import Stream

ROOM = sys.modules[qi.games.coin_spin.__module__]
KEYS = {name: [key for key, _, _ in options] for name, options in ROOM.CHOICES.items()}


def many(times):
    """Spins of combinations by chance, and the columns of a model with a base for each part."""
    pick, chance = Stream(1), Stream(2)
    names = [(part, key) for part, keys in KEYS.items() for key in keys[1:]]
    rows, seconds = [], []
    for _ in range(times):
        chosen = {part: keys[pick.whole(len(keys))] for part, keys in KEYS.items()}
        rows.append([1, *(float(chosen[part] == key) for part, key in names)])
        seconds.append(ROOM.spin(chance, **chosen))
    return np.array(rows), np.array(seconds), names


def test_the_effects_are_recovered_by_least_squares_from_many_spins():
    rows, seconds, names = many(20_000)
    found, *_ = np.linalg.lstsq(rows, seconds, rcond=None)
    worth = {part: {key: size for key, _, size in options}
             for part, options in ROOM.CHOICES.items()}
    base = ROOM.BASE + sum(next(iter(sizes.values())) for sizes in worth.values())
    stated = [base] + [worth[part][key] - worth[part][KEYS[part][0]] for part, key in names]
    assert found == pytest.approx(stated, abs=5 * ROOM.NOISE / np.sqrt(len(seconds) / 4))
    left = seconds - rows @ found
    assert left.std() == pytest.approx(ROOM.NOISE, rel=0.03)


def test_parts_do_not_depend_on_each_other():
    """The same change is worth the same on every surface: the interactions are chance."""
    chance = Stream(3)
    gain = {}
    for surface in KEYS["surface"]:
        a, b = ([ROOM.spin(chance, coin, surface, "hands") for _ in range(4000)]
                for coin in ("two", "ten"))
        gain[surface] = np.mean(a) - np.mean(b)
    assert max(gain.values()) - min(gain.values()) < 6 * ROOM.NOISE * np.sqrt(2 / 4000)


def test_a_spin_is_never_under_half_a_second_and_has_one_decimal():
    chance = Stream(4)
    times = [ROOM.spin(chance, "fifty", "cloth", "flick") for _ in range(3000)]
    assert min(times) >= ROOM.SHORTEST
    assert all(round(each, 1) == each for each in times)


def test_the_same_seed_plays_the_same_spins():
    one, other = Stream(9), Stream(9)
    assert [ROOM.spin(one, "one", "table", "twist") for _ in range(9)] == [
        ROOM.spin(other, "one", "table", "twist") for _ in range(9)
    ]


def test_what_is_no_choice_is_refused():
    with pytest.raises(ValueError, match="no spin with euro"):
        ROOM.spin(Stream(1), "euro", "table", "flick")


@pytest.mark.parametrize(("spins", "share"), [
    ([], 0), ([{"expected": 5, "seconds": 6.1}], 0.25),
    ([{"expected": 5, "seconds": 6.1}] * 4, 1), ([{"expected": 5, "seconds": 6.1}] * 9, 1),
    ([{"expected": None, "seconds": 6.1}, 3, {"seconds": 2}], 0),
])
def test_four_spins_with_a_number_said_first_are_whole(spins, share):
    game = qi.games.coin_spin("spin", "Spin.", points=4)
    assert game.score({"spins": spins} if spins else None).share == share
