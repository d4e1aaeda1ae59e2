"""Built-in modules `math` and `random`: the same digits on every platform, and a fixed default seed."""

from __future__ import annotations

import math
from collections.abc import Callable

from .. import elementary
from ..ops import NAMED
from ..trace.tape import Traced
from . import arithmetic
from .arguments import arguments, operand
from .coercions import integer, number
from .interpreter import Interpreter
from .operations import apply_function
from .operators import operate
from .values import NOTHING, Builtin, Call, Namespace, is_number


def _math(name: str, forward: Callable[[float], float]) -> Builtin:
    """math.name: returns a number for a number, and a Value for a Value."""
    of_number = arithmetic.function(name, forward)

    def run_math(run: Interpreter, call: Call) -> object:
        (x,) = arguments(f"math.{name}", call, 1, 1)
        argument = operand(f"math.{name}", x)
        return of_number(argument) if is_number(argument) else apply_function(run, call, name, argument)

    return Builtin(f"math.{name}", run_math)


def _math_pow(run: Interpreter, call: Call) -> object:
    x, y = arguments("math.pow", call, 2, 2)
    result = operate(run, call.span, "**", float(x) if is_number(x) else x, float(y) if is_number(y) else y)
    if type(result) is Traced and type(result.plain) is int:
        result.plain = float(result.plain)
    return result


def _uniform(run: Interpreter, call: Call) -> object:
    low, high = arguments("random.uniform", call, 2, 2)
    return run.tape.random.uniform(float(number(low)), float(number(high)))


def _random(run: Interpreter, call: Call) -> object:
    arguments("random.random", call, 0, 0)
    return run.tape.random.random()


def _seed(run: Interpreter, call: Call) -> object:
    (seed,) = arguments("random.seed", call, 1, 1)
    run.tape.random.seed(integer(seed))
    return NOTHING


# The operations that Python's `math` has as well.
_FUNCTIONS: dict[str, object] = {
    name: _math(name, elementary.FUNCTIONS[name])
    for name in NAMED
    if name in elementary.FUNCTIONS and hasattr(math, name)
}
MATH = Namespace(
    "math",
    {
        **_FUNCTIONS,
        "pow": Builtin("math.pow", _math_pow),
        "pi": math.pi,
        "e": math.e,
        "inf": math.inf,
        "nan": math.nan,
    },
)
RANDOM = Namespace(
    "random",
    {
        "uniform": Builtin("random.uniform", _uniform),
        "random": Builtin("random.random", _random),
        "seed": Builtin("random.seed", _seed),
    },
)
