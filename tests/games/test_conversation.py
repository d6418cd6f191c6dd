"""Conversation: scenes that hold together, paths that are walked, points that are counted."""

import doctest
import sys

import pytest

import qikit as qi
from qikit import QIError
from qikit.games.random import Stream

ROOM = sys.modules[qi.games.conversation.__module__]


def choice(say, to, **more):
    return {"say": say, "to": to, **more}


def scenes(**changed):
    return {
        "start": {"who": "Sam", "says": "It does not work here.", "choices": [
            choice("What did you try?", "tried", shows="open question"),
            choice("Try again.", "shut", shows="telling"), choice("Why not?", "start")]},
        "shut": {"who": "Sam", "says": "Right.", "choices": [choice("Sorry. Go on?", "tried")]},
        "tried": {"who": "Sam", "says": "One bay, on Tuesday."},
    } | changed


def talk(given=None, **more):
    return qi.games.conversation("talk", "Sam is stuck.", given or scenes(), **more)


KEY = {"start": [4, 0, 1], "shut": [2]}


@pytest.mark.parametrize(("changed", "said"), [
    ({"shut": {"who": "Sam", "says": "Right.", "choices": [choice("Go", "away")]}},
     "'shut' leads to 'away', and there is no such scene"),
    ({"alone": {"who": "Sam", "says": "Hm."}}, "nothing leads to the scene 'alone'"),
    ({"shut": {"who": "Sam", "says": "Right.", "choices": [choice("Go", "shut")]}},
     "from the scene 'shut' no end can be reached"),
    ({"shut": {"who": "Sam", "choices": []}}, "'shut' of conversation talk needs 'who' and 'says'"),
    ({"shut": {"who": "Sam", "says": "Right.", "choices": [{"say": "Go"}]}}, "'say' and 'to'"),
])
def test_scenes_that_do_not_hold_together_are_refused_in_words(changed, said):
    with pytest.raises(QIError, match=said):
        talk(scenes(**changed))


def test_a_key_needs_a_number_for_each_choice_and_says_of_how_many():
    with pytest.raises(QIError, match="one number for each choice"):
        talk(key={"start": [1]}, out_of=4)
    with pytest.raises(QIError, match="out_of="):
        talk(key=KEY)
    with pytest.raises(QIError, match="together have 7"):
        talk(key=KEY, out_of=8)


def test_a_walk_by_chance_always_comes_to_an_end():
    spec, chance = talk().spec(), Stream(8)
    for _ in range(300):
        here, path = "start", []
        while spec["scenes"][here]["choices"]:
            at = chance.whole(len(spec["scenes"][here]["choices"]))
            path.append([here, at])
            here = spec["scenes"][here]["choices"][at]["to"]
            assert len(path) < ROOM.LONGEST
        assert ROOM.walked(spec, path) == path and here == "tried"


def test_whatever_is_accepted_comes_to_an_end_from_everywhere():
    """Talks of six scenes made by chance, each way out as likely as the other.

    An end is five steps away at most, so 4,000 steps miss it with chance (31/32)**800, under 1e-10.
    """
    chance, accepted = Stream(21), 0
    for _ in range(2500):
        made = {str(n): {"who": "Sam", "says": "Hm.", "choices": [
            choice("Go", str(chance.whole(6))) for _ in range(chance.whole(3))]} for n in range(6)}
        try:
            spec = talk(made).spec()
        except QIError:
            continue
        accepted += 1
        for here in made:
            steps = 0
            while spec["scenes"][here]["choices"]:
                choices = spec["scenes"][here]["choices"]
                here = choices[chance.whole(len(choices))]["to"]
                steps += 1
                assert steps < 4000
    assert accepted > 30


def test_points_are_not_earned_twice_by_going_round():
    game = talk(out_of=4, points=4, key=KEY)
    assert game.score({"path": [["start", 2]] * 30}).points == 1


def test_the_first_scene_is_the_start_whatever_its_name():
    made = {"9": {"who": "Sam", "says": "Hm.", "choices": [choice("Go", "1")]},
            "1": {"who": "Sam", "says": "Yes."}}
    assert ROOM.walked(talk(made).spec(), [["9", 0]]) == [["9", 0]]


@pytest.mark.parametrize(("path", "kept"), [
    ([["start", 1], ["shut", 0]], 2), ([["start", 1], ["tried", 0]], 1), ([["shut", 0]], 0),
    ([["start", 7]], 0), ([["start", "1"]], 1), ("no", 0), ([["start"]], 0), ([3], 0),
])
def test_what_does_not_hold_together_is_left_out_of_a_path(path, kept):
    assert len(ROOM.walked(talk().spec(), path)) == kept


@pytest.mark.parametrize(("path", "points"), [
    ([["start", 0]], 5), ([["start", 1], ["shut", 0]], 2), ([["start", 1]], 0),
    ([["start", 2], ["start", 0]], 5), ([], 0),
])
def test_points_are_those_of_the_choices_on_the_way(path, points):
    game = talk(out_of=4, points=5)
    why = {"start": {2: "Sam has heard that before."}}
    found = game.score({"path": path}, key=KEY, why=why, partial=[(2, 2), (4, 5)])
    assert found.points == points
    assert ("Sam has heard that before." in found.messages) == (["start", 1] in path)


def test_an_assessed_talk_keeps_its_points_off_the_page():
    assert "key" not in talk(out_of=4, points=5).spec()


def test_the_text_face_reads_and_the_page_without_scripts_has_every_scene():
    game = talk()
    assert "Sam: It does not work here." in str(game) and "On paper" in str(game)
    assert game.body().count("<p><strong>") == 3


def test_the_example_runs():
    found = doctest.testmod(ROOM)
    assert found.attempted > 1 and not found.failed
