"""Red beads: six willing workers, one box of beads, and a manager who tries everything."""

import html
from math import comb, sqrt

from qikit.errors import QIError
from qikit.games.game import Game
from qikit.games.random import Stream
from qikit.learn import normal
from qikit.learn.verdict import unanswered, verdict

BEADS, RED, HOLES, DAYS, TARGET = 4000, 800, 50, 4, 3
BETTER = (400, 200)
WORKERS = ("Amara", "Ben", "Chidi", "Dilys", "Ewan", "Farah")
_SIGMAS = 3
_PAPER = 2026
_SAID = (
    "Ask everyone first: how many red beads will each worker draw? Then let each worker dip once.",
    "Give a bonus to the worker with fewest red beads. Warn the worker with most. Then play.",
    "Set a target: 3 red beads or fewer. Hang it on the wall. Then play.",
    "Say that the ward depends on them, and that today must be better. Then play.",
    "Now change the system. The new box has 400 red beads in place of 800. Same workers, no bonus.",
)


class RedBeads(Game):
    """The red bead ward, after W. Edwards Deming: the learner is the manager.

    Six workers dip a paddle of 50 holes into 4,000 beads, of which 800 are red, for four days.
    The manager tries a bonus, a warning and a target of 3; chance does the rest. At the end the
    box itself can be changed, and the count falls.

    Parameters
    ----------
    run : table, optional
        A run that everyone sees, with columns day, worker and red: ``qi.load("red_beads_run")``.
        Questions can then be asked about it. Anyone may play again with new beads.
    seed : int, optional
        The same beads for everyone, without a table. Not given, each play is new.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.games.red_beads("ward", "You are the manager. Red beads are harm. Get them down.",
    ...                    seed=7)
    Practice. You are the manager. Red beads are harm. Get them down.
      Workers: Amara, Ben, Chidi, Dilys, Ewan, Farah. They work for 4 days.
      800 of the 4,000 beads in the box are red. A paddle holds 50.
      On paper: take 50 random digits for each worker. Each 0 or 1 is a red bead. Count them.
      Before day 2 give a bonus, before day 3 a warning, before day 4 a target of 3 or fewer.
      Write the counts in a table. Did anything help?
    """

    kind = "red_beads"

    def __init__(self, id, prompt, *, run=None, seed=None, **common):
        self.workers, self.run = (list(WORKERS), None) if run is None else _read(id, run)
        self.seed = _PAPER if seed is None and run is not None else seed
        super().__init__(id, prompt, **common)

    @property
    def days(self) -> int:
        """How many days the game lasts, before the system is changed."""
        return DAYS if self.run is None else len(self.run)

    def particulars(self):
        return {
            "beads": BEADS, "holes": HOLES, "days": self.days, "target": TARGET,
            "workers": self.workers, "seed": self.seed, "run": self.run,
            "boxes": [box(red) for red in (RED, *BETTER)],
            "chance": round(chance_of(TARGET), 4),
            "rounds": [
                {"name": f"Day {day}", "say": said, "red": BETTER[0] if day > DAYS else RED}
                for day, said in enumerate(_SAID, 1)
            ],
        }

    def lines(self):
        said = [
            f"Workers: {', '.join(self.workers)}. They work for {self.days} days.",
            f"{RED} of the {BEADS:,} beads in the box are red. A paddle holds {HOLES}.",
        ]
        if self.run is None:
            return [f"  {line}" for line in (*said, *_on_paper(), "Write the counts in a table. "
                                             "Did anything help?")]
        drawn = [
            f"Day {day}: "
            + ", ".join(f"{who} {red}" for who, red in zip(self.workers, reds, strict=True)) + "."
            for day, reds in enumerate(self.run, 1)
        ]
        return [f"  {line}" for line in (*said, "Red beads drawn:", *drawn)]

    def body(self):
        """The ward on paper: every paddle in letters, a day at a time, to count."""
        seed = _PAPER if self.seed is None else self.seed
        plan = [RED] * DAYS if self.run is None else self.run
        played = days(Stream(seed), plan, len(self.workers))
        folded = "".join(
            f"<details><summary>Day {day}</summary>{_sheet(self.workers, paddles, day)}</details>"
            for day, paddles in enumerate(played, 1)
        )
        moves = ("Write down how many red beads you expect in a paddle of 50.",
                 "Open day 1. R is a red bead, w is a white one. Count the R of each worker.",
                 "Think of a bonus for the best, then open day 2. Do the same with a warning "
                 "before day 3, and with a target of 3 or fewer before day 4.",
                 "Did anything help?")
        steps = "".join(f"<li>{move}</li>" for move in moves)
        own = " ".join(_on_paper()[:1])
        return (f"<p>{RED} of the {BEADS:,} beads in the box are red.</p><ol>{steps}</ol>{folded}"
                f"<p>To make your own. {own}</p>")


def _on_paper():
    return (
        f"On paper: take {HOLES} random digits for each worker. Each 0 or 1 is a red bead. "
        "Count them.",
        "Before day 2 give a bonus, before day 3 a warning, before day 4 a target of "
        f"{TARGET} or fewer.",
    )


def _sheet(workers, paddles, day) -> str:
    """The paddles of one day in letters, ten to a group."""
    rows = ""
    for who, holes in zip(workers, paddles, strict=True):
        beads = "".join("R" if hole in holes else "w" for hole in range(HOLES))
        groups = " ".join(beads[at : at + 10] for at in range(0, HOLES, 10))
        rows += f'<tr><th scope="row">{html.escape(who)}</th><td>{groups}</td></tr>'
    return (f'<table class="qi-table"><caption>Paddles of day {day}</caption>'
            f'<thead><tr><th scope="col">Worker</th><th scope="col">50 beads</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>")


def _read(id, run) -> tuple[list[str], list[list[int]]]:
    """The workers and their counts, day by day, from the table of a run."""
    missing = [name for name in ("day", "worker", "red") if name not in run.columns]
    if missing:
        raise QIError(f"The run of {id} has no column '{missing[0]}'. "
                      "It needs day, worker and red, one row for each draw.")
    table = run.pivot_table(index="day", columns="worker", values="red", sort=False, aggfunc=list)
    counts = table.to_numpy().tolist()
    if any(not isinstance(each, list) or len(each) != 1 for row in counts for each in row):
        raise QIError(f"The run of {id} needs one row for each worker on each day. "
                      "Look for a row that is missing or there twice.")
    plain = [[int(each[0]) for each in row] for row in counts]
    if any(not 0 <= each <= HOLES for row in plain for each in row):
        raise QIError(f"The run of {id} has a count that does not fit a paddle of {HOLES}. "
                      f"Use 0 to {HOLES} red beads.")
    return [str(name) for name in table.columns], plain


def days(stream, plan, workers=6, beads=BEADS, holes=HOLES) -> list:
    """Every paddle of every day: the holes, counted from 0, in which a red bead lies.

    ``plan`` has one entry a day: how many red beads are in the box, or the counts of the workers
    where they are known already.
    """
    return [
        [laid(stream, count, holes) for count in day] if isinstance(day, list)
        else [paddle(stream, day, beads, holes) for _ in range(workers)]
        for day in plan
    ]


def paddle(stream, red, beads=BEADS, holes=HOLES) -> list[int]:
    """One dip into the box: beads drawn without replacement, one for each hole."""
    drawn = stream.sample(range(beads), holes)
    return [hole for hole, bead in enumerate(drawn) if bead < red]


def laid(stream, count, holes=HOLES) -> list[int]:
    """Holes for a known number of red beads."""
    return sorted(stream.sample(range(holes), count))


def box(red) -> dict:
    """What to expect from a box with ``red`` red beads: an np chart's centre and limits.

    Centre n p; limits n p ± 3 sqrt(n p (1 - p)), with n holes and p the share of red beads
    (Montgomery 2019), to one decimal. A lower limit of 0 or less is None: no count
    can fall below it.
    """
    share = red / BEADS
    centre = HOLES * share
    reach = _SIGMAS * sqrt(centre * (1 - share))
    lower = round(centre - reach, 1)
    return {"red": red, "centre": centre, "lower": lower if lower > 0 else None,
            "upper": round(centre + reach, 1)}


def chance_of(most, red=RED) -> float:
    """The chance that one dip draws ``most`` red beads or fewer (hypergeometric)."""
    ways = sum(comb(red, k) * comb(BEADS - red, HOLES - k) for k in range(most + 1))
    return ways / comb(BEADS, HOLES)


def score(spec, key, value, why=None, partial=None):
    """The share of days that were played to their end."""
    if normal.blank(value):
        return unanswered()
    played = value.get("days") if isinstance(value, dict) else None
    total = spec["days"]
    whole = min(sum(_whole(day, spec) for day in played), total) if isinstance(played, list) else 0
    return verdict(whole, total, [f"You played {whole} of {total} days."],
                   share=whole / total, spec=spec, partial=partial)


def _whole(day, spec) -> bool:
    counts = day.get("counts") if isinstance(day, dict) else None
    return isinstance(counts, list) and len(counts) == len(spec["workers"])
