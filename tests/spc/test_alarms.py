"""False alarms: the stored table, its seed, and what the curriculum says (3.10)."""

import json

import pytest

import qikit as qi
from qikit.errors import QIError
from qikit.spc.alarms import TABLE, false_alarms, simulate
from qikit.spc.rulesets import PRESETS

STORED = json.loads(TABLE.read_text(encoding="utf-8"))


def test_every_preset_is_in_the_table():
    assert list(STORED["share"]) == list(PRESETS)


@pytest.mark.parametrize("rules", ["mdc", "ihi", "anhoej"])
def test_a_point_of_the_table_comes_out_of_its_seed_again(rules):
    again = simulate(rules, 24, STORED["series"], STORED["seed"])
    assert round(again, 4) == false_alarms(rules, 24)


@pytest.mark.parametrize("rules", ["ihi", "anhoej", "mdc", "mdc_6_6"])
def test_the_table_agrees_with_the_curriculum(reference, rules):
    stated = reference["false_alarms"]
    for points, share in zip(stated["points"], stated[rules], strict=True):
        assert false_alarms(rules, points) == pytest.approx(share, abs=0.016)


def test_between_lengths_the_share_lies_between():
    assert false_alarms("mdc", 20) < false_alarms("mdc", 22) < false_alarms("mdc", 24)


def test_what_is_not_known_is_refused():
    with pytest.raises(QIError, match="False alarms are known for 12 to 60 points, not 100."):
        false_alarms("mdc", 100)
    with pytest.raises(QIError, match="There is no rule set called 'mcd'"):
        false_alarms("mcd", 24)


def test_a_chart_says_how_often_its_rules_cry_wolf():
    minutes = qi.load("theatre_turnaround")
    said = qi.chart(minutes, x="week", y="minutes", kind="xmr").false_alarms
    share = 100 * STORED["share"]["mdc"][STORED["points"].index(24)]
    assert said.startswith(f"By chance alone about {share:.0f} in 100 stable charts of 24 points")
    own = qi.chart(minutes, x="week", y="minutes", kind="xmr", rules=(qi.spc.shift(9),))
    share = max(100 * simulate(own.rules, 24, 4_000, 2026), 1)
    assert own.false_alarms == (
        f"By chance alone about {share:.0f} in 100 stable charts of 24 points show "
        "a signal by these rules: a signal is a reason to ask, not proof."
    )


def test_a_longer_chart_is_simulated_and_counts_are_named():
    data = {"day": range(1, 101), "falls": [3, 5, 4, 6] * 25}
    said = qi.chart(data, x="day", y="falls", kind="c", rules="mdc").false_alarms
    assert "stable charts of 100 points" in said
    assert said.endswith("counts and rare events can differ.")
    assert false_alarms("mdc", 60) < simulate("mdc", 100, 4_000, 2026) < 1
