"""Data sets: rows of inputs, the label (-1 or 1) last. The same seed gives the same rows on every machine.

Generated numbers are rounded to four decimals, so that they can be written and read again in a few characters.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from .. import elementary
from ..contract.lab import DatasetKind
from .moons import MOONS
from .rows import Rows
from .settings import Data

DECIMALS = 4
LECTURE: Rows = ((2.0, 3.0, -1.0, 1.0), (3.0, -1.0, 0.5, -1.0), (0.5, 1.0, 1.0, -1.0), (1.0, 1.0, -1.0, 1.0))

Point = tuple[float, float, float]


def rows_of(data: Data) -> Rows:
    """The samples of a data set."""
    if data.kind == "own":
        return data.rows
    if data.kind in FIXED:
        return FIXED[data.kind]
    rng = random.Random(data.seed)
    rows = []
    for i in range(data.count):
        x, y, label = GENERATED[data.kind](i, data.count, rng)
        dx, dy = _normal(rng)
        rows.append((round(x + data.noise * dx, DECIMALS), round(y + data.noise * dy, DECIMALS), label))
    return tuple(rows)


def _normal(rng: random.Random) -> tuple[float, float]:
    """Two numbers of the standard normal distribution (Box-Muller transform).

    The elementary functions of the engine give the same bits everywhere.
    """
    radius = elementary.sqrt(-2.0 * elementary.log(1.0 - rng.random()))
    angle = 2.0 * math.pi * rng.random()
    return radius * elementary.cos(angle), radius * elementary.sin(angle)


def _label(i: int) -> float:
    return -1.0 if i % 2 == 0 else 1.0


def _fraction(i: int, count: int) -> float:
    """The position of sample `i` among the points of its label, from 0 to 1."""
    last = (count + 1 - i % 2) // 2 - 1
    return (i // 2) / last if last else 0.0


def _moons(i: int, count: int, _: random.Random) -> Point:
    angle = math.pi * _fraction(i, count)
    x, y = elementary.cos(angle), elementary.sin(angle)
    return (x, y, -1.0) if i % 2 == 0 else (1.0 - x, 0.5 - y, 1.0)


def _circles(i: int, count: int, rng: random.Random) -> Point:
    angle = 2.0 * math.pi * rng.random()
    radius = 1.0 if i % 2 == 0 else 0.5
    return radius * elementary.cos(angle), radius * elementary.sin(angle), _label(i)


def _xor(i: int, count: int, rng: random.Random) -> Point:
    """Four squares, one in each quadrant; the label says whether the signs of the two inputs differ."""
    x, y = (0.1 + 0.9 * rng.random() for _ in range(2))
    left = i % 4 >= 2
    below = left != (i % 2 == 1)
    return -x if left else x, -y if below else y, _label(i)


def _blobs(i: int, count: int, rng: random.Random) -> Point:
    dx, dy = _normal(rng)
    return _label(i) + 0.3 * dx, _label(i) + 0.3 * dy, _label(i)


def _spirals(i: int, count: int, _: random.Random) -> Point:
    """Two arms of one and three quarters turns each."""
    radius = 0.1 + 1.4 * _fraction(i, count)
    angle = 3.5 * math.pi * _fraction(i, count) + (0.0 if i % 2 == 0 else math.pi)
    return radius * elementary.cos(angle), radius * elementary.sin(angle), _label(i)


FIXED: dict[DatasetKind, Rows] = {"lecture": LECTURE, "demo": MOONS}
GENERATED: dict[DatasetKind, Callable[[int, int, random.Random], Point]] = {
    "moons": _moons,
    "circles": _circles,
    "xor": _xor,
    "blobs": _blobs,
    "spirals": _spirals,
}
