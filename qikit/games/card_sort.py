"""Card sort: one card at a time, each on its pile."""

import html

from qikit.errors import QIError
from qikit.games.game import Game
from qikit.learn.kinds.sort import each_once, placed, plain_reasons
from qikit.learn.question import option_list
from qikit.learn.shuffled import shuffled

MOST = 9
_PAPER = "On paper: write each on a card, turn them face down, and lay them one by one on a pile."


class CardSort(Game):
    """A deck of cards to put on piles, one at a time: by tapping, dragging or number keys.

    Parameters
    ----------
    cards, piles : dict
        From a short id to the words on it. Up to nine piles.
    key : {card: pile}, optional
        With a key each card is answered as it is put down. A list of piles accepts any of them.
    why : dict, optional
        ``{card: {wrong pile: sentence}}`` or ``{card: sentence}``.
    at_end : bool
        True answers all cards together, when the last one lies.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.games.card_sort("deck", "Which kind of waste is it?",
    ...                    {"form": "The same form is filled in twice",
    ...                     "chair": "A porter walks to find a chair",
    ...                     "bed": "A person waits in bed for a scan"},
    ...                    {"over": "Doing it twice", "walk": "Walking", "wait": "Waiting"},
    ...                    key={"form": "over", "chair": "walk", "bed": "wait"})
    Practice. Which kind of waste is it?
      - A porter walks to find a chair
      - The same form is filled in twice
      - A person waits in bed for a scan
      Piles: Doing it twice; Walking; Waiting.
      On paper: write each on a card, turn them face down, and lay them one by one on a pile.
    """

    kind = "card_sort"

    def __init__(self, id, prompt, cards, piles, *, key=None, at_end=False, **common):
        self.cards = [[str(name), words] for name, words in cards.items()]
        self.piles = [[str(name), words] for name, words in piles.items()]
        self.at_end = bool(at_end)
        if not self.cards or not 1 < len(self.piles) <= MOST:
            raise QIError(f"Card sort {id} needs a card or more, and from 2 to {MOST} piles.")
        super().__init__(id, prompt, key=key, **common)

    def plain_key(self, key):
        return each_once(self, key, self.cards, self.piles, "card", "pile")

    def plain_why(self, why):
        return plain_reasons(why)

    def particulars(self):
        return {"cards": shuffled(self.id, self.cards), "piles": self.piles,
                "at_end": self.at_end}

    def lines(self):
        names = "; ".join(words for _, words in self.piles)
        deck = [f"  - {words}" for _, words in shuffled(self.id, self.cards)]
        return [*deck, f"  Piles: {names}.", f"  {_PAPER}"]

    def body(self):
        names = "; ".join(html.escape(words) for _, words in self.piles)
        deck = option_list(shuffled(self.id, self.cards))
        return f"{deck}<p>Piles: {names}.</p><p>{_PAPER}</p>"


def score(spec, key, value, why=None, partial=None):
    """The share of cards on their pile, or what ``partial`` says."""
    put = value.get("put") if isinstance(value, dict) else None
    return placed(spec, spec["cards"], key or {}, put, why, partial, "on the right pile")
