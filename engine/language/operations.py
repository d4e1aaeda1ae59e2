"""The operations of the table as functions and as methods: tanh(x), x.tanh(); those of your own too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from .. import budgets
from ..errors import PlaygroundError
from ..ops import NAMED
from ..trace.tape import Traced
from . import arithmetic
from .arguments import arguments, operand
from .coercions import items
from .interpreter import Interpreter
from .operators import compare
from .values import Builtin, Call, is_number


def operations() -> dict[str, object]:
    """All of them, as functions; asked for once a run, because operations can be registered."""
    return {
        name: Builtin(name, _PYTHON_BUILTINS[name]) if name in _PYTHON_BUILTINS else _function(name) for name in NAMED
    }


def _function(name: str) -> Builtin:
    """tanh(x), also of a plain number: the result is a Value."""

    def run_operation(run: Interpreter, call: Call) -> object:
        arity = NAMED[name].arity
        operands = [operand(name, x) for x in arguments(name, call, arity, arity)]
        return run.apply(call.span, name, *operands)

    return Builtin(name, run_operation)


def method(name: str, x: Traced) -> Builtin:
    """x.tanh(), x.max(y)"""

    def run_method(run: Interpreter, call: Call) -> object:
        rest = NAMED[name].arity - 1
        operands = [operand(name, y) for y in arguments(name, call, rest, rest)]
        return run.apply(call.span, name, x, *operands)

    return Builtin(name, run_method)


def _abs(run: Interpreter, call: Call) -> object:
    (x,) = arguments("abs", call, 1, 1)
    of = operand("abs", x)
    return arithmetic.bounded(abs(of)) if is_number(of) else run.apply(call.span, "abs", of)


def _extreme(name: Literal["max", "min"]) -> Callable[[Interpreter, Call], object]:
    """max and min of two or more, or of a list: a number if all are, else a Value."""
    sign = ">" if name == "max" else "<"

    def run_extreme(run: Interpreter, call: Call) -> object:
        given = arguments(name, call, 1, budgets.MAX_LIST)
        operands = [operand(name, x) for x in (given if len(given) > 1 else items(given[0]))]
        if not operands:
            raise PlaygroundError(
                "value", f"`{name}()` of nothing has no value.", hint="Give it a list that holds something."
            )
        best = operands[0]
        for other in operands[1:]:
            run.charge(1)
            if is_number(best) and is_number(other):
                best = other if compare(sign, other, best) else best
            else:
                best = run.apply(call.span, name, best, other)
        return best

    return run_extreme


# Python has these for plain numbers, and numbers they stay.
_PYTHON_BUILTINS = {"abs": _abs, "max": _extreme("max"), "min": _extreme("min")}
