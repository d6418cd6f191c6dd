"""Portfolio: four quarters, too many projects, and what happens on the way."""

import html

from qikit.errors import QIError
from qikit.games.game import Game
from qikit.games.random import Stream
from qikit.learn import normal
from qikit.learn.verdict import unanswered, verdict

QUARTERS = 4
LOST, LEAST = 6, 40
_PAPER = (
    "On paper: choose the projects of the quarter. Add up the days they need.",
    "With more days needed than there are, each gets its share, and all go slower.",
    "Each project over the limit costs another 6% of everybody's days.",
    "Throw a die for an event: on a 1 or 2 read the next one.",
)


class Portfolio(Game):
    """A portfolio review: choose each quarter what to work on, meet events, see what is finished.

    Rules, all on the page: a live project needs its days of the quarter. When all together need
    more than there are, each gets its share. Every project over the limit costs 6% of the days, as
    people change between tasks. A project brings its benefit once all its work is done.

    Parameters
    ----------
    projects : list of dict
        ``{"id", "title", "team", "days", "work", "benefit", "objective"}``: days it can use in a
        quarter, days of work in all, what it is worth when done, and the objective it serves
        (empty for local work). ``"live"`` True at the start; ``"waits_for"`` an event's id.
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
      100 staff days a quarter; 3 projects at one time.
      - Letters within a day (Medicine): 40 days a quarter, 80 in all, benefit 5, Safer handovers
      - Less food thrown away (Catering): 30 days a quarter, 60 in all, benefit 3, local
      - Fewer falls (Ash ward): 50 days a quarter, 150 in all, benefit 8, Safer care
      - A new form (Digital): 40 days a quarter, 120 in all, benefit 2, local
      On paper: choose the projects of the quarter. Add up the days they need.
      With more days needed than there are, each gets its share, and all go slower.
      Each project over the limit costs another 6% of everybody's days.
      Throw a die for an event: on a 1 or 2 read the next one.
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
            "least": LEAST, "rounds": [
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
        about = f"  {self.days} staff days a quarter; {self.limit} projects at one time."
        return [about, *projects, *(f"  {line}" for line in _PAPER)]

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


def _check(id: str, game) -> None:
    names = [each["id"] for each in (*game.projects, *game.events)]
    if len(set(names)) < len(names) or not game.projects:
        raise QIError(f"Portfolio {id} needs projects and events with an id of their own each.")
    known = {each["id"] for each in game.events} | {""}
    if any(each["waits_for"] not in known for each in game.projects):
        raise QIError(f"A project of portfolio {id} waits for an event that is not there.")
    if any(each["days"] < 1 or each["work"] < 1 for each in game.projects) or game.days < 1:
        raise QIError(f"Portfolio {id}: days and work are 1 or more.")
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
