"""D08g and D08t: the values of C12 and C13, in their order."""

import tomllib
from pathlib import Path

import pytest

import qikit as qi

REFERENCE = tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))


@pytest.mark.parametrize(("name", "column", "key"), [
    ("line_infections", "admissions_since_last", "C12"),
    ("restraint_gaps", "days_since_last", "C13")])
def test_gaps_are_those_of_the_reference(name, column, key):
    data = qi.load(name)
    assert data[column].tolist() == REFERENCE[key]["values"]
    assert data.iloc[:, 0].tolist() == list(range(1, len(data) + 1))
    assert (data[column] > 0).all()
