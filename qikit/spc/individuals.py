"""Charts of single values: run, xmr and its moving ranges."""

from dataclasses import replace

import numpy as np

from qikit.spc.constants import D4, E2, MEDIAN_E2, SCREEN
from qikit.spc.kind import Kind, Limits, around
from qikit.spc.stack import Stack


class Run(Kind):
    """Run chart: the values and their median; no limits."""

    name = "run"
    title = "run chart"
    centre_line = "median"
    denominator = "optional"
    family = "run_chart"

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        return {"median": stack.median(stack.value)}

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        centre = stack.spread(by["median"])
        none = np.full(len(centre), np.nan)
        return Limits(centre, none, none, none, centre)


class XmR(Kind):
    """Individuals chart (Wheeler): mean plus and minus 2.66 mean moving ranges.

    Sigma is a third of the way to a limit, so that the two-sigma lines stand at 1.773 mean ranges.
    """

    name = "xmr"
    title = "XmR chart"
    denominator = "optional"
    ranges = True

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        return {
            "mean": stack.mean(stack.value),
            "mean_range": stack.mean_range(stack.value, screen),
        }

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        return around(stack.spread(by["mean"]), stack.spread(by["mean_range"] * E2 / 3))


class XmRMedian(Kind):
    """Individuals chart on medians (Wheeler): median plus and minus 3.145 median moving ranges.

    A few extreme points move neither the centre line nor the limits.
    """

    name = "xmr_median"
    title = "XmR chart on medians"
    centre_line = "median"
    denominator = "optional"

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        ranges = stack.ranges(stack.value)
        return {
            "median": stack.median(stack.value),
            "median_range": stack.median(ranges, np.isfinite(ranges)),
        }

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        sigma = stack.spread(by["median_range"] * MEDIAN_E2 / 3)
        return around(stack.spread(by["median"]), sigma)


class MR(Kind):
    """Moving-range chart: upper limit 3.268 mean ranges, no lower limit, no rules about runs."""

    name = "mr"
    title = "moving-range chart"
    denominator = "optional"
    floor = 0.0
    ranges = True
    only_outside = True

    def prepare(self, stack: Stack) -> Stack:
        ranges = stack.moving_range(np.where(stack.present, stack.value, np.nan))
        known = np.isfinite(ranges)
        inside = stack.used & np.concatenate(([False], stack.used[:-1]))
        return replace(stack, value=ranges, used=inside & known, present=known)

    def estimate(self, stack: Stack, screen: bool) -> dict[str, np.ndarray]:
        mean = stack.mean(stack.value)
        if screen:
            kept = stack.used & ~(stack.value >= SCREEN * stack.spread(mean))
            mean = stack.mean(stack.value, kept)
        return {"mean_range": mean}

    def limits(self, stack: Stack, by: dict[str, np.ndarray]) -> Limits:
        centre = stack.spread(by["mean_range"])
        sigma = centre * (D4 - 1) / 3
        return Limits(centre, sigma, np.full(len(centre), np.nan), D4 * centre, centre)
