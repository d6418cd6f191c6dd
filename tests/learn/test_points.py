"""Points to pick: how they are called, and that the chart is drawn only when it is shown."""

import pickle

import pandas as pd
import pytest

import qikit as qi
from qikit import QIError
from qikit.learn import ask, session


def chart(x, y, **more):
    return qi.chart(pd.DataFrame({"week": x, "y": y}), x="week", y="y", kind="run", **more)


@pytest.mark.parametrize(
    ("x", "label"),
    [
        ([1, 2], "Week 1, 43.7"),
        ([1.5, 2], "Week 1.5, 43.7"),
        (pd.to_datetime(["2025-01-06", "2025-01-13"]), "Week 1, 43.7"),
        (["Ash", "Birch"], "Ash, 43.7"),
    ],
)
def test_points_are_called_what_the_chart_calls_them(x, label):
    with session.plan():
        question = ask.points("q1", chart(x, [43.7, 31.2]), "Which?", key={1})
    assert question.labels[0] == label


def test_a_gap_says_so():
    with session.plan():
        shown = chart([1, 2, 3], [43.7, float("nan"), 31.2])
        question = ask.points("q1", shown, "Which?", x_name="Day")
    assert question.labels == ["Day 1, 43.7", "Day 2, no value", "Day 3, 31.2"]


def test_a_panel_cannot_be_asked_about():
    wards = ["Ash", "Ash", "Birch", "Birch"]
    frame = pd.DataFrame({"week": [1, 2, 1, 2], "ward": wards, "y": [1, 2, 3, 4]})
    panel = qi.chart(frame, x="week", y="y", kind="run", by="ward")
    with session.plan(), pytest.raises(QIError, match="shows 2 series"):
        ask.points("q1", panel, "Which?")


def test_the_picture_stays_on_the_page_and_the_words_in_the_text():
    shown = chart([1, 2], [3, 4])
    with session.plan():
        question = ask.points("q1", shown, "Which?", key={2})
    assert '<div class="qi-figure"><figure class="qi-chart"' in question.html()
    assert repr(question).endswith(f"{shown.words}\n  Pick from 2 points.")


def test_a_position_off_the_chart_is_refused():
    with session.plan(), pytest.raises(QIError, match="Positions run from 1 to 2"):
        ask.points("q1", chart([1, 2], [3, 4]), "Which?", key={3})


def test_the_chart_stays_behind_when_the_question_travels():
    with session.plan():
        question = ask.points("q1", chart([1, 2], [3, 4]), "Which?", key={2})
    copy = pickle.loads(pickle.dumps(question))
    assert copy.chart is None
    assert copy.score([2]).state == "right"
