"""What the business case says: three readings, break-even, what swings most, what is open."""

from datetime import date

import numpy as np

from qikit.course.sheet import typed
from qikit.plan import business, business_sheet, dose_sheet, pictures
from qikit.plan.business import READINGS, Cost
from qikit.plan.organisation import HORIZON, plan


def work(values: dict, plan_file: dict) -> dict:
    """What the page shows."""
    made, troubles = business_sheet.case(values, training(plan_file, values["about"]["months"]))
    if made is None or not (made.costs and made.benefits):
        said = "A case needs one cost and one benefit or more."
        return {"whole": False, "said": said, "troubles": troubles}
    return results(made) | {"troubles": troubles}


def results(case: business.Case) -> dict:
    """All that comes out of a case, in numbers and sentences."""
    found = business.results(case)
    swings = business.tornado(case)
    net = float(business.flows(case)["cumulative"][-1])
    whole = found["all monetised"]
    words = "; ".join(f"{each['name']}: {_pounds(each['low'])} to {_pounds(each['high'])}"
                      for each in swings)
    even = whole["break_even"]
    said = (
        f"All that has a price: {_pounds(whole['benefits'])} against {_pounds(whole['costs'])}, "
        + (f"paid back in month {even}." if even is not None else
           f"not paid back within {case.months} months.")
    )
    cash = found["cash"]["break_even"]
    said += (" On cash alone it " + ("is never paid back in that time." if cash is None else
                                     f"is paid back in month {cash}."))
    rows = zip(*(business.flows(case)[name] for name in
                 ("month", "costs", "benefits", "cumulative")), strict=True)
    return {
        "whole": True, "said": said, "readings": found, "months": case.months,
        "discount": case.discount, "cautions": business.cautions(case),
        "beside": [line for line in case.benefits if line.type == "non-financial"],
        "swings": swings, "swing_words": words, "net": net,
        "tornado": pictures.swings("tornado", "What moves the net most, each changed by a quarter",
                                   words, swings, net),
        "flows": [tuple(map(float, row)) for row in rows], "names": list(READINGS),
        "lines": case.benefits, "costs": case.costs, "grades": business.EVIDENCE,
    }


def training(plan_file: dict, months) -> list[Cost]:
    """The planner's costs over the months of a case, as one line; none while it is not whole."""
    part = plan_file.get("parts", {}).get("dose")
    if not part or not months:
        return []
    values, _ = typed(dose_sheet.sections(), part)
    made, _, _ = dose_sheet.organisation(values, plan_file, date.min)  # whenever it began
    if made is None:
        return []
    last = int(min(months, HORIZON))
    total = float(np.asarray(plan(made, scenarios=0).cost[:last]).sum())
    return [Cost("Training, from the planner", total, 1, 1, last)]


def _pounds(size: float) -> str:
    return f"-£{-size:,.0f}" if size < 0 else f"£{size:,.0f}"
