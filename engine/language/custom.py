"""Registration of custom operations: a forward function and its local derivatives, checked by central differences.

A registered operation is stepped, drawn and explained like a built-in one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter, signature
from keyword import iskeyword
from math import nan

from .. import gradcheck, value
from ..errors import PlaygroundError
from ..ops import NAMED, OPS, LocalDerivative, Op
from ..trace import tape
from ..trace.notation import latex_name
from ..value import Value
from .builtins import BUILTINS

SAMPLES = (-1.7, -0.6, 0.4, 1.3)  # points at which the derivatives are checked by default

Function = Callable[..., float]


def operation(
    name: str, forward: Function, *derivatives: Function, latex: str = "", samples: Sequence[float] = SAMPLES
) -> Op:
    """Register `forward(a)` or `forward(a, b)` with one derivative per operand, a function of the same numbers.

    A derivative may take the result's number after them: (a, out) or (a, b, out). Then `x.name()` works on every Value,
    `name(x)` in every program, and the result of this call is that function. If one of the functions raises
    ArithmeticError or ValueError, such as math.log(-1), the number is nan. Raises PlaygroundError: (name) if the name
    is taken or not valid, (value) if a derivative differs from the central difference at one of `samples`.
    """
    if not name.isidentifier() or iskeyword(name) or name.startswith("_") or hasattr(Value, name) or name in BUILTINS:
        raise PlaygroundError("name", f"{name!r} cannot name an operation.", hint="Take a new name made of letters.")
    if len(derivatives) not in (1, 2):
        message = f"{name} has {len(derivatives)} derivatives; an operation has one or two operands."
        raise PlaygroundError("value", message, hint="Give one derivative for each operand.")
    op = row_of(name, forward, derivatives, latex)
    _check(op, samples)
    OPS[name] = NAMED[name] = op
    value.attach(op)
    tape.attach(op)
    return op


def row_of(name: str, forward: Function, derivatives: Sequence[Function], latex: str = "") -> RegisteredOp:
    """The row of an operation that is made of functions; see `operation`."""
    total_derivatives = [_total(_with_result(derivative, len(derivatives))) for derivative in derivatives]
    return _row(name, _total(forward), total_derivatives, latex)


def unregister(op: Op) -> None:
    """Remove an operation that `operation` registered; existing results still use it."""
    del OPS[op.name], NAMED[op.name]
    value.detach(op)
    tape.detach(op)


class RegisteredOp(Op):
    """A registered operation, which can be called with Values and plain numbers."""

    __slots__ = ()

    def __call__(self, a: Value | float, *others: Value | float) -> Value:
        result: Value = getattr(a if isinstance(a, Value) else Value(a), self.name)(*others)
        return result


def _with_result(derivative: Function, arity: int) -> Function:
    """The derivative as a function that also takes the result's number, if it does not."""
    parameters = signature(derivative).parameters.values()
    if len(parameters) != arity or any(each.kind is Parameter.VAR_POSITIONAL for each in parameters):
        return derivative
    return lambda *numbers: derivative(*numbers[:arity])


def _total(function: Function) -> Function:
    """`function` as a total function, as the engine requires: it returns a float for all floats."""

    def total(*numbers: float) -> float:
        try:
            result = function(*numbers)
        except (ArithmeticError, ValueError):
            return nan
        return nan if isinstance(result, complex) else float(result)

    return total


def _row(name: str, forward: Function, derivatives: Sequence[Function], latex: str) -> RegisteredOp:
    operands = "ab"[: len(derivatives)]
    function = latex_name(name) if len(name) > 1 else rf"\mathrm{{{name}}}"
    arguments, placeholders = ", ".join(operands), ", ".join(f"{{{operand}}}" for operand in operands)
    scope = {"forward": forward} | {f"slope{k}": derivative for k, derivative in enumerate(derivatives)}
    binary = len(operands) > 1
    local_derivatives = [
        LocalDerivative(
            f"slope{k}({arguments}, out)",
            f"d{name}_d{operand}({arguments})" if binary else f"d{name}({arguments})",
            rf"\partial_{{{k + 1}}} {function}({placeholders})" if binary else f"{function}'({placeholders})",
        )
        for k, operand in enumerate(operands)
    ]
    return RegisteredOp(
        name, f"forward({arguments})", latex or f"{function}({placeholders})", *local_derivatives, scope=scope
    )


def _check(op: Op, samples: Sequence[float]) -> None:
    for i, x in enumerate(samples):
        point = [x] if op.arity == 1 else [x, samples[i - 1]]
        operands = [Value(number) for number in point]
        out = value.result(op.forward(*point), op, *operands)
        out.backward()
        for letter, result in zip("ab", gradcheck.check(out, operands), strict=False):
            if not result.agrees:
                raise PlaygroundError(
                    "value",
                    f"The derivative of {op.name} by its operand {letter} is {result.grad:g} at {point}, but by "
                    f"differences it is {result.numeric:g} ({result.verdict}).",
                    hint="Correct the derivative, or give samples where the operation is smooth.",
                )
