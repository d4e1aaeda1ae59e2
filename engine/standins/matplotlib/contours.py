"""Bands and lines of equal height on a grid, cell by cell, with heights interpolated along the edges."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
BANDS = 7
Corner = tuple[float, float, float]


class Grid(NamedTuple):
    """Heights at the crossings of columns at `x` and rows at `y`."""

    x: Sequence[float]
    y: Sequence[float]
    z: Sequence[Sequence[float]]

    def cells(self) -> Iterator[list[Corner]]:
        for row in range(len(self.y) - 1):
            for column in range(len(self.x) - 1):
                around = ((row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column))
                corners = [(self.x[j], self.y[i], self.z[i][j]) for i, j in around]
                if all(math.isfinite(height) for _, _, height in corners):
                    yield corners


def levels(low: float, high: float, bands: int = BANDS) -> list[float]:
    """Round numbers from below the least height to above the greatest, about as many as asked for."""
    if high <= low:
        return [low, low + 1.0]
    raw = (high - low) / (bands + 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(one for one in STEPS if one * power >= raw * (1 - 1e-9)) * power
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [float(f"{place * step:.12g}") for place in range(first, last + 1)]


def band(grid: Grid, low: float, high: float) -> list[list[list[float]]]:
    """The part of each cell whose height is from `low` to `high`; whole cells of a row in one piece."""
    pieces: list[list[list[float]]] = []
    for corners in grid.cells():
        if all(low <= height <= high for _, _, height in corners):
            piece = [[x, y] for x, y, _ in corners]
            before = pieces[-1] if pieces else None
            if before and len(before) == 4 and before[1] == piece[0] and before[2] == piece[3]:
                before[1], before[2] = piece[1], piece[2]
                continue
        else:
            cut = _cut(_cut(corners, low, 1.0), high, -1.0)
            piece = [[x, y] for x, y, _ in cut]
        if len(piece) > 2:
            pieces.append(piece)
    return pieces


def _cut(corners: Sequence[Corner], level: float, side: float) -> list[Corner]:
    """The part of a polygon above a level, or below it where `side` is negative."""
    kept: list[Corner] = []
    for position, corner in enumerate(corners):
        before = corners[position - 1]
        inside, was_inside = side * (corner[2] - level) >= 0.0, side * (before[2] - level) >= 0.0
        if inside != was_inside:
            kept.append(_between(before, corner, level))
        if inside:
            kept.append(corner)
    return kept


def _between(start: Corner, end: Corner, level: float) -> Corner:
    share = (level - start[2]) / (end[2] - start[2])
    return (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]), level)


def line(grid: Grid, level: float) -> list[list[float]]:
    """Where the height is a level: segments `[x, y, x, y]`."""
    segments = []
    for corners in grid.cells():
        crossings = [
            _between(corners[position - 1], corner, level)
            for position, corner in enumerate(corners)
            if (corner[2] >= level) != (corners[position - 1][2] >= level)
        ]
        for start, end in zip(crossings[::2], crossings[1::2], strict=True):
            segments.append([start[0], start[1], end[0], end[1]])
    return segments
