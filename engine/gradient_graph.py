"""Gradients as graphs: the contributions of `backward(create_graph=True)`, computed with the values themselves.

Each is the upstream gradient times the local derivative, as in `Value.backward()`, and here both are values: the
table's expressions are computed with the operands, so that a gradient can be differentiated once more. Where an
expression chooses, as at a kink, the operands' numbers decide, and only the side that holds is part of the graph.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .emitters import COMPARISONS, Emitter, NoEmitterError, emitters
from .errors import PlaygroundError
from .ops import OPS, Op

_SIDE = re.compile(r"\ba [<>]=? |[<>]=? a\b")  # an operand beside a limit, in a local derivative

_OPERATORS: dict[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "power": operator.pow,
    "neg": operator.neg,
}


class _Values:
    """Target of the table's expressions whose operands are values and plain numbers."""

    def constant(self, number: float) -> float:
        return number

    def emit(self, name: str, *operands: Any) -> Any:
        if name in COMPARISONS:
            return COMPARISONS[name](*map(_number, operands))
        if name in ("and", "or"):
            return all(operands) if name == "and" else any(operands)
        if all(isinstance(operand, float) for operand in operands):
            return OPS["**" if name == "power" else name].forward(*operands)
        return _OPERATORS[name](*operands) if name in _OPERATORS else getattr(operands[0], name)()

    def choose(self, condition: bool, body: Callable[[], Any], orelse: Callable[[], Any]) -> Any:
        return body() if condition else orelse()


_values = _Values()


def _number(operand: Any) -> float:
    return operand if isinstance(operand, float) else operand.data


def require_expressions(order: Iterable[Any]) -> None:
    """Raise PlaygroundError (unsupported) for an operation whose derivative is not an expression of the table."""
    for value in order:
        _derivatives(value.op)


def chooses(op: Op) -> bool:
    """Whether a local derivative depends on which side of a kink an operand lies, as relu's and max's do."""
    return any(_SIDE.search(derivative.text) for derivative in op.local_derivatives)


def _derivatives(op: Op) -> Sequence[Emitter]:
    try:
        return emitters(op)[1:]
    except NoEmitterError as error:
        raise PlaygroundError(
            "unsupported",
            f"{op.name} has no second derivative here: its derivative is a function of numbers, not an expression.",
            hint="Write it with the built-in operations, or leave create_graph=True out.",
        ) from error


def contribution(value: Any, gradient: Any, operand: int) -> Any:
    """What operand number `operand` of a result gets when the result's gradient is the value `gradient`."""
    op = value.op
    slope = op.local_derivatives[operand].text
    if slope in ("1.0", "-1.0"):  # passed on, as in the row's vjp
        return gradient if slope == "1.0" else -gradient
    exponent = value.exponent
    names = {"a": value.a, "b": value.b if exponent is None else exponent, "out": value}
    return gradient * _derivatives(op)[operand](_values, names)
