"""Second marking: another person's marks beside the first's, and moderation where they differ.

The first marks are nbgrader's own. The second marker does not see them before her own are kept.
Where the two differ by more than ``FAR`` points, in all or on one criterion, a moderator who sees
both decides, and her points become nbgrader's. Otherwise the first marks stand: half-way points
would be points that no level of the rubric describes.
"""

from dataclasses import dataclass

from qikit.errors import QIError
from qikit.mark import beside, receipts
from qikit.mark import course as courses
from qikit.mark.course import Course
from qikit.mark.gradebook import Book
from qikit.mark.marking import give_moderated
from qikit.mark.plan import TASK, Plan, plan
from qikit.mark.standing import RULES, score

FAR = 2
SECOND, MODERATOR = "second", "moderator"
FIRST_WAITS, SECOND_WAITS, APART = "first marks", "second marks", "moderation"
AGREED, MODERATED = "agreed", "moderated"
CLOSED = (AGREED, MODERATED)


@dataclass(frozen=True)
class Pair:
    """One learner's written work with its marks: ``first``, ``second`` and ``moderated`` hold
    points by criterion cell; ``state`` what it waits for, or how it was settled.
    """

    learner: str
    copy: str
    state: str
    first: dict[str, float]
    second: dict[str, dict]
    moderated: dict[str, dict]

    @property
    def apart(self) -> float:
        """By how many points the two markers differ, in all or on the worst criterion."""
        return apart(self.first, {cell: row["points"] for cell, row in self.second.items()})


def needed(known: Plan) -> bool:
    """Whether written work of this module is marked by two people."""
    return RULES[known.module.tier].second and bool(known.tasks)


def apart(first: dict[str, float], second: dict[str, float]) -> float:
    """The larger of the difference of the totals and the largest difference of one criterion."""
    gaps = [first[cell] - second[cell] for cell in second if cell in first]
    return max([abs(sum(gaps)), *map(abs, gaps)])


def pairs(known: Plan, book: Book, rows: dict | None = None) -> dict[str, Pair]:
    """Everybody's pair of marks for one module, by learner; empty where one marker is enough."""
    if not needed(known):
        return {}
    return pairs_of(book, known.name, book.rows(known.name) if rows is None else rows)


def pairs_of(book: Book, name: str, rows: dict) -> dict[str, Pair]:
    """As ``pairs``, from the gradebook's rows alone."""
    kept, found = book.second(name), {}
    for learner, cells in rows.items():
        tasks = {cell: row for cell, row in cells.items() if TASK.fullmatch(cell)}
        if tasks:
            receipt = receipts.read(book.course.receipt(learner, name)) or {}
            copy = next(iter(tasks.values()))["copy"]
            found[learner] = _pair(learner, tasks, kept.get(copy, {}), receipt)
    return found


def _pair(learner: str, tasks: dict, kept: dict, receipt: dict) -> Pair:
    texts = receipt.get("texts", {})
    question = {cell: TASK.fullmatch(cell)[1] for cell in tasks}
    by_role = {
        role: {
            cell: row for (whose, cell), row in kept.items()
            if whose == role and cell in tasks and row["answer"] == texts.get(question[cell], "")
        }
        for role in (SECOND, MODERATOR)
    }
    first = {
        cell: score(row) for cell, row in tasks.items() if not row["needs_manual_grade"]
    }
    written = [cell for cell in tasks if texts.get(question[cell])]
    state = _state(first, by_role[SECOND], by_role[MODERATOR], tasks, written)
    copy = next(iter(tasks.values()))["copy"]
    return Pair(learner, copy, state, first, by_role[SECOND], by_role[MODERATOR])


def _state(first: dict, second: dict, moderated: dict, tasks: dict, written: list) -> str:
    if not written:
        return AGREED
    if len(first) < len(tasks):
        return FIRST_WAITS
    if any(cell not in second for cell in written):
        return SECOND_WAITS
    if all(cell in moderated and moderated[cell]["points"] == first[cell] for cell in written):
        return MODERATED
    points = {cell: row["points"] for cell, row in second.items()}
    return APART if apart(first, points) > FAR else AGREED


def keep(
    module: str, learner: str, marker: str, points: dict[str, float], comments: dict[str, str],
    *, role: str = SECOND, answer: str | None = None,
) -> Pair:
    """Keep a second marker's or moderator's marks for every criterion of one hand-in.

    Parameters
    ----------
    module, learner : str
        Whose written work.
    marker : str
        Who marks.
    points, comments : dict
        By criterion cell. Points are asked for every criterion.
    role : str
        "second", or "moderator", whose points nbgrader's gradebook then holds.
    answer : str, optional
        What ``answers_of`` said when the page was shown: nothing is kept when she handed in again
        meanwhile.

    Raises
    ------
    QIError
        When points are missing or out of range, or the answer is another by now.
    """
    (each,) = courses.find(module)
    known = plan(each)
    who = marker.strip()[:100]
    if not who:
        raise QIError("Say who marks: a name or initials.")
    given = {task.cell: _in_range(task, points.get(task.cell)) for task in known.tasks}
    with Book(Course(each.tier)) as book:
        pair = pairs(known, book).get(learner)
        if pair is None:
            raise QIError(f"There is no written work of {learner} for {each.id} to mark.")
        receipt = receipts.read(book.course.receipt(learner, known.name)) or {}
        if answer not in (None, answers_of(receipt)):
            raise QIError(
                "This learner handed in again since you opened the page. Nothing was saved. "
                "Open it again and read the new answer."
            )
        if role == SECOND and pair.state not in (FIRST_WAITS, SECOND_WAITS):
            raise QIError(
                "Both sets of marks are kept and were compared, so they stay. "
                "Where they differ by much, a moderator decides."
            )
        if role == MODERATOR and pair.state not in (APART, MODERATED):
            raise QIError("There is nothing to moderate here: two sets of marks must differ first.")
        with book.writing(learner) as db:
            for task in known.tasks:
                beside.add_mark(
                    db, copy=pair.copy, cell=task.cell, role=role, marker=who,
                    points=given[task.cell], comment=comments.get(task.cell, "").strip(),
                    first_points=pair.first.get(task.cell), at=receipts.now(),
                    answer=receipt.get("texts", {}).get(task.question, ""),
                )
            if role == MODERATOR:
                give_moderated(db, pair.copy, given)
        return pairs(known, book)[learner]


def answers_of(receipt: dict) -> str:
    """A short name for the written answers that a page shows."""
    return "-".join(f"{name}.{print}" for name, print in sorted(receipt.get("texts", {}).items()))


def _in_range(task, points) -> float:
    try:
        value = float(points)
    except (TypeError, ValueError):
        value = -1
    if not 0 <= value <= task.points:
        raise QIError(f"{task.criterion}: give points from 0 to {task.points:g}.")
    return value
