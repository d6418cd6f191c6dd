"""Choose one of several options."""

from qikit.errors import QIError
from qikit.learn import normal
from qikit.learn.question import Question, option_list
from qikit.learn.verdict import reasons, unanswered, verdict, wrong


class Choice(Question):
    """One answer out of a few.

    Parameters
    ----------
    options : dict
        From a short id ("a") to the words on the page.
    key : str or set of str, optional
        The id of the right one, or of those that are all right. The other parameters are those of
        every ``Question``.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.choice("first", "Which is the best first test?",
    ...               {"a": "One patient, one clinician, one session",
    ...                "b": "One ward for a month", "c": "The whole hospital at once"},
    ...               key="a",
    ...               why={"c": "If it fails, it fails everywhere. A small test fails cheaply."},
    ...               hints=["Think of what a test costs if it goes wrong."])
    1 point. Which is the best first test?
      a. One patient, one clinician, one session
      b. One ward for a month
      c. The whole hospital at once
    """

    kind = "choice"

    def __init__(self, id, prompt, options, *, key=None, **common):
        self.options = [[str(name), label] for name, label in options.items()]
        super().__init__(id, prompt, key=key, **common)

    def plain_key(self, key):
        if not isinstance(key, list | tuple | set | frozenset):
            known(self, [str(key)])
            return str(key)
        names = [name for name, _ in self.options if name in {str(each) for each in key}]
        known(self, [str(each) for each in key])
        return names

    def particulars(self):
        return {"options": self.options}

    def lines(self):
        return [f"  {name}. {label}" for name, label in self.options]

    def body(self):
        return option_list(self.options)


def known(question, ids) -> None:
    """Refuse a key that names no option."""
    names = [name for name, _ in question.options]
    strangers = [name for name in ids if name not in names]
    if strangers:
        raise QIError(
            f"Question {question.id} has no option '{strangers[0]}'. It has: {', '.join(names)}. "
            "Name one of these in the key."
        )


def score(spec, key, value, why=None, partial=None):
    """All or nothing; ids are compared without regard to capitals and spaces."""
    if normal.blank(value):
        return unanswered()
    said = {normal.text(name): sentence for name, sentence in reasons(why).items()}
    answer = normal.text(value)
    keys = key if isinstance(key, list) else [key]
    if answer in [normal.text(each) for each in keys]:
        return verdict(1, 1, [said.get(answer) or reasons(why).get("*right")], spec=spec)
    return verdict(0, 1, wrong(said.get(answer), why=why), spec=spec)
