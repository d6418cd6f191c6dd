"""Training needs of a team: gaps, who needs which module, what fits into the hours there are.

Curriculum's design, section 7.2. Nobody's own result is shown; a number about fewer than five
people never is, in any view, nor can it be worked out from two views.
"""

import pandas as pd

from qikit.course.modules import DOSES, modules
from qikit.course.pathways import groups
from qikit.errors import QIError
from qikit.plan.skills import DOMAINS, evidence, level

FEWEST = 5
HIDDEN = "fewer than 5"
ROLE = {"lead": 1.5, "sponsor": 1.3}
ACCESS = 1.2
LOW_ACCESS = ("nights", "part-time", "bank", "no desk")
VIEWS = ("staff_group", "band", "site", "shift")


def scored(survey: pd.DataFrame) -> pd.DataFrame:
    """Evidence, level needed and gap of each person in each domain.

    Parameters
    ----------
    survey : pandas.DataFrame
        A row a person: ``person``, ``group``, statements ``d01_1`` ...; where known, tests as
        ``k01`` ... or ``test_d01`` ... in per cent.

    Returns
    -------
    pandas.DataFrame
        ``person``, ``domain``, ``evidence``, ``needs``, ``gap`` (NaN where nothing is known).

    Raises
    ------
    QIError
        Names what is missing, or the first row with a group that does not exist.
    """
    for column in ("person", "group"):
        if column not in survey:
            raise QIError(f"The table has no column '{column}'. Add it: a row is one person.")
    if survey["person"].duplicated().any():
        twice = survey.loc[survey["person"].duplicated(), "person"].iloc[0]
        raise QIError(f"Person '{twice}' has two rows. Keep the newest answer of each person.")
    unknown = survey.index[~survey["group"].isin(DOSES)]
    if len(unknown):
        row = survey.index.get_loc(unknown[0]) + 2
        raise QIError(
            f"Row {row} has the group '{survey.loc[unknown[0], 'group']}'. "
            f"The groups are: {', '.join(DOSES)}."
        )
    rows = []
    for person in survey.to_dict("records"):
        for domain in DOMAINS:
            stated = level([_number(value) for name, value in person.items()
                            if str(name).startswith(f"{domain.key}_")])
            test = _number(person.get(f"test_{domain.key}"))
            score = evidence(self=stated, test=test)
            needs = domain.level(person["group"])
            rows.append((person["person"], domain.key, score, needs,
                         None if score is None else max(0.0, needs - score)))
    return pd.DataFrame(rows, columns=["person", "domain", "evidence", "needs", "gap"])


def assigned(survey: pd.DataFrame, passed: dict | None = None) -> pd.DataFrame:
    """Who needs which modules, in the order of the next list.

    Parameters
    ----------
    passed : dict, optional
        Ids of the modules that a person has passed, by person.

    Returns
    -------
    pandas.DataFrame
        ``person``, ``modules`` (ids, in order), ``hours``, ``mean_gap``, ``priority``; the highest
        priority first. Modules outside the person's pathway are never there.
    """
    gaps = scored(survey)
    every, mine = modules(), {group.key: group for group in groups()}
    minutes = {each.id: each.minutes for each in every}
    pathway = {key: [each.id for each in every if group.takes(each)] for key, group in mine.items()}
    serves = {domain.key: set(domain.modules) for domain in DOMAINS}
    rows = []
    for person in survey.to_dict("records"):
        own = gaps[gaps["person"] == person["person"]]
        wanted = set().union(*(serves[key] for key in own.loc[own["gap"] >= 1, "domain"]), set())
        done = set((passed or {}).get(person["person"], ()))
        needed = [id for id in pathway[person["group"]] if id in wanted - done]
        mean = own["gap"].mean()
        weight = ROLE.get(str(person.get("role", "")).lower(), 1)
        access = ACCESS if str(person.get("shift", "")).lower() in LOW_ACCESS else 1
        rows.append((person["person"], tuple(needed), sum(minutes[id] for id in needed) / 60,
                     mean, (0 if pd.isna(mean) else mean) * weight * access))
    found = pd.DataFrame(rows, columns=["person", "modules", "hours", "mean_gap", "priority"])
    return found.sort_values("priority", ascending=False, kind="stable", ignore_index=True)


def next_list(needs: pd.DataFrame, hours: float) -> pd.DataFrame:
    """The people of ``assigned`` whose whole need fits into ``hours`` of release, by priority.

    Somebody whose hours no longer fit is passed over for the next who fits.
    """
    if not hours >= 0:
        raise QIError("Give the release hours there are as a number of 0 or more.")
    chosen, left = [], hours
    for at, row in needs.iterrows():
        if 0 < row["hours"] <= left + 1e-9:
            chosen.append(at)
            left -= row["hours"]
    return needs.loc[chosen].reset_index(drop=True)


def team(survey: pd.DataFrame) -> pd.DataFrame:
    """A team's profile: of the people whose level is known, the share with a gap of 1 or more.

    Returns
    -------
    pandas.DataFrame
        ``domain``, ``name``, ``people`` whose level is known and ``share`` (per cent). Both are
        missing where fewer than five people, known or unknown, could be told; the share also where
        fewer than five have a gap, or have none.
    """
    gaps = scored(survey)
    rows = []
    for domain in DOMAINS:
        known = gaps.loc[(gaps["domain"] == domain.key) & gaps["gap"].notna(), "gap"]
        shown = len(known) >= FEWEST and _told(len(known), len(survey))
        rows.append((
            domain.key, domain.name, len(known) if shown else None,
            _share(int((known >= 1).sum()), len(known)) if shown else None,
        ))
    return pd.DataFrame(rows, columns=["domain", "name", "people", "share"])


def equity(survey: pd.DataFrame, by: str) -> pd.DataFrame:
    """Mean gap and the share who took a test, by staff group, band, site or shift.

    Groups under five people are put together as "others"; when these are still under five, the
    smallest other group joins them, so that no number of fewer than five people can be found by
    taking one view from another. Only one way of dividing is ever shown at a time.

    Returns
    -------
    pandas.DataFrame
        ``by``, ``people``, ``mean_gap``, ``tested`` (per cent).
    """
    if by not in survey:
        raise QIError(f"The table has no column '{by}'. It can be seen by: {', '.join(VIEWS)}.")
    if len(survey) < FEWEST:
        return pd.DataFrame([("everyone", HIDDEN, None, None)],
                            columns=[by, "people", "mean_gap", "tested"])
    names = survey[by].fillna("not said").astype(str)
    sizes = names.value_counts(ascending=True)
    small = list(sizes[sizes < FEWEST].index)
    others = sum(sizes[name] for name in small)
    rest = [name for name in sizes.index if name not in small]
    while small and others < FEWEST and rest:
        small.append(rest[0])
        others += sizes[rest.pop(0)]
    names = names.where(~names.isin(small), "others")
    gaps = scored(survey).groupby("person")["gap"].mean()
    mean = survey["person"].map(gaps)
    tests = [f"test_{domain.key}" for domain in DOMAINS if f"test_{domain.key}" in survey]
    tested = survey[tests].notna().any(axis=1) if tests else pd.Series(False, survey.index)
    rows = [
        (name, len(part), mean.loc[part.index].mean(),
         _share(int(tested.loc[part.index].sum()), len(part)))
        for name, part in survey.groupby(names)
    ]
    return pd.DataFrame(rows, columns=[by, "people", "mean_gap", "tested"])


def _told(count: int, of: int) -> bool:
    """Whether a count may be told: neither it nor the rest are one to four people."""
    return not (0 < count < FEWEST or 0 < of - count < FEWEST)


def _share(count: int, of: int) -> float | None:
    return 100 * count / of if _told(count, of) else None


def _number(value):
    return None if value is None or pd.isna(value) else float(value)
