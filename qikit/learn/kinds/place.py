"""Place dots on a grid."""

import html

from qikit.errors import QIError
from qikit.learn import normal
from qikit.learn.question import Question
from qikit.learn.verdict import reasons, unanswered, verdict


class Place(Question):
    """Values to plot by hand, a dot each.

    Parameters
    ----------
    labels : list of str
        What each dot stands for ("Week 1", ...).
    values : list of number
        Where each dot belongs; these are shown to copy from, and are the key.
    y : (low, high, step)
        The grid's axis.
    unit : str
        Unit of the values.
    within : float, optional
        How far off a dot may be; half a step when not given.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.place("dots", "Place the dots: letters sent within 24 hours.", unit="%",
    ...              labels=["Week 1", "Week 2", "Week 3", "Week 4", "Week 5", "Week 6"],
    ...              values=[62, 64, 61, 66, 63, 67], y=(58, 70, 1))
    Practice. Place the dots: letters sent within 24 hours.
      Week 1 62%; Week 2 64%; Week 3 61%; Week 4 66%; Week 5 63%; Week 6 67%
    """

    kind = "place"

    def __init__(self, id, prompt, *, labels, values, y, unit="", within=None, points=0, **common):
        if len(labels) != len(values):
            raise QIError(
                f"Question {id} has {len(labels)} labels and {len(values)} values. "
                "Give one label for each value."
            )
        self.labels = [str(label) for label in labels]
        self.low, self.high, self.step = (plain_number(each) for each in y)
        self.unit = unit
        self.within = self.step / 2 if within is None else within
        super().__init__(id, prompt, key=values, points=points, **common)

    def plain_key(self, key):
        return [plain_number(each) for each in key]

    def particulars(self):
        return {
            "labels": self.labels,
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "unit": self.unit,
            "within": self.within,
        }

    def lines(self):
        pairs = zip(self.labels, self.key, strict=True)
        return ["  " + "; ".join(f"{label} {value}{self.unit}" for label, value in pairs)]

    def body(self):
        rows = "".join(
            f'<tr><th scope="row">{html.escape(label)}</th><td>{value}{self.unit}</td></tr>'
            for label, value in zip(self.labels, self.key, strict=True)
        )
        return f'<table class="qi-table"><caption>Values to plot</caption>{rows}</table>'


def plain_number(value) -> int | float:
    """A whole number where it is one, so that pages show 68 and not 68.0."""
    size = float(value)
    return int(size) if size.is_integer() else size


def score(spec, key, value, why=None, partial=None):
    """The share of dots in their place."""
    if normal.blank(value):
        return unanswered()
    given = value if isinstance(value, list) else []
    placed, astray = 0, []
    for position, right in enumerate(key):
        dot = normal.number(given[position]) if position < len(given) else None
        if dot is not None and normal.near(dot, right, spec.get("within", 0)):
            placed += 1
        else:
            astray.append((position, dot, right))
    total = len(key)
    if placed == total:
        return verdict(placed, total, [reasons(why).get("*right")], spec=spec)
    count = f"{placed} of {total} dots are in their place."
    messages = [count, look_at(spec, *astray[0])]
    return verdict(
        placed, total, messages, share=placed / total, spec=spec, partial=partial
    )


def look_at(spec, position, dot, right) -> str:
    """Where to look next, without taking the work away."""
    label = spec["labels"][position]
    if dot is None:
        return f"{label} has no dot yet."
    return f"{label} is too {'high' if dot > right else 'low'}."
