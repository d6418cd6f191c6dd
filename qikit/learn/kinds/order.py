"""Put items in order."""

from qikit.errors import QIError
from qikit.learn import normal
from qikit.learn.question import Question, option_list
from qikit.learn.shuffled import shuffled
from qikit.learn.verdict import reasons, unanswered, verdict, wrong

EACH_ONCE = "Put every item in the list once."


class Order(Question):
    """Items to put in order. They are shown shuffled, always in the same way.

    Parameters
    ----------
    items : dict
        From a short id to the words on the page.
    key : list of str, optional
        The ids in the right order. In ``why``, an id has the sentence for that item out of place.
    pairs : bool
        True makes ``partial`` count pairs of items that stand the right way round instead of items
        in their place. Five items make ten pairs, so one swap of neighbours earns
        ``partial=[(9, 2)]``.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.order("method", "Put the three questions in order.",
    ...              {"aim": "What are we trying to accomplish?",
    ...               "measure": "How will we know that a change is an improvement?",
    ...               "change": "What change can we make that will result in improvement?"},
    ...              key=["aim", "measure", "change"],
    ...              why={"change": "A change comes last: first know what better would look like."})
    1 point. Put the three questions in order.
      - How will we know that a change is an improvement?
      - What are we trying to accomplish?
      - What change can we make that will result in improvement?
    """

    kind = "order"

    def __init__(self, id, prompt, items, *, key=None, pairs=False, **common):
        self.pairs = pairs
        self.items = [[str(name), label] for name, label in items.items()]
        super().__init__(id, prompt, key=key, **common)

    def plain_key(self, key):
        names = [str(name) for name in key]
        if sorted(names) != sorted(name for name, _ in self.items):
            raise QIError(
                f"The key of question {self.id} must name each of its items once. "
                f"They are: {', '.join(name for name, _ in self.items)}."
            )
        return names

    def shuffled(self) -> list:
        """The items as first shown: neither as written nor as the key has them."""
        return shuffled(self.id, self.items, self.key)

    def particulars(self):
        return {"items": self.shuffled()} | ({"pairs": True} if self.pairs else {})

    def lines(self):
        return [f"  - {label}" for _, label in self.shuffled()]

    def body(self):
        return option_list(self.shuffled())


def score(spec, key, value, why=None, partial=None):
    """Exact list, unless ``partial`` says what each number of items in place earns."""
    if normal.blank(value):
        return unanswered()
    given = [normal.text(each) for each in value] if isinstance(value, list) else []
    right = [normal.text(each) for each in key]
    if sorted(given) != sorted(right):
        return verdict(0, len(right), [EACH_ONCE], spec=spec, partial=partial)
    placed = sum(mine == theirs for mine, theirs in zip(given, right, strict=True))
    if placed == len(right):
        return verdict(placed, placed, [reasons(why).get("*right")], spec=spec)
    said = {normal.text(name): sentence for name, sentence in reasons(why).items()}
    astray = [mine for mine, theirs in zip(given, right, strict=True) if mine != theirs]
    named = next((said[each] for each in astray if each in said), None)
    reached, count = placed, f"{placed} of {len(right)} are in their place."
    if spec.get("pairs"):
        reached, total = right_way_round(given, right), len(right) * (len(right) - 1) // 2
        count = f"{reached} of {total} pairs are the right way round."
    return verdict(
        placed, len(right), [count, *wrong(named, why=why)],
        spec=spec, partial=partial, reached=reached,
    )


def right_way_round(given: list, right: list) -> int:
    """The number of pairs of items that stand in ``given`` as they do in ``right``."""
    place = {name: n for n, name in enumerate(right)}
    order = [place[name] for name in given]
    return sum(one < other for n, one in enumerate(order) for other in order[n + 1:])
