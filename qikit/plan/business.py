"""The business case: what improvement costs and brings, month by month, in three readings.

Curriculum's design, section 7.6. Money is never made of what is not money: benefits that have no
price are listed beside.
"""

from dataclasses import dataclass, replace

import numpy as np

from qikit.errors import QIError

TYPES = ("cash", "capacity", "avoided", "non-financial")
AREAS = ("workforce", "patients, service users and society", "organisations", "systems")
DOMAINS = (
    "patient and carer outcomes and experience", "staff experience", "productivity and efficiency",
    "cost avoidance", "cost reduction", "revenue",
)
EVIDENCE = (
    "a story", "data over time in one place", "data over time in several places",
    "a comparison", "a planned experiment",
)
READINGS = {
    "cash": ("cash",), "cash and avoided": ("cash", "avoided"),
    "all monetised": ("cash", "avoided", "capacity"),
}
DISCOUNT = 0.035  # a year; editable


@dataclass(frozen=True)
class Cost:
    """One line of cost: ``quantity`` x ``unit_value`` pounds, spread evenly from month to month.

    ``first`` and ``last`` month count from 1; month 0 is what is paid at the start.
    """

    name: str
    quantity: float
    unit_value: float = 1
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Benefit:
    """One line of benefit over ``first`` to ``last`` month, in pounds in all.

    Parameters
    ----------
    name, area, domain, type : str
        One of ``AREAS``, ``DOMAINS``, ``TYPES``.
    quantity, unit_value : float
        Their product is the whole benefit over the period; 0 for what has no price.
    first, last : int
        Months from 1. ``ramp`` of these months rise evenly to the full amount.
    evidence : int
        1 (a story) to 5 (a planned experiment).
    confidence : float
        0 to 1.
    where : str
        Of capacity: where the hours went. Nothing is worth anything until this is said.
    hours_of : str
        Which hours these are, so that no hour counts twice.
    """

    name: str
    type: str
    quantity: float
    unit_value: float = 1
    area: str = AREAS[2]
    domain: str = DOMAINS[2]
    first: int = 1
    last: int = 12
    ramp: int = 0
    evidence: int = 1
    confidence: float = 1
    where: str = ""
    hours_of: str = ""


@dataclass(frozen=True)
class Case:
    """A business case: its lines and how many months it looks at."""

    costs: tuple = ()
    benefits: tuple = ()
    months: int = 12
    discount: float = DISCOUNT

    def __post_init__(self):
        if self.months < 1:
            raise QIError("A business case looks at one month or more. Give its months.")
        if not 0 <= self.discount < 1:
            raise QIError("Give the discount rate as a share: 3.5% is 0.035.")
        for line in (*self.costs, *self.benefits):
            _checked(line, self.months)


def flows(case: Case, types=READINGS["all monetised"]) -> dict:
    """Costs and benefits by month.

    Returns
    -------
    dict of numpy.ndarray
        ``month`` 0 to months; ``costs``, ``benefits`` and ``cumulative`` net, pounds.
    """
    costs, benefits = np.zeros(case.months + 1), np.zeros(case.months + 1)
    for line in case.costs:
        costs[line.first : line.last + 1] += _spread(line, 0)
    for line in case.benefits:
        if line.type in types:
            benefits[line.first : line.last + 1] += _spread(line, line.ramp)
    return {
        "month": np.arange(case.months + 1), "costs": costs, "benefits": benefits,
        "cumulative": np.cumsum(benefits - costs),
    }


def results(case: Case) -> dict:
    """What comes out, for each of the three readings of ``READINGS``.

    Returns
    -------
    dict
        By reading: ``roi`` ((benefits - costs) / costs), ``present_value`` of the net (pounds),
        ``break_even`` (first month with a net of 0 or more; None when there is none),
        ``expected`` (benefits times confidence), ``costs``, ``benefits``.
    """
    found = {}
    for reading, types in READINGS.items():
        flow = flows(case, types)
        costs, benefits = flow["costs"].sum(), flow["benefits"].sum()
        # A net of 0 before anything is spent or earned is no break-even.
        begun = np.cumsum(flow["costs"] + flow["benefits"]) > 0
        even = np.flatnonzero(begun & (flow["cumulative"] >= -1e-9))
        rate = (1 + case.discount) ** (flow["month"] / 12)
        expected = sum(
            line.quantity * line.unit_value * line.confidence
            for line in case.benefits if line.type in types
        )
        found[reading] = {
            "costs": costs, "benefits": benefits,
            "roi": (benefits - costs) / costs if costs else None,
            "present_value": float(((flow["benefits"] - flow["costs"]) / rate).sum()),
            "break_even": int(even[0]) if even.size else None,
            "expected": expected,
        }
    return found


def tornado(case: Case, by: float = 0.25, most: int = 5) -> list[dict]:
    """The inputs that move the net most when each alone is changed by a quarter, most first.

    Returns
    -------
    list of dict
        ``name``, ``low`` and ``high``: the net of all monetised lines, pounds.
    """
    def net(changed: Case) -> float:
        return float(flows(changed)["cumulative"][-1])

    swings = []
    for kind in ("costs", "benefits"):
        lines = getattr(case, kind)
        for at, line in enumerate(lines):
            if getattr(line, "type", "") == "non-financial":
                continue
            ends = [
                net(replace(case, **{kind: (*lines[:at], replace(
                    line, quantity=line.quantity * (1 + sign * by)), *lines[at + 1:])}))
                for sign in (-1, 1)
            ]
            swings.append({"name": line.name, "low": min(ends), "high": max(ends)})
    return sorted(swings, key=lambda each: each["low"] - each["high"])[:most]


def cautions(case: Case) -> list[str]:
    """What a finance director would ask, a sentence each; empty when nothing is open."""
    found, hours = [], {}
    for line in case.benefits:
        if line.type == "capacity" and not line.where.strip():
            found.append(
                f"'{line.name}' frees capacity. Say where the hours went; until then it is a hope."
            )
        if line.hours_of:
            hours.setdefault(line.hours_of.strip().lower(), []).append(line.name)
        if line.confidence > 0.8 and line.evidence < 3 and line.type != "non-financial":
            found.append(
                f"'{line.name}' is held with confidence {line.confidence:g} on "
                f"{EVIDENCE[line.evidence - 1]}. Lower the confidence, or bring better evidence."
            )
    for what, names in hours.items():
        if len(names) > 1:
            twice = " and ".join(names)
            found.append(f"The same hours ({what}) count in {twice}. Count them once.")
    if case.benefits and case.costs:
        begins = min(line.first for line in case.costs)
        early = [line.name for line in case.benefits if line.first <= begins
                 and line.type != "non-financial"]
        if early:
            found.append(
                f"{' and '.join(early)} begins no later than the costs. Costs come first."
            )
    if not any(line.type == "non-financial" for line in case.benefits):
        found.append("No benefit without a price is listed. What is better for people?")
    missing = [area for area in AREAS if area not in {line.area for line in case.benefits}]
    if missing:
        found.append(f"Nothing is said of: {'; '.join(missing)}.")
    return found


def _spread(line, ramp: int) -> np.ndarray:
    """The whole sum over the line's months: even, or rising over the first ``ramp`` of them."""
    months = line.last - line.first + 1
    weights = np.minimum(1, np.arange(1, months + 1) / (ramp + 1)) if ramp else np.ones(months)
    return line.quantity * line.unit_value * weights / weights.sum()


def _checked(line, months: int) -> None:
    for name in ("quantity", "unit_value"):
        size = getattr(line, name)
        if not isinstance(size, int | float) or not np.isfinite(size) or size < 0:
            raise QIError(f"'{line.name}': give {name.replace('_', ' ')} as a number of 0 or more.")
    if not 0 <= line.first <= line.last <= months:
        raise QIError(
            f"'{line.name}': its months {line.first} to {line.last} do not lie within "
            f"0 to {months}."
        )
    if isinstance(line, Benefit):
        for name, allowed in (("type", TYPES), ("area", AREAS), ("domain", DOMAINS)):
            if getattr(line, name) not in allowed:
                raise QIError(
                    f"'{line.name}': its {name} is none of {', '.join(allowed)}. Choose one."
                )
        if not 0 <= line.confidence <= 1:
            raise QIError(f"'{line.name}': give confidence as a share from 0 to 1.")
        if line.evidence not in range(1, 6):
            raise QIError(f"'{line.name}': evidence is a grade from 1 (a story) to 5.")
        if not 0 <= line.ramp <= line.last - line.first:
            raise QIError(f"'{line.name}': the ramp is longer than its months.")
        if line.type == "non-financial" and line.quantity * line.unit_value:
            raise QIError(
                f"'{line.name}' is non-financial. Describe it in words and leave its value 0."
            )
