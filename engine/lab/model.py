"""The network, the loss of one sample and the penalty, from which a training step is compiled."""

from __future__ import annotations

import random
from collections.abc import Callable

from ..contract.lab import Loss
from ..nn import MLP
from ..value import Value
from .settings import Settings


def network(settings: Settings, inputs: int) -> MLP:
    """The initialised network.

    Zero biases are micrograd's; uniform ones are drawn after each neuron's weights, as in the lecture.
    """
    return MLP(
        inputs,
        [*settings.layers, 1],
        convention="micrograd" if settings.biases == "zero" else "lecture",
        rng=random.Random(settings.seed),
        activation=settings.activation,
        output=settings.output,
    )


def score(model: MLP, inputs: list[Value]) -> Value:
    output = model(inputs)
    assert isinstance(output, Value)  # there is one output neuron
    return output


LOSSES: dict[Loss, Callable[[Value, Value], Value]] = {
    "max-margin": lambda score, label: (1 + -label * score).relu(),
    "sum-squares": lambda score, label: (score - label) ** 2,
    "mean-squares": lambda score, label: (score - label) ** 2,
    "cross-entropy": lambda score, label: (-label * score).softplus(),
}
SUMMED: frozenset[Loss] = frozenset({"sum-squares"})  # the others are averaged over the samples


def penalty(settings: Settings, parameters: list[Value]) -> Value:
    squares = [parameter * parameter for parameter in parameters]
    return settings.l2 * sum(squares[1:], squares[0])
