"""Pictures that can be changed, and tables."""

import json
import re

import numpy as np
import pandas as pd
import pytest

import qikit as qi
from qikit.learn import session


class Picture:
    def __init__(self, words):
        self.words = words

    def _repr_mimebundle_(self):
        return {"text/html": f"<figure>{self.words}</figure>", "text/plain": "unused"}


@pytest.fixture(autouse=True)
def page(monkeypatch):
    monkeypatch.setenv("QIKIT_FACE", "page")
    with session.use(session.Session("E05", None)):
        yield


def explore():
    return qi.explore(
        lambda baseline, rules: Picture(f"{baseline} and {rules}"),
        baseline=range(12, 15), rules={"Seven": "mdc", "Eight": "shewhart"},
    )


def test_every_state_is_in_the_page_and_one_shows():
    shown = explore().html()
    assert shown.count("<template") == 6
    assert '<div class="qi-explore__stage"><figure>12 and mdc</figure></div>' in shown
    for baseline in (12, 13, 14):
        assert f"<figure>{baseline} and shewhart</figure></template>" in shown


def test_the_controls_are_told_what_to_call_things():
    told = re.search(r'class="qi-explore__states">(.*)</script>', explore().html())[1]
    assert json.loads(told) == {
        "names": [
            {"label": "Baseline", "values": ["12", "13", "14"]},
            {"label": "Rules", "values": ["Seven", "Eight"]},
        ],
        "start": [0, 0],
    }


def test_the_text_face_is_the_first_state(monkeypatch):
    monkeypatch.setenv("QIKIT_FACE", "text")
    assert explore()._repr_mimebundle_() == {
        "text/plain": "Baseline: 12, Rules: Seven\n12 and mdc"
    }


def test_anything_a_notebook_shows_can_be_explored():
    shown = qi.explore(lambda n: f"<{n} beads>", n=[1, 2]).html()
    assert "<p>&lt;1 beads&gt;</p>" in shown


def test_a_plan_draws_nothing():
    def never(n):
        raise AssertionError("drawn")

    with session.plan():
        assert qi.explore(never, n=[1])._repr_mimebundle_() == {"text/plain": ""}


@pytest.mark.parametrize(
    ("choices", "said"),
    [({}, "needs something to choose from"), ({"n": []}, "needs something"),
     ({"n": range(201)}, "would have to draw 201 pictures")],
)
def test_too_little_and_too_much(choices, said):
    with pytest.raises(qi.QIError, match=said):
        qi.explore(Picture, **choices)


FRAME = pd.DataFrame(
    {"ward": ["Ash", "Birch <2>"], "bed_days": [1200, 30], "rate": [6.54128, np.nan],
     "since": pd.to_datetime(["2025-04-01", "2025-05-01"])}
)


def test_a_table_has_a_caption_and_headings():
    shown = qi.table(FRAME, "Falls & beds").html()
    assert "<caption>Falls &amp; beds</caption>" in shown
    assert '<th scope="col" class="qi-table__number">Bed days</th>' in shown
    assert '<th scope="row">Birch &lt;2&gt;</th>' in shown
    assert '<td data-name="Since">1 May 2025</td>' in shown
    assert '<td class="qi-table__number" data-name="Rate"></td>' in shown
    assert 'tabindex="0" aria-label="Falls &amp; beds"' in shown
    assert "qi-table--words" not in shown


def test_a_table_of_sentences_can_become_cards():
    frame = pd.DataFrame({"icon": ["Concern"], "do": ["Find the cause early, before it fails"]})
    assert 'class="qi-table qi-table--words"' in qi.table(frame, "What to do").html()


def test_a_table_in_words(monkeypatch):
    monkeypatch.setenv("QIKIT_FACE", "text")
    assert qi.table(FRAME, "Falls")._repr_mimebundle_() == {"text/plain": (
        "Falls\n"
        "Ward       Bed days     Rate  Since\n"
        "Ash            1200  6.54128  1 April 2025\n"
        "Birch <2>        30           1 May 2025"
    )}
