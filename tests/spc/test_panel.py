"""Many series at once."""

import numpy as np
import pandas as pd
import pytest

import qikit as qi
from qikit.errors import QIError
from qikit.spc.chart import chart

MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")


def table(series=3, months=24, seed=5):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "ward": np.repeat([f"Ward {i}" for i in range(series)], months),
            "month": np.tile(MONTHS[:months], series),
            "y": rng.normal(50, 4, series * months),
        }
    )


def made(data, **settings):
    settings = {"by": "ward", "kind": "xmr", **settings}
    return chart(data, x="month", y="y", **settings)


def test_series_keep_the_order_of_the_table():
    data = table()
    assert made(data.iloc[::-1]).series == ["Ward 2", "Ward 1", "Ward 0"]
    assert made(data).series == ["Ward 0", "Ward 1", "Ward 2"]


def test_rows_of_series_may_be_mixed():
    data = table()
    mixed = data.sample(frac=1, random_state=1).sort_values("month", kind="stable")
    result = made(mixed)
    assert "sorted" not in " ".join(result.cautions)
    for name, part in data.groupby("ward"):
        assert np.allclose(result.points["y"][result.points["series"] == name], part["y"])


def test_two_columns_name_a_series():
    data = table(4)
    data["site"] = np.repeat(["North", "South"], 48)
    data["ward"] = np.tile(np.repeat(["A", "B"], 24), 2)
    result = made(data, by=["site", "ward"])
    assert result.series == ["North, A", "North, B", "South, A", "South, B"]
    assert np.allclose(result.points["y"], data["y"])


def test_one_series_with_by_has_its_own_name():
    assert made(table(1)).series == ["Ward 0"]


def test_an_empty_series_is_named_and_the_rest_charted():
    data = table(1000)
    data.loc[data["ward"] == "Ward 500", "y"] = np.nan
    result = made(data)
    assert len(result.series) == 999 and "Ward 500" not in result.series
    assert result.cautions == ["Ward 500 has fewer than two values, so no chart was made of it."]


def test_many_empty_series_are_counted():
    data = table(20)
    data.loc[data["ward"].isin([f"Ward {i}" for i in range(7)]), "y"] = np.nan
    assert made(data).cautions[0] == (
        "Ward 0, Ward 1, Ward 2, Ward 3, Ward 4 and 2 more have fewer than two values, so no chart "
        "was made of them."
    )


def test_short_series_are_run_charts_among_control_charts():
    data = table()
    data = data[~((data["ward"] == "Ward 1") & (data["month"] > MONTHS[7]))]
    result = made(data)
    assert result.summary["kind"].tolist() == ["xmr", "run", "xmr"]
    assert result.points.loc[result.points["series"] == "Ward 1", "upper"].isna().all()
    assert result.cautions[0].startswith("Ward 1 has fewer than 12 points, so a run chart is shown")
    assert "Ward 1: Median" in result.words


def test_better_target_and_unit_from_columns():
    data = table(2)
    data["better"] = np.repeat(["higher", "lower"], 24)
    data["goal"] = np.repeat([30.0, 45.0], 24)
    data["unit"] = np.repeat(["%", "minutes"], 24)
    result = made(data, better="better", target="goal", unit="unit")
    assert result.better == {"Ward 0": "higher", "Ward 1": "lower"}
    assert result.target == {"Ward 0": 30, "Ward 1": 45}
    assert result.summary["assurance"].tolist() == ["passes", "hit and miss"]
    assert "minutes" in result.words and "Target 30%" in result.words


def test_better_and_target_by_name():
    result = made(table(3), better={"Ward 1": "higher"}, target={"Ward 1": 90})
    assert result.better["Ward 0"] == "neither" and result.target["Ward 0"] is None
    assert result.summary["assurance"].tolist() == ["", "fails", ""]
    with pytest.raises(QIError, match="better= names 'Ward 9', which is no series here"):
        made(table(3), better={"Ward 9": "higher"})


def test_a_direction_that_changes_within_a_series_is_refused():
    data = table(1)
    data["better"] = ["higher"] * 12 + ["lower"] * 12
    with pytest.raises(QIError, match="The column 'better' changes within Ward 0"):
        made(data, better="better")


def test_a_target_may_change_over_time():
    data = table(1)
    data["goal"] = [80] * 12 + [30] * 12
    result = made(data, target="goal", better="higher")
    assert result.target == {"Ward 0": 30}
    assert result.summary["assurance"].tolist() == ["passes"]


def test_a_blank_series_name_is_refused():
    data = table(2)
    data.loc[3, "ward"] = None
    with pytest.raises(QIError, match="The column 'ward' is blank in row 4"):
        made(data)
    with pytest.raises(QIError, match="by= names no column"):
        made(data, by=[])


def test_series_are_asked_for_by_name():
    result = made(table(3))
    with pytest.raises(QIError, match="Name a series. There are: Ward 0, Ward 1, Ward 2"):
        result.why(3)
    with pytest.raises(QIError, match="There is no series called 'Ward 7'"):
        result.drawn("Ward 7")
    assert result.rows("Ward 1") == slice(24, 48)


def test_a_large_panel_names_only_what_needs_a_look():
    data = table(40)
    data.loc[data["ward"] == "Ward 7", "y"] += np.r_[np.zeros(23), 40]
    result = made(data, better="lower")
    assert "Concern: " in result.words and "Ward 7" in result.words
    assert "Common cause: " in result.words and "Ward 0," not in result.words


def test_advice_names_the_series():
    data = table(2)
    data.loc[24:, "y"] = [40.0, 41.0] * 8 + [60.0, 61.0] * 4
    (advice,) = made(data).advice
    assert advice.startswith("Ward 1: Months 17 to 24 (May 2025 to December 2025) are above")
    assert "not where the rule fired" in advice


def test_ten_thousand_series_take_well_under_a_second():
    import time

    data = table(10_000)
    start = time.process_time()
    result = made(data, better="higher")
    assert len(result.points) == 240_000 and len(result.summary) == 10_000
    assert result.signals["series"].nunique() > 100
    assert result.words and not result.cautions
    assert time.process_time() - start < 3


def test_the_times_of_the_table_are_a_copy():
    data = {"x": pd.date_range("2026-01-01", periods=12), "y": range(12)}
    made = qi.chart(data, x="x", y="y", kind="xmr")
    assert not np.shares_memory(made.points["x"].to_numpy(), made.analysis.reading.axis.values)


def test_the_table_is_a_copy(plot):
    made = plot([float(value) for value in range(12)])
    before = made.points.copy()
    assert not np.shares_memory(made.points["x"].to_numpy(), made.analysis.reading.axis.values)
    for name in before.columns:
        held = getattr(made.analysis, name, None)
        if held is not None:
            assert not np.shares_memory(made.points[name].to_numpy(), held)
    made.points.loc[:, ["y", "phase", "excluded"]] = [[0.0, 9, True]] * 12
    assert plot([float(value) for value in range(12)]).points.equals(before)
    assert made.analysis.value.tolist() == list(range(12))
    assert made.analysis.phase.tolist() == [1] * 12
