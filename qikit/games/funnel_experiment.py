"""Funnel experiment: marbles, a target, and four rules for where to aim next."""

import html

from qikit.games.game import Game
from qikit.games.random import Stream
from qikit.learn import normal
from qikit.learn.verdict import unanswered, verdict

MOST, ENOUGH = 200, 50
STEPS = (1, 10, 50)
RULES = (
    ("Leave it alone", "Keep the funnel over the target.",
     "Staff hold to one agreed way of working."),
    ("Move from where it was", "Move the funnel as far as the marble missed, the other way.",
     "A rota is changed after each bad week."),
    ("Set against the target", "Go back to the target, then move the other way from the miss.",
     "A clinic overspends to make up for last month's underspend, then turns back."),
    ("Aim at the last marble", "Put the funnel over the place where the last marble lies.",
     "Each new starter is trained by the last new starter."),
)
_SAID = (
    "Each group drops {n} marbles and never moves the funnel.",
    "After each drop, move the funnel from where it was: as far as the miss, the other way.",
    "After each drop, go back to the target. Then move the other way, as far as the miss.",
    "After each drop, put the funnel over the last marble.",
)


class FunnelExperiment(Game):
    """The funnel experiment, after W. Edwards Deming: does adjusting after each result help?

    Marbles fall through a funnel on a target, seen from above. Chance moves each one a little.
    The learner first says which of four rules will keep them closest together, then drops up to
    200 marbles for each rule and compares the spread. Every rule meets the same nudges.

    Parameters
    ----------
    seed : int, optional
        The same nudges for everyone. Not given, each play is new.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.games.funnel_experiment("aim", "Which rule keeps the marbles closest together?")
    Practice. Which rule keeps the marbles closest together?
      Rule 1. Leave it alone: Keep the funnel over the target.
      Rule 2. Move from where it was: Move the funnel as far as the marble missed, the other way.
      Rule 3. Set against the target: Go back to the target, then move the other way from the miss.
      Rule 4. Aim at the last marble: Put the funnel over the place where the last marble lies.
      On paper: the target is 0. Throw two dice and take away 7: this is the nudge.
      The marble lands at the aim plus the nudge. Choose the next aim by the rule.
      Do 20 drops for each rule, with the same throws. Compare highest less lowest.
    """

    kind = "funnel_experiment"

    def __init__(self, id, prompt, *, seed=None, **common):
        self.seed = seed
        super().__init__(id, prompt, **common)

    def particulars(self):
        return {
            "seed": self.seed, "most": MOST, "enough": ENOUGH, "steps": list(STEPS),
            "rules": [
                {"name": name, "how": how, "like": like, "theory": theories(rule)}
                for rule, (name, how, like) in enumerate(RULES, 1)
            ],
            "rounds": [
                {"name": f"Rule {rule}", "say": said.format(n=ENOUGH)}
                for rule, said in enumerate(_SAID, 1)
            ],
        }

    def lines(self):
        rules = [f"  Rule {n}. {name}: {how}" for n, (name, how, _) in enumerate(RULES, 1)]
        return [*rules, *(f"  {step}" for step in _on_paper())]

    def body(self):
        rules = "".join(
            f"<li><strong>{html.escape(name)}.</strong> {html.escape(how)}</li>"
            for name, how, _ in RULES
        )
        steps = "".join(f"<p>{step}</p>" for step in _on_paper())
        return f"<p>Four rules:</p><ol>{rules}</ol>{steps}"


def _on_paper():
    return (
        "On paper: the target is 0. Throw two dice and take away 7: this is the nudge.",
        "The marble lands at the aim plus the nudge. Choose the next aim by the rule.",
        "Do 20 drops for each rule, with the same throws. Compare highest less lowest.",
    )


def drops(stream, rule, many, sigma=1.0) -> list[list[float]]:
    """Where ``many`` marbles land, as (right, up) from the target, under one of the rules 1 to 4.

    Each lands where the funnel points, with a nudge in each direction: normal, mean 0, standard
    deviation ``sigma``.
    """
    landed, aim = [], [0.0, 0.0]
    for _ in range(many):
        spot = [each + sigma * stream.normal() for each in aim]
        landed.append(spot)
        aim = moved(rule, aim, spot)
    return landed


def moved(rule, aim, spot) -> list[float]:
    """Where the funnel points next, after a marble aimed at ``aim`` landed on ``spot``."""
    if rule == 1:
        return [0.0, 0.0]
    if rule == 2:
        return [was - miss for was, miss in zip(aim, spot, strict=True)]
    if rule == 3:
        return [0.0 - miss for miss in spot]
    return spot


def spread(spots) -> float | None:
    """The variance of where marbles landed: the mean of left to right and of up and down.

    None for fewer than two marbles.
    """
    many = len(spots)
    if many < 2:
        return None
    total = 0.0
    for way in (0, 1):
        mean = sum(spot[way] for spot in spots) / many
        total += sum((spot[way] - mean) ** 2 for spot in spots) / (many - 1)
    return total / 2


def theory(rule, many, sigma=1.0) -> float:
    """The variance to expect from ``many`` drops under a rule.

    Notes
    -----
    With nudges e of variance s² the i-th marble lands at e_i (rule 1); e_i - e_(i-1) (rule 2);
    (-1)^i times a walk of i steps, give or take its sign (rule 3); a walk of i steps (rule 4). The
    expected sample variance is the sum over pairs i < j of E(x_i - x_j)², divided by n(n - 1).

    References
    ----------
    Deming 1986, Out of the Crisis, chapter 11; Boardman and Boardman 1990.
    """
    total = sum(_apart(rule, i, j) for j in range(2, many + 1) for i in range(1, j))
    return sigma**2 * total / (many * (many - 1))


def theories(rule) -> list[float]:
    """``theory`` to one decimal for every number of marbles from ``ENOUGH`` to ``MOST``."""
    found, total = [], 0
    for many in range(2, MOST + 1):
        total += sum(_apart(rule, i, many) for i in range(1, many))
        found.append(round(total / (many * (many - 1)), 1))
    return found[ENOUGH - 2 :]


def _apart(rule, i, j) -> int:
    """The mean squared distance of the i-th and j-th marble, with nudges of variance 1."""
    if rule == 1:
        return 2
    if rule == 2:
        variances = (1 if i == 1 else 2) + 2
        return variances + (2 if j == i + 1 else 0)
    steps = j - i
    return steps if rule == 4 or steps % 2 == 0 else 4 * i + steps


def ratio(seed, many=MOST) -> float:
    """The variance of rule 2 over that of rule 1, from the same nudges."""
    found = [spread(drops(Stream(seed), rule, many)) for rule in (2, 1)]
    return found[0] / found[1]


def score(spec, key, value, why=None, partial=None):
    """The share of rules that were given enough marbles."""
    if normal.blank(value):
        return unanswered()
    given = value.get("dropped") if isinstance(value, dict) else None
    dropped = given if isinstance(given, list) else []
    total = len(spec["rules"])
    counts = [normal.whole(each) for each in dropped[:total]]
    done = sum(each is not None and each >= spec["enough"] for each in counts)
    said = f"{done} of {total} rules have {spec['enough']} marbles or more."
    return verdict(done, total, [said], share=done / total, spec=spec, partial=partial)
