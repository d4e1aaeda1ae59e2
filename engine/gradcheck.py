"""Gradient checker: compares backward() with the central difference (f(x + h) - f(x - h)) / 2h for each leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from .value import Value

H = 1e-6  # step: near the cube root of the rounding error, where the central difference is most accurate
TOLERANCE = 1e-4  # relative: the truncation error of the central difference grows with the third derivative
NOISE = (
    1e-8  # relative to the largest intermediate value: its rounding error, about 1e-16, divided by h and accumulated
)
CURVE_STEPS = tuple(10.0**-k for k in range(1, 16))  # steps h of the error curve


@dataclass(frozen=True, slots=True)
class LeafCheck:
    """The gradient of one leaf, by backward() and by central differences."""

    leaf: Value
    grad: float
    numeric: float
    agrees: bool

    @property
    def difference(self) -> float:
        return abs(self.grad - self.numeric)


class Graph:
    """The expression below `root`, to be evaluated again with other leaf data; the values themselves do not change.

    order   the results, operands first
    leaves  the leaves and constants below `root`, each once
    """

    def __init__(self, root: Value) -> None:
        self.order = root.order()
        seen: dict[int, Value] = {}
        for value in self.order:
            for operand in value.operands:
                if operand.op is None:
                    seen.setdefault(id(operand), operand)
        if root.op is None:
            seen[id(root)] = root
        self.root = root
        self.leaves = list(seen.values())

    def evaluate(self, overrides: Mapping[Value, float]) -> float:
        """The root's data with the data of `overrides` in those leaves."""
        numbers = {id(value): value.data for value in self.leaves}
        numbers |= {id(value): data for value, data in overrides.items()}
        for value in self.order:
            op = value.op
            assert op is not None  # order() holds results only
            a = numbers[id(value.a)]
            exponent = value.exponent
            if exponent is not None:
                numbers[id(value)] = op.forward(a, exponent)
            elif op.arity == 2:
                numbers[id(value)] = op.forward(a, numbers[id(value.b)])
            else:
                numbers[id(value)] = op.forward(a)
        return numbers[id(self.root)]

    def difference(self, leaf: Value, h: float) -> float:
        """The central difference of the root by `leaf`."""
        up, down = leaf.data + h, leaf.data - h
        # The sums are rounded, so the true step is not exactly h: divide by the true one.
        return (self.evaluate({leaf: up}) - self.evaluate({leaf: down})) / (up - down) if up != down else 0.0


def check(root: Value, leaves: Sequence[Value] | None = None) -> list[LeafCheck]:
    """Check `leaves`, or all leaves of `root`; call `root.backward()` first, for the gradients."""
    graph = Graph(root)
    size = max((abs(value.data) for value in (*graph.order, *graph.leaves) if isfinite(value.data)), default=0.0)
    results = []
    for leaf in graph.leaves if leaves is None else leaves:
        h = H * max(1.0, abs(leaf.data))
        numeric = graph.difference(leaf, h)
        results.append(LeafCheck(leaf, leaf.grad, numeric, agrees(leaf.grad, numeric, size)))
    return results


def agrees(grad: float, numeric: float, size: float) -> bool:
    """Whether both agree within the central difference's error; `size` is the largest absolute intermediate value."""
    if not (isfinite(grad) and isfinite(numeric)):
        return False
    return abs(grad - numeric) <= TOLERANCE * max(abs(grad), abs(numeric)) + NOISE * max(1.0, size)


def error_curve(root: Value, leaves: Sequence[Value]) -> list[tuple[float, float]]:
    """Pairs (h, largest absolute error of the central difference over `leaves`), one for each of CURVE_STEPS."""
    graph = Graph(root)
    points = []
    for h in CURVE_STEPS:
        errors = [abs(graph.difference(leaf, h) - leaf.grad) for leaf in leaves]
        points.append((h, max(errors, default=0.0)))
    return points
