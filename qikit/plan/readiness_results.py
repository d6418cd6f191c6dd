"""What the readiness tool says of an assessment."""

from qikit.plan import readiness
from qikit.plan.readiness import INSIDE, LEADERSHIP, SCORES, STAGES_SAID
from qikit.plan.readiness_sheet import assessment


def work(values: dict, plan: dict) -> dict:
    """What the page shows; ``values`` are read again from the plan, as an assessment."""
    return results(plan["parts"].get("readiness", {}))


def results(given: dict) -> dict:
    """All that comes out of what was typed.

    Returns
    -------
    dict
        ``steps``, ``categories``, ``components`` (0 to 4), ``score`` (0 to 100, None while a
        statement has none), ``stage``, ``cautions``, ``barriers``, ``initiatives``, ``leaders``,
        ``raters``, ``legacy`` (question and answer), ``legacy_recorded``, ``said``, ``troubles``.
    """
    found, values, troubles = assessment(given)
    score = readiness.score(found)
    steps = readiness.steps(found)
    whole = [step for step in steps if step["status"] is not None]
    weakest = min(whole, key=lambda step: step["status"], default=None)
    if not found.legacy_recorded:
        said = "The legacy is not recorded yet. No plan is printed before that."
    elif weakest is None:
        said = "No step has all of its scores yet."
    else:
        said = f"The step to work on first: {weakest['name']}. {weakest['weakest']}"
    return {
        "steps": [step | {"words": _words(step)} for step in steps],
        "categories": readiness.roll_up(found), "components": readiness.roll_up(found, "component"),
        "score": score, "stage": score is not None and STAGES_SAID[readiness.stage(score)],
        "cautions": readiness.cautions(found), "barriers": found.barriers,
        "initiatives": [_initiative(line) for line in values["inside"] if line["initiative"]],
        "leaders": [
            (words, values["leaders"][f"seen_{place}"] or "")
            for place, words in enumerate(LEADERSHIP) if values["leaders"][f"does_{place}"]
        ],
        "raters": list(found.ratings), "legacy_recorded": found.legacy_recorded,
        "legacy": [(words, found.legacy[key]) for key, words in readiness.LEGACY.items()],
        "evidence": [line for line in values["evidence"] if line["statement"] and line["seen"]],
        "statements": {each.key: each.words for each in readiness.STATEMENTS},
        "said": said, "troubles": troubles,
    }


def _words(step: dict) -> str:
    if step["status"] is None:
        return f"Not scored in full. Still open: {step['weakest']}"
    status = step["status"]
    named = SCORES[int(status)] if status == int(status) else (
        f"between '{SCORES[int(status)].lower()}' and '{SCORES[int(status) + 1].lower()}'")
    spread = ("Raters agree." if step["low"] == step["high"] else
              f"Raters differ most from {step['low']} to {step['high']}.")
    return f"{named}. Weakest: {step['weakest']} {spread}"


def _initiative(line: dict) -> str:
    missing = [words.lower() for place, words in enumerate(INSIDE) if not line[f"has_{place}"]]
    if not missing:
        return f"{line['initiative']}: improvement is inside."
    return f"{line['initiative']}: still missing are {', '.join(missing)}."
