"""Coin spin: small tests, each with a number said before it."""

import html
from math import floor

from qikit.games.game import Game
from qikit.learn import normal
from qikit.learn.verdict import unanswered, verdict

BASE, NOISE, SHORTEST = 7.0, 0.9, 0.5
ENOUGH = 4
CHOICES = {
    "coin": (
        ("one", "1p", -1.2), ("two", "2p", 1.1), ("ten", "10p", 0.0), ("fifty", "50p", -2.4),
    ),
    "surface": (("table", "Wood", 0.0), ("cloth", "Cloth", -3.0), ("glass", "Glass", 1.6)),
    "technique": (
        ("flick", "Flick with a finger", 0.0), ("twist", "Twist with finger and thumb", 1.3),
        ("hands", "Twist between two hands", 2.7),
    ),
}
_NAMES = {"coin": "Coin", "surface": "Surface", "technique": "How you spin"}
_SAID = (
    "Choose who spins, who times and who writes. Say a number of seconds before the first spin.",
    "Change one thing. Say a number first.",
    "Use what the last cycle taught. Say a number first.",
    "Make it harder: another table, another person. Say a number first.",
    "Adopt, adapt or abandon: which of your changes would you keep?",
)
_PAPER = (
    "On paper: spin a coin on a table and time it, from the flick until it lies still.",
    "Before each spin write down how many seconds you expect.",
    "Change one thing at a time: the coin, the surface or how you spin.",
)


class CoinSpin(Game):
    """Spin a coin for as long as you can: a prediction first, one change at a time.

    A coin, a surface and a way to spin each add or take seconds; chance does the rest. A real coin
    may be timed as well. Every spin is kept with what was expected of it, and charted.

    Parameters
    ----------
    seed : int, optional
        The same chance for everyone. Not given, each play is new.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.games.coin_spin("spin", "How long can you make a coin spin?")
    Practice. How long can you make a coin spin?
      Coin: 1p, 2p, 10p, 50p
      Surface: Wood, Cloth, Glass
      How you spin: Flick with a finger, Twist with finger and thumb, Twist between two hands
      On paper: spin a coin on a table and time it, from the flick until it lies still.
      Before each spin write down how many seconds you expect.
      Change one thing at a time: the coin, the surface or how you spin.
    """

    kind = "coin_spin"

    def __init__(self, id, prompt, *, seed=None, **common):
        self.seed = seed
        super().__init__(id, prompt, **common)

    def particulars(self):
        return {
            "seed": self.seed, "base": BASE, "noise": NOISE, "shortest": SHORTEST,
            "enough": ENOUGH,
            "parts": [
                [name, _NAMES[name], [[key, words, seconds] for key, words, seconds in options]]
                for name, options in CHOICES.items()
            ],
            "rounds": [
                {"name": f"Cycle {n}", "say": said} for n, said in enumerate(_SAID, 1)
            ],
        }

    @staticmethod
    def carried(id: str, rows: str = "cycles") -> dict:
        """How a form takes over the spins of the game ``id`` as its ``rows``: for ``carry=``."""
        return {
            "from": id, "held": "spins", "rows": rows, "most": ENOUGH,
            "fields": {"predicted": "expected", "result": "seconds"},
            "says": {"field": "question", "words": "How long with this: {}?",
                     "names": {name: {key: words for key, words, _ in options}
                               for name, options in CHOICES.items()}},
            "button": "Bring my last four spins",
            "none": "No spins are kept yet. Play Coin spin first, or write your own.",
        }

    def lines(self):
        choices = [
            f"  {_NAMES[name]}: {', '.join(words for _, words, _ in options)}"
            for name, options in CHOICES.items()
        ]
        return [*choices, *(f"  {line}" for line in _PAPER)]

    def body(self):
        return "".join(f"<p>{html.escape(line)}</p>" for line in _PAPER)


def spin(stream, coin, surface, technique) -> float:
    """How many seconds a coin spins, to a tenth.

    The base of 7.0 seconds, what coin, surface and technique add, and chance: normal, standard
    deviation 0.9. Never under half a second.
    """
    picked = zip(CHOICES.values(), (coin, surface, technique), strict=True)
    added = [seconds for options, key in picked for name, _, seconds in options if name == key]
    if len(added) != len(CHOICES):
        raise ValueError(f"There is no spin with {coin}, {surface} and {technique}.")
    seconds = BASE + added[0] + added[1] + added[2] + NOISE * stream.normal()
    return max(SHORTEST, floor(seconds * 10 + 0.5) / 10)


def score(spec, key, value, why=None, partial=None):
    """The share of four spins that were made, each with a number said before it."""
    if normal.blank(value):
        return unanswered()
    held = value.get("spins") if isinstance(value, dict) else None
    spins = held if isinstance(held, list) else []
    whole = [each for each in spins if isinstance(each, dict) and _known(each)]
    total = spec["enough"]
    made = min(len(whole), total)
    said = f"{len(whole)} {'spin has' if len(whole) == 1 else 'spins have'} a number said first."
    return verdict(made, total, [said], share=made / total, spec=spec, partial=partial)


def _known(spin: dict) -> bool:
    return all(normal.number(spin.get(name)) is not None for name in ("expected", "seconds"))
