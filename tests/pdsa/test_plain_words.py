"""Forms take plain words: any request is an ask, short forms ask less, slips are named."""

import pytest

import qikit as qi
from qikit import pdsa
from qikit.errors import QIError
from qikit.learn import session


def asked(form, **more):
    with session.plan():
        return qi.ask.form("q1", "Fill it in.", form, **more)


ASKS = [
    "Mend both chairs this week", "Pay the extras in the June run", "Buy two tyres",
    "Get the lift firm in", "Use the east lift", "Start the round at 8",
    "Could estates mend the door?", "Can we have a key by the door?", "Please order a pump",
    "We would like a spare key", "The chairs need to be mended", "I ask for one more hoist",
    "More gloves in store 2", "A pump for the porters' room, please", "Someone to look at the lift",
]
NO_ASKS = [
    "", "Chairs", "Better communication", "Better communication between wards", "More staff",
    "More training and support", "The chairs are in a poor state", "It is always like this",
    "Nobody listens to us", "Why is it like this?", "Fix it, it is their fault", "No respect",
    "I wish it would stop", "Improved teamwork",
]


@pytest.mark.parametrize("ask", ASKS)
def test_a_plain_request_is_an_ask_however_it_begins(ask):
    found = pdsa.review(pdsa.issue(), pdsa.issue().example | {"ask": ask})
    assert {each["id"]: each["met"] for each in found}["ask"], ask


@pytest.mark.parametrize("ask", NO_ASKS)
def test_a_wish_a_complaint_and_blame_are_no_ask(ask):
    found = pdsa.review(pdsa.issue(), pdsa.issue().example | {"ask": ask})
    said = next(each for each in found if each["id"] == "ask")
    assert not said["met"] and "doing word" in said["words"]


def test_a_short_issue_asks_for_the_issue_alone():
    form = pdsa.issue(short=True)
    names = [field["name"] for part in form.parts for field in part["fields"]]
    assert names == ["what", "where", "since", "effect", "ask"] == list(form.example)
    assert len(pdsa.issue().parts) == 2


def test_a_brief_log_asks_for_five_things_and_its_example_is_whole():
    form = pdsa.ramp(cycles=2, data=0, scale=False, features=False, brief=True)
    [part] = form.parts
    names = [field["name"] for field in part["fields"]]
    assert names == ["question", "predicted", "result", "decision", "builds"]
    assert not any("group" in field for field in part["fields"]) and form.draw == ""
    assert asked(form, points=3).score(form.example).points == 3
    with pytest.raises(QIError, match="A log counts up to 6 tests"):
        pdsa.ramp(cycles=7, data=0, scale=False, features=False, brief=True)


def test_a_whole_form_gets_the_praise_of_its_author_and_a_part_only_what_counts():
    form = pdsa.aim(checks={"how_much": 1, "by_when": 1, "of_what": 0})
    question = asked(form, why={"*right": "That is an aim."})
    assert question.score(form.example).messages == ("That is an aim.",)
    found = question.score(form.example | {"by": ""})
    assert found.messages[:2] == ("1 of 2 is there.", "What is good: Baseline and target are "
                                  "numbers, and the target lies the right way.")


def test_an_aim_the_wrong_way_is_told_what_was_put_in():
    found = asked(pdsa.aim()).score(pdsa.aim().example | {"baseline": "20", "target": "10"})
    assert "Next: You chose higher as better, but 10 is lower than 20. Turn one of them round." in (
        found.messages)


def test_a_sentence_that_ends_in_a_question_keeps_its_mark_alone():
    value = pdsa.issue().example | {"ask": "Could estates mend it?"}
    assert pdsa.text(pdsa.issue(), value).splitlines()[0].endswith("We ask: Could estates mend it?")
