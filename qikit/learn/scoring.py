"""``qi.score``: what stands in a mark cell."""

from dataclasses import dataclass

from qikit.errors import QIError
from qikit.learn import session
from qikit.learn.verdict import SAVED, Result


@dataclass(frozen=True)
class Mark:
    """How one question is marked; recorded by ``qi.score`` in ``session.plan()``."""

    question: object
    key: object = None
    why: dict | None = None
    cases: tuple = ()
    points: float = 0
    partial: list | None = None

    def score(self, value) -> Result:
        """Mark an answer that is data."""
        return self.question.score(
            value, self.key, self.why, partial=self.partial, points=self.points
        )

    def score_code(self, call) -> Result:
        """Mark code: ``call(function, args)`` returns a value or raises ``CallFailed``."""
        return self.question.score_calls(
            call, self.cases, self.why, points=self.points, partial=self.partial
        )


def score(id, *, key=None, why=None, cases=None, points=None, partial=None) -> float:
    """The points that the kept answer of a question earns; 0 when there is none.

    Parameters
    ----------
    id : str
        The question, asked earlier in the notebook.
    key, why, partial : optional
        For questions marked after hand-in; those of ``qi.ask``.
    cases : list of ``qi.case``, optional
        Hidden cases of a code question.
    points : float, optional
        Repeats the question's points; refused when it differs.
    """
    question = session.find(id)
    if points is not None and points != question.points:
        raise QIError(
            f"Question {id} says {question.points} points where it is asked "
            f"and {points} where it is marked. Make them the same."
        )
    if question.by_person:
        raise QIError(
            f"Question {id} is marked by a person, so qi.score cannot mark it. "
            "Give it a task cell for each criterion."
        )
    if question.kind == "code" and not cases:
        raise QIError(f"Question {id} asks for code. Give qi.score its hidden cases.")
    if question.kind != "code" and key is None and question.key is None:
        raise QIError(
            f"Question {id} has no key where it is asked, so qi.score needs one: key=..."
        )
    plain = None if key is None else question.plain_key(key)
    mark = Mark(question, plain, why, tuple(cases or ()), question.points, partial)
    for each in mark.cases:
        question.function_of(each)
    now = session.current()
    if now.planning:
        now.marks.append(mark)
        return 0
    return tidy(_result(mark, now).points)


def _result(mark: Mark, now) -> Result:
    if mark.question.kind != "code":
        return mark.score(now.answer(mark.question.id)["value"])
    from qikit.learn import checking

    if not checking.written(mark.question):
        return Result(0, SAVED)
    return mark.score_code(checking.call)


def tidy(points: float) -> float:
    """2 rather than 2.0."""
    return int(points) if float(points).is_integer() else points
