"""Type a number."""

import re

from qikit.learn import normal
from qikit.learn.question import Question
from qikit.learn.verdict import reasons, unanswered, verdict, wrong

UNREADABLE = "Type a number alone, with a full stop for decimals, for example 13.7."
SHARE = "That looks like a share of 1. This answer is in per cent, so multiply by 100."
HUNDRED = "That is 100 times too large. Read the number as it stands, in per cent."
PER_CENT = "That looks like per cent. This answer is a share of 1, so divide by 100."
FEW = 5  # per cent: where so much is looked for, a number below 1 is a share
HIGH = "Your number is higher than the one we look for."
LOW = "Your number is lower than the one we look for."
TIMES = {"SECONDS": 1, "MINUTES": 60, "HOURS": 3600, "DAYS": 86400, "WEEKS": 604800}
_PER = re.compile(r"PER ([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?![0-9,])")
_ENDING = re.compile(r" ?([A-Z]{3,})$")


class Number(Question):
    """A number, with or without its unit.

    Parameters
    ----------
    unit : str
        Shown beside the box; it may be typed or left out.
    within : float
        Absolute tolerance, in the unit. ``relative`` is a share of the key.
    slips : dict, optional
        From a number that a slip of unit gives to a hint. Known without saying: 0.71 for 71%, 71
        for a share of 0.71, minutes for hours and the like, and a rate per 1 where ``unit`` says
        "per 1,000 bed days".

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.number("median", "Half of the weeks lie below 68%. What is the median?", unit="%",
    ...               key=68, within=0.5, why={50: "50% of the weeks lie below it. Where is it?"},
    ...               hints=["The median is the value in the middle."])
    1 point. Half of the weeks lie below 68%. What is the median?
      Type a number (%).
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
        return verdict(0, 1, [unreadable(value, spec.get("unit", ""))], spec=spec)
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
    """The hint for a number in another unit: a share for per cent, minutes for hours."""
    room = spec.get("within", 0), spec.get("relative", 0)
    unit = spec.get("unit", "")
    if unit == "%":
        if normal.near(typed * 100, key, *room):
            return SHARE
        if normal.near(typed, key * 100, room[0] * 100, room[1]):
            return HUNDRED
        return SHARE if 0 < abs(typed) < 1 and abs(key) >= FEW else None
    if unit == "":
        per_cent = normal.near(typed, key * 100, room[0] * 100, room[1])
        return PER_CENT if per_cent and 0 < abs(key) <= 1 else None
    return other_time(typed, key, unit, room) or other_rate(typed, key, unit, room)


def other_time(typed, key, unit, room) -> str | None:
    """The hint for minutes typed where hours are asked for, and the like."""
    size = TIMES.get(normal.text(unit))
    for name, other in TIMES.items():
        if size and other != size and normal.near(typed * other / size, key, *room):
            return f"That looks like {name.lower()}. This answer is in {unit}."
    return None


def other_rate(typed, key, unit, room) -> str | None:
    """The hint for a rate per 1 where a rate "per 1,000 bed days" is asked for."""
    found = _PER.match(normal.text(unit))
    if not found or not normal.near(typed * int(found[1].replace(",", "")), key, *room):
        return None
    return f"That looks like a rate per 1. This answer is {unit}, so multiply by {found[1]}."


def unreadable(value, unit) -> str:
    """What to say to something that is no number: that its unit is another, or how to type one."""
    wanted, typed = normal.text(unit), normal.text(value)
    found = _ENDING.search(typed)
    if not found or normal.number(typed[: found.start()]) is None:
        return UNREADABLE
    name = next((each for each in TIMES if each.startswith(found[1])), None)
    if wanted not in TIMES or name is None or name == wanted:
        return UNREADABLE
    return f"You typed {name.lower()}. This answer is in {unit}: give it as a number alone."
