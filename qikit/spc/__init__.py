"""Statistical process control: charts, limits, rules and their reading in words.

The names below are loaded on first use, so that importing this room costs nothing.
"""

import sys
from importlib import import_module
from types import ModuleType

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
    "two_of_three": "zones",
    "four_of_five": "zones",
    "zone": "zones",
    "inner_third": "zones",
    "outer_thirds": "zones",
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


class _Room(ModuleType):
    """``qikit.spc.chart`` is the function, also once the file of that name has been imported."""

    def __setattr__(self, name: str, value) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Room
