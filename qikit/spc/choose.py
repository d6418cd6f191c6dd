"""The chart chooser: a few questions about the data lead to a kind of chart, with the reasons."""

from functools import cached_property
from html import escape

from qikit.errors import QIError
from qikit.spc.constants import LIMITS_FROM
from qikit.spc.faces import bundle, table_html

QUESTIONS = {
    "shows": (
        "What should the chart show?",
        {
            "time": "how one measure changes over time",
            "units": "how units compare at one time",
            "reasons": "which reasons come up most",
        },
    ),
    "data": (
        "What is each number?",
        {
            "measurement": "something measured, such as minutes or a score",
            "cases": "how many of a group, each of them yes or no",
            "events": "how many events, of which one person or place can have several",
        },
    ),
    "per_point": (
        "How many measurements has each point?",
        {"one": "one value a point", "several": "two or more taken together"},
    ),
    "rare": (
        "Are more than half of the periods zero?",
        {False: "no", True: "yes, the event is rare"},
    ),
    "between": (
        "What was recorded between one event and the next?",
        {"opportunities": "a count, such as admissions or days", "time": "time, to the hour"},
    ),
    "denominator": (
        "Is the denominator the same in each period?",
        {"same": "the same, within about a quarter", "varies": "it varies"},
    ),
    "large": (
        "Is the denominator very large, with nearly all points outside ordinary limits?",
        {False: "no", True: "yes"},
    ),
    "points": ("How many points are there?", {}),
}
TITLES = {
    "run": "run chart", "xmr": "XmR chart", "xbar": "X̄-S chart", "p": "p chart", "np": "np chart",
    "pprime": "p′ chart", "u": "u chart", "uprime": "u′ chart", "c": "c chart", "g": "g chart",
    "t": "t chart", "funnel": "funnel plot", "pareto": "Pareto chart",
}  # fmt: skip
REASONS = {
    "run": f"fewer than {LIMITS_FROM} points are too few for limits: plot them around their median",
    "xmr": "one measured value a point; the XmR chart is also the safe choice when you are unsure",
    "xbar": "several measurements a point: X̄ shows their level, S their spread",
    "p": "cases out of cases, with a denominator that varies: each point has limits of its own",
    "np": "cases out of the same number each time: the count itself can be plotted",
    "pprime": "cases out of very many: ordinary p limits are far too tight; an XmR chart is the "
    "other choice",
    "u": "events per unit of opportunity, which varies: each point has limits of its own",
    "uprime": "events per very large opportunity: ordinary u limits are far too tight; an XmR "
    "chart is the other choice",
    "c": "events with the same opportunity each time: the count itself can be plotted",
    "g": "a rare event: plot the opportunities between one event and the next",
    "t": "a rare event: plot the time between one event and the next",
    "funnel": "units at one time: limits allow for their size, and nothing is ranked",
    "pareto": "categories in order of how often they come up",
}
MAKES = {"funnel": "qi.funnel(...)", "pareto": "qi.pareto(...)"}


def choose(
    *,
    shows="time",
    data=None,
    per_point=None,
    rare=None,
    between=None,
    denominator=None,
    large=None,
    points=None,
) -> "Choice":
    """Choose a chart by answering a few questions. Leave out what you do not know: it asks.

    Parameters
    ----------
    shows : ``"time"`` (one measure over time), ``"units"`` (units at one time) or ``"reasons"``
    data : ``"measurement"``, ``"cases"`` (so many of a group) or ``"events"``
    per_point : of measurements, ``"one"`` or ``"several"`` a point
    rare : of cases and events, whether more than half of the periods are zero
    between : of rare events, ``"opportunities"`` or ``"time"`` between one and the next
    denominator : of cases and events, ``"same"`` or ``"varies"``
    large : whether denominators are so large that nearly all points lie outside ordinary limits
    points : how many points there are

    Returns
    -------
    Choice
        With ``kind`` (for ``qi.chart``; ``funnel`` or ``pareto``; None while a question is open),
        ``words``, ``question`` (the next one, or empty) and ``table`` (``question answer``).

    Raises
    ------
    QIError
        When an answer is not one of those offered.

    Examples
    --------
    >>> choose(data="events", rare=False, denominator="varies", large=False).kind
    'u'
    >>> choose(data="events", rare=True, between="opportunities").kind
    'g'
    >>> choose(data="measurement").question
    'How many measurements has each point?'
    """
    given = {
        "shows": shows, "data": data, "per_point": per_point, "rare": rare, "between": between,
        "denominator": denominator, "large": large, "points": points,
    }  # fmt: skip
    for name, answer in given.items():
        _check(name, answer)
    asked: dict[str, object] = {}

    def tell(name: str):
        asked[name] = given[name]
        return given[name]

    return Choice(_walk(tell), asked)


def _walk(tell) -> str | None:
    """Follow the questions; None when one is still open."""
    shows = tell("shows")
    if shows != "time":
        return {"units": "funnel", "reasons": "pareto"}.get(shows)
    kind = _by_data(tell)
    if kind not in (None, "g", "t"):
        points = tell("points")
        if points is not None and points < LIMITS_FROM:
            return "run"
    return kind


def _by_data(tell) -> str | None:
    data = tell("data")
    if data is None:
        return None
    if data == "measurement":
        return {"one": "xmr", "several": "xbar"}.get(tell("per_point"))
    rare = tell("rare")
    if rare:
        return {"opportunities": "g", "time": "t"}.get(tell("between"))
    if rare is None:
        return None
    plain, counted, huge = ("np", "p", "pprime") if data == "cases" else ("c", "u", "uprime")
    denominator = tell("denominator")
    if denominator == "same":
        return plain
    if denominator is None or tell("large") is None:
        return None
    return huge if tell("large") else counted


class Choice:
    """What the chooser says; made by ``qi.choose``.

    Attributes
    ----------
    kind : the kind of chart, or None while a question is open
    question : the next question, or empty
    table : pandas table ``question answer`` of what was asked
    words : the choice and its reason, or the next question with its answers
    """

    def __init__(self, kind: str | None, asked: dict[str, object]) -> None:
        self.kind, self.asked = kind, asked

    @property
    def _open(self) -> str:
        """The name of the first question without an answer."""
        if self.kind:
            return ""
        return next(name for name, answer in self.asked.items() if answer is None)

    @property
    def question(self) -> str:
        """The next question, or empty when the choice is made."""
        return QUESTIONS[self._open][0] if self._open else ""

    @cached_property
    def rows(self) -> list[tuple[str, str]]:
        """The questions asked and their answers in words."""
        return [
            (QUESTIONS[name][0], QUESTIONS[name][1].get(answer, str(answer)))
            for name, answer in self.asked.items()
            if answer is not None
        ]

    @cached_property
    def table(self):
        import pandas as pd

        return pd.DataFrame(self.rows, columns=["question", "answer"])

    @cached_property
    def words(self) -> str:
        if self.kind:
            title = TITLES[self.kind]
            make = MAKES.get(self.kind, f'qi.chart(..., kind="{self.kind}")')
            return f"{title[:1].upper()}{title[1:]}: {REASONS[self.kind]}. Make it with {make}."
        return f"{self.question} Answer with {_offered(self._open)}."

    def html(self) -> str:
        """The choice in words, with the questions that led to it as a table."""
        table = table_html("Questions and answers", ["Question", "Answer"],
                           [list(row) for row in self.rows], [False, False])  # fmt: skip
        return f'<div class="qi-choice"><p>{escape(self.words)}</p>{table}</div>'

    def __repr__(self) -> str:
        return self.words

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return bundle(self.words, self.html)


def _check(name: str, answer) -> None:
    if answer is None:
        return
    if name == "points":
        if isinstance(answer, bool) or not isinstance(answer, int) or answer < 1:
            raise QIError(f"points= is a whole number above zero, not {answer!r}.")
        return
    offered = QUESTIONS[name][1]
    if not isinstance(answer, str | bool) or answer not in offered:
        raise QIError(
            f"{name}={answer!r} is no answer to “{QUESTIONS[name][0]}” Answer with "
            f"{_offered(name)}."
        )


def _offered(name: str) -> str:
    """The answers to a question: ``per_point='one' (one value a point) or ...``."""
    each = [f"{name}={answer!r} ({words})" for answer, words in QUESTIONS[name][1].items()]
    return f"{', '.join(each[:-1])} or {each[-1]}"
