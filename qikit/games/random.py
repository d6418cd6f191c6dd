"""Chance that can be played again: the same numbers from the same seed, here and on the page.

The generator is sfc32 of Chris Doty-Humphrey (PractRand, public domain): four words of 32 bits,
with whole-number steps alone, so that ``ui/prng.js`` gives the same numbers to the last bit.
"""

_ALL = 1 << 32
_MASK = _ALL - 1
_WARM = 15


class Stream:
    """A stream of chance from a seed.

    Parameters
    ----------
    seed : int
        0 to 4,294,967,295. The same seed gives the same play.

    Raises
    ------
    ValueError
        When the seed is not such a whole number.
    """

    def __init__(self, seed: int):
        if not isinstance(seed, int) or not 0 <= seed < _ALL:
            raise ValueError(f"{seed!r} cannot be a seed. Use a whole number from 0 to {_MASK}.")
        self._state = (0, seed, 0, 1)
        for _ in range(_WARM):
            self._next()

    def _next(self) -> int:
        """The next whole number of 32 bits."""
        a, b, c, count = self._state
        out = (a + b + count) & _MASK
        turned = ((c << 21) | (c >> 11)) & _MASK
        self._state = (b ^ (b >> 9), (c + (c << 3)) & _MASK, (turned + out) & _MASK,
                       (count + 1) & _MASK)
        return out

    def whole(self, n: int) -> int:
        """A whole number from 0 to ``n`` - 1, each as likely as the others."""
        most = _ALL - _ALL % n
        while (found := self._next()) >= most:
            pass
        return found % n

    def share(self) -> float:
        """A number from 0 up to, never at, 1."""
        return self._next() / _ALL

    def normal(self) -> float:
        """Close to the standard normal: twelve shares added, less 6. Mean 0, variance 1, within 6.

        Additions are exact, so that the page has the same value to the last bit.
        """
        return sum(self.share() for _ in range(12)) - 6

    def shuffled(self, things) -> list:
        """The things in an order by chance (Fisher and Yates)."""
        mixed = list(things)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.whole(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def sample(self, things, k: int) -> list:
        """``k`` of the things, none twice, in the order drawn."""
        left = list(things)
        for at in range(k):
            other = at + self.whole(len(left) - at)
            left[at], left[other] = left[other], left[at]
        return left[:k]
