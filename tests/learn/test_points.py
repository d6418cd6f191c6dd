"""Points to pick: how they are called, and that the chart is drawn only when it is shown."""

import pickle

import pandas as pd
import pytest

from qikit import QIError
from qikit.learn import ask, session


class Chart:
    """What a chart must offer to be asked about."""

    words = "XmR chart of theatre turnaround."
    x_name = "week"

    def __init__(self, x, y):
        self.points = pd.DataFrame({"x": x, "y": y})

    def _repr_mimebundle_(self):
        return {"text/html": "<figure>picture</figure>", "text/plain": self.words}


@pytest.mark.parametrize(
    ("x", "label"),
    [
        ([1, 2], "Week 1, 43.7"),
        ([1.5, 2], "Week 1.5, 43.7"),
        (pd.to_datetime(["2025-01-06", "2025-01-13"]), "6 January 2025, 43.7"),
        (["Ash", "Birch"], "Ash, 43.7"),
    ],
)
def test_points_are_called_what_the_chart_calls_them(x, label):
    with session.plan():
        question = ask.points("q1", Chart(x, [43.7, 31.25]), "Which?", key={1})
    assert question.labels[0] == label


def test_a_gap_says_so():
    with session.plan():
        question = ask.points("q1", Chart([1, 2], [43.7, float("nan")]), "Which?", x_name="Day")
    assert question.labels == ["Day 1, 43.7", "Day 2, no value"]


def test_the_picture_stays_on_the_page_and_the_words_in_the_text():
    with session.plan():
        question = ask.points("q1", Chart([1, 2], [3, 4]), "Which?", key={2})
    assert '<div class="qi-figure"><figure>picture</figure></div>' in question.html()
    assert repr(question).endswith("XmR chart of theatre turnaround.\n  Pick from 2 points.")


def test_a_position_off_the_chart_is_refused():
    with session.plan(), pytest.raises(QIError, match="Positions run from 1 to 2"):
        ask.points("q1", Chart([1, 2], [3, 4]), "Which?", key={3})


def test_the_chart_stays_behind_when_the_question_travels():
    with session.plan():
        question = ask.points("q1", Chart([1, 2], [3, 4]), "Which?", key={2})
    copy = pickle.loads(pickle.dumps(question))
    assert copy.chart is None
    assert copy.score([2]).state == "right"
