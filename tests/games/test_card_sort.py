"""Card sort: scored as the sorting of cards is."""

import doctest
import sys

import pytest

import qikit as qi
from qikit import QIError

ROOM = sys.modules[qi.games.card_sort.__module__]
CARDS = {"form": "The form again", "chair": "To find a chair", "bed": "For a scan"}
PILES = {"over": "Doing it twice", "walk": "Walking", "wait": "Waiting"}
KEY = {"form": "over", "chair": "walk", "bed": ["wait", "walk"]}


def deck(**more):
    return qi.games.card_sort("deck", "Which waste?", CARDS, PILES, **more)


@pytest.mark.parametrize(("put", "points"), [
    ({"form": "over", "chair": "walk", "bed": "wait"}, 3),
    ({"form": "over", "chair": "walk", "bed": "walk"}, 3),
    ({"form": "over", "chair": "over"}, 0), ({"form": "over", "chair": "walk"}, 1), ({}, 0),
    (None, 0),
])
def test_points_follow_the_cards_on_their_pile(put, points):
    game = deck(key=KEY, points=3, partial=[(2, 1)])
    assert game.score(None if put is None else {"put": put}).points == points


def test_the_same_answer_earns_what_it_earns_as_a_sort():
    sort = qi.ask.sort("deck", "Which waste?", CARDS, PILES, key=KEY, points=3)
    game = deck(key=KEY, points=3)
    for put in ({"form": "over"}, {"form": "walk", "bed": "wait"}, dict.fromkeys(CARDS, "walk")):
        assert game.score({"put": put}).points == sort.score(put).points


@pytest.mark.parametrize("key", [{"form": "over"}, KEY | {"form": "nowhere"}])
def test_a_key_that_does_not_fit_is_refused(key):
    with pytest.raises(QIError):
        deck(key=key)


def test_the_deck_is_mixed_and_reads_without_scripts():
    spec = deck().spec()
    assert {name for name, _ in spec["cards"]} == set(CARDS)
    assert "Piles: Doing it twice; Walking; Waiting." in str(deck()) and "<ul>" in deck().body()


@pytest.mark.parametrize("piles", [{"one": "One"}, {str(n): f"Pile {n}" for n in range(10)}])
def test_there_are_two_to_nine_piles_as_there_are_number_keys(piles):
    with pytest.raises(QIError, match="from 2 to 9 piles"):
        qi.games.card_sort("deck", "Which?", CARDS, piles)


def test_paper_says_what_to_do():
    assert "On paper" in str(deck()) and "On paper" in deck().body()


def test_the_example_runs():
    found = doctest.testmod(ROOM)
    assert found.attempted > 1 and not found.failed
