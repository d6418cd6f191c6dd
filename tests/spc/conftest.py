"""What the chart tests share: the checked reference answers, and a short way to a chart."""

import tomllib
from pathlib import Path

import pytest

from qikit.spc.chart import chart


@pytest.fixture(scope="session")
def reference():
    """Section 10 of the curriculum as data."""
    path = Path(__file__).parents[1] / "reference.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def plot():
    """``plot(values, kind="xmr", n=..., ...)``: a chart of values at x = 1, 2, 3, ..."""

    def made(values, n=None, **settings):
        data = {"point": list(range(1, len(values) + 1)), "y": values}
        if n is not None:
            data["n"] = n
            settings["n"] = "n"
        settings.setdefault("kind", "xmr")
        return chart(data, x="point", y="y", **settings)

    return made


@pytest.fixture(scope="session")
def marked():
    """``marked(chart, "shift")``: the positions that a rule marks on a chart of one series."""

    def positions(made, rule):
        return [at for at, on in enumerate(made.points[rule], start=1) if on]

    return positions


@pytest.fixture(scope="session")
def spans():
    """``spans(chart, "shift")``: first and last position of each signal of a rule."""

    def pairs(made, rule):
        table = made.signals
        rows = table[table["rule"] == rule]
        return list(zip(rows["first"].tolist(), rows["last"].tolist(), strict=True))

    return pairs
