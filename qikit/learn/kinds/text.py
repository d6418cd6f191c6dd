"""Write a few sentences; a person marks them."""

from qikit.learn import normal
from qikit.learn.question import Question
from qikit.learn.verdict import SAVED, unanswered


class Text(Question):
    """Long text, marked by a person.

    Parameters
    ----------
    words : (int, int)
        How many words to aim for. It guides and never stops anyone.
    points : int
        What the criteria of the task add up to.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.text("cause", "Name one likely cause, and one thing to check.", words=(20, 80))
    4 points. Name one likely cause, and one thing to check.
      Write 20 to 80 words.
    """

    kind = "text"
    by_person = True

    def __init__(self, id, prompt, *, words=(30, 150), points=4, hints=()):
        self.words = list(words)
        super().__init__(id, prompt, hints=hints, points=points)

    def particulars(self):
        return {"words": self.words}

    def lines(self):
        return [f"  Write {self.words[0]} to {self.words[1]} words."]

    def body(self):
        return f"<p>Write {self.words[0]} to {self.words[1]} words.</p>"


def score(spec, key, value, why=None, partial=None):
    """Only whether something was written; a person gives the points."""
    if normal.blank(value):
        return unanswered()
    return {"share": 0, "state": SAVED, "messages": []}
