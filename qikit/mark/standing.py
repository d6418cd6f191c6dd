"""Where a learner stands in one module: points, level, passed or not (curriculum, section 4.4)."""

from dataclasses import dataclass

from qikit.mark.plan import Plan

STRONG = 0.85


@dataclass(frozen=True)
class Rule:
    """What it takes to pass: shares of the automatic and of the manual points.

    ``manual`` None: written work is optional.
    """

    automatic: float
    manual: float | None


RULES = {
    "all_staff": Rule(0.7, None),
    "managers": Rule(0.7, 0.6),
    "experts": Rule(0.7, 0.65),
}


@dataclass(frozen=True)
class Standing:
    """Points and what they mean. ``passed`` and ``level`` are None while a person has to mark."""

    auto: float
    auto_out_of: float
    manual: float
    manual_out_of: float
    pending: bool
    unmarked: bool
    passed: bool | None
    level: str | None


def standing(plan: Plan, grades: dict[str, dict]) -> Standing:
    """The standing that a learner's rows of the gradebook give."""
    tasks = [grades[task.cell] for task in plan.tasks if task.cell in grades]
    auto = sum(score(grades[cell]) for cell in plan.marks if cell in grades)
    manual = sum(score(row) for row in tasks)
    pending = any(row["needs_manual_grade"] for row in tasks)
    unmarked = any(
        row["auto_score"] is None and row["manual_score"] is None
        for row in (grades[cell] for cell in plan.marks if cell in grades)
    )
    passed = _passed(plan, auto, manual, pending, tasks) if not unmarked else None
    level = _level(plan, auto, manual, pending, tasks, passed)
    return Standing(
        round(auto, 4), plan.out_of, round(manual, 4), plan.manual_out_of, pending, unmarked,
        passed, level,
    )


def score(row: dict) -> float:
    """The points of one cell: a person's where given, and what she added."""
    given = row["manual_score"] if row["manual_score"] is not None else row["auto_score"]
    return (given or 0) + (row["extra_credit"] or 0)


def _passed(plan, auto, manual, pending, tasks) -> bool | None:
    rule = RULES[plan.module.tier]
    if auto < rule.automatic * plan.out_of - 1e-9:
        return False
    if rule.manual is None or not tasks:
        return True
    if pending:
        return None
    enough = manual >= rule.manual * plan.manual_out_of - 1e-9
    return enough and all(score(row) > 0 for row in tasks)


def _level(plan, auto, manual, pending, tasks, passed) -> str | None:
    rule = RULES[plan.module.tier]
    by_hand = any(row["manual_score"] is not None for row in tasks)
    counted = bool(tasks) and not pending and (rule.manual is not None or by_hand)
    if passed is None:
        return None
    if counted and rule.manual is not None and any(score(row) == 0 for row in tasks):
        return "Not yet"
    if not passed:
        return "Emerging"
    earned, most = auto, plan.out_of
    if counted:
        earned, most = earned + manual, most + plan.manual_out_of
    return "Strong" if earned >= STRONG * most - 1e-9 else "Secure"
