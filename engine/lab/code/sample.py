"""Source code of one sample of a training for the stepper, with the current weights: its loss and its gradients."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...budgets import Budget
from ...errors import PlaygroundError
from ...nn import parameter_count
from ..settings import Settings
from .micrograd import loss, options


def program(
    settings: Settings, sizes: Sequence[int], row: Sequence[float], parameters: Sequence[float], budget: Budget
) -> str:
    """The program of the sample `row`. All digits are written, so it computes the training's numbers to the last bit.

    Raises PlaygroundError if the program is too long for the budget.
    """
    inputs = ", ".join(f"Value({x!r}, 'x{i}')" for i, x in enumerate(row[:-1], 1))
    lines = [
        "# One sample of the lab: its label y, and the network with the weights of that moment.",
        f"x = [{inputs}]",
        f"y = {row[-1]!r}",
        f"model = MLP({sizes[0]}, {list(sizes[1:])}{options(settings)}, weights=[",
        *(f"{', '.join(map(repr, neuron))}," for neuron in _neurons(sizes, parameters)),
        "])",
        "score = model(x)",
        f"loss = {loss(settings)}",
        "loss.backward()",
    ]
    text = "\n".join(lines) + "\n"
    if len(text) > budget.characters:
        raise PlaygroundError(
            "limit",
            f"A program with {parameter_count(sizes):,} weights has {len(text):,} characters; "
            f"the {budget.backend} takes up to {budget.characters:,}.",
            hint=budget.hint("Take fewer or narrower layers."),
        )
    return text


def neuron_paths(sizes: Sequence[int]) -> list[str]:
    """The paths of all neurons' boxes, to fold them."""
    return [f"MLP/Layer {i}/Neuron {j}" for i, width in enumerate(sizes[1:]) for j in range(width)]


def _neurons(sizes: Sequence[int], parameters: Sequence[float]) -> list[Sequence[float]]:
    """The parameters of each neuron."""
    neurons = []
    first = 0
    for inputs, width in pairwise(sizes):
        for _ in range(width):
            neurons.append(parameters[first : first + inputs + 1])
            first += inputs + 1
    return neurons
