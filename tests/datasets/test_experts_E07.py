"""D10, D10b and R01: the values of C14, C14b and C15, in their order."""

import tomllib
from pathlib import Path

import pytest

import qikit as qi

REFERENCE = tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))


@pytest.mark.parametrize(("name", "key"), [("units_compare", "C14"), ("units_compare_b", "C14b")])
def test_units_are_those_of_the_reference(name, key):
    units = qi.load(name)
    assert units["unit"].tolist() == list(range(1, 25))
    assert units["cases"].tolist() == REFERENCE[key]["n"] == sorted(REFERENCE[key]["n"])
    assert units["events"].tolist() == REFERENCE[key]["events"]
    assert units["region"].value_counts().tolist() == [6, 6, 6, 6]


def test_the_national_months_are_those_of_the_reference():
    ae = qi.load("ae_england")
    assert ae["attendances"].tolist() == REFERENCE["C15"]["attendances"]
    assert ae["breaches"].tolist() == REFERENCE["C15"]["breaches"]
    months = ae["month"].astype(str).str[:7].tolist()
    assert (months[0], months[-1], len(set(months))) == ("2016-04", "2019-03", 36)


def test_the_licence_of_national_data_stands_on_its_card():
    card = (Path(__file__).parents[2] / "datasets" / "ae_england.md").read_text("utf-8")
    assert "Contains public sector information licensed under the Open Government Licence" in card
