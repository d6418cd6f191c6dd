"""What the dosing planner says, for its page and for the training strategy: numbers and sentences.

Every number here is of :mod:`qikit.plan.organisation`; nothing is worked out twice.
"""

from datetime import date

import numpy as np

from qikit.course import doses
from qikit.course.pathways import groups as pathways
from qikit.course.sheet import typed
from qikit.errors import QIError
from qikit.plan import dose_sheet, file, options, pictures
from qikit.plan.dose import completions_for, steady_state
from qikit.plan.organisation import (
    HORIZON,
    PARTNERS,
    STRESSES,
    Organisation,
    Plan,
    coaches,
    plan,
)
from qikit.plan.roster import roster

BINDING = {
    "people": "few are left who need it", "trainers": "places with a trainer",
    "release": "release hours",
}
WORKING_HOURS = 1650  # a year for one person, planning assumption
_YEARS = (0, 12, 24, 36, 48, 60)


def work(values: dict, plan_file: dict, today: date | None = None) -> dict:
    """What the planner's page shows; ``whole`` is false while something is missing."""
    made, aims, troubles = dose_sheet.organisation(values, plan_file, today or date.today())
    found = {"troubles": troubles, "whole": made is not None, **_apart(values, troubles)}
    if made is None:
        return found | {"said": "The plan needs some more before it can be worked out."}
    done = plan(made)
    found |= organisation(done, aims, values)
    found["compared"] = _compared(values["other"]["plan"], plan_file, found, today)
    return found


def organisation(done: Plan, aims: dict, values: dict) -> dict:
    """All numbers of a plan, in the words and shapes in which people read them."""
    of = done.organisation
    names = dose_sheet.names()
    rows = [_row(done, at, group, names[group.name], aims[group.name])
            for at, group in enumerate(of.groups)]
    cost, hours = done.cost[:12].sum(), done.hours[:12].sum()
    name = values["organisation"]["name"]
    begins = values["organisation"]["begins"]
    behind = [row["name"] for row in rows if not row["on_time"]]
    said = (
        f"{name}: {_and(behind)} will not reach the aim in time." if behind
        else f"{name}: every group reaches its aim in time."
    )
    return {
        "name": name, "begins": begins, "said": said, "rows": rows,
        "cost": cost, "hours": hours, "coaching": _coaching(of),
        "assumed": _assumed(of), "stress": _stress(done, rows),
        "stresses": STRESSES, "pyramid": _pyramid(rows), "mass": _mass(done, values),
        "heat": doses.heat(), "heat_columns": doses.COLUMNS, "years": _YEARS,
        "pace": _pace(done, rows), "journey": of.journey,
    }


def _row(done: Plan, at: int, group, name: str, aim) -> dict:
    share = done.coverage[:, at]
    reached = done.reached(at, aim.share)
    on_time = reached is not None and reached <= aim.month
    steady = float(steady_state(group))
    by = {month: float(share[month]) for month in _YEARS}
    key = "all_staff" if group.name == PARTNERS else group.name
    working = next(each.working_hours for each in pathways() if each.key == key)
    binding = done.binding(at)
    words = (
        f"{name}: {_share(by[12])} trained after a year, {_share(by[24])} after two, "
        f"{_share(by[60])} after five. The aim is {_share(aim.share)} by month {aim.month}: "
        + (f"reached in month {reached}." if on_time else
           f"reached in month {reached}, too late." if reached is not None else
           "not reached within five years.")
        + f" What holds it back in the first year: {BINDING[binding]}."
    )
    band = (done.low[:, at], done.high[:, at])
    return {
        "key": group.name, "name": name, "headcount": group.headcount, "trained": group.trained,
        "aim": aim.share, "by": aim.month, "reached": reached, "on_time": on_time,
        "coverage": by, "steady": steady, "binding": BINDING[binding], "words": words,
        "hold": float(completions_for(group, aim.share)),
        "completions": float(done.completions[:12, at].mean()),
        "hours": float(done.hours[:12, at].sum()), "cost": float(done.cost[:12, at].sum()),
        "paid": float(done.hours[:12, at].sum()) / (group.headcount * WORKING_HOURS),
        "hours_with_practice": float(done.hours[:12, at].sum()) * working / group.hours,
        "marginal": {what: float(gain[at]) for what, gain in done.marginal.items()},
        "low": float(done.low[24, at]), "high": float(done.high[24, at]),
        "picture": pictures.coverage(
            f"cover-{group.name}", f"{name}: share trained over {HORIZON} months", words,
            share, band, aim.share),
    }


def _stress(done: Plan, rows: list[dict]) -> list[dict]:
    return [
        {"name": row["name"], "as_planned": row["coverage"][HORIZON],
         "shares": [float(done.stressed[key][HORIZON, at]) for key in STRESSES]}
        for at, row in enumerate(rows)
    ]


def _coaching(of: Organisation) -> dict:
    found = coaches(of)
    needed, experts = (int(np.ceil(round(found[name], 6))) for name in ("coaches", "experts"))
    there = int(found["available"] + 1e-6)
    words = (
        f"{needed} coach{'' if needed == 1 else 'es'} and {experts} expert"
        f"{'' if experts == 1 else 's'} are needed; {there} "
        f"coach{' is' if there == 1 else 'es are'} there and coaching. "
        + (f"{needed - there} more are needed." if needed > there else "That is enough.")
    )
    return {"needed": needed, "experts": experts, "there": there, "words": words}


def _assumed(of: Organisation) -> list[str]:
    """What the five characteristics change in this plan, a sentence each."""
    begins = {
        "start": "You are at the start: half of the sessions for six months, two pilot areas, and "
                 "the legacy comes first.",
        "build": "You are building: sessions run as planned.",
        "scale": "You are ready to scale: sessions run as planned, in all areas.",
    }
    first = ("Senior commitment is under half of its checklist: the board, coaches and experts "
             "begin, others start after six months."
             if of.board_first else
             "Senior commitment is half of its checklist or more: all groups begin together.")
    return [
        f"Size and mix: {of.sites} site{'' if of.sites == 1 else 's'} and {of.service_types} "
        f"kind{'' if of.service_types == 1 else 's'} of service take {of.site_factor:.2f} times "
        "the coaches and experts of one site with one kind.",
        f"Quality journey, {of.journey:.0f} of 100. {begins[of.stage]}",
        "Resources: sessions, seats, trainer days and release hours are as you typed them.",
        first,
        "Turnover: people leave evenly over the year, at the rate that you typed for each group.",
    ]


def _pyramid(rows: list[dict]) -> dict:
    pairs = [(row["name"], row["trained"], row["aim"] * row["headcount"]) for row in rows]
    words = "; ".join(f"{name}: {now:,.0f} of {aim:,.0f}" for name, now, aim in pairs)
    picture = pictures.bars("pyramid", "People trained now, and aimed at", words, pairs)
    return {"picture": picture, "words": words}


def _mass(done: Plan, values: dict) -> list[str]:
    said, names = [], dose_sheet.names()
    for key, share in values["mass"].items():
        at = next((at for at, group in enumerate(done.organisation.groups)
                   if group.name == key), None)
        if at is None or share is None:
            continue
        month = done.reached(at, share)
        when = "not within five years" if month is None else f"in month {month}"
        said.append(f"{names[key]}: {_share(share)} trained {when}.")
    return said


def _pace(done: Plan, rows: list[dict]) -> str:
    """The first year beside the national starting point: starters and about 20% of staff."""
    first = next((row for row in rows if row["key"] == "all_staff"), rows[0])
    gain = first["coverage"][12] - first["coverage"][0]
    beside = ("above" if gain > 0.21 else "below the slower alternative of 10%" if gain < 0.095
              else "below" if gain < 0.19 else "at")
    return (
        "National starting point (NHS IMPACT guidance): all starters, and about 20% of staff in a "
        f"year. In this plan {first['name'].lower()} gain {100 * gain:.0f} points in the first "
        f"year, which is {beside}{' it' if beside in ('above', 'below', 'at') else ''}."
    )


def _apart(values: dict, troubles: list) -> dict:
    """The roster and the options appraisal, which need nothing else."""
    found = {"sessions": [], "roster_cautions": [], "appraisal": None, "options": options.OPTIONS}
    chosen = values["group_all_staff"]
    try:
        teams = dose_sheet.teams(values)
        if teams:
            found["sessions"], found["roster_cautions"] = roster(teams, int(chosen["seats"] or 20))
    except QIError as error:
        troubles.append({"at": "teams", "said": f"Release roster. {error}"})
    try:
        scores, weights = dose_sheet.appraisal(values)
        if any(size is not None for mine in scores.values() for size in mine.values()):
            found["appraisal"] = options.appraise(scores, weights)
    except QIError as error:
        troubles.append({"at": "options", "said": f"Options appraisal. {error}"})
    return found


def _compared(slug: str | None, plan_file: dict, mine: dict, today) -> dict | None:
    """The same numbers of another plan, beside these."""
    if not slug or slug == plan_file.get("slug"):
        return None
    other = file.read(slug)
    values, _ = typed(dose_sheet.sections(), other["parts"].get("dose", {}))
    made, aims, troubles = dose_sheet.organisation(values, other, today or date.today())
    if made is None:
        return {"name": other["name"], "trouble": troubles[0]["said"] if troubles else
                "It is not filled in yet.", "rows": []}
    theirs = organisation(plan(made, scenarios=0), aims, values)
    beside = {row["key"]: row for row in theirs["rows"]}
    return {
        "name": other["name"], "trouble": "", "cost": theirs["cost"],
        "rows": [(row, beside.get(row["key"])) for row in mine["rows"]],
    }


def _share(share: float) -> str:
    return f"{100 * share:.1f}%".replace(".0%", "%")


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
