"""The published rule sets, and the one in force here."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from qikit.errors import QIError
from qikit.spc.rules import Rule, alternating, outside, shift, trend
from qikit.spc.runchart import crossings, longest_run, runs_table
from qikit.spc.zones import four_of_five, inner_third, outer_thirds, two_of_three


class RuleSet(tuple):
    """A tuple of rules with a name for captions."""

    def __new__(cls, rules, name: str = ""):
        made = super().__new__(cls, rules)
        made.name = name
        return made

    def of_type(self, kind: type[Rule]) -> "RuleSet":
        """Only the rules of one type, under the same name."""
        return RuleSet((rule for rule in self if isinstance(rule, kind)), self.name)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rules give the points table."""
        return tuple(dict.fromkeys(column for rule in self for column in rule.columns))

    @property
    def text(self) -> str:
        """Name and numbers, for a caption."""
        numbers = "; ".join(rule.text for rule in self)
        return f"{self.name} ({numbers})" if self.name else numbers


def ihi() -> RuleSet:
    """Run-chart rules of Perla, Provost and Murray (2011): ties are passed over."""
    return RuleSet(
        (shift(6, "skip", "skip"), trend(5, "skip", "skip"), runs_table()),
        "IHI run-chart rules",
    )


def anhoej() -> RuleSet:
    """Run-chart rules of Anhoej and Olesen (2014)."""
    return RuleSet((longest_run(), crossings()), "Anhøj rules")


def mdc(shift_points: int = 7, trend_points: int = 7) -> RuleSet:
    """Making Data Count, with the two-of-three rule announced in late 2023.

    Parameters
    ----------
    shift_points, trend_points : points in a shift and in a trend
    """
    return RuleSet(
        (outside(), shift(shift_points), trend(trend_points), two_of_three()),
        f"Making Data Count {shift_points} and {trend_points}",
    )


def shewhart_hcdg() -> RuleSet:
    """Rules for Shewhart charts in Provost and Murray's Health Care Data Guide."""
    return RuleSet(
        (outside(), shift(8), trend(6), two_of_three(others="any"), inner_third(15)),
        "Health Care Data Guide rules for Shewhart charts",
    )


def western_electric() -> RuleSet:
    """The four rules of the Western Electric handbook (1956)."""
    return RuleSet(
        (outside(), two_of_three(others="any"), four_of_five(), shift(8)), "Western Electric rules"
    )


def nelson() -> RuleSet:
    """The eight rules of Nelson (1984)."""
    return RuleSet(
        (
            outside(), shift(9), trend(6), alternating(14), two_of_three(others="any"),
            four_of_five(), inner_third(15), outer_thirds(8),
        ),
        "Nelson rules",
    )  # fmt: skip


PRESETS = {
    "ihi": ihi,
    "anhoej": anhoej,
    "mdc": mdc,
    "mdc_7_6": lambda: mdc(7, 6),
    "mdc_6_6": lambda: mdc(6, 6),
    "shewhart_hcdg": shewhart_hcdg,
    "western_electric": western_electric,
    "nelson": nelson,
}


@cache
def _preset(name: str) -> RuleSet:
    return PRESETS[name]()


def rule_set(rules) -> RuleSet:
    """A preset by name, or a tuple of rules of your own.

    Raises
    ------
    QIError
        When a preset is not known, or the tuple holds something that is no rule.
    """
    if isinstance(rules, RuleSet):
        return rules
    if isinstance(rules, str):
        if rules in PRESETS:
            return _preset(rules)
        near = get_close_matches(rules.lower(), PRESETS, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise QIError(
            f"There is no rule set called '{rules}'. There are: {', '.join(PRESETS)}.{hint}"
        )
    members = tuple(rules) if isinstance(rules, Iterable) else (rules,)
    for member in members:
        if not isinstance(member, Rule):
            raise QIError(
                f"{member!r} is not a rule. A rule set is a name such as 'mdc', or a tuple of "
                "rules such as (qi.spc.outside(), qi.spc.shift(8))."
            )
    return RuleSet(members)
