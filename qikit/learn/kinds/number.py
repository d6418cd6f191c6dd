"""Type a number."""

from qikit.learn import normal
from qikit.learn.question import Question
from qikit.learn.verdict import reasons, unanswered, verdict, wrong

UNREADABLE = "Type a number alone, with a full stop for decimals, for example 13.7."
SHARE = "That looks like a share of 1. This answer is in per cent, so multiply by 100."
HUNDRED = "That is 100 times too large. Read the number as it stands, in per cent."
HIGH = "Your number is higher than the one we look for."
LOW = "Your number is lower than the one we look for."


class Number(Question):
    """A number, with or without its unit.

    Parameters
    ----------
    unit : str
        Shown beside the box; it may be typed or left out.
    within : float
        Absolute tolerance, in the unit. ``relative`` is a share of the key.
    slips : dict, optional
        From a number that a slip of unit gives to a hint. With ``unit="%"``, 0.71 for 71 is known
        without saying.
    """

    kind = "number"

    def __init__(
        self, id, prompt, *, unit="", within=0, relative=0, slips=None, why=None, **common
    ):
        self.unit, self.within, self.relative = unit, within, relative
        both = {**(slips or {}), **(why or {})}
        super().__init__(id, prompt, why=both or None, **common)

    def particulars(self):
        return {"unit": self.unit, "within": self.within, "relative": self.relative}

    def lines(self):
        return [f"  Type a number{f' ({self.unit})' if self.unit else ''}."]

    def body(self):
        return f"<p>Your answer: ______ {self.unit}</p>"


def score(spec, key, value, why=None, partial=None):
    """Right within the tolerance; a known slip or misconception is named."""
    if normal.blank(value):
        return unanswered()
    within, relative = spec.get("within", 0), spec.get("relative", 0)
    typed = normal.number(value, spec.get("unit", ""))
    if typed is None:
        return verdict(0, 1, [UNREADABLE], spec=spec)
    if normal.near(typed, key, within, relative):
        return verdict(1, 1, [reasons(why).get("*right")], spec=spec)
    said = misconception(typed, why, within, relative) or slip(typed, key, spec)
    said = said or reasons(why).get("*")
    return verdict(0, 1, wrong(said or (HIGH if typed > key else LOW)), spec=spec)


def misconception(typed, why, within, relative) -> str | None:
    """The sentence for the known wrong number nearest to what was typed."""
    known = [(normal.number(name), sentence) for name, sentence in reasons(why).items()]
    close = [
        (abs(typed - size), size, sentence)
        for size, sentence in known
        if size is not None and normal.near(typed, size, within, relative)
    ]
    return min(close)[2] if close else None


def slip(typed, key, spec) -> str | None:
    """The hint for a share typed for per cent, or the other way about."""
    within, relative = spec.get("within", 0), spec.get("relative", 0)
    if spec.get("unit") == "%" and normal.near(typed * 100, key, within, relative):
        return SHARE
    if spec.get("unit") == "%" and normal.near(typed, key * 100, within * 100, relative):
        return HUNDRED
    return None
