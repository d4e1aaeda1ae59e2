"""Slope of a root along one leaf, from difference quotients, with its error.

D(h) = (f(x + h) - f(x - h)) / 2h has two errors: it is no limit yet where h is large, and rounding takes over where h
is small. Both are measured: D is computed down a ladder of steps, neighbours are extrapolated (Richardson), and what
rounding does to each is found by rounding otherwise. An estimate counts only as far as all smaller steps, where
rounding leaves them readable, agree with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import frexp, inf, isfinite, ldexp, nan, ulp
from typing import NamedTuple

from .evaluate import Entry, Graph, run, run_rounded_otherwise

SETTLED = 1e-7  # relative: with a smaller error no smaller step is tried
RATIO = 16.0  # of one step to the next
SAFETY = 2.0  # times what rounding otherwise changes

# The operations with a kink, as they are where backward() stands on it: with the slope that it takes there.
CHOSEN: dict[str, Callable[..., float]] = {
    "relu": lambda a, b=None: 0.0,
    "abs": lambda a, b=None: 0.0,
    "max": lambda a, b: 0.5 * a + 0.5 * b,
    "min": lambda a, b: 0.5 * a + 0.5 * b,
}


class Quotients(NamedTuple):
    """The difference quotients of one step h, by the right, the left and the middle, and what rounding can change."""

    h: float
    right: float
    left: float
    middle: float
    noise: float


class Estimate(NamedTuple):
    """A slope with its error, and the smallest step that it was computed from; the error is inf without any step."""

    slope: float
    error: float
    h: float


NO_ESTIMATE = Estimate(nan, inf, 0.0)


class Line:
    """The root as a function of the leaf in this slot; operations in `chosen` are replaced by those of CHOSEN.

    crossed   an operation whose kink lies between x - h and x + h for some of the steps, which are then left out
    moved     the operations that stand on their kink here, from which the leaf moves them
    not_finite  whether the root is not finite at some of the steps
    """

    def __init__(self, graph: Graph, slot: int, chosen: Sequence[Entry] = ()) -> None:
        self.graph = graph
        self.slot = slot
        self.base = graph.data
        self.x = self.base[slot]
        self.dependents = graph.dependents(slot)
        replaced = {each.out for each in chosen}
        self.entries = [
            each._replace(forward=CHOSEN[each.op.name]) if each.out in replaced else each for each in self.dependents
        ]
        self.kinks = [each for each in self.dependents if each.op.name in CHOSEN and each.out not in replaced]
        self.sides = [side(each, self.base) for each in self.kinks]
        self.crossed: Entry | None = None
        self.moved: list[Entry] = []
        self.not_finite = False
        self.cost = 0  # operations computed
        self.points: list[Quotients] = []

    def measure(self) -> Estimate:
        """The slope in the middle; `points` are then the quotients of all steps that count."""
        found: list[tuple[float, float, float, float]] = []
        best = NO_ESTIMATE
        for stage in ladder(self.x):
            tried = {each[0] for each in found}
            found += [each for each in map(self._step, stage) if each is not None and each[0] not in tried]
            found.sort(reverse=True)
            self.points = self._quotients(found)
            best = estimate([(each.h, each.middle, each.noise) for each in self.points], order=2)
            if best.error <= SETTLED * max(abs(best.slope), self.steepness(best.h)) or self._hopeless():
                break
        return best

    def sides_here(self) -> tuple[Estimate, Estimate]:
        """The slopes by the left and by the right."""
        left = estimate([(each.h, each.left, each.noise) for each in self.points], order=1)
        right = estimate([(each.h, each.right, each.noise) for each in self.points], order=1)
        return left, right

    def steepness(self, h: float) -> float:
        """The measure for a slope of 0, beside which no error is small: the slope to the neighbours at h.

        It counts if farther neighbours are steeper; else 0 is no slope but the middle of a kink or a spike. What
        rounding explains is no slope.
        """
        slopes = {each.h: max(abs(each.left), abs(each.right)) - 2.0 * each.noise for each in self.points}
        farther = [slope for each, slope in slopes.items() if each > h]
        return slopes[h] if h in slopes and max(farther, default=-inf) >= 4.0 * slopes[h] else 0.0

    def contributions(self, h: float) -> float:
        """The sum of the sizes of all contributions to the gradient at x + h: what a slope of 0 is measured by.

        Beside 0 no error is small, but it may be small beside the numbers that cancel, here or in a level place nearby.
        """
        data = list(self.base)
        data[self.slot] = self.x + h
        run(self.entries, data)
        sizes = [0.0] * len(data)
        sizes[self.graph.root_slot] = 1.0
        for out, op, _, a, b in reversed(self.entries):
            numbers = data[a], 0.0 if b is None else data[b], data[out]
            for slot, derivative in zip((a, b), op.derivatives, strict=False):
                if slot is not None:
                    sizes[slot] += sizes[out] * abs(derivative(*numbers))
        return sizes[self.slot] if isfinite(sizes[self.slot]) else 0.0

    def _step(self, h: float) -> tuple[float, float, float, float] | None:
        """h, f(x + h), f(x - h) and what rounding changes of one of them; None if this step does not count."""
        self.graph.begin()
        up, down = list(self.base), list(self.base)
        up[self.slot], down[self.slot] = self.x + h, self.x - h
        otherwise = list(up)
        run(self.entries, up)
        run(self.entries, down)
        self.cost += 3 * len(self.entries)
        root = self.graph.root_slot
        if not (isfinite(up[root]) and isfinite(down[root])):
            self.not_finite = True
            return None
        moved = []
        for kink, at in zip(self.kinks, self.sides, strict=True):
            if side(kink, up) != at or side(kink, down) != at:
                if at != 0:
                    self.crossed = kink
                    return None
                moved.append(kink)
        self.moved = moved
        changed = run_rounded_otherwise(self.entries, otherwise, self.base, seed=frexp(h)[1])
        rounding = ulp(up[root]) if root in changed else 0.0  # at least: two errors may cancel in this one attempt
        if isfinite(otherwise[root]):
            rounding = max(rounding, abs(otherwise[root] - up[root]))
        return h, up[root], down[root], rounding

    def _quotients(self, found: Sequence[tuple[float, float, float, float]]) -> list[Quotients]:
        here = self.base[self.graph.root_slot]
        points = []
        for i, (h, up, down, _) in enumerate(found):
            noise = SAFETY * max(each[3] for each in found[max(0, i - 1) : i + 2]) / h
            # Halves first: the difference of two large numbers may be no float.
            points.append(Quotients(h, (up - here) / h, (here - down) / h, (0.5 * up - 0.5 * down) / h, noise))
        return points

    def _hopeless(self) -> bool:
        """Whether rounding has taken over on both sides, so that smaller steps say nothing."""
        if not self.points:
            return False
        last = self.points[-1]
        return last.noise > max(abs(last.left), abs(last.right), *(abs(each.middle) for each in self.points))


def side(kink: Entry, data: Sequence[float]) -> int:
    """On which side of its kink an operation is: -1 or 1, 0 on it, 2 where a number is nan."""
    a, b = data[kink.a], 0.0 if kink.b is None else data[kink.b]
    return 0 if a == b else 1 if a > b else -1 if a < b else 2


def ladder(x: float) -> Iterator[list[float]]:
    """Steps in stages, the largest first: powers of two, so that x + h and x - h are exact where they can be.

    First small parts of x, or of 1 where x is smaller. Then, for a function that is steep or has an end nearby, smaller
    ones; for an x near 0 those that are small beside x itself.
    """
    exponent = max(1, frexp(x)[1])
    last = ldexp(1.0, exponent - 28)
    yield [last * RATIO**k for k in range(5, -1, -1)]
    size = ldexp(1.0, frexp(x)[1] - 1) if x else 0.0
    if 0.0 < size * RATIO < last:
        yield [step for step in (size * RATIO**-k for k in range(1, 6)) if x + step != x and step > 0.0]
    for first in range(1, 25, 4):
        yield [step for step in (last * RATIO**-k for k in range(first, first + 4)) if x + step != x]


def estimate(points: Sequence[tuple[float, float, float]], order: int) -> Estimate:
    """The limit of quotients (h, value, noise) with falling h, where their error begins with h**order."""
    extrapolated: list[float] = []
    best = NO_ESTIMATE
    for i, (h, value, _) in enumerate(points):
        if i == 0:
            extrapolated.append(value)
            continue
        before, value_before, _ = points[i - 1]
        ratio = before / h if order == 1 else (before / h) * (before / h)  # not a power: that raises where it is inf
        extrapolated.append(value + (value - value_before) / (ratio - 1.0))
    for i in range(1, len(points)):
        h, _, noise = points[i]
        unsettled = abs(extrapolated[i] - extrapolated[i - 1])
        error = unsettled + 2.0 * noise
        for j in range(i + 1, len(points)):
            error = max(error, unsettled + abs(extrapolated[j] - extrapolated[i]) - 2.0 * points[j][2])
            if not isfinite(extrapolated[j]):
                error = inf  # a slope that is no float
        if error < best.error:
            best = Estimate(extrapolated[i], error, h)
    return best
