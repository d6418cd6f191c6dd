"""Card sort: scored as the sorting of cards is."""

import pytest

import qikit as qi
from qikit import QIError

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
