"""Put items in order."""

import hashlib

from qikit.errors import QIError
from qikit.learn import normal
from qikit.learn.question import Question, option_list
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
    """

    kind = "order"

    def __init__(self, id, prompt, items, *, key=None, **common):
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
        def place_of(item):
            return hashlib.sha256(f"{self.id}:{item[0]}".encode()).hexdigest()

        mixed = sorted(self.items, key=place_of)
        for _ in mixed:
            if mixed != self.items and [name for name, _ in mixed] != self.key:
                break
            mixed = mixed[1:] + mixed[:1]
        return mixed

    def particulars(self):
        return {"items": self.shuffled()}

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
    count = f"{placed} of {len(right)} are in their place."
    return verdict(
        placed, len(right), [count, *wrong(named, why=why)], spec=spec, partial=partial
    )
