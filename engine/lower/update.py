"""What an optimiser does to one parameter, as a program: PyTorch's rules at their default settings.

Each rule is written with Values, traced, and run for every parameter in turn. What it keeps of a parameter from step to
step, its state, begins at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from ..value import Value
from .program import GRADIENT, PARAMETER, RATE, STATE, Program
from .tracing import flatten

MOMENTUM = 0.9
MEAN, SQUARE = 0.9, 0.999  # how much Adam's averages keep of what they were
TINY = 1e-8


def sgd(parameter: Value, gradient: Value, rate: Value) -> Sequence[Value]:
    return [parameter - rate * gradient]


def momentum(parameter: Value, gradient: Value, rate: Value, velocity: Value) -> Sequence[Value]:
    velocity = MOMENTUM * velocity + gradient
    return [parameter - rate * velocity, velocity]


def adam(
    parameter: Value, gradient: Value, rate: Value, mean: Value, square: Value, of_mean: Value, of_square: Value
) -> Sequence[Value]:
    """Averages that begin at 0 are too small at first: each is divided by the same average of ones."""
    mean = MEAN * mean + (1.0 - MEAN) * gradient
    square = SQUARE * square + (1.0 - SQUARE) * (gradient * gradient)
    of_mean = MEAN * of_mean + (1.0 - MEAN)
    of_square = SQUARE * of_square + (1.0 - SQUARE)
    moved = parameter - rate / of_mean * mean / (square.sqrt() / of_square.sqrt() + TINY)
    return [moved, mean, square, of_mean, of_square]


@dataclass(frozen=True)
class Update:
    """A rule as a program, whose outputs are the parameter and its `state` numbers of state."""

    program: Program
    state: int


RULES: dict[str, tuple[Callable[..., Sequence[Value]], int]] = {
    "sgd": (sgd, 0),
    "momentum": (momentum, 1),
    "adam": (adam, 4),
}


@cache
def update_of(name: str) -> Update:
    rule, state = RULES[name]
    # The numbers do not matter: a rule has no branches.
    parameter, gradient, rate, *kept = (Value(1.0) for _ in range(3 + state))
    sources = {PARAMETER: [parameter], GRADIENT: [gradient], RATE: [rate], STATE: kept}
    return Update(flatten(rule(parameter, gradient, rate, *kept), sources).program, state)
