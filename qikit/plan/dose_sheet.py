"""What the dosing planner asks, and how what was typed becomes an organisation.

Curriculum's design, section 7.3: five characteristics, seven groups, a roster, options.
"""

from dataclasses import dataclass
from datetime import date

from qikit import data
from qikit.course.pathways import groups, minutes, refresh_years
from qikit.course.sheet import Field, Section, blank
from qikit.errors import QIError
from qikit.plan import file, readiness
from qikit.plan.dose import Group
from qikit.plan.options import CRITERIA, OPTIONS
from qikit.plan.organisation import PARTNERS, Organisation
from qikit.plan.roster import Team

COMMITMENT = {
    "dose": "The board has done its dose",
    "data": "The board reads data over time",
    "strategy": "Quality is the aim that the strategy puts first",
    "money": "Money and time are set aside for three years or more",
    "voice": "The chief executive speaks for it in person",
    "visits": "Directors visit huddles, and it is in their diaries",
}
_TARGETS = {"all_staff": "80", "board": "100", "senior": "90", "managers": "80", "coaches": "90",
            "experts": "90", PARTNERS: "80"}
_SESSIONS = {"board": "0.5", "senior": "0.5", "coaches": "0.17", "experts": "0.08"}


@dataclass(frozen=True)
class Aim:
    """What a group's training aims at: a share trained, by a month."""

    share: float
    month: int


def names() -> dict[str, str]:
    """The seven groups: their keys and names."""
    found = {group.key: group.name for group in groups()}
    return found | {PARTNERS: "Lived-experience partners"}


def sections() -> tuple[Section, ...]:
    """The planner's sheet."""
    return (
        Section("organisation", "Your organisation", (
            Field("name", "Name", "words", needed=True),
            Field("begins", "The plan begins on", "date", needed=True),
            Field("sites", "Sites", low=1, high=500, whole=True, needed=True),
            Field("service_types", "Kinds of service", low=1, high=50, whole=True, needed=True,
                  hint="Such as wards, community, mental health, general practice."),
            Field("journey", "Quality journey", high=100, unit="score 0 to 100",
                  hint="From the readiness tool; leave blank to take it from there."),
            Field("projects", "Improvement projects under way", start="0", high=5000, whole=True),
        ), open=True),
        Section("commitment", "Senior commitment to quality as the strategy", tuple(
            Field(key, words, "tick") for key, words in COMMITMENT.items()
        ), hint="Fewer than half, and the board comes first: others start after six months."),
        *(_group(key, name) for key, name in names().items()),
        Section("coaching", "Coaches and experts", (
            Field("projects_per_coach", "Projects a coach can coach", start="4", low=0.5, high=50),
            Field("staff_per_coach", "Staff for a coach", start="300", low=1, high=100000),
            Field("projects_per_expert", "Projects for an expert", start="20", low=0.5, high=500),
            Field("staff_per_expert", "Staff for an expert", start="2000", low=1, high=100000),
            Field("active", "Coaches who are coaching", "percent", start="80", low=1),
        ), hint="Planning assumptions, not evidence. Put in your own."),
        Section("mass", "Critical mass", (
            Field("managers", "Managers trained", "percent", start="50"),
            Field("all_staff", "All staff trained", "percent", start="25"),
        ), hint="From what share on do you expect the way of working to carry itself? "
                "A working assumption."),
        Section("teams", "Release roster", (
            Field("name", "Team", "words", needed=True),
            Field("people", "People to train", low=1, high=500, whole=True, needed=True),
            Field("on_shift", "On one shift", low=1, high=500, whole=True, needed=True),
        ), many=True, line="team", hint="One person of each team a session, two from a team of "
                                        "more than twelve, never the whole shift."),
        Section("other", "Compare with another plan", (
            Field("plan", "Plan", "choice", options=(("", "None"), *(
                (each["slug"], each["name"]) for each in file.plans()))),
        )),
        Section("options", "Options appraisal", tuple(
            Field(f"weight_{key}", f"Weight of: {words}", start="1", high=10)
            for key, words in CRITERIA.items()
        ) + tuple(
            Field(f"{option}_{key}", f"{name}: {words}", high=5, unit="0 poor to 5 good")
            for option, name in OPTIONS.items() for key, words in CRITERIA.items()
        )),
    )


def _group(key: str, name: str) -> Section:
    mins = minutes("all_staff" if key == PARTNERS else key)
    paid = key != PARTNERS
    return Section(f"group_{key}", name, (
        Field("headcount", "People in the group", low=1, high=2_000_000, whole=True,
              hint="Leave blank to leave this group out."),
        Field("trained", "Trained already", start="0", whole=True, high=2_000_000),
        Field("leavers", "Leave in a year", "percent", start="12", slider=1, high=99),
        Field("target", "Aim: trained", "percent", start=_TARGETS[key], slider=5),
        Field("by", "Aim: by month", start="36", low=1, high=60, whole=True),
        Field("sessions", "Sessions or cohorts a month", start=_SESSIONS.get(key, "1"), high=200,
              slider=1),
        Field("seats", "Seats a session", start="20", low=1, high=1000),
        Field("attendance", "Seats that are filled", "percent", start="90"),
        Field("completion", "Of these finish", "percent", start="90"),
        Field("release_hours", "Release hours a month", high=1_000_000,
              hint="Leave blank when nothing limits them."),
        Field("induction", "Starters trained at induction", "percent",
              start="90" if key == "all_staff" else "0"),
        Field("refresh_years", "Refresh after", start=f"{refresh_years():g}", high=20,
              unit="years; 0 is never"),
        Field("hours", "Hours of the dose", start=f"{mins / 60:.2f}", low=0.1, high=400,
              hint=f"The lessons take {mins} minutes."),
        Field("hourly_cost", "An hour of staff time", "pounds", start="25" if paid else "0",
              high=1000),
        Field("backfill", "Hours with paid cover", "percent", start="60" if paid else "0"),
        Field("expenses", "Materials and expenses, each" if paid else
              "Involvement payment and expenses, each", "pounds", start="0" if paid else "50",
              high=10000),
        Field("trainer_days", "Trainer days a session", start="1", high=20),
        Field("trainer_day_cost", "A trainer day", "pounds", start="450", high=10000),
        Field("fixed", "Fixed, a month", "pounds", start="0", high=1_000_000),
    ))


def organisation(values: dict, plan: dict, today: date) -> tuple:
    """The organisation of a sheet's values.

    Returns
    -------
    organisation, aims, troubles
        ``Organisation`` (None when it cannot be made), ``Aim`` by group, and what is wrong.
    """
    said, about = [], values["organisation"]
    journey = about["journey"] if about["journey"] is not None else _journey(plan)
    if journey is None:
        said.append(_trouble("organisation.journey", "Your organisation. Quality journey: type a "
                             "score from 0 to 100, or fill in the readiness tool."))
    if about["begins"] and about["begins"] < today:
        said.append(_trouble("organisation.begins", "Your organisation. The plan begins on: this "
                             "day is past. Choose today or a later day."))
    made, aims = [], {}
    for key, name in names().items():
        mine = values[f"group_{key}"]
        if mine["headcount"] is None:
            continue
        numbers = {field: size for field, size in mine.items()
                   if field not in ("target", "by") and size is not None}
        try:
            made.append(Group(key, **numbers))
            aims[key] = Aim(mine["target"] if mine["target"] is not None else 1.0,
                            int(mine["by"] or 36))
        except (QIError, TypeError) as error:
            words = str(error) if isinstance(error, QIError) else "a number is missing. Type it in."
            said.append(_trouble(f"group_{key}.headcount", f"{name}. {words.replace(key, name)}"))
    if not made:
        said.append(_trouble("group_all_staff.headcount",
                             "All staff. Type how many people are in one group or more."))
    ticks = values["commitment"]
    if said or any(about[name] is None for name in ("sites", "service_types")):
        return None, aims, said
    coaching = {name: size for name, size in values["coaching"].items() if size is not None}
    return Organisation(
        tuple(made), int(about["sites"]), int(about["service_types"]), journey,
        sum(ticks.values()) / len(ticks), int(about["projects"] or 0), **coaching,
    ), aims, said


def teams(values: dict) -> list[Team]:
    """The teams of the release roster whose lines are whole."""
    whole = [line for line in values["teams"] if all(size is not None for size in line.values())]
    return [Team(line["name"], int(line["people"]), int(line["on_shift"])) for line in whole]


def appraisal(values: dict) -> tuple[dict, dict]:
    """Scores and weights of the options appraisal."""
    mine = values["options"]
    scores = {option: {key: mine[f"{option}_{key}"] for key in CRITERIA} for option in OPTIONS}
    return scores, {key: mine[f"weight_{key}"] or 0 for key in CRITERIA}


def examples() -> dict:
    """The three organisations of the course's data, as sheets that are filled in."""
    table = data.load("organisations")
    return {row["organisation"]: _example(row) for _, row in table.iterrows()}


def _example(row) -> dict:
    sheet = blank(sections())
    sheet["organisation"] |= {
        "name": row["organisation"].partition(" (")[0], "begins": "2027-04-01",
        "sites": str(row["sites"]), "service_types": str(row["service_types"]),
        "journey": str(row["journey_score"]), "projects": str(row["projects"]),
    }
    met = round(len(COMMITMENT) * row["commitment_pct"] / 100)
    sheet["commitment"] = {key: "yes" if place < met else ""
                           for place, key in enumerate(COMMITMENT)}
    for key in names():
        heads = row["staff"] if key == "all_staff" else row.get(key, 0)
        common = {"leavers": str(row["leavers_pct"]), "hourly_cost": str(row["hourly_cost"]),
                  "backfill": str(row["backfill_pct"]),
                  "trainer_day_cost": str(row["trainer_day_cost"])}
        if not heads:
            continue
        sheet[f"group_{key}"] |= common | {"headcount": str(heads)}
    sheet["group_all_staff"] |= {
        "sessions": str(row["trainer_days"]), "seats": str(row["seats"]), "attendance": "100",
        "completion": str(row["finish_pct"]), "release_hours": str(row["release_hours"]),
    }
    return sheet


def _journey(plan: dict) -> float | None:
    """The score of the readiness tool, when it is whole."""
    from qikit.plan.readiness_sheet import assessment

    part = plan.get("parts", {}).get("readiness")
    return readiness.score(assessment(part)[0]) if part else None


def _trouble(at: str, said: str) -> dict:
    return {"at": at, "said": said}
