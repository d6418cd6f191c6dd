"""The heat map of doses, from the modules that there are."""

from itertools import pairwise

import pytest

from qikit.course import doses
from qikit.course.pathways import groups, minutes


def test_every_row_adds_up_to_the_dosing_table():
    rows = doses.heat()
    found = {row.name: row for row in rows}
    assert len(rows) == 7 and rows[1].name == doses.PARTNERS
    assert found[doses.PARTNERS].hours == found["All staff"].hours
    for group in groups():
        *tiers, practice, whole = found[group.name].hours
        assert whole == group.working_hours
        assert sum(tiers) == pytest.approx(minutes(group.key) / 60)
        assert practice == pytest.approx(whole - sum(tiers))


def test_nobody_takes_less_with_a_larger_dose():
    rows = [row for row in doses.heat() if row.name != doses.PARTNERS]
    for smaller, larger in pairwise(rows):
        assert all(a <= b for a, b in zip(smaller.hours[:3], larger.hours[:3], strict=True))


def test_numbers_stand_in_the_cells_and_darken_with_size():
    row = doses.Row("Some", (0, 0.267, 4.2, 17.25, 200), "")
    assert row.cells == [("–", 0), ("0.3", 0), ("4.2", 1), ("17", 3), ("200", 4)]


def test_words_say_the_table(project):
    """A project of two modules: ten minutes for everybody."""
    first = doses.heat()[0]
    assert first.words == "All staff: 1 module, 0.2 hours of lessons and 2.5 of practice."
