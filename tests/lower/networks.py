"""The two networks of the lecture as training steps, and the same steps by `Value.backward()`."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from engine.lower.step import Step, step_of
from engine.nn import MLP
from engine.value import Value
from tests.reference.make_moons import read


class Network(NamedTuple):
    """What is trained: its parameters, its rows (inputs, then the target), and how losses are made of them."""

    parameters: list[Value]
    rows: list[list[float]]
    loss: Callable[[list[Value]], Value]
    penalty: Callable[[], Value] | None
    mean: bool
    rate: float

    def step(self) -> Step:
        """Traced at two rows that differ in every number."""
        first = self.rows[0]
        return step_of(self.loss, self.parameters, [first, [x + 1.5 for x in first]], self.penalty, self.mean)

    def by_values(self) -> float:
        """One step of training by building the whole graph, as in micrograd's notebook; the loss before."""
        losses = [self.loss([Value(x) for x in row]) for row in self.rows]
        total = sum(losses) * (1.0 / len(losses)) if self.mean else sum(losses)
        if self.penalty:
            total = total + self.penalty()
        assert isinstance(total, Value)
        for parameter in self.parameters:
            parameter.grad = 0.0
        total.backward()
        for parameter in self.parameters:
            parameter.data -= self.rate * parameter.grad
        return total.data


def demo() -> Network:
    """micrograd's demo: moons, MLP(2, [16, 16, 1]) with ReLU, max-margin, L2."""
    points, labels = read()
    model = MLP(2, [16, 16, 1], rng=random.Random(1337))
    parameters = model.parameters()
    return Network(
        parameters,
        [[*point, float(label)] for point, label in zip(points, labels, strict=True)],
        lambda row: (1 + -row[2] * model(row[:2])).relu(),  # type: ignore[operator]
        lambda: 1e-4 * sum((p * p for p in parameters), Value(0.0)),
        True,
        0.5,
    )


def lecture() -> Network:
    """The lecture's loop: four samples, MLP(3, [4, 4, 1]) with tanh, the sum of squares."""
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]
    model = MLP(3, [4, 4, 1], convention="lecture", rng=random.Random(42))
    return Network(
        model.parameters(),
        [[*x, y] for x, y in zip(xs, ys, strict=True)],
        lambda row: (model(row[:3]) - row[3]) ** 2,  # type: ignore[operator]
        None,
        False,
        0.1,
    )


NETWORKS = {"demo": demo, "lecture": lecture}
