"""The floor: the same limits and rules in bare numpy on a series x time array, nothing else.

No labels, no gaps, no phases, no tables. Written apart from qikit.spc, so that it is also a check:
``spc.py`` compares the flags before it compares the times.
"""

import numpy as np


def mdc(values):
    """XmR limits and Making Data Count flags (7, 7, two of three) of each row; bool arrays."""
    centre = values.mean(axis=1, keepdims=True)
    spread = np.abs(np.diff(values, axis=1)).mean(axis=1, keepdims=True)
    upper, lower = centre + 2.66 * spread, centre - 2.66 * spread
    outside = (values > upper) | (values < lower)
    shift = runs(values > centre, 7) | runs(values < centre, 7)
    rise = np.diff(values, axis=1) > 0
    fall = np.diff(values, axis=1) < 0
    trend = np.zeros_like(outside)
    for step in (rise, fall):
        marked = runs(step, 6)
        trend[:, 1:] |= marked
        trend[:, :-1] |= marked
    two_sigma = 2 * (2.66 / 3) * spread
    two = two_of_three(values, centre, two_sigma, 1)
    two |= two_of_three(values, centre, two_sigma, -1)
    return outside, shift, trend, two


def runs(flag, length):
    """True where a flag belongs to a run of at least ``length`` along the row."""
    ends = flag[:, length - 1 :].copy()
    for back in range(1, length):
        ends &= flag[:, length - 1 - back : flag.shape[1] - back]
    out = np.zeros_like(flag)
    for ahead in range(length):
        out[:, ahead : ahead + ends.shape[1]] |= ends
    return out


def two_of_three(values, centre, line, side):
    """Points beyond two sigma in any three neighbours on one side with at least two such."""
    gap = (values - centre) * side
    on_side, beyond = gap > 0, gap > line
    all_on = on_side[:, 2:] & on_side[:, 1:-1] & on_side[:, :-2]
    count = beyond[:, 2:].astype(np.int8) + beyond[:, 1:-1] + beyond[:, :-2]
    found = all_on & (count >= 2)
    out = np.zeros_like(beyond)
    for ahead in range(3):
        out[:, ahead : ahead + found.shape[1]] |= found
    return out & beyond


def anhoej(values):
    """Longest run and crossings of each row about its median; int arrays."""
    median = np.median(values, axis=1, keepdims=True)
    above = values > median
    change = above[:, 1:] != above[:, :-1]
    place = np.arange(1, values.shape[1])
    last = np.maximum.accumulate(np.where(change, place, 0), axis=1)
    position = np.arange(values.shape[1])
    run = position - np.concatenate([np.zeros((len(values), 1), int), last], axis=1) + 1
    return run.max(axis=1), change.sum(axis=1)
