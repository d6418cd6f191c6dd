"""D13: 16 runs, every setting twice, with the values of C17."""

import tomllib
from pathlib import Path

import qikit as qi

REFERENCE = tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))


def test_every_setting_is_run_twice_with_the_checked_counts():
    runs = qi.load("reminder_experiment")
    assert len(runs) == 16 and (runs["booked"] == 500).all()
    for row in REFERENCE["C17"]["runs"]:
        part = runs
        for name, sign in zip("ABC", row["signs"], strict=True):
            part = part[part[name] == (1 if sign == "+" else -1)]
        assert sorted(part["missed"]) == sorted(row["missed"])
