"""Chance: what is known of sfc32, the theory of each draw, and the page's same numbers."""

import json
from collections import Counter
from math import sqrt
from pathlib import Path

import pytest

from qikit import learn
from qikit.games.random import Stream

SEEDS = (0, 1, 2026, 123_456_789, 2**32 - 1)
JS = """async (seeds) => {
  const { stream } = await import("/prng.js");
  return seeds.map((seed) => {
    const one = stream(seed);
    return [one.whole(6), one.whole(4000), one.share(), one.normal(), one.normal(),
      one.shuffled([...Array(20).keys()]), one.sample([...Array(50).keys()], 7),
      one.whole(2 ** 31 + 5)];
  });
}"""


def played(seed):
    one = Stream(seed)
    return [one.whole(6), one.whole(4000), one.share(), one.normal(), one.normal(),
            one.shuffled(range(20)), one.sample(range(50), 7), one.whole(2**31 + 5)]


def test_first_words_are_those_of_sfc32_as_numpy_steps_it():
    """numpy's SFC64 is the same step with 64 bits and other turns; here the step by hand."""
    a, b, c, count = 0, 7, 0, 1
    for _ in range(15 + 5):
        out = (a + b + count) % 2**32
        turned = int(f"{c:032b}"[21:] + f"{c:032b}"[:21], 2)
        a, b, c = b ^ (b >> 9), c * 9 % 2**32, (turned + out) % 2**32
        count += 1
    stream = Stream(7)
    assert [stream._next() for _ in range(5)][-1] == out


def test_page_and_python_have_the_same_numbers(page, serve):
    address = serve(Path(learn.__file__).with_name("ui"))
    page.goto(f"{address}/prng.js")
    assert page.evaluate(JS, list(SEEDS)) == json.loads(json.dumps([played(s) for s in SEEDS]))


def test_each_whole_number_is_as_likely():
    stream, throws = Stream(1), 60_000
    seen = Counter(stream.whole(6) for _ in range(throws))
    chi = sum((seen[face] - throws / 6) ** 2 / (throws / 6) for face in range(6))
    assert set(seen) == set(range(6)) and chi < 20.5  # chi-squared, 5 degrees, p = .001


def test_normal_has_mean_0_variance_1_and_the_shares_of_the_normal():
    stream, many = Stream(2), 40_000
    drawn = [stream.normal() for _ in range(many)]
    mean = sum(drawn) / many
    variance = sum((each - mean) ** 2 for each in drawn) / (many - 1)
    assert abs(mean) < 4 / sqrt(many) and abs(variance - 1) < 4 * sqrt(2 / many)
    for within, share in ((1, 0.6827), (2, 0.9545), (3, 0.9973)):
        assert sum(abs(each) < within for each in drawn) / many == pytest.approx(share, abs=0.009)


def test_shuffling_and_sampling_favour_no_place():
    stream, times = Stream(3), 24_000
    orders = Counter(tuple(stream.shuffled("abcd")) for _ in range(times))
    assert len(orders) == 24
    assert sum((n - times / 24) ** 2 / (times / 24) for n in orders.values()) < 49.8  # 23 df, .001
    taken = Counter(each for _ in range(times) for each in stream.sample(range(10), 3))
    assert sum((n - times * 0.3) ** 2 / (times * 0.3) for n in taken.values()) < 27.9  # 9 df


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "7"])
def test_what_is_no_seed_is_refused_in_words(seed):
    with pytest.raises(ValueError, match="cannot be a seed"):
        Stream(seed)
