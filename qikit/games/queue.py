"""Queue: what waits when demand and capacity meet day by day."""

import html
from math import floor, sqrt

from qikit.errors import QIError
from qikit.games.game import Game
from qikit.learn import normal
from qikit.learn.verdict import unanswered, verdict

LOADS = (0.7, 0.8, 0.85, 0.9, 0.95)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_PAPER = (
    "On paper: write down a day's requests and slots. What is left waits for the next day.",
    "Left tonight = left last night + requests - slots, and never less than 0.",
    "A slot that nobody needed is gone. It cannot be kept for tomorrow.",
)


class Queue(Game):
    """A queue, stepped through day by day: predict what waits at the end, then watch.

    Afterwards the learner moves slots between days, removes demand that need not be there, sees
    what slots kept back cost, plays weeks of chance, and watches a desk that is nearly full.

    Parameters
    ----------
    demand, capacity : sequence of int
        Requests and slots of each day.
    days : sequence of str
        Their names.
    unit : str
        What waits, in the plural.
    failure : float, optional
        Share of the demand that an earlier slip caused; half of it can be removed.
    held : tuple of int, optional
        (slots kept back each day for urgent requests, how many of them are used).
    seed : int, optional
        The same weeks of chance for everyone. Not given, each play is new.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.games.queue("week", "On average 104 requests meet 102.4 slots. Who waits on Friday?",
    ...                demand=[118, 104, 96, 92, 110], capacity=[100, 104, 104, 104, 100],
    ...                failure=0.225, held=(10, 6))
    Practice. On average 104 requests meet 102.4 slots. Who waits on Friday?
      Monday: 118 requests, 100 slots
      Tuesday: 104 requests, 104 slots
      Wednesday: 96 requests, 104 slots
      Thursday: 92 requests, 104 slots
      Friday: 110 requests, 100 slots
      On paper: write down a day's requests and slots. What is left waits for the next day.
      Left tonight = left last night + requests - slots, and never less than 0.
      A slot that nobody needed is gone. It cannot be kept for tomorrow.
    """

    kind = "queue"

    def __init__(self, id, prompt, *, demand, capacity, days=_DAYS, unit="requests", failure=None,
                 held=None, seed=None, **common):
        self.demand, self.capacity = _counts(demand), _counts(capacity)
        self.days = [str(day) for day in days]
        if not len(self.demand) == len(self.capacity) == len(self.days) > 0:
            raise QIError(
                f"Queue {id} has {len(self.demand)} days of demand, {len(self.capacity)} of "
                f"capacity and {len(self.days)} names. Give one of each for every day."
            )
        self.unit, self.failure, self.seed = unit, failure, seed
        self.held = None if held is None else _counts(held)
        if self.held and (len(self.held) != 2 or self.held[1] > self.held[0]):
            raise QIError(
                f"Queue {id} keeps back {list(held)}. Give two numbers: slots kept back each day, "
                "and how many of them are used."
            )
        super().__init__(id, prompt, **common)

    def particulars(self):
        return {
            "days": self.days, "demand": self.demand, "capacity": self.capacity,
            "unit": self.unit, "failure": self.failure, "held": self.held, "seed": self.seed,
            "loads": [[load, round(load / (1 - load), 2)] for load in LOADS],
            "rounds": [
                {"name": day, "say": f"How many will wait tonight? Write it down. {day} brings "
                 f"{came} {self.unit}, and there are {slots} slots."}
                for day, came, slots in zip(self.days, self.demand, self.capacity, strict=True)
            ],
        }

    def lines(self):
        rows = zip(self.days, self.demand, self.capacity, strict=True)
        week = [f"  {day}: {came} {self.unit}, {slots} slots" for day, came, slots in rows]
        return [*week, *(f"  {line}" for line in _PAPER)]

    def body(self):
        week = "".join(
            f"<li>{html.escape(day)}: {came} {html.escape(self.unit)}, {slots} slots</li>"
            for day, came, slots in zip(self.days, self.demand, self.capacity, strict=True)
        )
        return f"<ul>{week}</ul>" + "".join(f"<p>{line}</p>" for line in _PAPER)


def _counts(given) -> list[int]:
    counts = [int(each) for each in given]
    if any(each < 0 for each in counts):
        raise QIError("A day has 0 requests and 0 slots or more, never fewer.")
    return counts


def stepped(demand, capacity, left=0) -> tuple[list[int], list[int]]:
    """What is left at the end of each day, and the slots that nobody needed.

    Left = max(0, left before + demand - capacity): what waits is carried over, a slot is not.
    """
    lefts, unused = [], []
    for came, slots in zip(demand, capacity, strict=True):
        waiting = left + came
        left = max(0, waiting - slots)
        lefts.append(left)
        unused.append(max(0, slots - waiting))
    return lefts, unused


def matched(demand, capacity) -> list[int]:
    """The same slots in all, spread as the demand is: by largest remainder, earlier days first."""
    total, all_slots = sum(demand), sum(capacity)
    if not total:
        return list(capacity)
    parts = [came * all_slots for came in demand]
    whole = [part // total for part in parts]
    order = sorted(range(len(parts)), key=lambda day: (-(parts[day] % total), day))
    for day in order[: all_slots - sum(whole)]:
        whole[day] += 1
    return whole


def without(demand, share) -> list[int]:
    """The demand of each day without ``share`` of it, to the nearest whole number."""
    return [came - floor(came * share + 0.5) for came in demand]


def carved(demand, capacity, back, used) -> tuple[list[int], list[int]]:
    """What is left each day when ``back`` slots are kept back and ``used`` of them are used.

    With it the slots of each day that stood empty while others waited.
    """
    spared = [max(0, min(back, slots) - used) for slots in capacity]
    open_slots = [slots - spare for slots, spare in zip(capacity, spared, strict=True)]
    lefts, _ = stepped(demand, open_slots)
    return lefts, [min(left, spare) for left, spare in zip(lefts, spared, strict=True)]


def weeks(stream, mean, days) -> list[int]:
    """Requests of some days by chance: about Poisson, mean ``mean``, whole numbers."""
    return [max(0, floor(mean + sqrt(mean) * stream.normal() + 0.5)) for _ in range(days)]


def waiting(stream, load, events, left=0) -> tuple[float, int]:
    """The mean number in the simplest queue over many events, and how many are there at the end.

    At each event one person comes with chance load / (1 + load), else one is served if anybody is
    there (the M/M/1 queue, uniformised). In the long run the mean is load / (1 - load).
    """
    comes, total = load / (1 + load), 0
    for _ in range(events):
        left = left + 1 if stream.share() < comes else max(0, left - 1)
        total += left
    return total / events, left


def score(spec, key, value, why=None, partial=None):
    """The share of days that were stepped through after a prediction."""
    if normal.blank(value):
        return unanswered()
    held = value if isinstance(value, dict) else {}
    total, day = len(spec["days"]), normal.whole(held.get("day"))
    told = normal.number(held.get("guess")) is not None and day is not None
    done = min(max(day, 0), total) if told else 0
    return verdict(done, total, [f"{done} of {total} days are done."], share=done / total,
                   spec=spec, partial=partial)
