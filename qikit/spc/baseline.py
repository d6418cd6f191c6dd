"""Limits that are kept: saved to a small file, and used again on new data."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from qikit.errors import QIError
from qikit.place import write
from qikit.spc.constants import E2

VERSION = 1


@dataclass(frozen=True)
class Baseline:
    """The parameters that limits were worked out from, for each series.

    Parameters
    ----------
    kind : the chart kind
    series : for each series its parameters, such as ``{"mean": 32.9, "mean_range": 2.66}``, on the
        scale before ``per``
    points : for each series how many points they stand on
    screened : whether moving ranges were screened

    Examples
    --------
    >>> Baseline.stated(mean=50, upper=80).series
    {'': {'mean': 50.0, 'mean_range': 11.278195488721805}}
    """

    kind: str
    series: dict[str, dict[str, float]]
    points: dict[str, int] = field(default_factory=dict)
    screened: bool = False

    @classmethod
    def stated(cls, *, mean: float, upper: float) -> "Baseline":
        """An XmR baseline from a mean and an upper limit that someone states.

        Raises
        ------
        QIError
            When the upper limit is not above the mean.
        """
        if not upper > mean:
            raise QIError(f"The upper limit {upper} must be above the mean {mean}.")
        return cls("xmr", {"": {"mean": float(mean), "mean_range": (upper - mean) / E2}})

    def save(self, path: str | Path) -> None:
        """Write it to a small JSON file."""
        content = {
            "version": VERSION,
            "kind": self.kind,
            "screened": self.screened,
            "series": {
                name: {"points": self.points.get(name), "parameters": parameters}
                for name, parameters in self.series.items()
            },
        }
        write(Path(path), json.dumps(content, indent=1, ensure_ascii=False) + "\n")

    @classmethod
    def load(cls, path: str | Path) -> "Baseline":
        """Read it back.

        Raises
        ------
        QIError
            When there is no such file, or it holds no baseline.
        """
        try:
            content = json.loads(Path(path).read_text(encoding="utf-8"))
            if content["version"] != VERSION:
                raise QIError(
                    f"{path} was saved by another version of this package. Save the baseline again."
                )
            return cls(
                content["kind"],
                {
                    name: {key: float(value) for key, value in one["parameters"].items()}
                    for name, one in content["series"].items()
                },
                {n: one["points"] for n, one in content["series"].items() if one["points"]},
                content["screened"],
            )
        except FileNotFoundError as error:
            raise QIError(
                f"There is no file {path}. Save a baseline with chart.baseline.save(path)."
            ) from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise QIError(
                f"{path} holds no baseline. Give a file made by chart.baseline.save(path)."
            ) from error

    def of(self, name: str) -> dict[str, float] | None:
        """The parameters of one series; a baseline with one series serves a single chart."""
        if name in self.series:
            return self.series[name]
        return self.series.get("")

    def renamed(self, names: list[str]) -> "Baseline":
        """The same for a chart of these series: one saved series serves a chart of one series.

        Raises
        ------
        QIError
            When it holds none of the series.
        """
        if any(self.of(name) is not None for name in names):
            return self
        if len(names) == len(self.series) == 1:
            (old,) = self.series
            points = {names[0]: self.points[old]} if old in self.points else {}
            return replace(self, series={names[0]: self.series[old]}, points=points)
        raise QIError(
            f"The saved baseline holds none of these series. It holds: {_few(self.series)}. The "
            f"chart has: {_few(names)}. Use the same names, or leave baseline= out."
        )


def _few(names) -> str:
    """Some names, and a sign when there are more."""
    names = list(names)
    return ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
