"""D12: the values of C16, in real weeks."""

import tomllib
from pathlib import Path

import pandas as pd

import qikit as qi

REFERENCE = tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))


def test_the_ward_is_that_of_the_reference():
    ward, of = qi.load("restrictive_practice"), REFERENCE["C16"]
    assert ward["incidents"].tolist() == of["incidents"]
    assert ward["occupied_bed_days"].tolist() == of["occupied_bed_days"]
    weeks = pd.to_datetime(ward["week"])
    assert (weeks.dt.day_of_week == 0).all() and (weeks.diff().dropna().dt.days == 7).all()
