"""Slides of the exceptions."""

import io

from pptx import Presentation

from qikit.place import root
from qikit.report.batch_plan import plan
from qikit.report.intake import take
from qikit.report.pack_table import standings
from qikit.report.slides import slides


def board():
    table = standings(plan(take(root() / "datasets" / "board_pack.csv"), None).series)
    return sorted((one for one in table if one.exception), key=lambda one: one.order)


def words(slide):
    return "\n".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)


def test_a_slide_for_each_exception_with_its_chart_in_words():
    deck = Presentation(io.BytesIO(slides("Board pack", board())))
    assert len(deck.slides) == 2 + 5
    first = deck.slides[2]
    assert first.shapes.title.text_frame.text == "sickness pct"
    assert "Concern (high). Hit and miss." in words(first)
    assert "Investigate what changed. Support the people who look." in words(first)
    picture = next(one for one in first.shapes if one.shape_type == 13)
    assert "24 months from October 2024" in picture._element.nvPicPr.cNvPr.get("descr")
    assert "Making Data Count 7 and 7" in words(first)
    assert "Target 5%" in first.notes_slide.notes_text_frame.text


def test_everything_stays_on_the_slide():
    deck = Presentation(io.BytesIO(slides("Board pack", board())))
    for slide in deck.slides:
        for one in slide.shapes:
            assert one.left >= 0 and one.top >= 0
            assert one.left + one.width <= deck.slide_width
            assert one.top + one.height <= deck.slide_height


def test_no_exceptions_is_one_slide():
    deck = Presentation(io.BytesIO(slides("Board pack", [])))
    assert len(deck.slides) == 1 and "No exceptions" in words(deck.slides[0])


def test_the_same_table_gives_the_same_file():
    some = board()[:1]
    first, second = slides("Pack", some), slides("Pack", some)
    assert Presentation(io.BytesIO(first)) and len(first) == len(second)
