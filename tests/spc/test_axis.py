"""The x axis: reading dates, putting rows in order, duplicates, missing stretches."""

import numpy as np
import pandas as pd
import pytest

from qikit.errors import QIError
from qikit.spc.chart import chart

DAYS = [f"2025-01-{day:02}" for day in range(1, 25)]
Y = [5, 7, 6, 8, 5, 6, 7, 9, 6, 5, 7, 8] * 2


def made(y=Y, x=DAYS, kind="xmr", **more):
    columns = {name: more.pop(name) for name in ("days", "ward") if name in more}
    return chart({"day": x, "falls": y, **columns}, x="day", y="falls", kind=kind, **more)


def refused(sentence, **settings):
    with pytest.raises(QIError) as error:
        made(**settings)
    assert sentence in str(error.value), str(error.value)


def test_duplicate_dates_are_refused():
    refused(
        "A point of time stands twice in the table: 2 January 2025 (rows 2 and 3). A chart needs "
        "one row for each point.",
        x=[DAYS[0], DAYS[1], DAYS[1], *DAYS[3:]],
    )


def test_duplicate_dates_of_a_panel_name_the_series():
    with pytest.raises(QIError, match="2 January 2025 in East .rows 2 and 3."):
        made(
            x=[DAYS[0], DAYS[1], DAYS[1], *DAYS[3:12], *DAYS[:12]],
            by="ward", ward=["East"] * 12 + ["West"] * 12,
        )  # fmt: skip


def test_two_events_on_one_day_are_two_points_of_a_g_chart():
    result = made(kind="g", x=[DAYS[0], DAYS[1], DAYS[1], *DAYS[3:]])
    assert len(result.points) == 24


def test_unsorted_dates_are_sorted_with_a_caution():
    order = np.random.default_rng(1).permutation(24)
    shuffled = made(x=[DAYS[i] for i in order], y=[Y[i] for i in order])
    assert shuffled.points.equals(made().points)
    assert shuffled.cautions[0] == "The rows were not in order of time, so they were sorted."
    assert not made().cautions


def test_other_columns_follow_the_sorting():
    order = np.random.default_rng(2).permutation(24)
    table = pd.DataFrame({"x": DAYS, "y": Y, "n": range(100, 124), "goal": range(24)})
    straight, mixed = (
        chart(one, x="x", y="y", n="n", kind="u", better="lower", target="goal")
        for one in (table, table.iloc[order])
    )
    assert straight.points.equals(mixed.points)
    assert straight.targets().tolist() == mixed.targets().tolist() == list(range(24))


def test_numbers_on_x_are_taken_as_they_stand():
    result = made(x=[2, 1, *range(3, 25)])
    assert result.points["x"].tolist()[:2] == [2, 1]
    assert "The x column is not a date, so the rows were taken as they stand." in result.cautions


def test_labels_on_x_are_taken_as_they_stand():
    result = made(x=[f"W{one}" for one in range(24, 0, -1)])
    assert result.points["x"].tolist()[0] == "W24"


@pytest.mark.parametrize(
    "form",
    ["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%d %B %Y", "dates", "periods"],
)
def test_dates_are_read_the_british_way(form):
    dates = pd.date_range("2025-01-01", periods=24)
    if form == "dates":
        x = [one.date() for one in dates]
    elif form == "periods":
        x = pd.period_range("2025-01-01", periods=24, freq="D")
    else:
        x = dates.strftime(form)
    assert made(x=x).points["x"].iloc[11] == pd.Timestamp("2025-01-12")


@pytest.mark.parametrize("form", ["%Y-%m", "%b %Y", "%B %Y", "%b-%y"])
def test_months_without_a_day(form):
    months = pd.date_range("2024-04-01", periods=24, freq="MS")
    result = made(x=months.strftime(form))
    assert result.points["x"].tolist() == months.tolist()
    assert "24 months from April 2024 to March 2026" in result.words


def test_dates_that_cannot_be_read_are_said():
    result = made(x=[f"01/{day}/2025" for day in range(1, 25)])
    assert result.cautions == [
        "The x column looks like dates that could not be read, such as '01/1/2025', so the rows "
        "were taken as they stand. Write dates as 2025-04-01."
    ]


def test_dates_with_a_time_zone():
    x = pd.date_range("2025-01-01", periods=24, tz="Europe/London")
    assert made(x=x).points["x"].iloc[0] == pd.Timestamp("2025-01-01")


def test_a_blank_date_names_its_row():
    refused("The x column is blank in row 2. Fill it in.", x=[DAYS[0], None, *DAYS[2:]])


def test_missing_rows_are_said():
    result = made(x=[*DAYS[:10], *(f"2025-02-{day:02}" for day in range(1, 15))])
    assert result.cautions[-1] == (
        "The points are not evenly spaced: there is no row between 10 January 2025 and "
        "1 February 2025. They are treated as neighbours. Add a row with a blank value to show a "
        "gap."
    )


def test_months_are_even():
    assert not made(x=pd.date_range("2025-01-01", periods=24, freq="MS")).cautions


@pytest.mark.parametrize("x", [list(range(12)), [f"Day {day}" for day in range(12)], DAYS[:12]])
def test_measurements_of_a_subgroup_may_stand_apart(x):
    apart = chart({"day": x * 2, "y": Y}, x="day", y="y", kind="xbar")
    beside = chart({"day": np.repeat(x, 2), "y": np.repeat(Y[:12], 2)}, x="day", y="y", kind="xbar")
    assert apart.points["n"].tolist() == [2] * 12
    assert apart.points[["x", "y"]].equals(beside.points[["x", "y"]])
