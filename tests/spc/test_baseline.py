"""Limits that are kept in a file and used again."""

import numpy as np
import pytest

from qikit.errors import QIError
from qikit.spc import Baseline

Y = [50, 52, 49, 51, 53, 50, 48, 52, 51, 49, 50, 52, 60, 62, 59, 61, 63, 60, 58, 62, 61, 59, 60, 62]


def test_a_baseline_is_saved_and_used_again(plot, tmp_path):
    first = plot(Y[:12])
    first.baseline.save(tmp_path / "wards" / "baseline.json")
    again = plot(Y[12:17], baseline=Baseline.load(tmp_path / "wards" / "baseline.json"))
    assert again.summary["kind"].tolist() == ["xmr"]
    columns = ["centre", "lower", "upper"]
    assert again.summary[columns].equals(first.summary[columns])
    assert (again.points["y"] > again.points["upper"]).any()
    assert "Baseline: limits saved earlier." in again.caption
    assert again.summary["trial"].tolist() == ["trial"]


@pytest.mark.parametrize("kind", ["run", "p", "u", "pprime", "uprime", "np"])
def test_a_saved_baseline_of_any_kind_gives_the_same_lines(plot, tmp_path, kind):
    first = plot(Y, n=[200] * 24, kind=kind)
    first.baseline.save(tmp_path / "b.json")
    again = plot(Y, n=[200] * 24, kind=kind, baseline=Baseline.load(tmp_path / "b.json"))
    assert np.allclose(
        first.points[["centre", "upper"]], again.points[["centre", "upper"]], equal_nan=True
    )


def test_saved_baselines_of_a_panel_and_a_newcomer():
    from qikit.spc.chart import chart

    rows = [{"w": w, "m": m, "y": Y[m]} for w in "AB" for m in range(12)]
    saved = chart(rows, x="m", y="y", by="w", kind="xmr").baseline
    rows = [{"w": w, "m": m, "y": Y[m]} for w in "BC" for m in range(12, 24)]
    made = chart(rows, x="m", y="y", by="w", kind="xmr", baseline=saved)
    assert made.summary["centre"].tolist() == [np.mean(Y[:12]), np.mean(Y[12:])]
    assert "C has no limits in the saved baseline; limits are from their own points." in (
        made.cautions
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{}", "holds no baseline"),
        ("not json", "holds no baseline"),
        ('{"version": 9}', "saved by another version"),
        (None, "There is no file"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(tmp_path, content, sentence):
    if content is not None:
        (tmp_path / "b.json").write_text(content)
    with pytest.raises(QIError, match=sentence):
        Baseline.load(tmp_path / "b.json")


def test_a_saved_baseline_of_another_kind_is_refused(plot):
    saved = plot(Y, kind="c").baseline
    with pytest.raises(QIError, match="The saved baseline is of kind 'c', and this chart of kind"):
        plot(Y, baseline=saved)


def test_a_stated_limit_below_its_mean_is_refused():
    with pytest.raises(QIError, match="The upper limit 40 must be above the mean 50"):
        Baseline.stated(mean=50, upper=40)


def test_a_saved_baseline_serves_a_renamed_column(plot):
    from qikit.spc.chart import chart

    first = [50, 52, 49, 51, 53, 50, 48, 52, 51, 49, 50, 52]
    saved = plot(first).baseline
    made = chart({"m": range(12), "wait": [y + 30 for y in first]}, x="m", y="wait", kind="xmr",
                 baseline=saved)  # fmt: skip
    assert made.summary["centre"].tolist() == plot(first).summary["centre"].tolist()
    assert made.points["outside"].all()
    assert "Baseline: limits saved earlier." in made.caption


def test_a_saved_baseline_of_other_series_is_refused(plot):
    from qikit.spc.chart import chart

    saved = plot(list(range(12))).baseline
    panel = {"m": [*range(12)] * 2, "y": [1, 2] * 12, "w": ["A"] * 12 + ["B"] * 12}
    with pytest.raises(QIError, match="none of these series. It holds: y. The chart has: A, B"):
        chart(panel, x="m", y="y", by="w", kind="xmr", baseline=saved)


def test_stated_limits_are_called_stated(plot):
    made = plot(list(range(12)), baseline=Baseline.stated(mean=5, upper=12))
    assert "Baseline: limits stated." in made.caption
