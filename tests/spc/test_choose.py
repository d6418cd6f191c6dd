"""The chart chooser: each path through the questions, and what it says on the way."""

import pytest

import qikit as qi
from qikit.errors import QIError
from qikit.spc.choose import MAKES, QUESTIONS, REASONS, TITLES
from qikit.spc.kind import KINDS, kind_called

PATHS = [
    ({"data": "measurement", "per_point": "one", "points": 24}, "xmr"),
    ({"data": "measurement", "per_point": "several", "points": 25}, "xbar"),
    ({"data": "measurement", "per_point": "one", "points": 8}, "run"),
    ({"data": "cases", "rare": False, "denominator": "varies", "large": False}, "p"),
    ({"data": "cases", "rare": False, "denominator": "same"}, "np"),
    ({"data": "cases", "rare": False, "denominator": "varies", "large": True}, "pprime"),
    ({"data": "events", "rare": False, "denominator": "varies", "large": False}, "u"),
    ({"data": "events", "rare": False, "denominator": "varies", "large": True}, "uprime"),
    ({"data": "events", "rare": False, "denominator": "same"}, "c"),
    ({"data": "events", "rare": True, "between": "opportunities"}, "g"),
    ({"data": "events", "rare": True, "between": "time"}, "t"),
    ({"data": "cases", "rare": True, "between": "opportunities", "points": 5}, "g"),
    ({"shows": "units"}, "funnel"),
    ({"shows": "reasons"}, "pareto"),
]


@pytest.mark.parametrize(("answers", "kind"), PATHS)
def test_each_path_leads_to_its_chart(answers, kind):
    made = qi.choose(**answers)
    assert made.kind == kind and made.question == ""
    assert REASONS[kind] in made.words


def test_every_kind_is_one_that_can_be_made_and_is_explained():
    kind_called("run")
    assert {kind for _, kind in PATHS} == set(TITLES) == set(REASONS)
    assert set(TITLES) - set(MAKES) == set(KINDS) - {"mr", "s", "xmr_median"}


@pytest.mark.parametrize(
    ("answers", "question"),
    [({}, "data"), ({"data": "measurement"}, "per_point"), ({"data": "events"}, "rare"),
     ({"data": "events", "rare": True}, "between"),
     ({"data": "cases", "rare": False}, "denominator"),
     ({"data": "cases", "rare": False, "denominator": "varies"}, "large")],
)  # fmt: skip
def test_an_open_question_is_asked_with_its_answers(answers, question):
    made = qi.choose(**answers)
    words, offered = QUESTIONS[question]
    assert made.kind is None and made.question == words
    assert made.words.startswith(words)
    assert all(f"{question}={answer!r}" in made.words for answer in offered)


def test_the_table_holds_what_was_asked_and_no_more():
    made = qi.choose(data="events", rare=True, between="time", denominator="same")
    assert made.table["question"].tolist() == [
        QUESTIONS[name][0] for name in ("shows", "data", "rare", "between")
    ]
    assert made.table["answer"].iloc[-1] == "time, to the hour"


@pytest.mark.parametrize(
    ("answers", "said"),
    [({"data": "counts"}, "data='counts' is no answer to .What is each number"),
     ({"points": 0}, "points= is a whole number above zero, not 0"),
     ({"rare": "yes"}, "rare='yes' is no answer")],
)  # fmt: skip
def test_other_answers_are_refused_with_those_offered(answers, said):
    with pytest.raises(QIError, match=said):
        qi.choose(**answers)


def test_faces(monkeypatch):
    monkeypatch.delenv("QIKIT_FACE", raising=False)
    made = qi.choose(data="cases", rare=False, denominator="same")
    page = made._repr_mimebundle_()["text/html"]
    assert "<caption>" in page and made.words.split('"')[0] in page
    assert repr(made).startswith("Np chart: cases out of the same number")
