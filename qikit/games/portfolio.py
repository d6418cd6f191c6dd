"""Portfolio: four quarters, too many projects, and what happens on the way."""

import html

from qikit.errors import QIError
from qikit.games.game import Game
from qikit.games.random import Stream
from qikit.learn import normal
from qikit.learn.verdict import unanswered, verdict

QUARTERS = 4
LOST, LEAST = 6, 40
_RULES = (
    "A project works its days of the quarter, until all its work is done. Then it brings its "
    "benefit.",
    "When projects need more days than there are, each gets its share, in whole days.",
    f"Each project over the limit costs {LOST}% of the days: people change between tasks. "
    f"At least {LEAST}% are left.",
    "A quarter has one event at most, and each event comes once at most.",
)
_PAPER = (
    "On paper, four times: choose the projects, and draw a number from 00 to 99 for the event. "
    "Take off the days that are lost, share out the rest, and write down what is done."
)


class Portfolio(Game):
    """A portfolio review: choose each quarter what to work on, meet events, see what is finished.

    Rules, all on the page: a project works its days of the quarter. When all together need more
    than there are, each gets its share, in whole days. Every project over the limit costs 6% of the
    days, as people change between tasks; at least 40% are left. A project brings its benefit once
    all its work is done. The event of a quarter is met before its work begins.

    Parameters
    ----------
    projects : list of dict
        ``{"id", "title", "team", "days", "work", "benefit", "objective"}``: days it can use in a
        quarter, days of work in all, what it is worth when done, and the objective it serves
        (empty for local work). ``"live"`` True at the start; ``"waits_for"`` an event's id: it is
        on the board from the quarter after that event.
    days : int
        Staff days of a quarter.
    limit : int
        Live projects at one time that people can hold.
    events : list of dict
        ``{"id", "text", "chance", "days"}``: chance of coming in a quarter, and the percentage of
        the days that is left in it (100 changes nothing). At most one a quarter, each once.
    seed : int, optional
        The same events for everyone. Not given, each play is new.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.games.portfolio(
    ...     "year", "Finish what matters in four quarters.", days=100, limit=3,
    ...     projects=[
    ...         {"id": "letters", "title": "Letters within a day", "team": "Medicine", "days": 40,
    ...          "work": 80, "benefit": 5, "objective": "Safer handovers", "live": True},
    ...         {"id": "food", "title": "Less food thrown away", "team": "Catering", "days": 30,
    ...          "work": 60, "benefit": 3, "objective": "", "live": True},
    ...         {"id": "falls", "title": "Fewer falls", "team": "Ash ward", "days": 50,
    ...          "work": 150, "benefit": 8, "objective": "Safer care", "live": True},
    ...         {"id": "forms", "title": "A new form", "team": "Digital", "days": 40, "work": 120,
    ...          "benefit": 2, "objective": "", "live": True}],
    ...     events=[{"id": "winter", "text": "A hard winter: a quarter of the days go to beds.",
    ...              "chance": 0.4, "days": 75}])
    Practice. Finish what matters in four quarters.
      - Letters within a day (Medicine): 40 days a quarter, 80 in all, benefit 5, Safer handovers
      - Less food thrown away (Catering): 30 days a quarter, 60 in all, benefit 3, local
      - Fewer falls (Ash ward): 50 days a quarter, 150 in all, benefit 8, Safer care
      - A new form (Digital): 40 days a quarter, 120 in all, benefit 2, local
      There are 100 staff days a quarter, and 4 quarters. People can hold 3 projects at a time.
      A project works its days of the quarter, until all its work is done. Then it brings its \
benefit.
      When projects need more days than there are, each gets its share, in whole days.
      Each project over the limit costs 6% of the days: people change between tasks. At least 40% \
are left.
      A quarter has one event at most, and each event comes once at most.
      On paper, four times: choose the projects, and draw a number from 00 to 99 for the event. \
Take off the days that are lost, share out the rest, and write down what is done.
      00 to 39: A hard winter: a quarter of the days go to beds. (75% of the days)
    """

    kind = "portfolio"

    def __init__(self, id, prompt, *, projects, days, limit, events=(), seed=None, **common):
        self.projects = [_project(id, each) for each in projects]
        self.events = [_event(id, each) for each in events]
        self.days, self.limit, self.seed = int(days), int(limit), seed
        _check(id, self)
        super().__init__(id, prompt, **common)

    def particulars(self):
        return {
            "projects": self.projects, "events": self.events, "days": self.days,
            "limit": self.limit, "seed": self.seed, "quarters": QUARTERS, "lost": LOST,
            "least": LEAST, "rules": [*self.rules(), *self.chances()], "rounds": [
                {"name": f"Quarter {n}", "say": "Which projects go on? Which stop? Which begin? "
                 "Agree in your team, play the quarter, and type in the benefit so far."}
                for n in range(1, QUARTERS + 1)
            ],
        }

    def lines(self):
        projects = [
            f"  - {each['title']} ({each['team']}): {each['days']} days a quarter, "
            f"{each['work']} in all, benefit {each['benefit']}, {each['objective'] or 'local'}"
            for each in self.projects
        ]
        return [*projects, *(f"  {line}" for line in (*self.rules(), _PAPER, *self.drawn()))]

    def rules(self) -> list[str]:
        """What counts in a year, one sentence or two for each rule."""
        people = f"People can hold {self.limit} project{'' if self.limit == 1 else 's'} at a time."
        year = f"There are {self.days} staff days a quarter, and {QUARTERS} quarters."
        return [f"{year} {people}", *_RULES]

    def chances(self) -> list[str]:
        """Each event with its chance of coming in a quarter."""
        return [f"Chance of {each['chance']:.0%} a quarter: {_told(each)}" for each in self.events]

    def drawn(self) -> list[str]:
        """Each event with the numbers from 00 to 99 that bring it."""
        lines, passed = [], 0.0
        for each in self.events:
            first, passed = round(100 * passed), passed + each["chance"]
            last = round(100 * passed) - 1
            if first <= last:
                lines.append(f"{first:02} to {last:02}: {_told(each)}")
        return lines

    def body(self):
        return "".join(f"<p>{html.escape(line.strip(' -'))}</p>" for line in self.lines())


def _project(id: str, given: dict) -> dict:
    try:
        return {
            "id": str(given["id"]), "title": given["title"], "team": given["team"],
            "days": int(given["days"]), "work": int(given["work"]),
            "benefit": int(given["benefit"]), "objective": given.get("objective") or "",
            "live": bool(given.get("live")), "waits_for": given.get("waits_for") or "",
        }
    except KeyError as missing:
        raise QIError(f"A project of portfolio {id} lacks {missing}.") from None


def _event(id: str, given: dict) -> dict:
    try:
        return {"id": str(given["id"]), "text": given["text"], "chance": float(given["chance"]),
                "days": int(given.get("days", 100))}
    except KeyError as missing:
        raise QIError(f"An event of portfolio {id} lacks {missing}.") from None


def _told(event: dict) -> str:
    return event["text"] + (f" ({event['days']}% of the days)" if event["days"] != 100 else "")


def _check(id: str, game) -> None:
    names = [each["id"] for each in (*game.projects, *game.events)]
    if not game.projects:
        raise QIError(f"Portfolio {id} has no project. Give it one or more to choose from.")
    if twice := [name for name in names if names.count(name) > 1]:
        raise QIError(
            f"Portfolio {id} has '{twice[0]}' twice. Each project and each event needs an id of "
            "its own."
        )
    known = {each["id"] for each in game.events} | {""}
    if any(each["waits_for"] not in known for each in game.projects):
        raise QIError(f"A project of portfolio {id} waits for an event that is not there.")
    sizes = [each[size] for each in game.projects for size in ("days", "work")]
    if min(*sizes, game.days, game.limit) < 1:
        raise QIError(f"Portfolio {id}: days, work and limit are 1 or more.")
    if any(each["days"] < 0 for each in game.events):
        raise QIError(f"Portfolio {id}: the days that an event leaves are 0% or more.")
    chances = [each["chance"] for each in game.events]
    if any(not 0 <= each <= 1 for each in chances) or sum(chances) > 1 + 1e-12:
        raise QIError(
            f"Portfolio {id}: the chances of its events are 0 or more, together 1 at most."
        )


def events_of(stream, events, quarters=QUARTERS) -> list[str]:
    """The event of each quarter, or an empty word: each comes with its chance, and only once."""
    found = []
    for _ in range(quarters):
        drawn, passed, met = stream.share(), 0.0, ""
        for event in events:
            if not met and passed <= drawn < passed + event["chance"]:
                met = event["id"]
            passed += event["chance"]
        found.append("" if met in found else met)
    return found


def played(spec, seed, quarters) -> list[dict]:
    """What came of each quarter: event, days there were and were needed, work, what is done.

    ``quarters`` names the projects worked on in each. A project that is done, or that waits for an
    event, takes no days.
    """
    projects = {each["id"]: each for each in spec["projects"]}
    events = {each["id"]: each for each in spec["events"]}
    coming = events_of(Stream(seed), spec["events"], spec["quarters"])
    work, met, results = dict.fromkeys(projects, 0), {""}, []
    for chosen, event in zip(quarters[: spec["quarters"]], coming, strict=False):
        met.add(event)
        live = [
            name for name, each in projects.items()
            if name in chosen and work[name] < each["work"] and each["waits_for"] in met
        ]
        over = max(0, len(live) - spec["limit"])
        there = spec["days"] * (events[event]["days"] if event else 100) // 100
        there = there * max(spec["least"], 100 - spec["lost"] * over) // 100
        wanted = {name: min(projects[name]["days"], projects[name]["work"] - work[name])
                  for name in live}
        needed = sum(wanted.values())
        got = {name: wanted[name] if needed <= there else wanted[name] * there // needed
               for name in live}
        for name in live:
            work[name] += got[name]
        done = [name for name in live if work[name] >= projects[name]["work"]]
        results.append({"event": event, "there": there, "needed": needed, "got": got,
                        "work": dict(work), "done": done})
    return results


def summed(spec, results) -> dict:
    """Benefit of what is done, days in all, days to an objective, and days in unfinished work."""
    projects = {each["id"]: each for each in spec["projects"]}
    done = [name for result in results for name in result["done"]]
    work = results[-1]["work"] if results else {}
    return {
        "benefit": sum(projects[name]["benefit"] for name in done), "done": done,
        "days": sum(work.values()),
        "aligned": sum(days for name, days in work.items() if projects[name]["objective"]),
        "unfinished": sum(days for name, days in work.items() if name not in done),
    }


def score(spec, key, value, why=None, partial=None):
    """The share of quarters that were played."""
    if normal.blank(value):
        return unanswered()
    held = value.get("quarters") if isinstance(value, dict) else None
    total = spec["quarters"]
    done = min(len(held), total) if isinstance(held, list) else 0
    return verdict(done, total, [f"{done} of {total} quarters are played."], share=done / total,
                   spec=spec, partial=partial)
