"""Fill in a form; its checks say what is good and what to add next."""

from qikit.errors import QIError
from qikit.learn.forms import findings, paper, reading
from qikit.learn.forms.making import answer
from qikit.learn.question import Question


class Form(Question):
    """A form of the improvement method, such as ``qi.pdsa.charter()``.

    Parameters
    ----------
    form : qikit.pdsa.Form
        What it asks. Its checks ship with the page and earn the points.
    filled : dict or True, optional
        A worked example to look at; True takes the form's own.
    start : dict, optional
        What stands in the form to begin with, for learners to mend.
    carry : dict, optional
        What can be brought over from another question, such as
        ``qi.games.coin_spin.carried("spin")``.
    marked : bool
        True leaves the checks off the page; they stand in the mark cell then:
        ``qi.score("q1", key=qi.pdsa.aim().checks)``.
    points : int
        The share of checks met, by weight, of these points. 0 is practice. A form without checks is
        marked by a person.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("mend", "Mend this aim.", qi.pdsa.aim(checks=["how_much", "by_when"]),
    ...             start={"measure": "Improve discharge as soon as possible"}, points=2)
    2 points. Mend this aim.
      The aim
      - What will be measured
      - Which way is better (Higher, Lower)
      - Counted in
      - Where you are now (baseline)
      - Where you want to be (target)
      - For whom
      - Where
      - Start date
      - By when
    """

    kind = "form"

    def __init__(
        self, id, prompt, form, *, filled=None, start=None, carry=None, marked=False, **common
    ):
        if common.get("key") is not None:
            raise QIError(
                f"Question {id} is a form, whose checks are its key. Leave key out, or choose "
                "checks where the form is made."
            )
        self.form = form
        self.by_person = not form.checks
        filled = form.example if filled is True else filled
        self.filled = None if filled is None else answer(filled)
        self.start = None if start is None else answer(start)
        self.carry = carry
        common["key"] = None if marked or not form.checks else form.checks
        super().__init__(id, prompt, **common)

    def plain_key(self, key):
        return [dict(each) for each in key]

    def particulars(self):
        given = {"form": self.form.spec() | {"style": paper.STYLE, "needs": list(self.form.needs)}}
        for name in ("filled", "start", "carry"):
            if getattr(self, name) is not None:
                given[name] = getattr(self, name)
        return given

    def lines(self):
        return reading.blank_lines(self.form.spec())

    def body(self):
        return paper.parts(self.form.spec(), self.start, level=4)


def tell(spec, value) -> list[str]:
    """What was filled in, one line a field, for the marker."""
    return reading.lines(spec["form"], value)


def score(spec, key, value, why=None, partial=None):
    """The share of checks that are met, by weight."""
    return findings.judged(spec, key, value, partial, why)
