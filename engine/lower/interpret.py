"""Interpreter of flat programs in plain Python: the simplest back end, one instruction after the other."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from .. import elementary
from ..emitters import COMPARISONS
from .program import (
    CALLS,
    CHOOSE,
    CONSTANT,
    GRADIENT,
    INPUT,
    PARAMETER,
    SEED,
    SOURCES,
    Program,
)


class Outcome(NamedTuple):
    """The loss and the score of one sample, and the gradients of all parameters with this sample's contributions."""

    outputs: list[float]
    gradients: list[float]


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": elementary.divide,
    "neg": operator.neg,
    "abs": abs,
    "sqrt": elementary.sqrt,
    **COMPARISONS,
    "and": operator.and_,
    "or": operator.or_,
    CHOOSE: lambda condition, a, b: a if condition else b,
    **{name: elementary.FUNCTIONS[name] for name in CALLS},
}


def run(
    program: Program,
    parameters: Sequence[float],
    row: Sequence[float] = (),
    gradients: Sequence[float] = (),
    seed: float = 1.0,
) -> Outcome:
    """One sample, forward and backward; `gradients` are those of the samples before, by default 0.0 each."""
    grads = list(gradients) or [0.0] * len(parameters)
    results = evaluate(program, {PARAMETER: parameters, INPUT: row, GRADIENT: grads, SEED: (seed,)})
    changed = [results[program.gradients[i]] if i in program.gradients else grad for i, grad in enumerate(grads)]
    return Outcome([results[position] for position in program.outputs], changed)


def evaluate(program: Program, sources: Mapping[str, Sequence[float]]) -> list[Any]:
    """The result of every instruction; `sources` holds the numbers of each kind of source."""
    results: list[Any] = []
    for op, operands, slot, number in program.instructions:
        if op == CONSTANT:
            results.append(number)
        elif op in SOURCES:
            results.append(sources[op][slot])
        else:
            results.append(_FUNCTIONS[op](*(results[operand] for operand in operands)))
    return results
