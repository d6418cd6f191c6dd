"""Icons of the board pack: states, words, shapes, and the picture of the table."""

import pytest

import qikit as qi
from qikit.spc.drawing.iconart import GRID, assurance, icon_svg, variation


@pytest.fixture(scope="module")
def icons():
    chart = qi.chart(
        qi.load("board_pack"), x="month", y="value", by="measure", kind="xmr", better="better",
        target="target", unit="unit", title="Board pack",
    )  # fmt: skip
    return chart.icons()


def test_the_board_pack_has_its_published_states(icons, reference):
    table = icons.table.set_index(icons.table["measure"].str.replace(" ", "_"))
    for name, measure in reference["C4"]["measures"].items():
        row = table.loc[name]
        assert (row.variation, row.assurance) == (measure["variation"], measure["assurance"])
        assert row["centre"] == pytest.approx(measure["mean"], abs=5e-3)
        assert row.upper == pytest.approx(measure["upper"], abs=5.1e-3)
        assert row.lower == pytest.approx(max(measure["lower"], 0), abs=5.1e-3)
        assert (row.latest, row.target) == (measure["values"][-1], measure["target"])


def test_the_direction_is_that_of_the_latest_point(icons):
    table = icons.table.set_index("measure")
    assert table.loc["falls per 1000", "direction"] == "up"
    assert table.loc["ed 4hr pct", "direction"] == "neither"


def test_words_stand_beside_every_icon(icons):
    text = icons.html()
    assert text.count('aria-hidden="true"') == text.count("</svg> <span>") == 16
    assert "Improvement (high)" in text and "Consistently fails" in text
    assert "<caption>" in text and text.count('scope="col"') == 6
    assert "sickness pct: Concern (high); Hit and miss. Latest 5.4%, target 5%" in icons.words


def test_no_target_is_said():
    chart = qi.chart(qi.load("theatre_turnaround"), x="week", y="minutes", kind="xmr")
    assert "No target" in chart.icons().words


def test_every_state_has_a_shape_of_its_own_without_its_colour():
    drawn = {
        (state, direction): [(s.kind, s.at) for s in variation(state, direction)]
        for state in ("improvement", "concern", "special cause")
        for direction in ("up", "down")
    }
    drawn[("common cause", "neither")] = [(s.kind, s.at) for s in variation("common cause", "up")]
    drawn |= {
        (state, better): [(s.kind, s.at) for s in assurance(state, better)]
        for state in ("passes", "fails", "hit and miss", "")
        for better in ("higher", "lower")
    }
    shapes = [str(one) for one in drawn.values()]
    same = len(shapes) - len(set(shapes))
    assert same == 2  # hit and miss, and no target, do not depend on which way is better


def test_the_bar_stands_on_the_better_side_of_the_target():
    def middle(state, better):
        bar = next(shape for shape in assurance(state, better) if shape.kind == "bar")
        return (bar.at[1] + bar.at[3]) / 2

    assert middle("passes", "higher") < GRID / 2 < middle("fails", "higher")
    assert middle("fails", "lower") < GRID / 2 < middle("passes", "lower")
    assert middle("hit and miss", "lower") == GRID / 2


def test_icons_stay_within_their_grid():
    every = [variation("improvement", "up"), variation("concern", "down"),
             variation("special cause", "neither"), assurance("fails", "higher")]  # fmt: skip
    for shapes in every:
        for shape in shapes:
            assert all(0 <= place <= GRID for place in shape.at)
        assert icon_svg(shapes).count("style") == 0


def test_the_picture_says_what_the_table_says(icons):
    figure = icons.draw()
    said = [text.get_text() for text in figure.axes[0].texts]
    for cell in ("Board pack", "ed 4hr pct", "68.6%", "71.4 (65.4 to 77.4)", "Consistently passes"):
        assert cell in said
    assert len(figure.axes[0].patches) > 16


def test_a_notebook_shows_the_table(icons, monkeypatch):
    monkeypatch.delenv("QIKIT_FACE", raising=False)
    assert icons._repr_mimebundle_()["text/html"].endswith(icons.html())
    assert repr(icons) == icons.words
