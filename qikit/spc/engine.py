"""Limits and rules for any number of series at once, on arrays alone."""

from dataclasses import dataclass

import numpy as np

from qikit.spc.constants import RUN_RULES_FROM
from qikit.spc.kind import Kind, Limits
from qikit.spc.rulesets import RuleSet
from qikit.spc.runs import Found
from qikit.spc.stack import Stack
from qikit.spc.view import View, noise_of


@dataclass(frozen=True, eq=False)
class Worked:
    """What was worked out: lines on the scale of the rules, parameters by segment, signals."""

    limits: Limits
    parameters: dict[str, np.ndarray]
    found: list[Found]
    stack: Stack


def work_out(stack: Stack, kind: Kind, rules: RuleSet, screen: bool = False, fill=None) -> Worked:
    """Limits of each segment, then what each rule marks.

    ``fill(parameters)`` may put stated parameters in place of those worked out.
    """
    parameters = kind.estimate(stack, screen)
    if fill is not None:
        fill(parameters)
    with np.errstate(invalid="ignore", divide="ignore"):
        limits = kind.limits(stack, parameters)
        found = look(stack, kind, limits, rules)
    return Worked(limits, parameters, found, stack)


def look(stack: Stack, kind: Kind, limits: Limits, rules: RuleSet) -> list[Found]:
    """What each rule marks among the present rows; a rule that marks none says nothing."""
    value = kind.rule_scale(stack.value)
    view = View(
        value=value,
        centre=limits.centre,
        sigma=limits.sigma,
        lower=limits.lower,
        upper=limits.upper,
        origin=limits.origin,
        segment=stack.segment,
        present=stack.present,
        noise=noise_of(value, stack.starts),
    )
    found = [one for rule in rules for one in rule.find(view)]
    if kind.family == "run_chart":
        useful = stack.total((view.side != 0).astype(float), stack.present)
        enough = stack.spread(useful >= RUN_RULES_FROM)
        found = [
            Found(one.column, one.direction, one.member & enough, one.start & enough, one.whole)
            for one in found
        ]
    return [one for one in found if one.member.any()]
