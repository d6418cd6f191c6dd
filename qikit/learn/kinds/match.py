"""Match pairs."""

import html

from qikit.learn.kinds.sort import each_once, placed, plain_reasons
from qikit.learn.question import Question, option_list
from qikit.learn.shuffled import shuffled


class Match(Question):
    """Pairs to match: by tapping, dragging or keys.

    Parameters
    ----------
    left : dict
        What each pair is for, from a short id to the words on the page.
    right : dict
        The answers to match, from a short id to words. There may be more of them than needed.
    key : {left: right}, optional
        A list of answers accepts any of them.
    why : dict, optional
        ``{left: {wrong right: sentence}}`` or ``{left: sentence}``.
    again : bool
        True lets one answer be used for several.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.match("pairs", "Which measure fits what each person said?",
    ...              {"sleep": "I could not sleep for the noise.",
    ...               "told": "Nobody told me what would happen next.",
    ...               "home": "I want to be home for the weekend."},
    ...              {"noise": "Nights quieter than 40 decibels",
    ...               "plan": "People who know their plan",
    ...               "friday": "Discharges before Friday noon", "beds": "Beds in use"},
    ...              key={"sleep": "noise", "told": "plan", "home": "friday"},
    ...              why={"home": {"beds": "Full beds matter to us. What would matter to her?"}},
    ...              hints=["Read what each person wants to be different."],
    ...              points=3)
    3 points. Which measure fits what each person said?
      - I could not sleep for the noise.
      - Nobody told me what would happen next.
      - I want to be home for the weekend.
      Answers: People who know their plan; Discharges before Friday noon; Beds in use; \
Nights quieter than 40 decibels.
    """

    kind = "match"

    def __init__(self, id, prompt, left, right, *, key=None, again=False, **common):
        self.left = [[str(name), label] for name, label in left.items()]
        self.right = [[str(name), label] for name, label in right.items()]
        self.again = again
        super().__init__(id, prompt, key=key, **common)

    def plain_key(self, key):
        return each_once(self, key, self.left, self.right, "left side", "right side")

    def plain_why(self, why):
        return plain_reasons(why)

    def particulars(self):
        return {"left": self.left, "right": shuffled(self.id, self.right), "again": self.again}

    def _answers(self) -> str:
        return "; ".join(label for _, label in shuffled(self.id, self.right))

    def lines(self):
        return [*(f"  - {label}" for _, label in self.left), f"  Answers: {self._answers()}."]

    def body(self):
        return option_list(self.left) + f"<p>Answers: {html.escape(self._answers())}.</p>"


def score(spec, key, value, why=None, partial=None):
    """The share of pairs that are right, or what ``partial`` says."""
    return placed(spec, spec["left"], key, value, why, partial, "matched")
