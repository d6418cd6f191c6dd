"""Type a word or two."""

import re

from qikit.learn import normal
from qikit.learn.kinds.several import set_verdict
from qikit.learn.question import Question
from qikit.learn.verdict import reasons, unanswered, verdict, wrong

CLOSE = "Very close. Check the spelling."
_ENDS = " .,;:!?\"'"
_BETWEEN = re.compile(r"[,;]| AND | & ")
_SHORTEST = 5


class Short(Question):
    """A short answer in the learner's own words.

    Capitals, spaces and a full stop at the end do not matter. One letter astray gets a word about
    the spelling.

    Parameters
    ----------
    key : str or list of str, optional
        The answers that are right. With ``listed`` the names that belong in the list.
    why : dict, optional
        From a wrong answer to what it means; with ``listed``, from a wrong name, and
        ``"*missed"`` is said when names are missing.
    listed : bool
        True takes a list such as "P07, P12", in any order.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.short("oldest", "What do we call the middle value of a run chart?",
    ...              key=["median", "the median"],
    ...              why={"mean": "The mean adds all values and divides. We look for the middle."},
    ...              hints=["Sort the values.", "Half of them lie above it."])
    1 point. What do we call the middle value of a run chart?
      Type a word or two.
    """

    kind = "short"

    def __init__(self, id, prompt, *, listed=False, key=None, **common):
        self.listed = listed
        super().__init__(id, prompt, key=key, **common)

    def plain_key(self, key):
        if isinstance(key, str):
            return [key]
        return sorted(map(str, key)) if isinstance(key, set | frozenset) else [*map(str, key)]

    def particulars(self):
        return {"listed": self.listed}

    def lines(self):
        return ["  Type a list, with commas." if self.listed else "  Type a word or two."]

    def body(self):
        return "<p>Your answer: ____________</p>"


def plain(value) -> str:
    """What was typed, without capitals, outer spaces and signs at its ends."""
    return normal.text(value).strip(_ENDS)


def score(spec, key, value, why=None, partial=None):
    """Any accepted answer; or with ``listed`` the exact set."""
    if normal.blank(value):
        return unanswered()
    said = {plain(name): sentence for name, sentence in reasons(why).items()}
    answers = [plain(each) for each in key]
    if spec.get("listed"):
        given = [plain(each) for each in _BETWEEN.split(normal.text(value))]
        chosen = list(dict.fromkeys(each for each in given if each))
        return set_verdict(spec, answers, chosen, said, why, partial)
    answer = plain(value)
    if answer in answers:
        return verdict(1, 1, [said.get(answer) or reasons(why).get("*right")], spec=spec)
    near = CLOSE if any(one_astray(answer, each) for each in answers) else None
    return verdict(0, 1, wrong(said.get(answer) or near, why=why), spec=spec)


def one_astray(typed: str, right: str) -> bool:
    """Whether one letter is missing, added, changed, or swapped with the next."""
    if min(len(typed), len(right)) < _SHORTEST or abs(len(typed) - len(right)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(typed, right, strict=False)) if a != b), None)
    if at is None:
        return typed != right
    mine, theirs = typed[at:], right[at:]
    swapped = mine[1:2] + mine[:1] + mine[2:]
    return theirs in (swapped, theirs[:1] + mine[1:], mine[1:]) or mine == theirs[1:]
