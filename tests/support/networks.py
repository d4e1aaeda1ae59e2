"""Two networks with their training steps, and the same steps by `Value.backward()` over the whole graph."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from autograd_playground.engine.lower.step import Step, step_of
from autograd_playground.engine.nn import MLP
from autograd_playground.engine.value import Value
from tests.data.make_moons import read


class Network(NamedTuple):
    """A network to train: parameters, rows (inputs, then the target), loss and score of a row, and the penalty."""

    parameters: list[Value]
    rows: list[list[float]]
    loss: Callable[[list[Value]], tuple[Value, Value]]
    penalty: Callable[[], Value] | None
    mean: bool
    rate: float

    def step(self, update: str = "sgd") -> Step:
        """The step, traced at two rows that differ in every number."""
        first = self.rows[0]
        rows = [first, [x + 1.5 for x in first]]
        return step_of(self.loss, self.parameters, rows, self.penalty, self.mean, update)


class Eager:
    """Reference trainer with the methods of Trainer; it builds the whole graph in every step, as in the notebook."""

    def __init__(self, network: Network, rule: str = "sgd") -> None:
        self._network = network
        self._rule = {"sgd": self._sgd, "momentum": self._momentum, "adam": self._adam}[rule]
        self._values = network.parameters
        self.scores: list[float] = []
        self.reset()

    @property
    def parameters(self) -> list[float]:
        return [value.data for value in self._values]

    @property
    def gradients(self) -> list[float]:
        return [value.grad for value in self._values]

    def reset(self) -> None:
        self._steps = 0
        self._means = [0.0] * len(self._values)
        self._squares = [0.0] * len(self._values)
        self.zero()

    def zero(self) -> None:
        for value in self._values:
            value.grad = 0.0

    def _loss(self, rows: Sequence[Sequence[float]]) -> Value:
        outputs = [self._network.loss([Value(x) for x in row]) for row in rows]
        self.scores = [score.data for _, score in outputs]
        total: Value | float = sum(loss for loss, _ in outputs)
        if self._network.mean:
            total = total * (1.0 / len(rows))
        if self._network.penalty:
            total = total + self._network.penalty()
        assert isinstance(total, Value)
        return total

    def forward(self, rows: Sequence[Sequence[float]]) -> float:
        return self._loss(rows).data

    def backward(self, rows: Sequence[Sequence[float]]) -> float:
        total = self._loss(rows)
        total.backward()
        return total.data

    def update(self, rate: float) -> None:
        self._steps += 1
        for i, value in enumerate(self._values):
            value.data = self._rule(i, value.data, value.grad, rate)

    def step(self, rows: Sequence[Sequence[float]], rate: float) -> float:
        self.zero()
        loss = self.backward(rows)
        self.update(rate)
        return loss

    def train(self, steps: int, rows: Sequence[Sequence[float]], rate: float) -> float:
        return [self.step(rows, rate) for _ in range(steps)][-1]

    def _sgd(self, i: int, x: float, gradient: float, rate: float) -> float:
        return x - rate * gradient

    def _momentum(self, i: int, x: float, gradient: float, rate: float) -> float:
        self._means[i] = 0.9 * self._means[i] + gradient
        return x - rate * self._means[i]

    def _adam(self, i: int, x: float, gradient: float, rate: float) -> float:
        """As in PyTorch's documentation. Its corrections are powers, ours running averages, so the last bits differ."""
        self._means[i] = 0.9 * self._means[i] + (1 - 0.9) * gradient
        self._squares[i] = 0.999 * self._squares[i] + (1 - 0.999) * gradient * gradient
        mean = self._means[i] / (1 - 0.9**self._steps)
        square = self._squares[i] / (1 - 0.999**self._steps)
        return float(x - rate * mean / (square**0.5 + 1e-8))


def demo() -> Network:
    """micrograd's demo: moons, MLP(2, [16, 16, 1]) with ReLU, max-margin, L2."""
    points, labels = read()
    model = MLP(2, [16, 16, 1], rng=random.Random(1337))
    parameters = model.parameters()

    def loss(row: list[Value]) -> tuple[Value, Value]:
        score = model(row[:2])
        assert isinstance(score, Value)
        return (1 + -row[2] * score).relu(), score

    return Network(
        parameters,
        [[*point, float(label)] for point, label in zip(points, labels, strict=True)],
        loss,
        lambda: 1e-4 * sum((p * p for p in parameters), Value(0.0)),
        True,
        0.5,
    )


def lecture() -> Network:
    """The lecture's loop: four samples, MLP(3, [4, 4, 1]) with tanh, the sum of squares."""
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]
    model = MLP(3, [4, 4, 1], convention="lecture", rng=random.Random(42))

    def loss(row: list[Value]) -> tuple[Value, Value]:
        score = model(row[:3])
        assert isinstance(score, Value)
        return (score - row[3]) ** 2, score

    return Network(model.parameters(), [[*x, y] for x, y in zip(xs, ys, strict=True)], loss, None, False, 0.1)


NETWORKS = {"demo": demo, "lecture": lecture}
