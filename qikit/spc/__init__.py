"""Statistical process control: charts, limits, rules and their reading in words.

The names below are loaded on first use, so that importing this room costs nothing.
"""

from importlib import import_module

_HOMES = {
    "chart": "chart",
    "Chart": "chart",
    "Baseline": "baseline",
    "funnel": "funnel",
    "pareto": "pareto",
    "choose": "choose",
    "detect": "detect",
    "false_alarms": "alarms",
    "geometric_limit": "rare",
    "geometric_tail": "rare",
    "c4": "constants",
    "a3": "constants",
    "b3": "constants",
    "b4": "constants",
    "outside": "rules",
    "shift": "rules",
    "trend": "rules",
    "two_of_three": "rules",
    "four_of_five": "rules",
    "zone": "rules",
    "inner_third": "rules",
    "outer_thirds": "rules",
    "alternating": "rules",
    "runs_table": "runchart",
    "longest_run": "runchart",
    "crossings": "runchart",
    "RuleSet": "rulesets",
    "rule_set": "rulesets",
    "mdc": "rulesets",
    "ihi": "rulesets",
    "anhoej": "rulesets",
    "shewhart_hcdg": "rulesets",
    "western_electric": "rulesets",
    "nelson": "rulesets",
}

__all__ = list(_HOMES)


def __getattr__(name: str):
    """Load the part that holds ``name``."""
    if name not in _HOMES:
        raise AttributeError(f"qikit.spc has no public name '{name}'")
    value = getattr(import_module(f"qikit.spc.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
