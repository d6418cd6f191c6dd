"""What the business case asks, and how what was typed becomes a case.

Curriculum's design, section 7.6.
"""

from qikit.course.sheet import Field, Section, blank
from qikit.errors import QIError
from qikit.plan.business import AREAS, DISCOUNT, DOMAINS, EVIDENCE, TYPES, Benefit, Case, Cost

_LONGEST = 120


def sections() -> tuple[Section, ...]:
    """The business case's sheet."""
    month = {"low": 0, "high": _LONGEST, "whole": True}
    return (
        Section("about", "The case", (
            Field("name", "What is it for?", "words"),
            Field("months", "Months to look at", start="12", low=1, high=_LONGEST, whole=True,
                  needed=True),
            Field("discount", "Discount rate a year", "percent", start=f"{100 * DISCOUNT:g}",
                  high=30, hint="3.5% is the public sector's convention."),
            Field("from_plan", "Take the costs of training from the planner", "tick"),
        ), open=True),
        Section("costs", "Costs", (
            Field("name", "What", "words", needed=True,
                  hint="Trainer, coach, release, software, involvement payments, analyst, fixed."),
            Field("quantity", "How many", start="1", high=1e9),
            Field("unit_value", "Each", "pounds", high=1e9, needed=True),
            Field("first", "First month", start="0", hint="0 is paid at the start.", **month),
            Field("last", "Last month", start="0", **month),
        ), many=True, line="cost", start=({},), open=True),
        Section("benefits", "Benefits", (
            Field("name", "What", "words", needed=True),
            Field("type", "Type", "choice", options=tuple((name, name.capitalize())
                  for name in TYPES), needed=True,
                  hint="Cash leaves a budget. Capacity is hours for something else. Avoided would "
                       "have been spent. Non-financial has no price."),
            Field("area", "For whom", "choice", options=tuple((name, name.capitalize())
                  for name in AREAS), needed=True),
            Field("domain", "Domain", "choice", options=tuple((name, name.capitalize())
                  for name in DOMAINS), needed=True),
            Field("quantity", "How many, in the whole period", start="1", high=1e9),
            Field("unit_value", "Worth each", "pounds", start="0", high=1e9),
            Field("first", "First month", start="1", **month),
            Field("last", "Last month", start="12", **month),
            Field("ramp", "Months until it is full", start="0", **month),
            Field("evidence", "Evidence", "choice", start="1", options=tuple(
                (str(grade), f"{grade} {words}") for grade, words in enumerate(EVIDENCE, 1))),
            Field("confidence", "Confidence", "percent", start="50"),
            Field("where", "Capacity: where did the hours go?", "words"),
            Field("hours_of", "Whose hours, which task?", "words",
                  hint="So that no hour counts twice."),
        ), many=True, line="benefit", start=({},)),
    )


def case(values: dict, training: list[Cost]) -> tuple[Case | None, list[dict]]:
    """The case of a sheet's values, and what is wrong with it.

    Parameters
    ----------
    training : list of Cost
        Costs that the planner gives; they count where the sheet asks for them.
    """
    about = values["about"]
    if about["months"] is None:
        return None, []
    costs, benefits = [], []
    for place, line in enumerate(values["costs"]):
        if line["name"] and line["unit_value"] is not None:
            costs.append((f"costs.{place}.name", Cost(
                line["name"], _or(line["quantity"], 1), line["unit_value"],
                int(_or(line["first"], 0)), int(max(_or(line["last"], 0), _or(line["first"], 0))))))
    for place, line in enumerate(values["benefits"]):
        if line["name"] and line["type"] and line["area"] and line["domain"]:
            benefits.append((f"benefits.{place}.name", _benefit(line)))
    extra = training if about["from_plan"] else []
    months = int(about["months"])
    troubles, whole = [], {"costs": list(extra), "benefits": []}
    for kind, lines in (("costs", costs), ("benefits", benefits)):
        for at, line in lines:
            try:
                Case(**{kind: (line,)}, months=months)
                whole[kind].append(line)
            except QIError as error:
                troubles.append({"at": at, "said": f"{kind.capitalize()}. {error}"})
    discount = _or(about["discount"], DISCOUNT)
    made = Case(tuple(whole["costs"]), tuple(whole["benefits"]), months, discount)
    return made, troubles


def example() -> dict:
    """Worked check C11 as a sheet that is filled in."""
    sheet = blank(sections())
    cost = {"quantity": "1"}
    sheet["costs"] = [
        cost | {"name": "Set-up", "unit_value": "12000", "first": "0", "last": "0"},
        cost | {"name": "Improvement support", "quantity": "4", "unit_value": "1000", "first": "1",
                "last": "4"},
    ]
    common = {"quantity": "1", "first": "4", "last": "12", "ramp": "0", "evidence": "2",
              "confidence": "70", "where": "", "hours_of": "", "area": AREAS[2]}
    sheet["benefits"] = [
        common | {"name": "Agency shifts not booked", "type": "cash", "unit_value": "6400",
                  "domain": DOMAINS[4]},
        common | {"name": "Nurses' time released", "type": "capacity", "unit_value": "31200",
                  "domain": DOMAINS[2], "where": "bedside care", "hours_of": "nurses, looking for "
                  "equipment"},
        common | {"name": "Bed days not needed", "type": "avoided", "unit_value": "12500",
                  "domain": DOMAINS[3]},
        common | {"name": "Calmer handovers", "type": "non-financial", "unit_value": "0",
                  "area": AREAS[0], "domain": DOMAINS[1]},
    ]
    return sheet


def _benefit(line: dict) -> Benefit:
    first = int(_or(line["first"], 1))
    return Benefit(
        line["name"], line["type"], _or(line["quantity"], 1), _or(line["unit_value"], 0),
        line["area"], line["domain"], first, int(max(_or(line["last"], 12), first)),
        int(_or(line["ramp"], 0)), int(_or(line["evidence"], 1)), _or(line["confidence"], 0.5),
        line["where"] or "", line["hours_of"] or "",
    )


def _or(size, otherwise):
    return otherwise if size is None else size
