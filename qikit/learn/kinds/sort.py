"""Sort items into groups."""

import html

from qikit.errors import QIError
from qikit.learn import normal
from qikit.learn.question import Question, option_list
from qikit.learn.shuffled import shuffled
from qikit.learn.verdict import reasons, unanswered, verdict, wrong


class Sort(Question):
    """Items to sort into groups: by tapping, dragging or keys.

    Parameters
    ----------
    items, groups : dict
        From a short id to the words on the page.
    key : {item: group}, optional
        A list of groups accepts any of them.
    why : dict, optional
        ``{item: {wrong group: sentence}}`` or ``{item: sentence}``.
    kappa : bool
        True makes ``partial`` speak of agreement beyond chance instead of the number right:
        ``partial=[(0.4, 2.5), (0.6, 5)]``. An item in no group agrees with nothing.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.sort("measures", "Which kind of measure is each?",
    ...             {"falls": "Falls with harm", "checks": "Risk checks done within 6 hours",
    ...              "alarms": "Alarms that nobody needed", "stay": "Days in hospital"},
    ...             {"outcome": "Outcome", "process": "Process", "balancing": "Balancing"},
    ...             key={"falls": "outcome", "checks": "process", "alarms": "balancing",
    ...                  "stay": "outcome"},
    ...             why={"alarms": {"process": "Nobody set out to have these alarms. They "
    ...                             "show what the change costs."}},
    ...             hints=["Is it what people want, what we do, or what may get worse?"],
    ...             points=2, partial=[(3, 1)])
    2 points. Which kind of measure is each?
      - Falls with harm
      - Risk checks done within 6 hours
      - Days in hospital
      - Alarms that nobody needed
      Groups: Outcome; Process; Balancing.
    """

    kind = "sort"

    def __init__(self, id, prompt, items, groups, *, key=None, kappa=False, **common):
        self.items = [[str(name), label] for name, label in items.items()]
        self.groups = [[str(name), label] for name, label in groups.items()]
        self.kappa = kappa
        super().__init__(id, prompt, key=key, **common)

    def plain_key(self, key):
        return each_once(self, key, self.items, self.groups, "item", "group")

    def plain_why(self, why):
        return plain_reasons(why)

    def particulars(self):
        given = {"items": shuffled(self.id, self.items), "groups": self.groups}
        return given | ({"kappa": True} if self.kappa else {})

    def lines(self):
        names = "; ".join(label for _, label in self.groups)
        items = [f"  - {label}" for _, label in shuffled(self.id, self.items)]
        return [*items, f"  Groups: {names}."]

    def body(self):
        names = "; ".join(html.escape(label) for _, label in self.groups)
        return option_list(shuffled(self.id, self.items)) + f"<p>Groups: {names}.</p>"


def plain_reasons(why) -> dict:
    """Reasons with text keys, one or two levels deep."""
    return {
        str(name): plain_reasons(said) if isinstance(said, dict) else said
        for name, said in why.items()
    }


def each_once(question, key, items, places, item, place) -> dict:
    """The key as JSON holds it; refused when it leaves out an item or names a stranger."""
    plain = {
        str(name): [str(each) for each in to] if isinstance(to, list | tuple | set) else str(to)
        for name, to in key.items()
    }
    names = [name for name, _ in items]
    if sorted(plain) != sorted(names):
        raise QIError(
            f"The key of question {question.id} must give each {item} a {place}. "
            f"They are: {', '.join(names)}."
        )
    known = [name for name, _ in places]
    for to in plain.values():
        for each in to if isinstance(to, list) else [to]:
            if each not in known:
                raise QIError(
                    f"Question {question.id} has no {place} '{each}'. It has: {', '.join(known)}. "
                    "Name one of these in the key."
                )
    return plain


def score(spec, key, value, why=None, partial=None):
    """The share of items in their group, or what ``partial`` says."""
    return placed(spec, spec["items"], key, value, why, partial, "in the right group")


def placed(spec, items, key, value, why, partial, words):
    """The verdict on things put in places: ``{thing: place}`` against the key."""
    if normal.blank(value):
        return unanswered()
    given = value if isinstance(value, dict) else {}
    right, said, pairs = 0, [], []
    for name, _ in items:
        put = normal.text(given.get(name))
        accepted = [normal.text(each) for each in as_list(key[name])]
        pairs.append((accepted[0], put))
        if put in accepted:
            right += 1
        else:
            said.append(reason(why, name, put))
    total = len(items)
    if right == total:
        return verdict(right, total, [reasons(why).get("*right")], spec=spec)
    count = f"{right} of {total} {'is' if right == 1 else 'are'} {words}."
    named = list(dict.fromkeys(sentence for sentence in said if sentence))
    reached, share = right, right / total
    if spec.get("kappa"):
        reached, hundredths = agreement(pairs)
        count += f" Agreement beyond chance (kappa): {in_words(hundredths)}."
    return verdict(
        right, total, [count, *wrong(*named, why=why)],
        share=share, spec=spec, partial=partial, reached=reached,
    )


def as_list(key) -> list:
    """One accepted place or several, as a list."""
    return key if isinstance(key, list) else [key]


def reason(why, name, put) -> str | None:
    """The sentence for one thing in a wrong place; none while it has no place."""
    said = reasons(why).get(name)
    if not put or not isinstance(said, dict):
        return said if put else None
    plain = {normal.text(place): sentence for place, sentence in said.items()}
    return plain.get(put) or said.get("*")


def agreement(pairs) -> tuple[float, int]:
    """Cohen's kappa of two codings, and the same in whole hundredths, rounded half up."""
    count = len(pairs)
    same = sum(mine == theirs for mine, theirs in pairs)
    codes = {code for pair in pairs for code in pair}
    chance = sum(
        sum(mine == code for mine, _ in pairs) * sum(theirs == code for _, theirs in pairs)
        for code in codes
    )
    above, room = count * same - chance, count * count - chance
    if room == 0:
        return 1.0, 100
    return above / room, (200 * above + room) // (2 * room)


def in_words(hundredths: int) -> str:
    """"0.63", "-0.05"."""
    size = abs(hundredths)
    return f"{'-' if hundredths < 0 else ''}{size // 100}.{size % 100:02d}"
