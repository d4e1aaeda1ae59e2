"""Gradient checker: a verdict on each leaf's gradient, from differences of the root alone, without the chain rule.

agrees              the slope that is measured is the gradient, to a number of digits
differs             it is another number
cannot be measured  rounding, a number that is not finite, or a kink close by hides the slope
kink                the slope is another one on the left and on the right, and backward() takes what its rule says there
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import floor, inf, isfinite, log10, nan
from typing import Literal

from .difference import Estimate, Line
from .evaluate import Entry, Graph
from .ops import BUILT_IN
from .value import Value

Verdict = Literal["agrees", "differs", "cannot be measured", "kink"]
# Why a slope cannot be measured, or where the kink is.
Cause = Literal[
    "", "leaf", "output", "way", "beside", "stale", "rounding", "underflow", "near", "unsettled", "corner", "vertical"
]  # fmt: skip

SMALLEST_NORMAL = 2.0**-1022  # a float below this has fewer digits; below 2**-1074, about 5e-324, it is 0
# Operations that give 0 for operands other than 0 only because the exact number is below the smallest float.
_NEVER_ZERO = frozenset({"*", "/", "**", "**number", "exp", "sigmoid", "softplus"})
TOLERANCE = 1e-5  # relative: with a larger error nothing is said to agree, since fewer than five digits are known
ZERO = 1e-6  # of the contributions to a gradient: with an error that is smaller beside them, 0 is 0
MARGIN = 10.0  # a gradient differs if it is farther off than this many times the estimated error
MOST_DIGITS = 15  # of a float
CURVE_STEPS = tuple(10.0**-k for k in range(1, 16))  # steps h of the error curve


@dataclass(frozen=True, slots=True)
class LeafCheck:
    """The verdict on the gradient of one leaf.

    numeric  the slope as it is measured; nan if it is not
    error    its estimated error
    h        the smallest step that it was measured with, 0 if it was not
    digits   how many digits agree, or None
    cause    why there is no plain answer, and `value` the value that it is about
    sides    at a kink the slopes of the root by the left and by the right
    corners  at a kink the values whose operations stand on it, `value` the first
    cost     operations computed
    """

    leaf: Value
    grad: float
    verdict: Verdict
    numeric: float = nan
    error: float = inf
    h: float = 0.0
    digits: int | None = None
    cause: Cause = ""
    value: Value | None = None
    sides: tuple[float, float] | None = None
    corners: tuple[Value, ...] = ()
    cost: int = 0

    @property
    def difference(self) -> float:
        return abs(self.grad - self.numeric)

    @property
    def agrees(self) -> bool:
        return self.verdict == "agrees"


def check(
    root: Value,
    leaves: Sequence[Value] | None = None,
    max_cost: int | None = None,
    begin: Callable[[], None] | None = None,
) -> list[LeafCheck]:
    """Check `leaves`, or all leaves of `root`; call `root.backward()` first, for the gradients.

    After `max_cost` operations the other leaves are left out; the first is always checked. `begin` is called before
    each evaluation, and may raise.
    """
    graph = Graph(root, begin)
    results: list[LeafCheck] = []
    cost = 0
    for leaf in graph.leaves if leaves is None else leaves:
        if max_cost is not None and cost > max_cost:
            break
        graph.begin()
        results.append(_check_leaf(graph, leaf))
        cost += results[-1].cost
    return results


def _check_leaf(graph: Graph, leaf: Value) -> LeafCheck:
    slot = graph.slot(leaf)
    if slot is None:  # the root does not depend on it
        verdict: Verdict = "agrees" if leaf.grad == 0.0 else "differs"
        return LeafCheck(leaf, leaf.grad, verdict, 0.0, 0.0, digits=MOST_DIGITS if verdict == "agrees" else None)
    line = Line(graph, slot)
    if not isfinite(leaf.data):
        return LeafCheck(leaf, leaf.grad, "cannot be measured", cause="leaf", value=leaf)
    stale = graph.stale(line.dependents)
    if stale is not None:
        return LeafCheck(leaf, leaf.grad, "cannot be measured", cause="stale", value=stale)
    if not isfinite(graph.data[graph.root_slot]):
        return LeafCheck(leaf, leaf.grad, "cannot be measured", cause="output", value=graph.root)
    measured = line.measure()
    result = _compare(line, leaf, measured)
    if line.moved:
        result = _on_a_kink(line, leaf, result)
    elif any(entry.op.name not in BUILT_IN for entry in line.dependents):
        result = _on_an_unknown_kink(line, leaf, result)
    return result


def _compare(line: Line, leaf: Value, measured: Estimate) -> LeafCheck:
    """The verdict where the root has one slope."""
    grad, (slope, error, h) = leaf.grad, measured
    known = LeafCheck(leaf, grad, "differs", slope, error, h, cost=line.cost)
    if error == inf or not isfinite(grad):
        return _not_measured(line, leaf, measured)
    size = max(abs(grad), abs(slope))
    apart = abs(grad - slope)
    if apart > MARGIN * error + TOLERANCE * size:
        return known
    scale = size
    if error > TOLERANCE * size:
        if abs(grad) > ZERO * line.contributions(0.0):
            return _not_measured(line, leaf, measured)
        scale = line.contributions(max(point.h for point in line.points))  # at an extremum none is large close by
        if size > MARGIN * error or error > ZERO * scale:
            return _not_measured(line, leaf, measured)
    worst = max(apart, error) / scale if scale else 0.0
    digits = MOST_DIGITS if worst == 0.0 else min(MOST_DIGITS, floor(-log10(worst)))
    return replace(known, verdict="agrees", digits=digits)


def _not_measured(line: Line, leaf: Value, measured: Estimate) -> LeafCheck:
    """The reason why the slope is not known, or why it is known and the gradient is not finite."""
    grad, (slope, error, h) = leaf.grad, measured
    known = LeafCheck(leaf, grad, "cannot be measured", slope, error, h, cost=line.cost)
    values, data = line.graph.values, line.graph.data
    steep = next((entry for entry in line.dependents if _is_vertical(entry, data)), None)
    if steep is not None:
        return replace(known, verdict="kink", cause="vertical", value=values[steep.out])
    if not isfinite(grad):
        spoilt = next((entry for entry in line.dependents if not isfinite(data[entry.out])), None)
        if spoilt is not None:
            return replace(known, cause="way", value=values[spoilt.out])
        if error < inf:
            return replace(known, verdict="differs")
    if line.crossed is not None and not _is_noise(line, measured):
        return replace(known, cause="near", value=values[line.crossed.out])
    tiny = next((entry for entry in line.dependents if _underflows(entry, data)), None)
    if tiny is not None and not line.not_finite:
        return replace(known, cause="underflow", value=values[tiny.out])
    if error == inf:
        return replace(known, cause="beside" if line.not_finite else "unsettled", value=line.graph.root)
    if not _is_noise(line, measured):
        return replace(known, cause="unsettled", value=line.graph.root)
    largest = max(line.dependents, key=lambda entry: abs(data[entry.out]))
    return replace(known, cause="rounding", value=values[largest.out])


def _is_vertical(entry: Entry, data: Sequence[float]) -> bool:
    """Whether its slope is infinite here: sqrt(0), and 0 to a power between 0 and 1."""
    if data[entry.a] != 0.0:
        return False
    exponent = 0.5 if entry.op.name == "sqrt" else 1.0 if entry.b is None else data[entry.b]
    return entry.op.name in ("sqrt", "**", "**number") and 0.0 < exponent < 1.0


def _underflows(entry: Entry, data: Sequence[float]) -> bool:
    """Whether its number is below what floats can hold: 0 in its place, or a number with few digits left."""
    if data[entry.out] != 0.0:
        return abs(data[entry.out]) < SMALLEST_NORMAL
    operands = [data[slot] for slot in (entry.a, entry.b) if slot is not None]
    return entry.op.name in _NEVER_ZERO and (entry.op.arity == 1 or all(operands))


def _is_noise(line: Line, measured: Estimate) -> bool:
    """Whether most of the error is rounding."""
    noise = next((point.noise for point in line.points if point.h == measured.h), 0.0)
    return 4.0 * noise > measured.error and measured.error < inf


def _on_a_kink(line: Line, leaf: Value, middle: LeafCheck) -> LeafCheck:
    """The verdict where operations stand on their kink: the gradient is right if it is that of the slopes they take."""
    left, right = line.sides_here()
    sides = left.slope, right.slope
    apart = abs(left.slope - right.slope)
    has_corner = not apart <= MARGIN * (left.error + right.error) + TOLERANCE * max(map(abs, sides))
    if not has_corner and middle.verdict != "differs":
        return middle
    chosen = Line(line.graph, line.slot, line.moved)
    result = _compare(chosen, leaf, chosen.measure())
    result = replace(result, cost=result.cost + line.cost)
    if not result.agrees:
        return result if has_corner else middle
    corners = tuple(line.graph.values[entry.out] for entry in line.moved)
    result = replace(result, verdict="kink", numeric=middle.numeric, digits=None, cause="corner", sides=sides)
    return replace(result, value=corners[0], corners=corners)


def _on_an_unknown_kink(line: Line, leaf: Value, middle: LeafCheck) -> LeafCheck:
    """The verdict with operations of the program's own, which may have kinks that nobody has told."""
    left, right = line.sides_here()
    apart = abs(left.slope - right.slope)
    if not left.error + right.error <= 1e-3 * apart or apart <= TOLERANCE * max(abs(left.slope), abs(right.slope)):
        return middle
    low, high = sorted((left.slope, right.slope))
    if not low - TOLERANCE * apart <= leaf.grad <= high + TOLERANCE * apart:
        return replace(middle, verdict="differs", cause="", digits=None)
    own = next(entry for entry in line.dependents if entry.op.name not in BUILT_IN)
    value, sides = line.graph.values[own.out], (left.slope, right.slope)
    return replace(middle, verdict="kink", digits=None, cause="corner", value=value, sides=sides, corners=(value,))


def error_curve(
    root: Value, leaves: Sequence[Value], begin: Callable[[], None] | None = None
) -> list[tuple[float, float]]:
    """Pairs (h, error) for each of CURVE_STEPS: how far (f(x + h) - f(x - h)) / 2h is from the gradient, at most."""
    graph = Graph(root, begin)
    points = []
    for h in CURVE_STEPS:
        errors = [abs(quotient(graph, leaf, h) - leaf.grad) for leaf in leaves]
        points.append((h, nan if any(error != error for error in errors) else max(errors, default=0.0)))
    return points


def quotient(graph: Graph, leaf: Value, h: float) -> float:
    """The formula under the curve, as it stands there."""
    return (graph.evaluate({leaf: leaf.data + h}) - graph.evaluate({leaf: leaf.data - h})) / (2.0 * h)
