"""A lesson on paper: whole, with every picture and question, and nothing to press."""

import re

import pytest

from qikit.course.modules import module
from qikit.course.page import page
from qikit.course.paper import SHOWN, paper
from qikit.course.running import run


@pytest.fixture(scope="module")
def faces():
    """The page and the paper of M02, and what it asks."""
    which = module("M02")
    notebook = run(which.notebook, face="page")
    text, asked = page(which, notebook)
    return text, paper(which, notebook), asked


def test_every_step_and_question_is_there(faces):
    _, sheet, asked = faces
    for step in asked["steps"]:
        assert f'id="{step["id"]}"' in sheet
    for question in asked["questions"]:
        assert f'id="{question["id"]}"' in sheet
    words = re.findall(r"<h2[^>]*>(.*?)</h2>", sheet)
    assert words[-4:] == ["In short", "Words used", "Go further", "Sources and licence"]


def test_nothing_on_it_is_alive_but_the_print_button(faces):
    text, sheet, _ = faces
    assert "qi-spec" in text and "qi-spec" not in sheet
    assert re.findall(r"<script[^>]*>", sheet) == [
        '<script type="module" src="../ui/course/paper.js">']
    assert "<template" not in sheet and "noscript" not in sheet
    assert len(re.findall("<(?:input|select|textarea)", sheet)) == 0


def test_pictures_behind_a_control_all_stand_on_paper(faces):
    text, sheet, _ = faces
    states = len(re.findall('<template class="qi-state"', text))
    assert states >= 8 and len(re.findall("qi-paperface__state\"", sheet)) == states
    for measure in ("Falls, per 1,000 bed days", "Mandatory training up to date"):
        assert f": {measure}</p>" in sheet
    ids = re.findall(r' id="([^"]+)"', sheet)
    assert len(ids) == len(set(ids))


def test_too_many_states_leave_the_first(faces):
    from qikit.course.paper import _EXPLORE, _states

    states = "".join(
        f'<template class="qi-state" data-state="{n}" data-words="w">picture {n}</template>'
        for n in range(SHOWN + 1)
    )
    explore = (
        '<div class="qi-explore" id="qi-explore-1"><div class="qi-explore__controls"></div>'
        f'<div class="qi-explore__stage">picture 0</div>{states}'
        '<script type="application/json" class="qi-explore__states">{"names": [{"label": "Weeks", '
        '"values": []}]}</script></div>'
    )
    made = _EXPLORE.sub(_states, explore)
    assert "picture 0" in made and "picture 1" not in made
