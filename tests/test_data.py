"""Data sets are found by looking, and a wrong name is met with the nearest."""

import pytest

import qikit as qi
from qikit.place import root


def test_every_file_in_datasets_is_listed_and_has_a_card():
    on_disk = sorted(path.stem for path in (root() / "datasets").glob("*.csv"))
    assert qi.names() == on_disk
    assert len(on_disk) > 0
    assert all(qi.card(name).startswith("# ") for name in on_disk)


def test_dates_are_dates():
    falls = qi.load("inpatient_falls")
    assert falls.columns.tolist() == ["month", "falls", "occupied_bed_days"]
    assert str(falls["month"].dtype).startswith("datetime64")


def test_a_wrong_name_suggests_the_nearest():
    with pytest.raises(qi.QIError, match="'inpatient_fall'. Did you mean 'inpatient_falls'"):
        qi.load("inpatient_fall")
    with pytest.raises(qi.QIError, match="There are: .*inpatient_falls"):
        qi.load("../secret")
