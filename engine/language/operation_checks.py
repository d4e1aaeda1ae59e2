"""Checks of an operation: its local derivatives beside differences of its forward function, at several points."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from .. import gradcheck, value
from ..contract.replies import OperationCheck
from ..errors import PlaygroundError
from ..ops import Op
from ..trace.notation import format_number
from ..value import Value

POINTS = (-1.7, -0.6, 0.4, 1.3, 2.6)  # the operands at which derivatives are checked, as far as they are defined there


class WrongDerivative(NamedTuple):
    """The operand, counted from 0, whose local derivative is wrong, and the error that says so."""

    operand: int
    error: PlaygroundError


def checks_of(op: Op) -> list[OperationCheck]:
    """Each local derivative beside the slope by differences, at each point at which the operation has a number."""
    return [check for i in range(len(POINTS)) for check in _check(op, i)]


def fault_of(op: Op, checks: Sequence[OperationCheck]) -> WrongDerivative | PlaygroundError | None:
    """What is wrong with an operation; None where every measured derivative agrees."""
    for k in range(op.arity):
        of_operand = [check for check in checks if check["operand"] == k]
        if any(check["verdict"] == "differs" for check in of_operand):
            return WrongDerivative(k, _wrong(op, k, of_operand))
    if any(check["verdict"] == "agrees" for check in checks):
        return None
    return PlaygroundError(
        "value",
        f"{op.name} could not be checked: it has no finite number, or no slope, at {listed(POINTS)}.",
        hint="Let its formula be defined at one of these points at least.",
    )


def agreement(op: Op, checks: Sequence[OperationCheck]) -> str:
    """A sentence on an operation whose derivatives agree, with the numbers."""
    measured = [check for check in checks if check["verdict"] == "agrees"]
    pairs = [f"{format_number(check['local'])} at {listed(check['at'])}" for check in measured]
    return f"The local derivatives of {op.name} agree with differences of its forward function: {'; '.join(pairs)}."


def listed(numbers: Sequence[float]) -> str:
    return ", ".join(map(format_number, numbers))


def _check(op: Op, i: int) -> list[OperationCheck]:
    """Each local derivative beside the slope by differences, at point i; nothing where the operation has no number."""
    point = [POINTS[i], POINTS[i - 2]][: op.arity]
    result = op.forward(*point)
    if not isfinite(result):
        return []
    operands = [Value(number) for number in point]
    out = value.result(result, op, *operands)
    out.backward()
    return [
        {
            "operand": k,
            "at": point,
            "local": measured.grad,
            "numeric": measured.numeric,
            "verdict": measured.verdict,
            "digits": measured.digits,
        }
        for k, measured in enumerate(gradcheck.check(out, operands))
    ]


def _wrong(op: Op, k: int, checks: Sequence[OperationCheck]) -> PlaygroundError:
    """The error about a local derivative, with its numbers at the first point where they differ and at the others."""
    operand = "" if op.arity == 1 else f" by its {('first', 'second')[k]} operand"
    first, *further = [check for check in checks if check["verdict"] == "differs"]
    others = [
        f"at {listed(check['at'])} {format_number(check['local'])} instead of {format_number(check['numeric'])}"
        for check in further
    ]
    right = [f"at {listed(check['at'])} it is right" for check in checks if check["verdict"] == "agrees"]
    rest = "; ".join([*others, *right])
    return PlaygroundError(
        "value",
        f"The local derivative of {op.name}{operand} is wrong: at {listed(first['at'])} it gives "
        f"{format_number(first['local'])}, but by differences {op.name} has the slope "
        f"{format_number(first['numeric'])} there.",
        hint=f"Correct the {'derivative' if op.arity == 1 else ('first', 'second')[k] + ' derivative'}"
        f"{f': {rest}' if rest else ''}.",
    )
