"""Numbers, dates and lists of points in words."""

import numpy as np

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def say_x(value, kind: str, period: str = "") -> str:
    """An x value in full: ``6 January 2025``, ``April 2025`` for whole months, ``12``, a label."""
    if kind == "number":
        return f"{value:g}"
    if kind == "label":
        return str(value)
    day = np.datetime64(value, "D").item()
    month = f"{MONTHS[day.month - 1]} {day.year}"
    words = month if period == "month" and day.day == 1 else f"{day.day} {month}"
    minutes = np.datetime64(value, "m") - np.datetime64(value, "D").astype("datetime64[m]")
    clock = int(minutes / np.timedelta64(1, "m"))
    return f"{words} at {clock // 60:02}:{clock % 60:02}" if clock else words


def say_number(value: float, decimals: int) -> str:
    """``1,234.5``; a minus sign, and never minus nought."""
    if not np.isfinite(value):
        return "none"
    rounded = round(float(value), decimals) + 0.0
    return f"{rounded:,.{max(decimals, 0)}f}".replace("-", "−")


def decimals_for(spread: float) -> int:
    """So many decimals that a spread of this size shows two figures."""
    if not np.isfinite(spread) or spread <= 0:
        return 1
    return int(np.clip(1 - np.floor(np.log10(spread)), 0, 4))


def decimals_in(values: np.ndarray) -> int:
    """The decimals that values were written with: 0 for whole numbers, at most 4."""
    known = values[np.isfinite(values)]
    for decimals in range(4):
        if np.allclose(known, np.round(known, decimals), rtol=0, atol=1e-9):
            return decimals
    return 4


def say_positions(positions) -> str:
    """``3 to 9``, ``2 and 4``, ``17, 18 and 20 to 24``."""
    from qikit.spc.table import joined

    places = [int(one) for one in positions]
    parts, at = [], 0
    while at < len(places):
        end = at
        while end + 1 < len(places) and places[end + 1] == places[end] + 1:
            end += 1
        if end - at >= 2:
            parts.append(f"{places[at]} to {places[end]}")
        else:
            parts += [str(one) for one in places[at : end + 1]]
        at = end + 1
    return joined(parts)


def in_words(count: float) -> str:
    """A small whole number as a word, anything else in figures."""
    words = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[int(count)] if count in range(len(words)) else f"{count:g}"
