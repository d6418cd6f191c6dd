"""Pareto charts: reference answer C5, order, ties, words and picture."""

import pytest

import qikit as qi
from qikit.errors import QIError


@pytest.fixture(scope="module")
def delays(reference):
    rows = reference["C5"]["reasons"]
    return qi.pareto(
        {"reason": [row["reason"] for row in rows], "n": [row["count"] for row in rows]},
        "reason", "n", title="Reasons for delay",
    )  # fmt: skip


def test_c5(delays, reference):
    assert delays.total == reference["C5"]["n"]
    for row, expected in zip(delays.points.itertuples(), reference["C5"]["reasons"], strict=True):
        assert (row.reason, row[2]) == (
            expected["reason"], expected["count"],
        )  # fmt: skip
        assert row.percent == pytest.approx(expected["percent"], abs=0.051)
        assert row.cumulative == pytest.approx(expected["cumulative"], abs=0.051)


def test_the_first_three_and_how_many_to_eighty(delays):
    assert delays.reasons_to(80) == 4
    assert "The first three make up 77.3%; it takes four of six to reach 80%." in delays.words
    assert "80/20" not in delays.words


def test_rows_of_events_are_counted(delays, reference):
    events = [row["reason"] for row in reference["C5"]["reasons"] for _ in range(row["count"])]
    counted = qi.pareto({"reason": events[::-1]}, "reason")
    assert counted.points.equals(delays.points)


def test_other_stands_last_whatever_its_count():
    made = qi.pareto({"why": ["Other", "Other", "a", "Other", "b", "b"]}, "why")
    assert made.points["reason"].tolist() == ["b", "a", "Other"]


def test_ties_keep_the_order_of_the_table():
    made = qi.pareto({"why": ["z", "a", "m"], "n": [4, 4, 4]}, "why", "n")
    assert made.points["reason"].tolist() == ["z", "a", "m"]
    assert "no vital few" in made.words


def test_one_reason():
    assert "There is one reason only." in qi.pareto({"why": ["a"]}, "why").words


@pytest.mark.parametrize(
    ("data", "count", "said"),
    [({"why": ["a", None]}, None, "The reason is blank in row 2"),
     ({"why": ["a", "b"], "n": [3, -1]}, "n", "negative or missing in row 2"),
     ({"why": ["a", "b"], "n": [0, 0]}, "n", "nothing to count"),
     ({"why": [f"r{at}" for at in range(40)]}, None, "40 different reasons")],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(data, count, said):
    with pytest.raises(QIError, match=said):
        qi.pareto(data, "why", count)


@pytest.mark.parametrize("narrow", [False, True])
def test_bars_are_as_long_as_their_share(delays, narrow):
    figure = delays.draw(narrow=narrow)
    ax = figure.axes[0]
    lengths = [bar.get_width() for bar in ax.patches]
    shares = delays.points["percent"].to_numpy()
    assert [length / lengths[0] for length in lengths] == pytest.approx(shares / shares[0])
    said = [text.get_text() for text in ax.texts]
    assert "214" in said and "77.3%" in said


def test_the_html_figure(delays):
    text = delays.html()
    assert text.count('<th scope="row"') == 6 and "style=" not in text
    assert "<desc" in text and delays.words.replace("&", "&amp;") in text
