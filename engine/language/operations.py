"""Named operations as functions and methods, tanh(x) and x.tanh(), with registered custom operations."""

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
from .plain import keep_number
from .values import Builtin, Call, Number, is_number


def operations() -> dict[str, object]:
    """All named operations as functions; called once per run, because operations can be registered."""
    return {
        name: Builtin(name, _PYTHON_BUILTINS[name]) if name in _PYTHON_BUILTINS else _function(name) for name in NAMED
    }


def _function(name: str, late: bool = False) -> Builtin:
    """tanh(x), also for a plain number; the result is a Value."""

    def run_operation(run: Interpreter, call: Call) -> object:
        arity = run.tape.row(name).arity
        operands = [operand(name, x) for x in arguments(name, call, arity, arity)]
        return apply_function(run, call, name, *operands)

    return Builtin(name, run_operation, late)


def own_function(name: str) -> Builtin:
    """The function of an operation that the program defines."""
    return _function(name, late=True)


def apply_function(run: Interpreter, call: Call, name: str, *operands: Traced | Number) -> Traced:
    """The result of a named operation, in plain style with its number."""
    run.charge(run.tape.own_costs.get(name, 0))
    value = run.apply(call.span, name, *operands)
    if run.plain_style:
        keep_number(value, operands, _PLAIN.get(name) or _floats(run.tape.row(name).forward))
    return value


def _floats(forward: Callable[..., float]) -> Callable[..., float]:
    return lambda *numbers: forward(*map(float, numbers))


def method(name: str, x: Traced) -> Builtin:
    """The bound method of `x`, as in `x.tanh()` or `x.max(y)`."""

    def run_method(run: Interpreter, call: Call) -> object:
        others = run.tape.row(name).arity - 1
        operands = [operand(name, y) for y in arguments(name, call, others, others)]
        return apply_function(run, call, name, x, *operands)

    return Builtin(name, run_method)


def _abs(run: Interpreter, call: Call) -> object:
    (x,) = arguments("abs", call, 1, 1)
    argument = operand("abs", x)
    return arithmetic.bounded(abs(argument)) if is_number(argument) else apply_function(run, call, "abs", argument)


def _extreme(name: Literal["max", "min"]) -> Callable[[Interpreter, Call], object]:
    """max or min of several arguments or of a list: a number if all items are numbers, else a Value."""
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
                best = apply_function(run, call, name, best, other)
        return best

    return run_extreme


# Of whole numbers, Python's own give whole numbers.
_PLAIN: dict[str, Callable[..., Number]] = {
    "abs": lambda a: arithmetic.bounded(abs(a)),
    "max": lambda a, b: b if b > a else a,
    "min": lambda a, b: b if b < a else a,
}

# Python has these functions for plain numbers; here, too, they return numbers for numbers.
_PYTHON_BUILTINS = {"abs": _abs, "max": _extreme("max"), "min": _extreme("min")}
