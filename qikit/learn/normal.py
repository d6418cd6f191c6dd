"""Read an answer as a person means it: spaces, capitals, units and typed signs.

``ui/normal.js`` says the same in JavaScript; ``tests/learn/vectors.json`` holds them together.
"""

import math
import re

_SPACES = re.compile("[\t\n\v\f\r \u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_TYPED = str.maketrans({
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "·": ".",
})
_NUMBER = re.compile(
    r"[+-]?(?:(?:[0-9]{1,3}(?:[ ,][0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(?:E[+-]?[0-9]{1,2})?"
)
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_PER_CENT = ("%", "PER CENT", "PERCENT")
_LONGEST = 40
_ROUNDING = 1e-9


def text(value) -> str:
    """A string without outer spaces, in capitals, with single spaces and plain signs.

    Anything that is not a string gives an empty one.
    """
    if not isinstance(value, str):
        return ""
    return _SPACES.sub(" ", value).strip(" ").translate(_TYPED).upper()


def number(value, unit: str = "") -> float | None:
    """The number that was typed: ``"68"``, ``"68%"``, ``" 68.0 "``, ``"1,234"``; else None.

    ``unit`` may be typed after the number. "NaN", "inf" and digits of other scripts are no number.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        try:
            size = float(value)
        except OverflowError:
            return None
        return size if math.isfinite(size) else None
    typed = text(value)
    if typed.startswith("£") and unit in ("", "£"):
        typed = typed[1:]
    for ending in _PER_CENT if unit in ("", "%") else _one_and_many(text(unit)):
        if typed.endswith(ending):
            typed = typed[: len(typed) - len(ending)].rstrip(" ")
            break
    if len(typed) > _LONGEST or not _NUMBER.fullmatch(typed):
        return None
    return float(typed.replace(",", "").replace(" ", ""))


def _one_and_many(unit: str) -> list[str]:
    return [unit, unit[:-1]] if len(unit) > 2 and unit.endswith("S") else [unit]


def whole(value) -> int | None:
    """A whole number, typed or given (``10``, ``10.0``, ``"10"``); else None."""
    if isinstance(value, str):
        typed = text(value)
        return int(typed) if _WHOLE.fullmatch(typed) else None
    size = number(value)
    return int(size) if size is not None and size.is_integer() and abs(size) < 1e9 else None


def near(value: float, key: float, within: float = 0, relative: float = 0) -> bool:
    """Whether ``value`` lies within the tolerance of ``key``, absolute or relative.

    A hair is added so that 13.75 counts as within 0.05 of 13.7, as it does on paper.
    """
    room = max(within, relative * abs(key))
    return abs(value - key) <= room + _ROUNDING * max(1.0, abs(key))


def blank(value, depth: int = 3) -> bool:
    """Whether nothing was answered: None, spaces, or a list or table of nothing else."""
    if value is None:
        return True
    if isinstance(value, str):
        return text(value) == ""
    if isinstance(value, list | dict):
        inside = value.values() if isinstance(value, dict) else value
        return not value or (depth > 0 and all(blank(part, depth - 1) for part in inside))
    return False
