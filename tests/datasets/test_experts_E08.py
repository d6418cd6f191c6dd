"""D12: the values of C16 in real weeks, its one shift, and nothing else, by hand formulas."""

import tomllib
from itertools import groupby
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import qikit as qi

REFERENCE = tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))


@pytest.fixture
def ward():
    return qi.load("restrictive_practice")


def sigmas(part, baseline):
    """How many sigmas each week lies from the mean of ``baseline``, by Poisson counts."""
    mean = baseline["incidents"].sum() / baseline["occupied_bed_days"].sum()
    beds = part["occupied_bed_days"].to_numpy()
    return (part["incidents"].to_numpy() / beds - mean) / np.sqrt(mean / beds)


def longest(marks):
    """The longest run of one mark."""
    return max(len(list(run)) for _, run in groupby(marks))


def two_of_three(away):
    """Weeks beyond two sigma on one side, with another such week two places away or nearer."""
    return sorted({
        place + 1 for side in (away > 2, away < -2) for place in np.flatnonzero(side)
        if side[max(place - 2, 0):place + 3].sum() > 1
    })


def test_the_ward_is_that_of_the_reference(ward):
    of = REFERENCE["C16"]
    assert ward["incidents"].tolist() == of["incidents"]
    assert ward["occupied_bed_days"].tolist() == of["occupied_bed_days"]
    weeks = pd.to_datetime(ward["week"])
    assert (weeks.dt.day_of_week == 0).all() and (weeks.diff().dropna().dt.days == 7).all()


def test_against_the_first_24_weeks_only_the_shift_speaks(ward):
    of, away = REFERENCE["C16"], sigmas(ward, ward.iloc[:24])
    first, last = of["below_baseline"]
    assert (away[first - 1:last] < 0).all() and away[first - 2] > 0 and away[last] > 0
    assert (np.abs(away) > 3).sum() == 0
    assert two_of_three(away) == of["two_of_three"]


@pytest.mark.parametrize("weeks", [slice(0, 24), slice(24, 52)])
def test_neither_phase_has_a_signal_of_its_own(ward, weeks):
    part = ward.iloc[weeks]
    away = sigmas(part, part)
    assert np.abs(away).max() < 3 and two_of_three(away) == []
    assert longest(away > 0) < 7
    rates = part["incidents"] / part["occupied_bed_days"]
    assert longest(np.sign(np.diff(rates))) < 6  # six steps one way are a trend of seven points
