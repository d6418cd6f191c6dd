"""Evaluation of training: reaction, learning, behaviour, results.

Curriculum's design, section 7.5. There is no control group, and every result says so.
"""

from dataclasses import dataclass

import numpy as np

from qikit.errors import QIError

LEVELS = {
    1: ("Reaction", "Was it worth the time?"), 2: ("Learning", "Can they do it?"),
    3: ("Behaviour", "Do they use it?"), 4: ("Results", "Did care or work improve?"),
}
CEILING = 85
FEWEST = 5
TOO_HARD, TOO_EASY = 40, 95


@dataclass(frozen=True)
class Gain:
    """What a cohort gained. Scores in per cent; intervals hold 95 in 100 times.

    ``of_means`` is the normalised gain of the means, ``mean_of_gains`` the mean of everybody's own;
    ``difference`` is after minus before.
    """

    people: int
    before: float
    after: float
    of_means: float
    of_means_interval: tuple[float, float]
    mean_of_gains: float
    mean_of_gains_interval: tuple[float, float]
    difference: float
    difference_interval: tuple[float, float]
    cautions: tuple[str, ...]


def gain(before, after, draws: int = 4000, seed: int = 2026) -> Gain:
    """Normalised gain, (after - before) / (100 - before), of pairs of scores.

    Parameters
    ----------
    before, after : sequence of float
        Scores in per cent, a pair a person; pairs with a missing score drop out and are counted.
    draws, seed : int
        Bootstrap of people, for the intervals (percentiles).

    Raises
    ------
    QIError
        For scores outside 0 to 100, or fewer than five pairs.

    Examples
    --------
    >>> round(gain([42, 42, 42, 42, 42], [71, 71, 71, 71, 71]).of_means, 2)
    0.5
    """
    first, second = np.asarray(before, float), np.asarray(after, float)
    if first.shape != second.shape or first.ndim != 1:
        raise QIError("Give two columns of the same length: a score before and after for each.")
    whole = ~(np.isnan(first) | np.isnan(second))
    dropped, first, second = int((~whole).sum()), first[whole], second[whole]
    for scores in (first, second):
        if ((scores < 0) | (scores > 100)).any():
            raise QIError("Scores are per cent, 0 to 100. Divide by the most that can be had.")
    if len(first) < FEWEST:
        raise QIError(f"A gain needs {FEWEST} people or more with both scores.")
    difference = second - first
    room = first < 100
    own = difference[room] / (100 - first[room])
    if not room.any() or first.mean() >= 100:
        raise QIError("Everybody had full marks before. There was nothing to gain.")
    dice = np.random.default_rng(seed)
    picked = dice.integers(0, len(first), (draws, len(first)))
    means, later = first[picked].mean(axis=1), second[picked].mean(axis=1)
    of_means = (later - means) / np.where(means < 100, 100 - means, np.nan)
    again = own[dice.integers(0, len(own), (draws, len(own)))].mean(axis=1)
    return Gain(
        people=len(first), before=float(first.mean()), after=float(second.mean()),
        of_means=float((second.mean() - first.mean()) / (100 - first.mean())),
        of_means_interval=_middle(of_means), mean_of_gains=float(own.mean()),
        mean_of_gains_interval=_middle(again), difference=float(difference.mean()),
        difference_interval=_middle(later - means),
        cautions=tuple(_said(first, dropped, int((~room).sum()))),
    )


def _said(first, dropped: int, full: int) -> list[str]:
    said = ["There is no group without the training to compare with: something else may have "
            "helped too."]
    if dropped:
        said.append(f"{dropped} people have only one score, and are left out.")
    if full:
        said.append(f"{full} had full marks before, and no gain of their own.")
    if first.mean() > CEILING:
        said.append(f"The mean before was over {CEILING}%: there was little left to gain.")
    return said


def _middle(values) -> tuple[float, float]:
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def share(count: int, of: int) -> dict:
    """A share with its 95% interval (Wilson): people who tried it, or are in a project.

    Returns
    -------
    dict
        ``share``, ``low``, ``high`` in per cent.
    """
    if not (0 <= count <= of and of > 0):
        raise QIError("Give how many did it, and out of how many. The first is no larger.")
    z, p = 1.959964, count / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * np.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return {"share": 100 * p, "low": 100 * float(max(0, middle - reach)),
            "high": 100 * float(min(1, middle + reach))}


def loop(items: dict) -> list[str]:
    """For the monthly review: questions that nearly nobody, or nearly everybody, has right.

    Parameters
    ----------
    items : dict
        Per cent right, by question.
    """
    found = []
    for name, right in items.items():
        if right < TOO_HARD:
            found.append(f"{name}: {right:g}% right. Is it unclear, or not taught?")
        elif right > TOO_EASY:
            found.append(f"{name}: {right:g}% right. Does it still tell anybody apart?")
    return found
