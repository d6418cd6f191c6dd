"""Where everything on a chart stands, worked out before anything is drawn."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np

from qikit.spc.drawing.lettering import LEADING, apart, width, wrap
from qikit.spc.drawing.marginalia import LINE_HEIGHT, Marginalia, level
from qikit.spc.drawing.scene import Scene
from qikit.spc.drawing.ticks import date_ticks, number_ticks, place_ticks, whole_ticks
from qikit.spc.palette import INK, SOFT, TARGET, TEXT, TITLE
from qikit.spc.saying import say_number

USUAL_LEFT = 36.0
"""About what the numbers of the y axis take, before they are known."""
GAP = 7.0
"""Points between a marker's middle and the code beside it."""


@dataclass(frozen=True)
class Room:
    """The room a chart has, in points. ``narrow`` is for a phone, ``small`` one of many."""

    width: float
    plot: float
    narrow: bool = False
    small: bool = False


WIDE = Room(528, 225)
NARROW = Room(252, 225, narrow=True)


@dataclass(frozen=True)
class Label:
    """Words at the end of a line: where it ends, its name and value, its colour."""

    at: float
    lines: tuple[str, ...]
    colour: str


@dataclass(frozen=True, eq=False)
class Layout:
    """The plan of one chart. Sizes are points; heights above the plot count upwards from it."""

    scene: Scene
    room: Room
    width: float | None = None  # of the plot, where it is given
    sides: tuple[float, float] | None = None  # left and right, where they are given
    label_lines: int = 0  # at least so many lines for the y label, to stand level with others

    @cached_property
    def title(self) -> list[str]:
        """The heading's lines."""
        return wrap(self.scene.title, self.room.width, self._title_size, bold=True)

    @cached_property
    def label(self) -> list[str]:
        """The y label's lines."""
        label = self.scene.label
        told = label == "%" or label.lower() == self.scene.title.lower()
        lines = [] if told else wrap(label, self.room.width)
        return lines + [""] * (self.label_lines - len(lines))

    @property
    def _title_size(self) -> float:
        return TEXT if self.room.small else TITLE

    @cached_property
    def labels(self) -> list[Label]:
        """What stands at the right end of each line."""
        scene, plain = self.scene, self.room.narrow or self.room.small
        last = scene.spans()[-1]
        out = []
        for name, line, colour, say in (
            ("Upper" if plain else "Upper limit", scene.upper, SOFT, scene.line_words),
            (scene.centre_name, scene.centre, INK, scene.line_words),
            ("Lower" if plain else "Lower limit", scene.lower, SOFT, scene.line_words),
            ("Target", scene.target, TARGET, scene.target_words),
        ):
            known = line[last][np.isfinite(line[last])]
            if len(known):
                moves = name != "Target" and not level(known) and not plain
                words = (f"{name}, latest" if moves else name, say(known[-1]))
                if plain:
                    words = (words[0], words[1].removesuffix(f" {scene.naming.unit}"))
                words = words[1:] if self.room.small else words
                out.append(Label(float(known[-1]), words, colour))
        return out

    @cached_property
    def left(self) -> float:
        """Room left of the plot."""
        if self.sides:
            return self.sides[0]
        return max(width(text) for text in self.y_ticks[1]) + 8

    @cached_property
    def right(self) -> float:
        """Room right of the plot."""
        if self.sides:
            return self.sides[1]
        texts = [width(text, bold=True) for one in self.labels for text in one.lines]
        return max(texts, default=4) + 9 * bool(texts)

    @cached_property
    def plot_width(self) -> float:
        """Width of the plot."""
        return self.width or self.room.width - self.left - self.right

    @cached_property
    def x_limits(self) -> tuple[float, float]:
        """The ends of the x axis, half a step beyond the first and the last point."""
        x = self.scene.x
        half = float(np.median(np.diff(x))) / 2 if len(x) > 1 else 0.5
        half = max(half, float(x[-1] - x[0]) * 0.012)
        return float(x[0]) - half, float(x[-1]) + half

    @cached_property
    def spacing(self) -> float:
        """Points of width from one point of the chart to the next, near enough."""
        low, high = self.x_limits
        x = self.scene.x
        step = float(np.median(np.diff(x))) if len(x) > 1 else 1.0
        about = self.width or self.room.width - USUAL_LEFT - self.right
        return about * step / (high - low)

    @cached_property
    def coded(self) -> dict[int, str]:
        """The code to write at each row, stacked where it is wide; where crowded, only the first
        of a stretch, and none on top of another."""
        scene, out = self.scene, {}
        crowded = self.spacing < width("S") + 1 or self.room.small
        clear = -np.inf
        for row, code in enumerate(scene.codes):
            if not code or not scene.marks[row]:
                continue
            now, before = (code, scene.marks[row]), (scene.codes[row - 1], scene.marks[row - 1])
            if crowded and ((row and now == before) or row * self.spacing < clear):
                continue
            clear = row * self.spacing + width("S") + 1
            fits = len(code) < 2 or width(code) < self.spacing - 2
            out[row] = code if fits else "\n".join(code)
        return out

    def above(self, row: int) -> bool:
        """Whether a point's code stands above it: clear of a note's lead and of the line."""
        scene = self.scene
        if row in scene.notes:
            return False
        beside = scene.y[max(row - 1, 0) : row + 2]
        beside = beside[np.isfinite(beside)]
        if scene.y[row] == beside.max() != beside.min():
            return True
        if scene.y[row] == beside.min() != beside.max():
            return False
        return bool(scene.y[row] >= scene.centre[row])

    @cached_property
    def y_limits(self) -> tuple[float, float]:
        """The ends of the y axis: all values and lines, with room for codes."""
        scene = self.scene
        lines = np.concatenate([scene.y, scene.centre, scene.lower, scene.upper, scene.target])
        lines = lines[np.isfinite(lines)]
        low, high = float(lines.min()), float(lines.max())
        if low == high:
            low, high = low - 0.5 * (abs(low) or 1), high + 0.5 * (abs(high) or 1)
        bottom, top = low, high
        for _ in range(3):
            unit = (top - bottom) / self.room.plot
            tops, bottoms = [high + 9 * unit], [low - 9 * unit]
            for row, code in self.coded.items():
                reach = (GAP + 3 + LINE_HEIGHT * (code.count("\n") + 1)) * unit
                (tops if self.above(row) else bottoms).append(
                    scene.y[row] + reach * (1 if self.above(row) else -1)
                )
            bottom, top = min(bottoms), max(tops)
        return bottom, top

    @cached_property
    def y_ticks(self) -> tuple[list[float], list[str]]:
        """Round numbers on the y axis; none below zero where nothing is."""
        low, high = self.y_limits
        lines = [self.scene.y, self.scene.lower, self.scene.target]
        if not any(np.nanmin(line, initial=0) < 0 for line in lines):
            low = max(low, 0.0)
        ticks, decimals = number_ticks(low, high, 4 if self.room.small else 6)
        percent = "%" if self.scene.naming.unit == "%" else ""
        return ticks, [say_number(tick, decimals) + percent for tick in ticks]

    @cached_property
    def x_ticks(self) -> tuple[list[float], list[str]]:
        """Ticks of the x axis and what they say."""
        scene = self.scene
        low, high = self.x_limits
        room = self.plot_width * float(scene.x[-1] - scene.x[0]) / (high - low)
        if scene.axis == "time":
            return date_ticks(scene.x, room)
        if scene.axis == "number":
            return whole_ticks(scene.x, room)
        return place_ticks(scene.x_short, scene.x, room)

    @cached_property
    def x_name(self) -> str:
        """The name of the x axis; dates need none."""
        return "" if self.scene.axis == "time" or self.room.small else self.scene.x_name

    def across(self, row: int) -> float:
        """How far a point stands from the plot's left edge."""
        low, high = self.x_limits
        return self.plot_width * (float(self.scene.x[row]) - low) / (high - low)

    def edge(self, row: int) -> float:
        """The x midway between a row and the one before it; the axis ends at the first and last."""
        x = self.scene.x
        if row in (0, len(x)):
            return self.x_limits[bool(row)]
        return float(x[row] + x[row - 1]) / 2

    @cached_property
    def margin(self) -> Marginalia:
        """Headings of phases, and notes."""
        return Marginalia(self)

    @cached_property
    def top(self) -> float:
        """Height of everything above the plot."""
        title = len(self.title) * self._title_size * LEADING
        return self.margin.height + len(self.label) * LINE_HEIGHT + title + 4

    @cached_property
    def bottom(self) -> float:
        """Height of everything beneath the plot."""
        ticks = max(label.count("\n") + 1 for label in self.x_ticks[1])
        key = len(self.margin.key)
        return (ticks + bool(self.x_name) + key) * LINE_HEIGHT + 10 + 8 * bool(key)

    @property
    def height(self) -> float:
        """Height of the whole chart."""
        return ceil(self.top + self.room.plot + self.bottom)

    def settled(self) -> list[float]:
        """Where each right-hand label stands, from the plot's bottom, clear of its neighbours."""
        low, high = self.y_limits
        places = [self.room.plot * (one.at - low) / (high - low) for one in self.labels]
        lines = max((len(one.lines) for one in self.labels), default=1)
        return apart(places, lines * LINE_HEIGHT + 1, 4.0, self.room.plot)

