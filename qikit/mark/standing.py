"""Where a learner stands in one module: points, level, passed or not (curriculum, section 4.4)."""

from dataclasses import dataclass

from qikit.mark.plan import Plan

STRONG = 0.85


@dataclass(frozen=True)
class Rule:
    """What it takes to pass: shares of the automatic and of the manual points.

    ``manual`` None: written work is optional. ``second``: two people mark it.
    """

    automatic: float
    manual: float | None
    second: bool = False

    def words(self, plan: Plan) -> str:
        """The rule for one module, as a learner reads it."""
        said = f"{_least(self.automatic, plan.out_of)} on the questions"
        if self.manual is None or not plan.tasks:
            return f"To pass you need {said}."
        more = f"{_least(self.manual, plan.manual_out_of)} for what you wrote"
        twice = " Two people mark what you wrote." if self.second else ""
        both = f"{said} and {more}" if plan.marks else more
        return f"To pass you need {both}, with some points on each criterion.{twice}"


RULES = {
    "all_staff": Rule(0.7, None),
    "managers": Rule(0.7, 0.6),
    "experts": Rule(0.7, 0.65, second=True),
    "practice": Rule(0, 0.65, second=True),
}


@dataclass(frozen=True)
class Standing:
    """Points and what they mean.

    ``passed`` and ``level`` are None while something is open; ``waits`` says in words for what.
    """

    auto: float
    auto_out_of: float
    manual: float
    manual_out_of: float
    pending: bool
    unmarked: bool
    passed: bool | None
    level: str | None
    waits: str = ""


def standing(plan: Plan, grades: dict[str, dict], pair=None, attempts=None) -> Standing:
    """The standing that a learner's rows of the gradebook give.

    Parameters
    ----------
    plan : Plan
        The module's.
    grades : dict
        Her rows, by cell.
    pair : Pair, optional
        Her two sets of marks, where two people mark.
    attempts : Attempts, optional
        How often she handed in. A pass of an earlier hand-in stays; one after the last attempt
        waits for a conversation.
    """
    tasks = [grades[task.cell] for task in plan.tasks if task.cell in grades]
    auto = sum(score(grades[cell]) for cell in plan.marks if cell in grades)
    manual = sum(score(row) for row in tasks)
    unmarked = any(
        row["auto_score"] is None and row["manual_score"] is None
        for row in (grades[cell] for cell in plan.marks if cell in grades)
    )
    pending = any(row["needs_manual_grade"] for row in tasks) or _is_open(pair)
    passed = _passed(plan, auto, manual, pending, tasks) if not unmarked else None
    level = _level(plan, auto, manual, pending, tasks, passed)
    waits = _waits(unmarked, passed, pair)
    if attempts is not None and not passed and attempts.passed:
        passed, level, waits = True, attempts.passed["level"], ""
    elif attempts is not None and attempts.over:
        passed, level, waits = None, None, "a conversation with your trainer"
    return Standing(
        round(auto, 4), plan.out_of, round(manual, 4), plan.manual_out_of, pending, unmarked,
        passed, level, waits,
    )


def score(row: dict) -> float:
    """The points of one cell: a person's where given, and what she added."""
    given = row["manual_score"] if row["manual_score"] is not None else row["auto_score"]
    return (given or 0) + (row["extra_credit"] or 0)


def _is_open(pair) -> bool:
    return pair is not None and pair.state not in ("agreed", "moderated")


def _waits(unmarked: bool, passed: bool | None, pair) -> str:
    if unmarked:
        return "a person, because something could not be marked"
    if passed is not None:
        return ""
    return pair.state if _is_open(pair) else "a person's marks"


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


def _least(share: float, most: float) -> str:
    return f"{round(share * most, 2):g} of {most:g}"
