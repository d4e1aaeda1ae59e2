"""Workloads of bench_eager.py, written once for both libraries.

micrograd has no tanh, so one is added in its own style, with the C library's tanh.
"""

from __future__ import annotations

import math
import random
import tracemalloc
from collections.abc import Callable
from functools import cache
from time import process_time
from typing import Any

import micrograd.engine
import micrograd.nn

from autograd_playground.engine import nn
from autograd_playground.engine.value import Value

Step = Callable[[], Any]

VALUES: dict[str, Any] = {"ours": Value, "micrograd": micrograd.engine.Value}


def tanh(self: Any) -> Any:
    out = micrograd.engine.Value(math.tanh(self.data), (self,), "tanh")

    def _backward() -> None:
        self.grad += (1 - out.data**2) * out.grad

    out._backward = _backward
    return out


micrograd.engine.Value.tanh = tanh


class TanhNeuron(micrograd.nn.Neuron):  # type: ignore[misc]
    def __call__(self, x: Any) -> Any:
        return super().__call__(x).tanh()


def readme(library: str) -> Step:
    value = VALUES[library]

    def step() -> Any:
        a = value(-4.0)
        b = value(2.0)
        c = a + b
        d = a * b + b**3
        c += c + 1
        c += 1 + c + (-a)
        d += d * 2 + (b + a).relu()
        d += 3 * d + (b - a).relu()
        e = c - d
        f = e**2
        g = f / 2.0
        g += 10.0 / f
        g.backward()
        return g

    return step


def neuron(library: str) -> Step:
    value = VALUES[library]

    def step() -> Any:
        x1 = value(2.0)
        x2 = value(0.0)
        w1 = value(-3.0)
        w2 = value(1.0)
        b = value(6.8813735870195432)
        o = (x1 * w1 + x2 * w2 + b).tanh()
        o.backward()
        return o

    return step


def perceptron(library: str, nin: int, nouts: list[int], convention: nn.Convention) -> Any:
    """An MLP with the same parameters in both libraries."""
    ours = nn.MLP(nin, nouts, convention=convention, rng=random.Random(1337))
    if library == "ours":
        return ours
    peer = micrograd.nn.MLP(nin, nouts)
    for mine, theirs in zip(ours.parameters(), peer.parameters(), strict=True):
        theirs.data = mine.data
    if convention == "lecture":
        for layer in peer.layers:
            for each in layer.neurons:
                each.__class__ = TanhNeuron
                each.nonlin = False
    return peer


def descend(model: Any, loss: Any, rate: float) -> Any:
    model.zero_grad()
    loss.backward()
    for parameter in model.parameters():
        parameter.data -= rate * parameter.grad
    return loss


def lecture_step(library: str) -> Step:
    model = perceptron(library, 3, [4, 4, 1], "lecture")
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]

    def step() -> Any:
        return descend(model, sum((model(x) - y) ** 2 for x, y in zip(xs, ys, strict=True)), 0.01)

    return step


def moons() -> tuple[list[list[float]], list[float]]:
    """100 points on two half circles, and their labels: -1 on the upper, 1 on the lower."""
    rng = random.Random(1337)
    angles = [math.pi * i / 49 for i in range(50)]
    upper = [[math.cos(t), math.sin(t)] for t in angles]
    lower = [[1 - math.cos(t), 0.5 - math.sin(t)] for t in angles]
    points = [[coordinate + rng.gauss(0, 0.1) for coordinate in point] for point in upper + lower]
    return points, [-1.0] * 50 + [1.0] * 50


def demo_loss(library: str) -> tuple[Any, Step]:
    """The model of micrograd's demo, and the function that computes its loss: max-margin and 1e-4 L2."""
    value = VALUES[library]
    model = perceptron(library, 2, [16, 16, 1], "micrograd")
    points, labels = moons()

    def loss() -> Any:
        scores = [model(list(map(value, point))) for point in points]
        losses = [(1 + -label * score).relu() for label, score in zip(labels, scores, strict=True)]
        return sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in model.parameters())

    return model, loss


def demo_step(library: str) -> Step:
    model, loss = demo_loss(library)
    return lambda: descend(model, loss(), 0.01)


STEPS = {
    "README example": readme,
    "the lecture's neuron": neuron,
    "the lecture's MLP step": lecture_step,
    "the demo's step": demo_step,
}


@cache
def step_of(library: str, name: str) -> Step:
    return STEPS[name](library)


def microseconds(library: str, name: str, times: int) -> tuple[float, float]:
    """The mean time of a step, including the time to free the previous graph; and the last result."""
    step = step_of(library, name)
    start = process_time()
    for _ in range(times):
        root = step()
    return (process_time() - start) / times * 1e6, root.data


def bytes_a_node(library: str) -> float:
    """The memory of the demo's loss graph per node, in bytes."""
    _, loss = demo_loss(library)
    tracemalloc.start()
    root = loss()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    seen = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack.extend(node._prev if library == "micrograd" else filter(None, (node.a, node.b)))
    return size / len(seen)


def chain_seconds(length: int) -> tuple[float, float, float]:
    """Seconds to build a sum of `length` additions, to run it backward, and to free it."""
    start = process_time()
    one = Value(1.0)
    total = one
    for _ in range(length):
        total = total + one
    built = process_time()
    total.backward()
    back = process_time()
    del total
    freed = process_time()
    if one.grad != length + 1:
        raise AssertionError(f"the gradient of {length + 1} ones is {one.grad}")
    return built - start, back - built, freed - back
