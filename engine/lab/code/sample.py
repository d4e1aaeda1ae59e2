"""One sample of a training as a program for the stepper, with the weights of a moment: its loss, and its gradients."""

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
    """Numbers are written with all their digits: the program computes what the training does, to the last bit."""
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
            f"A program with {parameter_count(sizes):,} weights has {len(text):,} characters; the {budget.backend} takes up to "
            f"{budget.characters:,}.",
            hint=budget.hint("Take fewer or narrower layers."),
        )
    return text


def neurons(sizes: Sequence[int]) -> list[str]:
    """The paths of all neurons, as boxes to fold."""
    return [f"MLP/Layer {i}/Neuron {j}" for i, width in enumerate(sizes[1:]) for j in range(width)]


def _neurons(sizes: Sequence[int], parameters: Sequence[float]) -> list[Sequence[float]]:
    """The parameters of each neuron."""
    found = []
    first = 0
    for into, width in pairwise(sizes):
        for _ in range(width):
            found.append(parameters[first : first + into + 1])
            first += into + 1
    return found
