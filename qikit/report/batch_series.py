"""One report to make, as data."""

from dataclasses import dataclass, field

import numpy as np

from qikit.report.measures import Measure


@dataclass
class Series:
    """One report to make: a measure in a place, its rows and its settings."""

    slug: str
    place: str
    title: str
    measure: Measure
    times: list
    values: np.ndarray
    n: np.ndarray | None
    targets: np.ndarray | None
    kind: str
    why: str
    better: str
    unit: str
    cautions: list[str] = field(default_factory=list)
    period: str = "period"

    @property
    def name(self) -> str:
        """The place and the measure, as one label."""
        return f"{self.place}: {self.title}" if self.place else self.title

    @property
    def per(self) -> float:
        """The scale of its rate; per cent of cases unless stated."""
        if self.kind in ("p", "pprime") and self.unit == "%":
            return 100.0
        return self.measure.per if self.kind in ("u", "uprime", "p", "pprime") else 1.0

    def parameters(self) -> dict:
        """What its notebook is given: plain values only."""
        return {
            "title": self.title,
            "place": self.place,
            "period": self.period,
            "times": [str(one) for one in self.times],
            "values": plain_list(self.values),
            "denominators": None if self.n is None else plain_list(self.n),
            "targets": None if self.targets is None else plain_list(self.targets),
            "kind": self.kind,
            "why": self.why,
            "better": self.better,
            "unit": self.unit,
            "per": self.per,
            "phases": [list(one) for one in self.measure.phases],
            "exclusions": [list(one) for one in self.measure.exclusions],
            "cautions": list(self.cautions),
        }


def plain_list(values) -> list:
    """Numbers as Python's own, None for a gap."""
    return [None if one != one else float(one) for one in values]
