"""Slopes of a reader's own function at the numbers of a recording, measured by differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, isfinite, nan
from typing import NamedTuple

from ...difference import RATIO, Estimate, estimate, ladder
from ..recording import Observed
from .precision import DOUBLE, SINGLE, is_single
from .trials import Trials

MAX_CALLS = 6_000  # of the reader's operations for one recording
ENOUGH = 1e-7  # relative error of a measured slope, with which no smaller step is tried
READABLE = 1e-3  # relative error of a slope that still says something
PLATEAUS = (-7.37, -1.21, -0.33, 0.41, 1.57, 8.29)  # numbers at which rounding does not jump
STEP = 1e-3  # to both sides of them


class Slope(NamedTuple):
    """A local derivative: NaN where it is not known; at a kink any number from `low` to `high` is one."""

    value: float
    error: float = 0.0
    low: float = nan
    high: float = nan


UNKNOWN = Slope(nan, inf)
STEPS = Slope(nan, inf, 0.0, 0.0)
NOTHING = Slope(0.0)
CUT = Slope(0.0, 0.0, 0.0, 1.0)


def measured(node: Observed, position: int, numbers: Sequence[float], trials: Trials, rounding: float) -> Slope:
    """The slope by differences of the reader's own function, with steps of many sizes."""
    x, here = numbers[position], node.data
    if not same(trials.value(node, numbers), here, rounding):
        return UNKNOWN  # the call cannot be repeated
    if _is_stepwise(node, position, numbers, trials):
        return STEPS
    rounding = _rounding_of(node, position, numbers, trials, rounding)
    points: list[tuple[float, float, float, float, float]] = []
    best = Estimate(nan, inf, 0.0)
    for stage in _ladder(x, rounding):
        if trials.calls > MAX_CALLS:
            break
        for h in stage:
            up, down = (
                trials.value(node, [*numbers[:position], x + step, *numbers[position + 1 :]]) for step in (h, -h)
            )
            if isfinite(up) and isfinite(down):
                noise = 4.0 * rounding * max(abs(up), abs(down), abs(here)) / h
                points.append((h, (up - here) / h, (here - down) / h, (up - down) / (2.0 * h), noise))
        points.sort(reverse=True)
        best = estimate([(h, middle, noise) for h, _, _, middle, noise in points], order=2)
        if best.error <= ENOUGH * abs(best.slope) or (points and points[-1][4] > abs(best.slope)):
            break
    if isfinite(best.error):
        right = estimate([(h, each, noise) for h, each, _, _, noise in points], order=1)
        left = estimate([(h, each, noise) for h, _, each, _, noise in points], order=1)
        apart = abs(left.slope - right.slope)
        if apart > 1e-3 * max(abs(left.slope), abs(right.slope)) and apart > 8.0 * (left.error + right.error):
            low, high = sorted((left.slope, right.slope))
            return Slope(best.slope, best.error, low, high)
    if not isfinite(best.slope) or best.error > READABLE * max(abs(best.slope), 1.0):
        return UNKNOWN
    return Slope(best.slope, best.error)


def _ladder(x: float, rounding: float) -> Iterator[list[float]]:
    """The steps in stages; with few digits a larger one comes first."""
    first, *further = ladder(x)
    yield [first[0] * RATIO, *first] if rounding > DOUBLE else first
    yield from further


def _rounding_of(node: Observed, position: int, numbers: Sequence[float], trials: Trials, rounding: float) -> float:
    """The rounding of the function: numbers such as 3 and 6 fit into float32, whatever the class computes with."""
    if rounding == DOUBLE:
        return DOUBLE
    x = numbers[position]
    given = trials.value(node, [*numbers[:position], x + 0.1 * (abs(x) or 1.0), *numbers[position + 1 :]])
    return SINGLE if is_single(given) else DOUBLE


def _is_stepwise(node: Observed, position: int, numbers: Sequence[float], trials: Trials) -> bool:
    """Whether the function is constant around each of several numbers, but not the same at all of them."""

    def at(number: float) -> float:
        return trials.value(node, [*numbers[:position], number, *numbers[position + 1 :]])

    levels = set()
    for number in (numbers[position], *PLATEAUS):
        level = at(number)
        if level != level or at(number + STEP) != level or at(number - STEP) != level:
            return False
        levels.add(level)
    return len(levels) > 1


def same(a: float, b: float, rounding: float) -> bool:
    """Whether two results of one computation are equal but for rounding."""
    return a == b or (a != a and b != b) or abs(a - b) <= 64.0 * rounding * max(abs(a), abs(b), 1e-300)
