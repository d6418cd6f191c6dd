"""How often a learner handed in, how often she may, and the conversation after that.

Curriculum, section 4.4: the all-staff tier has no limit, managers have three attempts, experts
two, then a conversation; practice at work has no limit. Nothing is refused: a further hand-in is
collected and marked too, and waits with its marks for the conversation.
"""

from dataclasses import dataclass, field
from difflib import get_close_matches

from sqlalchemy import insert

from qikit.errors import QIError
from qikit.mark import beside, receipts, second
from qikit.mark import course as courses
from qikit.mark.course import Course
from qikit.mark.gradebook import Book, time_of
from qikit.mark.plan import Plan
from qikit.mark.standing import standing

ALLOWED = {"all_staff": None, "managers": 3, "experts": 2, "practice": None}


@dataclass(frozen=True)
class Attempts:
    """The hand-ins of one learner for one module.

    ``times`` of each, in order; ``allowed`` how many before a conversation (None: any number);
    ``talks`` the conversations held; ``passed`` the earliest hand-in that passed, if one did.
    """

    times: tuple = ()
    allowed: int | None = None
    talks: tuple = ()
    passed: dict | None = field(default=None)

    @property
    def used(self) -> int:
        """How many hand-ins there were."""
        return len(self.times)

    @property
    def since(self) -> int:
        """How many since the last conversation."""
        last = max((time_of(talk["at"]) for talk in self.talks), default=None)
        return sum(last is None or time > last for time in self.times)

    @property
    def left(self) -> int | None:
        """How many more before a conversation; None for any number."""
        return None if self.allowed is None else max(self.allowed - self.since, 0)

    @property
    def over(self) -> bool:
        """Whether the latest hand-in came after the last attempt and before a conversation."""
        return self.allowed is not None and self.since > self.allowed

    def talk(self, passed: bool | None) -> str:
        """Where the conversation stands: "", "due" or "held"."""
        if self.over or (self.left == 0 and passed is False):
            return "due"
        return "held" if self.talks else ""


def of_module(book: Book, name: str) -> dict[str, Attempts]:
    """Everybody's attempts at one module: what was marked, and what arrived unmarked between."""
    allowed = ALLOWED[book.course.tier]
    marked, talks = book.attempts(name)
    times = _arrived(book.course, name)
    for learner, rows in marked.items():
        known = {time_of(row["submitted"]) for row in rows} - {None}
        times[learner] = times.get(learner, set()) | known
    found = {}
    for learner, each in times.items():
        passes = [row for row in marked.get(learner, []) if row["passed"]]
        found[learner] = Attempts(
            tuple(sorted(each)), allowed, tuple(talks.get(learner, [])),
            min(passes, key=lambda row: row["submitted"], default=None),
        )
    return found


def to_talk(book: Book, name: str) -> list[str]:
    """The learners of one module with whom a conversation is due, in order of name."""
    marked, _ = book.attempts(name)
    latest = {
        learner: max(rows, key=lambda row: row["submitted"])["passed"]
        for learner, rows in marked.items()
    }
    found = of_module(book, name)
    return sorted(who for who, tries in found.items() if tries.talk(latest.get(who)) == "due")


def settle(known: Plan, book: Book) -> tuple[dict, dict, dict[str, Attempts]]:
    """Note which hand-ins passed, before another takes their place.

    Returns
    -------
    rows, pairs, attempts
        As ``Book.rows``, ``second.pairs`` and ``of_module`` give them, by learner.
    """
    rows = book.rows(known.name)
    pairs, tries = second.pairs(known, book, rows), of_module(book, known.name)
    noted = {
        (learner, row["submitted"]): (row["passed"], row["level"])
        for learner, each in book.attempts(known.name)[0].items() for row in each
    }
    decided = {}
    for learner, cells in rows.items():
        receipt = receipts.read(book.course.receipt(learner, known.name))
        if receipt is None or receipt["trouble"]:
            continue
        now = standing(known, cells, pairs.get(learner))
        waits = learner in tries and tries[learner].over
        result = (None, None) if waits else (now.passed, now.level)
        if noted.get((learner, receipt["submitted"]), result) != result:
            decided[learner] = (receipt["submitted"], *result)
    book.decide(known.name, decided)
    return rows, pairs, of_module(book, known.name) if decided else tries


def talk(module: str, learner: str, words: str) -> str:
    """Note that a trainer talked with a learner about a module; her attempts then start anew.

    Parameters
    ----------
    module, learner : str
        Whose conversation about which module.
    words : str
        What was agreed, in a sentence. Only trainers see it.

    Raises
    ------
    QIError
        When she has handed in nothing for it, or nothing was said.
    """
    (each,) = courses.find(module)
    if not words.strip():
        raise QIError("Say in a sentence what was agreed, for whoever looks later.")
    with Book(Course(each.tier)) as book:
        found = of_module(book, each.name)
        if learner not in found:
            near = get_close_matches(learner, found, n=1)
            hint = f"Did you mean {near[0]}?" if near else "Names are those of the grades."
            raise QIError(f"{learner} has handed in nothing for {each.id} yet. {hint}")
        with book.writing(learner) as db:
            row = {"learner": learner, "module": each.name, "words": words.strip()}
            db.execute(insert(beside.talks).values(**row, at=receipts.now()))
    return f"Noted: a conversation with {learner} about {each.id}. The attempts start anew."


def _arrived(course: Course, name: str) -> dict[str, set]:
    found = {}
    if course.inbound.is_dir():
        for path in course.inbound.glob(f"*+{name}+*"):
            parts = path.name.split("+")
            if len(parts) > 2 and parts[1] == name and courses.is_learner(parts[0]):
                day, _, clock = parts[2].partition(" ")
                when = time_of(f"{day} {clock.replace('-', ':')}")
                if when is not None:
                    found.setdefault(parts[0], set()).add(when)
    return found
