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
from .values import NOTHING, Builtin, Call, Namespace, is_number, observed


def _math(name: str, forward: Callable[[float], float]) -> Builtin:
    """math.name: returns a number for a number, and a Value for a Value."""
    of_number = arithmetic.function(name, forward)

    def run_math(run: Interpreter, call: Call) -> object:
        (x,) = arguments(f"math.{name}", call, 1, 1)
        argument = operand(f"math.{name}", x)
        return of_number(argument) if is_number(argument) else apply_function(run, call, name, argument)

    return Builtin(f"math.{name}", run_math)


def _math_log(run: Interpreter, call: Call) -> object:
    """math.log(x), and math.log(x, base): the quotient of two logarithms, as Python computes it."""
    given = arguments("math.log", call, 1, 2)
    logarithms = [_MATH_LOG.run(run, Call([x], {}, call.span)) for x in given]
    if len(given) == 1:
        return logarithms[0]
    if is_number(logarithms[0]) and is_number(logarithms[1]) and logarithms[1] == 0:
        arithmetic.fail("A logarithm has no base 1: every power of 1 is 1.", "Write math.log(x, 2), for example.")
    return operate(run, call.span, "/", *logarithms)


def _whole(name: str, whole: Callable[[float], int]) -> Builtin:
    """math.floor or math.ceil, of plain numbers: its derivative is 0 between the steps."""

    def run_whole(run: Interpreter, call: Call) -> object:
        (x,) = arguments(f"math.{name}", call, 1, 1)
        finite = number(x)
        if not math.isfinite(finite):
            arithmetic.fail(f"math.{name}({finite}) is no whole number.", "Only finite numbers have one.")
        return arithmetic.bounded(whole(finite))

    return Builtin(f"math.{name}", run_whole)


def _test(name: str, holds: Callable[[float], bool]) -> Builtin:
    """math.isnan, math.isinf or math.isfinite, of a plain number or of a Value's."""

    def run_test(run: Interpreter, call: Call) -> object:
        (x,) = arguments(f"math.{name}", call, 1, 1)
        number = observed(operand(f"math.{name}", x))
        assert isinstance(number, (int, float))
        return holds(number)

    return Builtin(f"math.{name}", run_test)


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
_MATH_LOG = _math("log", elementary.FUNCTIONS["log"])
MATH = Namespace(
    "math",
    {
        **_FUNCTIONS,
        "log": Builtin("math.log", _math_log),
        "floor": _whole("floor", math.floor),
        "ceil": _whole("ceil", math.ceil),
        "isnan": _test("isnan", math.isnan),
        "isinf": _test("isinf", math.isinf),
        "isfinite": _test("isfinite", math.isfinite),
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
