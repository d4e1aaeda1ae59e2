"""Update rules of the optimisers, for one parameter, as programs: PyTorch's rules at their default settings.

Each rule is written with Values, traced, and run for every parameter in turn. Its state, the numbers that it carries
from step to step for a parameter, begins at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from ..value import Value
from .program import GRADIENT, PARAMETER, RATE, STATE, Program
from .tracing import flatten

MOMENTUM = 0.9
BETA1, BETA2 = 0.9, 0.999  # the decay of Adam's running averages
EPSILON = 1e-8


def sgd(parameter: Value, gradient: Value, rate: Value) -> Sequence[Value]:
    return [parameter - rate * gradient]


def momentum(parameter: Value, gradient: Value, rate: Value, velocity: Value) -> Sequence[Value]:
    velocity = MOMENTUM * velocity + gradient
    return [parameter - rate * velocity, velocity]


def adam(
    parameter: Value, gradient: Value, rate: Value, mean: Value, square: Value, of_mean: Value, of_square: Value
) -> Sequence[Value]:
    """Averages that begin at 0 are too small at first; to correct that, each is divided by the same average of ones."""
    mean = BETA1 * mean + (1.0 - BETA1) * gradient
    square = BETA2 * square + (1.0 - BETA2) * (gradient * gradient)
    of_mean = BETA1 * of_mean + (1.0 - BETA1)
    of_square = BETA2 * of_square + (1.0 - BETA2)
    updated = parameter - rate / of_mean * mean / (square.sqrt() / of_square.sqrt() + EPSILON)
    return [updated, mean, square, of_mean, of_square]


@dataclass(frozen=True)
class Update:
    """A rule as a program, whose outputs are the new parameter and its `states` numbers of state."""

    program: Program
    states: int


RULES: dict[str, tuple[Callable[..., Sequence[Value]], int]] = {
    "sgd": (sgd, 0),
    "momentum": (momentum, 1),
    "adam": (adam, 4),
}


@cache
def update_of(name: str) -> Update:
    rule, states = RULES[name]
    # The numbers do not matter: a rule has no branches.
    parameter, gradient, rate, *state = (Value(1.0) for _ in range(3 + states))
    sources = {PARAMETER: [parameter], GRADIENT: [gradient], RATE: [rate], STATE: state}
    return Update(flatten(rule(parameter, gradient, rate, *state), sources).program, states)
