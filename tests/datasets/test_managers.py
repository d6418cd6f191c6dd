"""The data of the managers tier shows what its cards promise, by a second route."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

import qikit as qi

REFERENCE = tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))


def days_between(table, first, last):
    return (pd.to_datetime(table[last]) - pd.to_datetime(table[first])).dt.days


def test_reminders_are_as_checked():
    team, checked = qi.load("cmht_reminders"), REFERENCE["C7"]
    assert team["booked"].tolist() == checked["booked"]
    assert team["missed"].tolist() == checked["missed"]
    percent = 100 * team["missed"] / team["booked"]
    median = percent[:12].median()
    assert median == pytest.approx(20.95, abs=0.005)
    assert percent[16:].lt(median).all() and not percent[15] < median
    late = team.iloc[20:]
    assert 100 * late["missed"].sum() / late["booked"].sum() == pytest.approx(13.79, abs=0.005)
    begun = team["cycle_id"].dropna()
    assert (begun.index + 1).tolist() == [13, 15, 17, 19, 21]


def test_issues_wait_at_the_hand_off_and_less_since_june():
    log = qi.load("unblock_log")
    total = days_between(log, "raised", "unblocked")
    medians = total.groupby(log["level"]).median().to_dict()
    assert medians == {"team": 3, "directorate": 11, "executive": 29}
    up = log["level"] != "team"
    waited = days_between(log, "raised", "reached")
    worked = days_between(log, "reached", "unblocked")
    assert waited[up].sum() > worked[up].sum() and waited[~up].sum() == 0
    assert (total > 14).sum() == 44
    late = pd.to_datetime(log["raised"]) >= "2026-06-01"
    for level in medians:
        here = log["level"] == level
        assert total[here & late].median() < total[here & ~late].median()
    assert days_between(log, "unblocked", "fed_back").ge(0).all() and log["id"].is_unique


def test_practice_b_becomes_reliable_and_the_follow_up_makes_the_difference():
    reviews = qi.load("medication_reviews")
    steps = ["notes_read", "talked_through", "changes_agreed", "follow_up_booked"]
    assert (reviews["all_steps_done"] <= reviews[steps].min(axis=1)).all()
    assert (reviews[steps].max(axis=1) <= reviews["reviews"]).all()
    late = reviews.groupby("practice").cumcount() >= 8
    sums = reviews.groupby(["practice", late])[["all_steps_done", "reviews"]].sum()
    share = 100 * sums["all_steps_done"] / sums["reviews"]
    assert share["B", True] == pytest.approx(95.0, abs=0.05)
    assert share["B", False] == pytest.approx(68.7, abs=0.05)
    whole = reviews.groupby("practice")[[*steps, "all_steps_done", "reviews"]].sum()
    percent = whole.mul(100).div(whole["reviews"], axis=0)
    assert percent.loc["A", "all_steps_done"] == pytest.approx(82.8, abs=0.05)
    assert percent.loc["C", "all_steps_done"] == pytest.approx(65.8, abs=0.05)
    spread = percent[steps].max() - percent[steps].min()
    assert spread["follow_up_booked"] > 15 and spread.drop("follow_up_booked").max() < 2


def test_the_project_costs_give_the_returns_of_the_business_case():
    lines, checked = qi.load("project_costs"), REFERENCE["C11"]
    cost = lines.loc[lines["side"] == "cost", "pounds"].sum()
    kinds = lines[lines["side"] == "benefit"].groupby("type")["pounds"].sum().round(2)
    assert cost == 16_000 and kinds.to_dict() == {
        "cash": 6_400, "capacity": 31_200, "avoided": 12_500,
    }
    assert (kinds["cash"] - cost) / cost == pytest.approx(checked["roi_cash"], abs=0.005)
    assert (kinds.sum() - cost) / cost == pytest.approx(checked["roi_all"], abs=0.005)
    signed = lines["pounds"].where(lines["side"] == "benefit", -lines["pounds"])
    net = signed.groupby(lines["month_number"]).sum().cumsum()
    assert net[net >= 0].index[0] == 6 and net[6] == pytest.approx(700, abs=0.1)


def test_delays_have_their_reasons_a_ward_a_weekday_and_a_paradox():
    delays, checked = qi.load("discharge_delays"), REFERENCE["C5"]
    counts = delays["reason"].value_counts()
    assert counts.to_dict() == {each["reason"]: each["count"] for each in checked["reasons"]}
    assert 100 * counts.head(3).sum() / len(delays) == pytest.approx(77.3, abs=0.05)
    for column, worst in (("ward", "Ward 7"), ("weekday", "Friday")):
        found = delays[column].value_counts()
        assert found.index[0] == worst and found.iloc[0] > 1.5 * found.iloc[1]
    assert delays["date"].dt.day_name().eq(delays["weekday"]).all()
    stay = delays.groupby(["pathway", "period"])["days_in_hospital"].mean().unstack()
    assert (stay["after"] < stay["before"]).all()
    overall = delays.groupby("period")["days_in_hospital"].mean()
    assert overall.round(2).to_dict() == {"before": 7.06, "after": 8.39}
    assert delays.groupby("period")["date"].agg(["min", "max"]).loc["after", "min"].strftime(
        "%Y-%m-%d") == "2026-05-11"
