"""The files hold exactly the checked values of ``tests/reference.toml``, on real dates."""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

import qikit as qi

REFERENCE = tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("case", "column", "values"),
    [
        ("C1", "pct_24h", "values"),
        ("C2", "dna_pct", "values"),
        ("C3", "minutes", "values"),
        ("C6", "patients", "patients"),
        ("C6", "within_36h", "within_36h"),
        ("C9", "falls", "falls"),
        ("C9", "occupied_bed_days", "occupied_bed_days"),
    ],
)
def test_a_series_is_as_checked(case, column, values):
    assert qi.load(REFERENCE[case]["data"])[column].tolist() == REFERENCE[case][values]


def test_the_board_pack_is_as_checked():
    pack = qi.load("board_pack")
    checked = REFERENCE["C4"]["measures"]
    assert pack["measure"].unique().tolist() == list(checked)
    for name, measure in checked.items():
        rows = pack[pack["measure"] == name]
        assert rows["value"].tolist() == measure["values"]
        assert set(rows["better"]) == {measure["better"]}
        assert set(rows["target"]) == {measure["target"]}
        assert rows["unit"].nunique() == 1
        assert rows["month"].tolist() == list(pd.date_range("2024-10-01", periods=24, freq="MS"))


def test_the_laboratory_samples_are_as_checked():
    samples = qi.load("lab_turnaround")
    by_day = samples.pivot(index="day", columns="sample", values="minutes")
    assert by_day.to_numpy().tolist() == REFERENCE["C10"]["values"]
    assert by_day.index.tolist() == list(range(1, 26))


@pytest.mark.parametrize("name", qi.names())
def test_times_are_real_weeks_or_months_without_gaps(name):
    table = qi.load(name)
    for column, frequency in (("week", "W-MON"), ("month", "MS")):
        if column in table:
            times = pd.DatetimeIndex(table[column].unique())
            expected = pd.date_range(times[0], periods=len(times), freq=frequency)
            assert times.tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("discharge_letters", ["week", "pct_24h", "note"]),
        ("missed_appts_stable", ["week", "dna_pct"]),
        ("inpatient_falls", ["month", "falls", "occupied_bed_days"]),
        ("board_pack", ["measure", "month", "value", "target", "better", "unit"]),
        ("theatre_turnaround", ["week", "minutes"]),
        ("hip_fracture_36h", ["month", "patients", "within_36h"]),
        ("lab_turnaround", ["day", "sample", "minutes"]),
    ],
)
def test_columns_are_as_designed(name, columns):
    assert qi.load(name).columns.tolist() == columns


def test_the_frozen_red_beads_show_chance_alone():
    run = qi.load("red_beads_run")
    assert len(run) == 24 and run["n"].eq(50).all()
    assert run["red"].sum() == 240
    assert run["red"].between(2, 18).all() and run["red"].gt(3).all()
    made = qi.chart(run.assign(draw=range(1, 25)), x="draw", y="red", n="n", kind="np")
    assert not made.points["outside"].any()
    assert not made.points["signal"].any()
    first, second = (run[run["day"] == day].set_index("worker")["red"] for day in (1, 2))
    assert second[first.idxmax()] < first.max() and second[first.idxmin()] > first.min()


def test_a_day_of_calls_holds_18_of_failure_demand_and_a_morning_peak():
    calls = qi.load("gp_calls")
    assert calls["demand"].value_counts().to_dict() == {"value": 62, "failure": 18}
    assert calls.groupby("reason")["demand"].nunique().eq(1).all()
    assert calls["time"].is_monotonic_increasing
    assert calls["time"].lt("10:00").sum() == 36


def test_the_oldest_open_issue_on_the_huddle_board():
    board = qi.load("huddle_board")
    still = board[board["status"] == "open"]
    age = (pd.Timestamp("2026-06-15") - pd.to_datetime(still["raised"])).dt.days
    assert still.loc[age.idxmax(), "id"] == "H02" and age.max() == 33
    assert still.loc[age > 14, "id"].tolist() == ["H02", "H04", "H05"]
    assert board["closed"].notna().equals(board["status"] == "closed")


def test_voices_carry_four_themes_from_three_roles():
    voices = qi.load("ward_voices")
    assert voices["theme"].value_counts().to_dict() == {
        "listening": 7, "waiting": 6, "story": 6, "noise": 5,
    }
    assert set(voices["role"]) == {"patient", "family", "staff"}


def test_the_week_of_requests_leaves_ten_waiting_and_two_slots_unused():
    """C8, by hand: what is left each day, and what was offered to nobody."""
    week, left, backlog, unused = qi.load("gp_week"), 0, [], 0
    for requests, slots in zip(week["requests"], week["slots"], strict=True):
        unused += max(0, slots - left - requests)
        left = max(0, left + requests - slots)
        backlog.append(left)
    assert backlog == [18, 18, 10, 0, 10] and unused == 2
    assert (week["requests"].sum(), week["slots"].sum()) == (520, 512)


def test_the_year_of_requests_has_its_mondays_and_its_winter_and_no_other_signal():
    year = qi.load("gp_year")
    by_day = year.groupby("day")["requests"].mean()
    assert by_day["Monday"] > 1.15 * by_day.drop("Monday").max()
    assert year["requests"].mean() < year["slots"].mean()
    weeks = year.groupby("week", as_index=False)["requests"].sum()
    points = qi.chart(weeks, x="week", y="requests", kind="xmr").points
    high = points.loc[points["signal"], "x"]
    assert high.min() == pd.Timestamp("2025-12-22") and high.max() == pd.Timestamp("2026-02-09")
    assert len(high) == 8


def words(sentence):
    return set(re.findall(r"[a-z]{4,}", sentence.lower())) - {"from", "with", "within", "minutes"}


def alike(register):
    """Pairs of projects by the share of words that their titles and aims have in common."""
    said = {row.id: words(f"{row.title} {re.sub(' by [A-Z].*', '', row.aim)}")
            for row in register.itertuples()}
    pairs = combinations(said, 2)
    return sorted(pairs, key=lambda p: -len(said[p[0]] & said[p[1]]) / len(said[p[0]] | said[p[1]]))


def test_the_register_holds_what_its_card_says():
    register = qi.load("project_register")
    assert {frozenset(pair) for pair in alike(register)[:3]} == {
        frozenset({"P01", "P31"}), frozenset({"P05", "P21"}), frozenset({"P06", "P53"}),
    }
    moved = pd.to_datetime(register["last_move"])
    stalled = register["status"].eq("live") & register["score"].ge(2.5) & moved.le("2026-06-30")
    assert stalled.sum() == 12
    begun = (pd.to_datetime(register["start"]).dt.to_period("M") - pd.Period("2023-10", "M"))
    year = begun.map(lambda months: months.n // 12)
    together = register["lived_experience"].eq("co-produced")
    by_year = together.groupby(year).agg(["sum", "size"])
    assert by_year.to_numpy().tolist() == [[3, 18], [7, 20], [11, 22]]
    days = register["staff_days"]
    assert (days[register["objective"] != "none"].sum(), days.sum()) == (1320, 3000)
    assert register["cost"].eq(days * 230).all() and register["id"].is_unique


def test_the_scores_by_month_end_where_the_register_says():
    register = qi.load("project_register").set_index("id")
    scores = qi.load("project_scores")
    assert scores.groupby("project")["score"].apply(lambda s: s.is_monotonic_increasing).all()
    last = scores.groupby("project")["score"].last()
    assert last.sort_index().equals(register["score"].sort_index().rename_axis("project"))
    first = scores[scores["score"] == scores["project"].map(last)].groupby("project")["month"].min()
    assert first.dt.strftime("%Y-%m-%d").equals(register["last_move"].rename_axis("project"))


def test_the_coin_spins_are_those_of_the_game_and_its_seed():
    from qikit.games.coin_spin import CHOICES, spin
    from qikit.games.random import Stream

    spins = qi.load("coin_spins")
    keys = {words: key for options in CHOICES.values() for key, words, _ in options}
    stream = Stream(28)
    for row in spins.itertuples():
        picked = [keys[each] for each in (row.coin, row.surface, row.technique)]
        assert row.seconds == spin(stream, *picked)
    assert spins["spin"].tolist() == list(range(1, 13))
    means = spins.groupby("cycle")["seconds"].mean().round(1)
    assert means.tolist() == [6.2, 8.2, 4.9, 10.9]
    first = spins.groupby("cycle").first()
    near = (first["expected"] - means).abs() < 1
    assert near.tolist() == [False, True, False, True]
