"""Where ticks stand and what they say: numbers on y; dates, numbers or labels on x."""

from math import ceil, floor, log10

import numpy as np

from qikit.spc.drawing.lettering import width, wrap
from qikit.spc.palette import TEXT
from qikit.spc.saying import MONTHS

_STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 13, 20, 26, 30, 40, 52, 100, 104, 200, 500, 1000)
_DAY_STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
_HOUR_STEPS = (1, 2, 3, 4, 6, 8, 12, 24, 48, 96)
_OVERHANG = 30.0
"""How far a label may stand out to the left of the first point."""
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120)


def number_ticks(low: float, high: float, most: int) -> tuple[list[float], int]:
    """Round numbers between ``low`` and ``high``, at most so many, and their decimals.

    >>> number_ticks(21.3, 44.2, 6)
    ([25.0, 30.0, 35.0, 40.0], 0)
    """
    span = high - low
    size = 10.0 ** floor(log10(span / max(most - 1, 1)))
    for factor in (1, 2, 5, 10, 20, 50):
        step = size * factor
        first = ceil(round(low / step, 9))
        last = floor(round(high / step, 9))
        if last - first + 1 <= most:
            break
    decimals = max(0, -floor(log10(step) + 1e-9))
    return [round(at * step, decimals) + 0.0 for at in range(first, last + 1)], decimals


def date_ticks(days: np.ndarray, room: float) -> tuple[list[float], list[str]]:
    """Days (since 1970) to put a tick at, and two-line labels, for ``room`` points of width."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    on_firsts = bool((months.astype("datetime64[D]") == dates).all())
    span = float(days[-1] - days[0])
    if bool((days != np.floor(days)).any()) and span < 4:
        return _spaced(days, _HOUR_STEPS, _clocks, room)
    if on_firsts or span > 550:
        first, last = months[0].astype(int), months[-1].astype(int)
        if not on_firsts and months[0].astype("datetime64[D]") < dates[0]:
            first += 1
        for step in _MONTH_STEPS:
            ticks = [m for m in range(first, last + 1) if m % step == 0]
            if not ticks:
                break
            places = [float(np.datetime64(m, "M").astype("datetime64[D]").astype(int))
                      for m in ticks]  # fmt: skip
            labels = _with_years(places, lambda day: MONTHS[day.month - 1][:3])
            if _fits(places, labels, days[0], days[-1], room):
                return places, labels
    daily = len(days) > 1 and float(np.median(np.diff(days))) == 1
    return _spaced(days, _DAY_STEPS if daily else _STEPS, _days, room)


def place_ticks(names: list[str], places: np.ndarray, room: float) -> tuple[list, list[str]]:
    """Every first, second, third ... name that fits, wrapped over at most three lines."""
    count = len(names)
    span = float(places[-1] - places[0]) or 1.0
    for step in _STEPS:
        chosen = range(0, count, step)
        each = room * step / max(count, 1) - 6
        labels = ["\n".join(wrap(names[at], each)) for at in chosen]
        if all(label.count("\n") < 3 for label in labels) and _fits(
            [places[at] for at in chosen], labels, places[0], places[0] + span, room
        ):
            break
    return [float(places[at]) for at in chosen], labels


def whole_ticks(x: np.ndarray, room: float) -> tuple[list[float], list[str]]:
    """Ticks of an axis of numbers; no comma, for they may be years."""
    for most in range(min(len(x), 12), 1, -1):
        ticks, decimals = number_ticks(float(x[0]), float(x[-1]), most)
        labels = [f"{tick:.{decimals}f}" for tick in ticks]
        if sum(width(label) + 10 for label in labels) <= room:
            break
    return ticks, labels


def short_date(day) -> str:
    """``6 Jan 2025``, of which day and month stay together."""
    return f"{day.day}\N{NO-BREAK SPACE}{MONTHS[day.month - 1][:3]} {day.year}"


def _spaced(days, steps, say, room):
    for step in steps:
        chosen = [float(day) for day in days[::step]]
        labels = say(chosen)
        if _fits(chosen, labels, days[0], days[-1], room):
            break
    return chosen, labels


def _days(places: list[float]) -> list[str]:
    return _with_years(places, lambda day: f"{day.day} {MONTHS[day.month - 1][:3]}")


def _with_years(places: list[float], say) -> list[str]:
    labels, year = [], None
    for place in places:
        day = np.datetime64(int(place), "D").item()
        labels.append(f"{say(day)}\n{day.year}" if day.year != year else say(day))
        year = day.year
    return labels


def _clocks(places: list[float]) -> list[str]:
    labels, today = [], None
    for place in places:
        minutes = round((place % 1) * 1440)
        day = np.datetime64(int(place), "D").item()
        clock = f"{minutes // 60:02}:{minutes % 60:02}"
        date = f"\n{day.day} {MONTHS[day.month - 1][:3]}"
        labels.append(clock + date * (day != today))
        today = day
    return labels


def _fits(places, labels, low, high, room) -> bool:
    scale = room / (float(high - low) or 1.0)
    edge = -np.inf
    for place, label in zip(places, labels, strict=True):
        half = max(width(line, TEXT) for line in label.split("\n")) / 2
        at = (place - low) * scale
        if at - half < -_OVERHANG:
            return False
        if at - half < edge + 6:
            return False
        edge = at + half
    return True
