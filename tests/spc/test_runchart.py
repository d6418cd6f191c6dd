"""The runs table and the Anhoej limits against what is published and against exact arithmetic."""

import pytest
from scipy.stats import binom

from qikit.spc.runchart import RUNS_TABLE, fewest_crossings, longest_allowed


def test_the_runs_table_is_the_published_one(reference):
    assert {str(n): list(limits) for n, limits in RUNS_TABLE.items()} == reference["runs_limits"]


def test_anhoej_limits_are_the_published_ones(reference):
    for n, limits in reference["anhoej"].items():
        assert [longest_allowed(int(n)), fewest_crossings(int(n))] == limits


@pytest.mark.parametrize("n", range(2, 200))
def test_fewest_crossings_is_the_binomial_centile(n):
    assert fewest_crossings(n) == binom.ppf(0.05, n - 1, 0.5)


@pytest.mark.parametrize("run, signal", [(8, False), (9, True)])
def test_a_run_of_nine_in_twenty_four_signals_and_eight_does_not(plot, run, signal):
    rest = 24 - run
    values = [9] * run + [1, 9] * ((rest - run) // 2 + 1)
    values = ([9] * run + [1] + [9, 1] * 12)[:24]
    from qikit.spc.detect import detect

    assert ("longest_run" in detect(values, centre=5, rules="anhoej")) is signal


@pytest.mark.parametrize("crossings, signal", [(7, True), (8, False)])
def test_seven_crossings_in_twenty_four_signal_and_eight_do_not(crossings, signal):
    from qikit.spc.detect import detect

    runs = crossings + 1
    lengths = [24 // runs + (one < 24 % runs) for one in range(runs)]
    values = [9 if at % 2 else 1 for at, size in enumerate(lengths) for _ in range(size)]
    assert ("few_crossings" in detect(values, centre=5, rules="anhoej")) is signal


def test_rules_wait_for_ten_useful_points(plot):
    made = plot([1, 1, 1, 1, 9, 9, 9, 9, 9], kind="run", rules="ihi")
    assert made.signals.empty
    assert "fewer than 10 useful points (not on the median)" in " ".join(made.cautions)
    assert not plot([1] * 6 + [9] * 6, kind="run").signals.empty


def test_a_rule_about_the_whole_phase_judges_no_single_point(plot):
    made = plot([1, 9] * 12, kind="run", better="higher")
    assert made.signals["rule"].tolist() == ["many_runs"]
    assert set(made.points["judgement"]) == {"common cause"}
    assert made.summary["variation"].tolist() == ["special cause"]
    assert "too many: 8 to 18 are expected of 24 useful points" in made.words


def test_rules_that_need_limits_are_refused_on_a_run_chart(plot):
    from qikit.errors import QIError

    with pytest.raises(QIError, match="A run chart has no limits, so these rules cannot be used"):
        plot([1] * 12, kind="run", rules="mdc")
