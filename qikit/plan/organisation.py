"""A whole organisation's plan: all groups at once, what its characteristics change, stress tests.

Curriculum's design, section 7.3. The equations are those of :mod:`qikit.plan.dose`; here all
groups, stress tests, marginal changes and uncertain scenarios run as one array. What a
characteristic changes is a planning assumption, not evidence, and is said wherever it is shown.
"""

from dataclasses import dataclass, replace

import numpy as np

from qikit.errors import QIError
from qikit.plan.dose import BINDS, Group, course
from qikit.plan.readiness import stage

PARTNERS = "partners"
FIRST = ("board", "coaches", "experts")  # who starts when the board comes first
PAUSE = 6  # months
STRESS_MONTH = 24
HORIZON = 60
BOARD_FIRST = 0.5
STRESSES = {
    "trainers": "Trainer days halved",
    "turnover": "Turnover up by half",
    "release": "Release hours cut by a third",
    "leader": "A leader changes, and commitment falls: others pause for six months",
}
RANGES = {"leavers": 0.25, "attendance": 0.10, "completion": 0.10, "release_hours": 0.20}
SEED = 2026
_EXTRAS = ("one more trainer day", "one more release hour")


@dataclass(frozen=True)
class Organisation:
    """An organisation that plans its training.

    Parameters
    ----------
    groups : tuple of Group
        Each with single numbers, named by the keys of the dosing table or "partners".
    sites, service_types : int
        Places of work, kinds of service.
    journey : float
        History and status of the quality journey, 0 to 100.
    commitment : float
        Share of the checklist of senior commitment that is met, 0 to 1.
    projects : int
        Improvement projects that are under way.
    projects_per_coach, staff_per_coach, projects_per_expert, staff_per_expert, active : float
        Planning assumptions for equation 11; ``active`` is the share of coaches who coach.
    """

    groups: tuple[Group, ...]
    sites: int = 1
    service_types: int = 1
    journey: float = 50
    commitment: float = 1
    projects: int = 0
    projects_per_coach: float = 4
    staff_per_coach: float = 300
    projects_per_expert: float = 20
    staff_per_expert: float = 2000
    active: float = 0.8

    def __post_init__(self):
        if not self.groups:
            raise QIError("Give the headcount of one group or more.")
        if not 0 <= self.journey <= 100:
            raise QIError("The quality journey is a score from 0 to 100.")
        if not 0 <= self.commitment <= 1:
            raise QIError("Commitment is the share of the checklist that is met, 0 to 1.")
        if self.sites < 1 or self.service_types < 1:
            raise QIError("There is one site and one kind of service at least.")
        if not 0 < self.active <= 1:
            raise QIError("The share of coaches who coach is more than 0 and no more than 1.")
        for name in ("projects_per_coach", "staff_per_coach", "projects_per_expert",
                     "staff_per_expert"):
            if getattr(self, name) <= 0:
                raise QIError(f"Give {name.replace('_', ' ')} as more than 0.")

    @property
    def stage(self) -> str:
        """"start", "build" or "scale"."""
        return stage(self.journey)

    @property
    def board_first(self) -> bool:
        """Whether nobody but board, coaches and experts starts for six months."""
        return self.commitment < BOARD_FIRST

    @property
    def site_factor(self) -> float:
        """How much more coaches and experts many sites and services take."""
        return 1 + 0.05 * min(4, self.sites - 1) + 0.05 * (self.service_types - 1)

    @property
    def staff(self) -> float:
        """Everybody who works there: the largest group, which takes in all others."""
        return max(group.headcount for group in self.groups if group.name != PARTNERS)


@dataclass(frozen=True)
class Plan:
    """What comes out, months first, groups in the order of the organisation.

    ``coverage`` (months + 1, groups), shares; ``low`` and ``high`` hold it 9 times in 10;
    ``completions``, ``hours``, ``cost`` and ``binds`` (months, groups); ``stressed`` by the keys of
    ``STRESSES`` (months + 1, groups); ``marginal`` by "one more trainer day" and "one more release
    hour": the gain in coverage at month 24 (groups).
    """

    organisation: Organisation
    coverage: np.ndarray
    low: np.ndarray
    high: np.ndarray
    completions: np.ndarray
    hours: np.ndarray
    cost: np.ndarray
    binds: np.ndarray
    stressed: dict
    marginal: dict

    def reached(self, group: int, share: float) -> int | None:
        """The first month in which a share of a group is trained; None when not within the plan."""
        there = self.coverage[:, group] >= share - 1e-9
        return int(there.argmax()) if there.any() else None

    def binding(self, group: int) -> str:
        """What holds a group back most often in its first year: one of ``BINDS``."""
        first = self.binds[:12, group]
        return BINDS[int(np.bincount(first, minlength=len(BINDS)).argmax())]


def plan(organisation: Organisation, months: int = HORIZON, scenarios: int = 400) -> Plan:
    """Run a plan for all groups at once.

    Parameters
    ----------
    months : int
        How far to look, more than 24.
    scenarios : int
        How many uncertain futures the band is drawn from: leavers, attendance, completion and
        release hours vary within ``RANGES``, evenly, with the seed ``SEED``.
    """
    if months <= STRESS_MONTH + PAUSE:
        raise QIError(f"A plan looks at more than {STRESS_MONTH + PAUSE} months.")
    extra = 1 + len(STRESSES)  # the plan itself stands first, then the stress tests
    stacked = _stacked(organisation, extra + len(_EXTRAS) + scenarios)
    column = {name: place for place, name in enumerate(STRESSES, 1)}
    days = np.maximum(stacked.trainer_days[:, :1], 1e-9)
    stacked.sessions[:, extra] += (1 / days)[:, 0]
    stacked.release_hours[:, extra + 1] += 1
    _vary(stacked, extra + len(_EXTRAS), scenarios)
    found = _pieces(organisation, stacked, column, months)
    coverage = found["coverage"]
    band = coverage[:, :, extra + len(_EXTRAS):]
    low, high = (np.percentile(band, [5, 95], axis=2) if scenarios
                 else (coverage[:, :, 0], coverage[:, :, 0]))
    return Plan(
        organisation, coverage[:, :, 0], low, high,
        *(found[name][:, :, 0] for name in ("completions", "hours", "cost", "binds")),
        stressed={name: coverage[:, :, place] for name, place in column.items()},
        marginal={
            name: coverage[STRESS_MONTH, :, extra + at] - coverage[STRESS_MONTH, :, 0]
            for at, name in enumerate(_EXTRAS)
        },
    )


def coaches(organisation: Organisation) -> dict:
    """Equation 11: how many coaches and experts are needed, and how many there are to coach.

    Returns
    -------
    dict
        ``coaches`` and ``experts`` needed; ``available``: coaches there are, times who is active.
    """
    staff, projects, factor = organisation.staff, organisation.projects, organisation.site_factor
    heads = {group.name: group.headcount for group in organisation.groups}
    return {
        "coaches": factor * max(projects / organisation.projects_per_coach,
                                staff / organisation.staff_per_coach),
        "experts": factor * max(projects / organisation.projects_per_expert,
                                staff / organisation.staff_per_expert),
        "available": heads.get("coaches", 0) * organisation.active,
    }




def _stacked(organisation: Organisation, columns: int) -> Group:
    names = [name for name in Group.__dataclass_fields__ if name != "name"]
    arrays = {
        name: np.repeat(
            np.array([[float(getattr(group, name))] for group in organisation.groups]),
            columns, axis=1)
        for name in names
    }
    return Group("all groups", **arrays)


def _vary(stacked: Group, first: int, count: int) -> None:
    """Uncertain scenarios in the columns from ``first`` on."""
    dice = np.random.default_rng(SEED)
    groups = stacked.headcount.shape[0]
    for name, reach in RANGES.items():
        sizes = getattr(stacked, name)
        varied = sizes[:, first:] * dice.uniform(1 - reach, 1 + reach, (groups, count))
        sizes[:, first:] = varied if name == "release_hours" else np.minimum(varied, 1)


def _pieces(organisation: Organisation, stacked: Group, column: dict, months: int) -> dict:
    """The course of all columns, piece by piece: the first months, then until and after 24."""
    late = np.array([[group.name not in FIRST] for group in organisation.groups])
    opening = np.ones_like(stacked.headcount)
    if organisation.stage == "start":
        opening *= 0.5
    begun = np.where(late, 0.0, 1.0) if organisation.board_first else np.ones_like(late, float)
    one = np.ones_like(stacked.headcount)
    hit = {name: one.copy() for name in ("sessions", "leavers", "release_hours")}
    hit["sessions"][:, column["trainers"]] = 0.5
    hit["leavers"][:, column["turnover"]] = 1.5
    hit["release_hours"][:, column["release"]] = 2 / 3
    paused = one.copy()
    paused[:, column["leader"]] = np.where(late[:, 0], 0.0, 1.0)
    shocks = {**hit, "sessions": hit["sessions"] * paused, "induction": paused}
    pieces = [
        (PAUSE, {"sessions": opening * begun, "induction": one * begun}),
        (STRESS_MONTH - PAUSE, {}),
        (PAUSE, shocks),
        (months - STRESS_MONTH - PAUSE, hit),
    ]
    found, trained = {}, stacked.trained
    for length, factors in pieces:
        changed = {name: np.minimum(getattr(stacked, name) * by, 1) if name == "leavers"
                   else getattr(stacked, name) * by for name, by in factors.items()}
        part = course(replace(stacked, trained=trained, **changed), length)
        trained = part["trained"][-1]
        for name in ("coverage", "completions", "hours", "cost", "binds"):
            rows = part[name][:-1] if name == "coverage" else part[name]
            found.setdefault(name, []).append(rows)
    found["coverage"].append((trained / stacked.headcount)[None])
    return {name: np.concatenate(rows) for name, rows in found.items()}
