"""The dosing planner: how many of a group are trained, month by month, and what binds.

Every number of a group may be an array: then all scenarios are worked out at once. The equations
are those of section 7.3 of the curriculum's design, by number.
"""

from dataclasses import dataclass, fields, replace

import numpy as np

from qikit.errors import QIError

BINDS = ("people", "trainers", "release")
_SHARES = ("leavers", "induction", "attendance", "completion", "backfill")
_COUNTS = ("seats", "sessions", "release_hours", "hourly_cost", "expenses", "fixed", "trainer_days",
           "trainer_day_cost", "refresh_years", "hours")


@dataclass(frozen=True)
class Group:
    """A group of people and the training there is for them.

    Parameters
    ----------
    name : str
        Such as "all_staff".
    headcount : int
        People in the group, the same throughout.
    leavers : float
        Share of them that leaves in a year, 0 to 1.
    hours : float
        Hours of the dose for one person, in paid time.
    seats, sessions : float
        Seats a session, sessions a month.
    attendance, completion : float
        Share of seats that is filled; share of those that finishes. 0 to 1.
    induction : float
        Share of starters who are trained at induction, 0 to 1.
    refresh_years : float
        Years until the dose is to be refreshed; 0 is never.
    release_hours : float
        Hours a month for which people can be released; infinite when nothing limits them.
    trained : float
        People trained at the start.
    hourly_cost, backfill, expenses : float
        Pounds an hour with on-costs; share of the hours that is backfilled; pounds a person.
    trainer_days, trainer_day_cost, fixed : float
        Days of a trainer a session, pounds a day; pounds a month besides.

    Raises
    ------
    QIError
        When a number cannot be: a share outside 0 to 1, fewer than 0, more trained than there are.
    """

    name: str
    headcount: float
    leavers: float
    hours: float
    seats: float
    sessions: float = 1
    attendance: float = 1
    completion: float = 1
    induction: float = 0
    refresh_years: float = 3
    release_hours: float = np.inf
    trained: float = 0
    hourly_cost: float = 0
    backfill: float = 0
    expenses: float = 0
    trainer_days: float = 1
    trainer_day_cost: float = 0
    fixed: float = 0

    def __post_init__(self):
        for each in fields(self)[1:]:
            size = np.asarray(getattr(self, each.name))
            if size.dtype.kind not in "iuf" or np.isnan(size).any():
                raise QIError(f"'{self.name}': {_plain(each.name)} must be a number.")
        for name in _SHARES:
            self._within(name, 0, 1, "as a share from 0 to 1: 12% is 0.12")
        for name in _COUNTS:
            self._within(name, 0, np.inf, "as 0 or more")
        self._within("headcount", 1, np.inf, "as 1 or more people")
        self._within("trained", 0, np.asarray(self.headcount), "from 0 to the headcount")
        self._within("hours", np.nextafter(0, 1), np.inf, "as more than 0 hours")

    def _within(self, name, low, high, rule) -> None:
        size = np.asarray(getattr(self, name), float)
        if (size < low).any() or (size > high).any():
            raise QIError(f"'{self.name}': give {_plain(name)} {rule}.")

    @property
    def leaving(self):
        """δ: the chance to leave in a month."""
        return 1 - (1 - np.asarray(self.leavers, float)) ** (1 / 12)

    @property
    def loss(self):
        """λ: share of trained people lost in a month, to leaving and to the time of refreshing."""
        years = np.asarray(self.refresh_years, float)
        with np.errstate(divide="ignore"):
            return np.minimum(1, self.leaving + np.where(years > 0, 1 / (12 * years), 0))

    @property
    def inducted(self):
        """Equation 1: starters trained at induction in a month."""
        return self.induction * self.leaving * np.asarray(self.headcount)

    @property
    def capacity(self):
        """Equation 2: completions a month that seats and trainers allow."""
        return np.asarray(self.seats) * self.sessions * self.attendance * self.completion

    @property
    def released(self):
        """Equation 2: completions a month that the hours of release allow, besides induction."""
        return np.maximum(0, np.asarray(self.release_hours) / self.hours - self.inducted)


def course(group: Group, months: int = 60, changes: dict | None = None):
    """The course of a plan, month by month.

    Parameters
    ----------
    group : Group
        With single numbers, or arrays of one shape for many scenarios at once.
    months : int
        How far to look.
    changes : dict, optional
        ``{month: {"sessions": 0.5}}``: from that month on, the number of the group times so much.

    Returns
    -------
    dict of numpy.ndarray
        ``month`` (months + 1,), and by month first: ``trained``, ``coverage`` (months + 1, ...);
        ``induction``, ``completions``, ``hours``, ``cost`` and ``binds`` (months, ...), where
        ``binds`` counts in ``BINDS``.

    Raises
    ------
    QIError
        When a change names a month or a number that is not there.
    """
    changes = _checked(changes or {}, months)
    heads, trained = np.broadcast_arrays(np.asarray(group.headcount, float), group.trained)
    sizes = (getattr(group, each.name) for each in fields(group)[1:])
    shape = np.broadcast_shapes(*map(np.shape, sizes))
    trained = np.broadcast_to(trained, shape).astype(float)
    found = {name: [] for name in ("induction", "completions", "binds", "hours", "cost")}
    levels = [trained]
    for month in range(months):
        if month in changes:
            group = replace(group, **{
                name: np.asarray(getattr(group, name)) * by for name, by in changes[month].items()
            })
        starts, left = group.inducted, (1 - group.loss) * trained
        need = np.maximum(0, heads - left - starts)
        limits = np.stack(np.broadcast_arrays(need, group.capacity, group.released))
        done = limits.min(axis=0)
        trained = np.minimum(heads, left + starts + done)
        taught = starts + done
        hours = taught * group.hours
        month_of = {
            "induction": starts, "completions": done, "binds": limits.argmin(axis=0),
            "hours": hours,
            "cost": hours * group.hourly_cost * group.backfill + taught * group.expenses
            + np.asarray(group.sessions) * group.trainer_days * group.trainer_day_cost
            + group.fixed,
        }
        for name, size in month_of.items():
            found[name].append(np.broadcast_to(size, shape))
        levels.append(trained)
    levels = np.array(levels)
    return {
        "month": np.arange(months + 1), "trained": levels, "coverage": levels / heads,
        **{name: np.array(sizes) for name, sizes in found.items()},
    }


def steady_state(group: Group):
    """Equation 5: the share that is trained in the end, when the plan goes on for ever."""
    done = np.minimum(group.capacity, group.released)
    top = done + group.inducted
    with np.errstate(divide="ignore", invalid="ignore"):
        share = top / (group.loss * np.asarray(group.headcount))
    return np.minimum(1, np.where(group.loss > 0, share, np.where(top > 0, 1, np.asarray(
        group.trained) / group.headcount)))


def months_to(group: Group, share: float) -> int | None:
    """The first month in which ``share`` of the group is trained; None when it never is.

    Counted from the course itself, so that it holds when need binds as well (equation 6 is its
    continuous form).
    """
    if group.trained / group.headcount >= share:
        return 0
    if steady_state(group) < share:
        return None
    for months in (60, 240, 960):
        there = course(group, months)["coverage"] >= share
        if there.any():
            return int(there.argmax())
    return None


def completions_for(group: Group, share: float):
    """Equation 7: completions a month, besides induction, that hold ``share`` of the group."""
    return np.maximum(0, group.loss * share * np.asarray(group.headcount) - group.inducted)


def _checked(changes: dict, months: int) -> dict:
    names = [each.name for each in fields(Group)[2:]]
    for month, parts in changes.items():
        if not 0 <= month < months:
            raise QIError(f"A change in month {month} lies outside the plan of {months} months.")
        for name in parts:
            if name not in names:
                raise QIError(f"A plan has no '{name}' to change. It has: {', '.join(names)}.")
    return changes


def _plain(name: str) -> str:
    return name.replace("_", " ")
