"""The training strategy for the board, written from a plan file with its numbers filled in.

No strategy is written before the legacy of earlier programmes is recorded (curriculum's design,
section 7.4).
"""

from datetime import date

from qikit.course.page import day
from qikit.course.sheet import typed
from qikit.errors import QIError
from qikit.plan import business_results, dose_results, readiness_results
from qikit.plan.business_sheet import sections as business_sections
from qikit.plan.document import Document, Heading, Picture, Points, Table, Words
from qikit.plan.dose_sheet import sections as dose_sections
from qikit.plan.evaluation import LEVELS
from qikit.plan.options import OPTIONS
from qikit.plan.organisation import RANGES

_ASSUMPTION = "Planning assumption, not evidence."
_MEASURED = {
    1: ("Three short questions after each module, completion, time taken", "each module",
        "XmR chart of the monthly mean"),
    2: ("Questions before and after, questions again after six months", "module; 6 months",
        "gain by cohort, with an interval"),
    3: ("Tried within 30 days, active projects for 100 trained, visits to huddles",
        "30 days; 6 months", "run chart"),
    4: ("Progress scores, outcome charts with phases, staff experience, released time, equity",
        "12 months on", "small multiples"),
}


def missing(plan: dict) -> list[str]:
    """What is still needed before a strategy is written, a sentence each."""
    ready = readiness_results.results(plan["parts"].get("readiness", {}))
    found = []
    if not ready["legacy_recorded"]:
        found.append(
            "Record the legacy first: what was tried before, what helped and what hurt. The page "
            "'Are we ready?' asks eight questions. No plan is printed before that."
        )
    dose = _dose(plan)
    found += [each["said"] for each in dose["troubles"]]
    return found


def strategy(plan: dict, made: date | None = None) -> Document:
    """The strategy of a plan file.

    Raises
    ------
    QIError
        When something is missing; the sentence says what to do first.
    """
    open_ = missing(plan)
    if open_:
        raise QIError(open_[0])
    dose = _dose(plan)
    ready = readiness_results.results(plan["parts"].get("readiness", {}))
    case = _case(plan)
    made = made or date.today()
    blocks = [
        *_summary(dose, case), *_who(dose), *_over_time(dose), *_takes(dose), *_worse(dose),
        *_coaching(dose), *_readiness(ready), *_options(dose), *_business(case),
        *_evaluation(), *_assumed(dose),
    ]
    begins, on = day(dose["begins"].isoformat()), day(made.isoformat())
    title = f"{dose['name']}: training strategy for improvement"
    about = f"Plan '{plan['name']}', from {begins}. Written on {on}."
    return Document(title, about, made, tuple(blocks))


def _dose(plan: dict) -> dict:
    values, troubles = typed(dose_sections(), plan["parts"].get("dose", {}))
    found = dose_results.work(values, plan)
    return found | {"troubles": troubles + found["troubles"]}


def _case(plan: dict) -> dict:
    values, _ = typed(business_sections(), plan["parts"].get("business", {}))
    return business_results.work(values, plan)


def _summary(dose: dict, case: dict) -> list:
    rows = dose["rows"]
    first = max(rows, key=lambda row: row["headcount"])
    points = [
        f"{first['name']}: {_share(first['coverage'][24])} of {first['headcount']:,.0f} people are "
        f"trained after two years and {_share(first['coverage'][60])} after five.",
        f"The first year takes {dose['hours']:,.0f} hours of staff time and "
        f"{_pounds(dose['cost'])}.",
        dose["coaching"]["words"],
        dose["pace"],
    ]
    late = [row for row in rows if not row["on_time"]]
    points += [
        f"{row['name']} are held back by {row['binding']}. To hold {_share(row['aim'])} takes "
        f"{row['hold']:.0f} people a month; the plan trains {row['completions']:.0f}."
        for row in late
    ]
    if case["whole"]:
        points.append(case["said"])
    return [Heading("In short"), Words(dose["said"], strong=True), Points(tuple(points))]


def _who(dose: dict) -> list:
    rows = tuple(
        (row["name"], f"{row['headcount']:,.0f}", f"{row['trained']:,.0f}", _share(row["aim"]),
         f"month {row['by']}", "not in five years" if row["reached"] is None
         else f"month {row['reached']}")
        for row in dose["rows"]
    )
    heat = tuple((row.name, *(words for words, _ in row.cells)) for row in dose["heat"])
    return [
        Heading("Who needs which dose, by when"),
        Table("Groups and aims", ("Group", "People", "Trained now", "Aim", "By", "Reached"), rows,
              (1, 2, 3)),
        Table("The dose of each group, in hours of work time",
              ("Group", *dose["heat_columns"]), heat, tuple(range(1, 6))),
        Picture(dose["pyramid"]["picture"], "People trained now, and aimed at",
                f"Trained now of aimed at. {dose['pyramid']['words']}."),
        *([Heading("Critical mass", 3), Points(tuple(dose["mass"])), Words(
            "Working assumption: from these shares on the way of working carries itself.")]
          if dose["mass"] else []),
    ]


def _over_time(dose: dict) -> list:
    pictures = []
    for row in dose["rows"]:
        pictures += [Heading(row["name"], 3), Picture(row["picture"], row["name"], row["words"])]
    head = ("Group", *("Now" if month == 0 else f"Month {month}" for month in dose["years"]),
            "In the end")
    rows = tuple((row["name"], *(_share(row["coverage"][month]) for month in dose["years"]),
                  _share(row["steady"])) for row in dose["rows"])
    band = ", ".join(f"{name.replace('_', ' ')} by {100 * reach:.0f}%"
                     for name, reach in RANGES.items())
    return [
        Heading("Who is trained, over time"),
        Words("The line is the plan, the dotted line the aim. The pale band holds the plan 9 times "
              f"in 10 when these vary either way: {band}. {_ASSUMPTION}"),
        *pictures,
        Table("Share trained", head, rows, tuple(range(1, len(head)))),
    ]


def _takes(dose: dict) -> list:
    rows = tuple(
        (row["name"], row["binding"], f"{row['completions']:.1f}", f"{row['hours']:,.0f}",
         f"{row['hours_with_practice']:,.0f}", f"{100 * row['paid']:.2f}%", _pounds(row["cost"]))
        for row in dose["rows"]
    )
    more = tuple(
        f"{row['name']}: one more trainer day a month adds "
        f"{100 * row['marginal']['one more trainer day']:.1f} points by month 24, one more release "
        f"hour {100 * row['marginal']['one more release hour']:.2f}."
        for row in dose["rows"] if max(row["marginal"].values()) >= 0.00005
    )
    return [
        Heading("What it takes, and what holds it back"),
        Table("The first year", ("Group", "Held back by", "Trained a month", "Hours of lessons",
                                 "With practice at work", "Share of paid time", "Cost"), rows,
              (2, 3, 4, 5, 6)),
        *([Words("Where one more would help:"), Points(more)] if more else []),
    ]


def _worse(dose: dict) -> list:
    head = ("Group", "As planned", *dose["stresses"].values())
    rows = tuple((row["name"], _share(row["as_planned"]), *map(_share, row["shares"]))
                 for row in dose["stress"])
    return [
        Heading("If things go worse from month 24"),
        Table("Share trained at month 60", head, rows, tuple(range(1, len(head)))),
        Words("More turnover can raise a share where starters are trained at induction: trained "
              "starters replace people who were not."),
    ]


def _coaching(dose: dict) -> list:
    found = [Heading("Coaches, experts and release"), Words(dose["coaching"]["words"])]
    if dose["sessions"]:
        rows = tuple((str(place), ", ".join(f"{name}: {goes}" for name, goes in each.items()), "")
                     for place, each in enumerate(dose["sessions"], 1))
        found.append(Table("Release roster", ("Session", "Who is released", "Agreed (signature)"),
                           rows))
    return found + [Words(words) for words in dose["roster_cautions"]]


def _readiness(ready: dict) -> list:
    score = ("Not every statement has a score yet." if ready["score"] is None else
             f"{ready['score']:.0f} of 100: {ready['stage']}.")
    steps = tuple((f"{step['step']} {step['name']}", "–" if step["status"] is None
                   else f"{step['status']:.1f}", step["words"]) for step in ready["steps"])
    found = [
        Heading("How ready we are"), Words(score),
        Table("Six steps, 0 absent to 4 in place and reviewed", ("Step", "Status", "Rests on"),
              steps, (1,)),
        Heading("What was there before", 3),
        Table("The legacy", ("Question", "Answer"), tuple(ready["legacy"])),
    ]
    if ready["barriers"]:
        rows = tuple((each.barrier, each.category, each.counter or "–", each.owner or "–",
                      day(each.by) if each.by else "–") for each in ready["barriers"])
        found += [Heading("Barriers", 3), Table(
            "Barrier register", ("Barrier", "Kind", "What we do", "Owner", "By"), rows)]
    return found


def _options(dose: dict) -> list:
    if not dose["appraisal"]:
        return []
    totals = dose["appraisal"]["totals"]
    rows = tuple((name, "not scored in full" if totals[key] is None else f"{totals[key]:.1f} of 5")
                 for key, name in OPTIONS.items())
    return [Heading("Options"), Words(dose["appraisal"]["words"]),
            Table("Options appraisal", ("Option", "Score"), rows, (1,))]


def _business(case: dict) -> list:
    if not case["whole"]:
        return []
    rows = tuple(
        (name.capitalize(), _pounds(each["benefits"]), _pounds(each["costs"]),
         "–" if each["roi"] is None else f"{each['roi']:.2f}", _pounds(each["present_value"]),
         "no" if each["break_even"] is None else f"month {each['break_even']}")
        for name, each in case["readings"].items()
    )
    beside = tuple(f"{line.name} (for {line.area})" for line in case["beside"])
    return [
        Heading("Business case"), Words(case["said"]),
        Table(f"Three readings over {case['months']} months",
              ("Reading", "Benefits", "Costs", "Return for a pound, net", "Present value, net",
               "Pays back"), rows, (1, 2, 3, 4)),
        *([Words("Without a price, and not without worth:"), Points(beside)] if beside else []),
        *([Words("What is still open:"), Points(tuple(case["cautions"]))] if case["cautions"]
          else []),
    ]


def _evaluation() -> list:
    rows = tuple((f"{level} {name}", question, *_MEASURED[level])
                 for level, (name, question) in LEVELS.items())
    return [
        Heading("How we will know"),
        Table("Evaluation", ("Level", "Question", "Measures", "When", "Chart"), rows),
        Words("There is no group without the training to compare with, so we say what training may "
              "have contributed to, and not what it caused. Each month somebody reads the results "
              "and changes one thing."),
    ]


def _assumed(dose: dict) -> list:
    return [
        Heading("Assumptions"), Words(_ASSUMPTION, strong=True), Points(tuple(dose["assumed"])),
        Words("Trained people are lost to leaving and to the time of refreshing. Starters who are "
              "trained at induction count at once. Headcounts stay as they are."),
    ]


def _share(share: float) -> str:
    return f"{100 * share:.1f}%".replace(".0%", "%")


def _pounds(size: float) -> str:
    return f"-£{-size:,.0f}" if size < 0 else f"£{size:,.0f}"
