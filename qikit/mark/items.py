"""How the questions themselves did: how hard, which wrong answers, and who got them right.

A question that nearly all miss, one wrong answer that many choose, or a question that those with
most points miss more often than others, is a question (or a lesson) to look at again.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from qikit.errors import QIError
from qikit.mark import course as courses
from qikit.mark import database, handin, receipts, words
from qikit.mark.course import Course
from qikit.mark.plan import Plan, plan

SMALL = 5
TAIL = 0.27
_ONE_VALUE = (str, int, float)
_COUNT = re.compile(r"\d+ of \d+ (is|are) right\.")


@dataclass(frozen=True)
class Wrong:
    """One wrong answer and how many gave it. ``why`` names the misconception, where we know it."""

    answer: str
    people: int
    why: str = ""


@dataclass(frozen=True)
class Item:
    """One question of one module.

    ``people`` answered or left it blank; ``right`` had all its points; ``share`` is the mean share
    of its points; ``blank`` gave no answer. ``biserial`` and ``upper_lower`` say how well it tells
    those with many points from those with few; None where that cannot be said.
    """

    module: str
    question: str
    prompt: str
    people: int
    right: int
    share: float
    blank: int
    biserial: float | None
    upper_lower: float | None
    wrong: list[Wrong] = field(default_factory=list)
    others: int = 0


def items(module: str | None = None) -> dict[str, list[Item]]:
    """The questions of every marked module, by the module's id.

    Wrong answers that fewer than ``SMALL`` people gave are counted together in ``others``; a
    module that fewer than ``SMALL`` people handed in is left out, so that nobody can be picked out.

    Parameters
    ----------
    module : str, optional
        Only this module.

    Raises
    ------
    QIError
        When no module has enough hand-ins.
    """
    found = {}
    for each in courses.find(module):
        course = Course(each.tier)
        if course.handed_in(each.name) and database.exists(course):
            made = of_module(plan(each), course)
            if made:
                found[each.id] = made
    if not found:
        raise QIError(
            f"No module has hand-ins of {SMALL} or more people that are marked. With fewer, "
            "a table could show what one person answered."
        )
    return found


def of_module(known: Plan, course: Course) -> list[Item]:
    """The questions of one module, from what was handed in and how it was marked."""
    marked = {}
    for learner in course.handed_in(known.name):
        receipt = receipts.read(course.receipt(learner, known.name))
        if receipt is not None and not receipt["trouble"] and receipt["marks"]:
            folder = course.submitted(learner, known.name)
            given = handin.read(folder, learner, known.name, has_code=known.module.code)
            marked[learner] = receipt["marks"], given
    if len(marked) < SMALL:
        return []
    totals = {
        learner: sum(mark["points"] or 0 for mark in marks.values())
        for learner, (marks, _) in marked.items()
    }
    return [_item(known, cell, marked, totals) for cell in known.marks]


def point_biserial(item: list[float], rest: list[float]) -> float | None:
    """How closely a question goes with the rest of the points: -1 to 1.

    Parameters
    ----------
    item : list of float
        Each person's points for the question.
    rest : list of float
        Each person's points for all other questions, in the same order.

    Returns
    -------
    float or None
        None when everybody has the same points on either side.

    Notes
    -----
    For a question that is right or wrong this is the point-biserial correlation
    ``(m1 - m0) / s * sqrt(p * q)``: m1 and m0 the mean ``rest`` of those who had it right and
    wrong, s the standard deviation of ``rest`` (divided by n), p and q the shares right and wrong.
    It equals Pearson's correlation, which is what is computed, so that part points count too. The
    question's own points are left out of ``rest``: with them every question goes with itself.

    References
    ----------
    Lord FM, Novick MR (1968) Statistical theories of mental test scores, chapter 15.
    Henrysson S (1963) Correction of item-total correlations in item analysis. Psychometrika 28.

    Examples
    --------
    Right: three people with 8, 7 and 6 other points; wrong: two with 5 and 4.

    >>> round(point_biserial([1, 1, 1, 0, 0], [8, 7, 6, 5, 4]), 4)
    0.866
    """
    mean_item, mean_rest = math.fsum(item) / len(item), math.fsum(rest) / len(rest)
    apart = [(x - mean_item, y - mean_rest) for x, y in zip(item, rest, strict=True)]
    both = math.fsum(x * x for x, _ in apart) * math.fsum(y * y for _, y in apart)
    if both <= 1e-18:
        return None
    return max(-1.0, min(1.0, math.fsum(x * y for x, y in apart) / math.sqrt(both)))


def upper_lower(item: list[float], total: list[float], tail: float = TAIL) -> float:
    """The mean share of those with most points minus that of those with fewest: -1 to 1.

    Parameters
    ----------
    item : list of float
        Each person's share of the question's points, 0 to 1.
    total : list of float
        Each person's points in all.
    tail : float
        How large each group is, as a share of all.

    Notes
    -----
    ``D = U - L``, U and L the mean share of the upper and lower 27%. Groups hold
    ``tail * n`` people, rounded, at least one; people with equal points at the edge of a group
    share its last places, so that the order of names makes no difference. Ebel and Frisbie read
    0.40 and more as very good, 0.30 good, 0.20 to look at, less as poor.

    References
    ----------
    Kelley TL (1939) The selection of upper and lower groups for the validation of test items.
    Journal of Educational Psychology 30: 17-24.
    Ebel RL, Frisbie DA (1991) Essentials of educational measurement, 5th edition, chapter 13.

    Examples
    --------
    >>> upper_lower([1, 1, 1, 0, 1, 0, 0, 0], [8, 7, 6, 5, 4, 3, 2, 1])
    1.0
    """
    places = max(1, round(tail * len(item)))
    return _top(item, total, places) - _top(item, [-points for points in total], places)


def _top(item: list[float], total: list[float], places: int) -> float:
    edge = sorted(total, reverse=True)[places - 1]
    sure = [share for share, points in zip(item, total, strict=True) if points > edge]
    tied = [share for share, points in zip(item, total, strict=True) if points == edge]
    left = places - len(sure)
    return (math.fsum(sure) + left * math.fsum(tied) / len(tied)) / places


def _item(known: Plan, cell: str, marked: dict, totals: dict[str, float]) -> Item:
    question, most = known.marks[cell].question, known.marks[cell].points
    points = {
        learner: marks[cell]["points"] or 0
        for learner, (marks, _) in marked.items() if cell in marks
    }
    shares = [each / most if most else 0 for each in points.values()]
    rest = [totals[learner] - each for learner, each in points.items()]
    wrong, blank = Counter(), 0
    for learner in points:
        marks, given = marked[learner]
        mark, value = marks[cell], given.value(question.id)
        if mark["state"] == "not answered":
            blank += 1
        elif mark["state"] != "right":
            wrong.update(_told(question, value, mark["messages"]))
    shown = [
        Wrong(answer, people, why)
        for (answer, why), people in wrong.most_common() if people >= SMALL
    ]
    return Item(
        known.module.id, question.id, question.prompt, len(points),
        sum(marked[learner][0][cell]["state"] == "right" for learner in points),
        math.fsum(shares) / len(shares), blank, point_biserial(list(points.values()), rest),
        upper_lower(shares, [totals[learner] for learner in points]), shown,
        sum(people for people in wrong.values() if people < SMALL),
    )


def _told(question, value, messages: list[str]) -> set[tuple[str, str]]:
    """What to count for one answer: itself with its reason, or each thing said of its parts."""
    if isinstance(value, _ONE_VALUE) and question.kind != "code":
        return {(words.answer(question.spec(), value), " ".join(messages))}
    parts = {("", said) for said in messages if not _COUNT.fullmatch(said)}
    return parts or {(words.answer(question.spec(), value), "")}
