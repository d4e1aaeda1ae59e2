"""Tests of micrograd's demo over many steps: eager, in plain Python and compiled, down to its known losses."""

from __future__ import annotations

import random

import pytest

from autograd_playground.engine.nn import MLP
from autograd_playground.engine.value import Value
from tests.data.make_moons import read
from tests.support.networks import Eager
from tests.support.trained import Train
from tests.support.training_plans import follow
from tests.support.wasm_hosts import Wasmtime


def demo_loss(model: MLP, points: list[list[float]], labels: list[int]) -> tuple[Value, float]:
    """The demo's loss over all points, max-margin and L2, and its accuracy: written as in the notebook."""
    inputs = [list(map(Value, row)) for row in points]
    scores = [model(row) for row in inputs]
    losses = [(1 + -yi * score).relu() for yi, score in zip(labels, scores, strict=True)]  # type: ignore[operator, union-attr]
    data_loss = sum(losses) * (1.0 / len(losses))
    reg_loss = 1e-4 * sum(p * p for p in model.parameters())
    accuracy = [(yi > 0) == (score.data > 0) for yi, score in zip(labels, scores, strict=True)]  # type: ignore[union-attr]
    return data_loss + reg_loss, sum(accuracy) / len(accuracy)  # type: ignore[return-value]


def test_the_demos_first_and_hundredth_loss() -> None:
    """Rounding differs only by the order of additions, which a hundred steps keep below 1e-9 of the loss."""
    points, labels = read()
    random.seed(1337)
    model = MLP(2, [16, 16, 1])
    losses = []
    for k in range(100):
        total, accuracy = demo_loss(model, points, labels)
        losses.append(total.data)
        model.zero_grad()
        total.backward()
        for parameter in model.parameters():
            parameter.data -= (1.0 - 0.9 * k / 100) * parameter.grad
    assert losses[0] == pytest.approx(0.8958441028683222, rel=1e-13)
    assert losses[99] == pytest.approx(0.010978370135492717, rel=1e-9)
    assert accuracy == 1.0


def test_fifty_steps_of_the_demo_leave_the_bits_of_backward(trained: Train) -> None:
    network, calls, _, _, bits = trained("demo", "full_batch", "sgd")
    assert bits == follow(Eager(network), network.rows, calls).bits()


def test_fifty_steps_of_the_demo_leave_the_same_bits_in_wasmtime(trained: Train) -> None:
    network, calls, compiled, start, bits = trained("demo", "full_batch", "sgd")
    assert Wasmtime(compiled, start, network.rows).follow(calls).bits() == bits
