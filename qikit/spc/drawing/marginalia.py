"""What stands above the plot and beneath it: headings of phases, notes and their key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from qikit.spc.constants import SAME
from qikit.spc.drawing.lettering import LEADING, balanced, rows, width, wrap
from qikit.spc.palette import TEXT

if TYPE_CHECKING:
    from qikit.spc.drawing.layout import Layout

LINE_HEIGHT = TEXT * LEADING
WIDEST_NOTE = 150.0
TALLEST_NOTES = 80.0


@dataclass(frozen=True)
class Note:
    """Words about a point, above the plot: its row on the chart, its lines, its level from 0."""

    row: int
    lines: tuple[str, ...]
    bottom: float


@dataclass(frozen=True)
class Heading:
    """The heading of a phase, at its first row; a baseline's has a line over it, to a row."""

    row: int
    lines: tuple[str, ...]
    until: int | None = None


@dataclass(frozen=True, eq=False)
class Marginalia:
    """The words around the plot of one layout. Heights are points above the plot."""

    layout: Layout

    @cached_property
    def headings(self) -> list[Heading]:
        """The heading of each phase, where there are several; that of a baseline, where stated."""
        spans = self.layout.scene.spans()
        if len(spans) < 2:
            return self._baseline()
        out = []
        for number, span in enumerate(spans, start=1):
            words = f"Phase {number}"
            if number < len(spans) and not self.layout.room.small:
                words += self._levels(span)
            room = len(span) * self.layout.spacing - 6 - self.indent(int(span[0]))
            lines = wrap(words, room)
            tight = max(map(width, lines)) > room or len(lines) > 4
            out.append(Heading(int(span[0]), (str(number),) if tight else tuple(lines)))
        return out

    def _baseline(self) -> list[Heading]:
        scene = self.layout.scene
        rows_in = np.flatnonzero(scene.baseline)
        if scene.baseline.all() or not len(rows_in):
            return []
        first, last = int(rows_in[0]), int(rows_in[-1])
        room = self.layout.plot_width - self.layout.across(first)
        words = f"Baseline, {scene.naming.plural} {first + 1} to {last + 1}"
        fits = width(words) <= room and not self.layout.room.small
        return [Heading(first, (words if fits else "Baseline",), until=last)]

    def _levels(self, span: np.ndarray) -> str:
        """Centre line and limits of a phase that is over, where they are level."""
        scene, words = self.layout.scene, ""
        centre, lower, upper = (line[span] for line in (scene.centre, scene.lower, scene.upper))
        if np.isfinite(centre).all() and level(centre):
            words = f", {scene.centre_name.lower()} {scene.line_words(centre[0])}"
        if np.isfinite([*lower, *upper]).all() and level(lower) and level(upper):
            words += f", limits {scene.naming.line(lower[0])} to {scene.line_words(upper[0])}"
        return words

    def indent(self, row: int) -> float:
        """How far a phase's heading moves aside for the lead of a note at its first point."""
        return self.layout.spacing / 2 if row in self.layout.scene.notes else 0.0

    @cached_property
    def numbered(self) -> bool:
        """Whether notes are numbers on the chart and a list beneath it."""
        return bool(self.layout.scene.notes) and (
            self.layout.room.narrow or self._stacked(self._note_lines)[1] > TALLEST_NOTES
        )

    @cached_property
    def notes(self) -> list[Note]:
        """The notes above the plot."""
        if self.numbered:
            numbers = {row: [str(nth)] for nth, row in enumerate(self.layout.scene.notes, start=1)}
            return self._stacked(numbers)[0]
        return self._stacked(self._note_lines)[0]

    @cached_property
    def key(self) -> list[str]:
        """The lines beneath the chart that spell numbered notes out."""
        if not self.numbered:
            return []
        scene = self.layout.scene
        return [
            line
            for nth, (row, words) in enumerate(scene.notes.items(), start=1)
            for line in wrap(f"{nth}. {scene.x_words[row]}: {words}", self.layout.room.width)
        ]

    @cached_property
    def _note_lines(self) -> dict[int, list[str]]:
        end = self.layout.plot_width + self.layout.right - 2
        return {
            row: balanced(words, min(WIDEST_NOTE, end - self.layout.across(row)))
            for row, words in self.layout.scene.notes.items()
        }

    def _stacked(self, texts: dict[int, list[str]]) -> tuple[list[Note], float]:
        """Notes from the right, each as low as it fits: no lead crosses the words of another."""
        order = sorted(texts, reverse=True)
        spans = [(self.layout.across(row), self.layout.across(row) + max(map(width, texts[row])))
                 for row in order]  # fmt: skip
        levels = rows(spans, 8.0)
        heights = [
            max((len(texts[r]) for r, one in zip(order, levels, strict=True) if one == level))
            for level in range(max(levels, default=-1) + 1)
        ]
        notes = [
            Note(row, tuple(texts[row]), self.phase_height + 4 + sum(heights[:level]) * LINE_HEIGHT)
            for row, level in zip(order, levels, strict=True)
        ]
        return notes, sum(heights) * LINE_HEIGHT

    @cached_property
    def phase_height(self) -> float:
        """Height of the phases' headings."""
        return max((len(one.lines) for one in self.headings), default=0) * LINE_HEIGHT + 2

    @cached_property
    def height(self) -> float:
        """Height of the headings and notes between the plot and the y label."""
        tops = [note.bottom + len(note.lines) * LINE_HEIGHT for note in self.notes]
        return max([self.phase_height, *tops]) + 4


def level(values: np.ndarray) -> bool:
    """Whether all values are the same, but for arithmetic noise."""
    return bool(np.ptp(values) <= SAME * max(abs(values[0]), 1.0))
