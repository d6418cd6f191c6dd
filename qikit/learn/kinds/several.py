"""Choose every option that applies."""

from qikit.learn import normal
from qikit.learn.kinds.choice import known
from qikit.learn.question import Question, option_list
from qikit.learn.verdict import reasons, unanswered, verdict, wrong


class Several(Question):
    """All answers that apply.

    Parameters
    ----------
    options : dict
        From a short id to the words on the page.
    key : set of str, or list of sets, optional
        The ids of the right ones; of several sets any one is right. In ``why``, ``"*missed"`` is
        said when none is wrong but some are missing. In ``partial`` the number right is right picks
        less wrong picks.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.several("missing", "What is missing from this plan?",
    ...                {"a": "A prediction", "b": "A small first step", "c": "A logo"},
    ...                key={"a", "b"}, why={"c": "A logo helps nobody to learn."},
    ...                points=2, partial=[(1, 1)])
    2 points. What is missing from this plan?
      a. A prediction
      b. A small first step
      c. A logo
    """

    kind = "several"

    def __init__(self, id, prompt, options, *, key=None, **common):
        self.options = [[str(name), label] for name, label in options.items()]
        super().__init__(id, prompt, key=key, **common)

    def plain_key(self, key):
        if sets_of(key):
            return [self.plain_key(each) for each in key]
        known(self, [str(name) for name in key])
        return sorted(str(name) for name in key)

    def particulars(self):
        return {"options": self.options}

    def lines(self):
        return [f"  {name}. {label}" for name, label in self.options]

    def body(self):
        return option_list(self.options)


def score(spec, key, value, why=None, partial=None):
    """Exact set; order and repeats do not matter."""
    if normal.blank(value):
        return unanswered()
    said = {normal.text(name): sentence for name, sentence in reasons(why).items()}
    right = [normal.text(name) for name in key] if not sets_of(key) else [
        [normal.text(name) for name in each] for each in key
    ]
    given = value if isinstance(value, list) else [value]
    chosen = [normal.text(each) for each in given if not normal.blank(each)]
    chosen = list(dict.fromkeys(chosen))
    return set_verdict(spec, right, chosen, said, why, partial)


def sets_of(key) -> bool:
    """Whether a key holds several sets, any of which is right."""
    return isinstance(key, list | tuple) and any(
        isinstance(each, list | tuple | set | frozenset) for each in key
    )


def set_verdict(spec, key: list, chosen: list, said: dict, why, partial):
    """The verdict on a set of picks: right picks less wrong picks, of all that are right.

    Where the key holds several sets, the one that earns most counts, and of those the nearest.
    """
    sets = sorted(
        key if sets_of(key) else [key], key=lambda each: -len(set(each) & set(chosen))
    )
    found = [one_set(spec, set(each), chosen, said, why, partial) for each in sets]
    return max(found, key=lambda each: each["share"])


def one_set(spec, right: set, chosen: list, said: dict, why, partial):
    """The verdict on a set of picks against one right set."""
    hits = [each for each in chosen if each in right]
    extra = [each for each in chosen if each not in right]
    got = len(hits) - len(extra)
    if got == len(right):
        return verdict(got, len(right), [reasons(why).get("*right")], spec=spec, partial=partial)
    messages = [said.get(each) for each in extra]
    if not extra:
        messages = [
            reasons(why).get("*missed")
            or f"What you picked is right so far: {len(hits)} of {len(right)}."
        ]
    named = wrong(*messages, why=why)
    if extra and hits:
        are = "is" if len(hits) == 1 else "are"
        named.insert(0, f"{len(hits)} of your {len(chosen)} {are} right.")
    return verdict(max(got, 0), len(right), named, spec=spec, partial=partial)
