"""Elementwise operations on lists of equal length: what each does for each kind of element, with numpy's warnings."""

from __future__ import annotations

import math
import operator
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from .dtypes import BOOL, FLOAT64, INT64, OBJECT, dtype, round32, wrap

ARITHMETIC = ("add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power")
COMPARISONS = ("equal", "not_equal", "less", "less_equal", "greater", "greater_equal")
BITWISE = ("bitwise_and", "bitwise_or", "bitwise_xor")


def warn(what: str, where: str) -> None:
    warnings.warn(f"{what} encountered in {where}", RuntimeWarning, stacklevel=2)


def divide(a: float, b: float) -> float:
    try:
        return a / b
    except ZeroDivisionError:
        if a == 0.0 or a != a:
            warn("invalid value", "divide")
            return math.nan
        warn("divide by zero", "divide")
        return math.copysign(math.inf, a) * math.copysign(1.0, b)


def floor_divide(a: float, b: float) -> float:
    if b == 0.0:
        return divide(a, b)
    return a // b


def remainder(a: float, b: float) -> float:
    if b == 0.0 or math.isinf(a):
        warn("invalid value", "remainder")
        return math.nan
    return a % b


def power(a: float, b: float) -> float:
    try:
        return math.pow(a, b)
    except OverflowError:
        warn("overflow", "power")
        return -math.inf if a < 0.0 and b % 2.0 == 1.0 else math.inf
    except ValueError:
        if a == 0.0:
            warn("divide by zero", "power")
            return math.copysign(math.inf, a) if b % 2.0 == 1.0 else math.inf
        warn("invalid value", "power")
        return math.nan


def _whole_divide(a: int, b: int) -> int:
    if b == 0:
        warn("divide by zero", "floor_divide")
        return 0
    return a // b


def _whole_remainder(a: int, b: int) -> int:
    if b == 0:
        warn("divide by zero", "remainder")
        return 0
    return a % b


def _whole_power(a: int, b: int) -> int:
    if b < 0:
        raise ValueError("Integers to negative integer powers are not allowed.")
    result: int = a**b
    return result


def maximum(a: Any, b: Any) -> Any:
    return a if a >= b or a != a else b


def minimum(a: Any, b: Any) -> Any:
    return a if a <= b or a != a else b


Binary = Callable[[Any, Any], Any]
PLAIN: dict[str, Binary] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "floor_divide": operator.floordiv,
    "remainder": operator.mod,
    "power": operator.pow,
    "equal": operator.eq,
    "not_equal": operator.ne,
    "less": operator.lt,
    "less_equal": operator.le,
    "greater": operator.gt,
    "greater_equal": operator.ge,
    "bitwise_and": operator.and_,
    "bitwise_or": operator.or_,
    "bitwise_xor": operator.xor,
    "maximum": maximum,
    "minimum": minimum,
    "arctan2": math.atan2,
    "logical_and": lambda a, b: bool(a) and bool(b),
    "logical_or": lambda a, b: bool(a) or bool(b),
    "logical_xor": lambda a, b: bool(a) != bool(b),
}
"""As Python does it: right for floats and integers but for what the next two change, and for objects."""
FLOATS: dict[str, Binary] = {
    "divide": divide,
    "floor_divide": floor_divide,
    "remainder": remainder,
    "power": power,
}
WHOLE: dict[str, Binary] = {
    "divide": divide,
    "floor_divide": _whole_divide,
    "remainder": _whole_remainder,
    "power": _whole_power,
}
BOOLS = {"add": "bitwise_or", "multiply": "bitwise_and"}
TO_BOOL = {*COMPARISONS, "logical_and", "logical_or", "logical_xor"}
TO_FLOAT = {"divide", "arctan2"}


def binary(name: str, left: Sequence[Any], right: Sequence[Any], common: dtype) -> tuple[list[Any], dtype]:
    """An operation on the elements of two lists whose common type is given: the results and their type."""
    if common is BOOL and name not in TO_BOOL:
        return _bools(name, left, right)
    if common is OBJECT:
        results = [PLAIN[name](a, b) for a, b in zip(left, right, strict=True)]
        return results, BOOL if name in TO_BOOL and all(type(one) is bool for one in results) else OBJECT
    if name in BITWISE and common.kind == "f":
        raise TypeError(
            f"ufunc '{name}' not supported for the input types, and the inputs could not be safely coerced to any "
            "supported types according to the casting rule ''safe''"
        )
    function = (WHOLE if common is INT64 else FLOATS).get(name) or PLAIN[name]
    results = [function(a, b) for a, b in zip(left, right, strict=True)]
    if name in TO_BOOL:
        return results, BOOL
    if common is INT64:
        return (results, FLOAT64) if name in TO_FLOAT else ([wrap(one) for one in results], INT64)
    return (results, FLOAT64) if common is FLOAT64 else (round32(results), common)


def _bools(name: str, left: Sequence[Any], right: Sequence[Any]) -> tuple[list[Any], dtype]:
    if name == "subtract":
        raise TypeError(
            "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the "
            "logical_xor function instead."
        )
    if name in BOOLS or name in BITWISE:
        function = PLAIN[BOOLS.get(name, name)]
        return [function(a, b) for a, b in zip(left, right, strict=True)], BOOL
    if name in ("maximum", "minimum"):
        return [PLAIN[name](a, b) for a, b in zip(left, right, strict=True)], BOOL
    return binary(name, [int(a) for a in left], [int(b) for b in right], INT64)


def guarded(name: str, function: Callable[[float], float]) -> Callable[[float], float]:
    """A function of `math` that warns and gives inf or nan, as numpy's does, where `math` raises."""

    def call(x: float) -> float:
        try:
            return function(x)
        except OverflowError:
            warn("overflow", name)
            return -math.inf if name == "sinh" and x < 0.0 else math.inf
        except ValueError:
            if x == 0.0:
                warn("divide by zero", name)
                return -math.inf
            warn("invalid value", name)
            return math.nan

    return call


def _log1p(x: float) -> float:
    return math.log1p(x) if x != -1.0 else -math.inf


UNARY_FLOAT: dict[str, Callable[[float], float]] = {
    "exp": guarded("exp", math.exp),
    "expm1": guarded("expm1", math.expm1),
    "log": guarded("log", math.log),
    "log2": guarded("log2", math.log2),
    "log10": guarded("log10", math.log10),
    "log1p": guarded("log1p", _log1p),
    "sqrt": guarded("sqrt", math.sqrt),
    "sin": guarded("sin", math.sin),
    "cos": guarded("cos", math.cos),
    "tan": guarded("tan", math.tan),
    "arcsin": guarded("arcsin", math.asin),
    "arccos": guarded("arccos", math.acos),
    "arctan": math.atan,
    "sinh": guarded("sinh", math.sinh),
    "cosh": guarded("cosh", math.cosh),
    "tanh": math.tanh,
}


def _sign(x: Any) -> Any:
    return x if x != x else type(x)((x > 0) - (x < 0))


UNARY: dict[str, Callable[[Any], Any]] = {
    "negative": operator.neg,
    "positive": operator.pos,
    "absolute": abs,
    "sign": _sign,
    "square": lambda x: x * x,
}
ROUNDING: dict[str, Callable[[float], float]] = {
    "floor": lambda x: float(math.floor(x)) if math.isfinite(x) else x,
    "ceil": lambda x: float(math.ceil(x)) if math.isfinite(x) else x,
    "rint": lambda x: float(round(x)) if math.isfinite(x) else x,
}
TESTS: dict[str, Callable[[float], bool]] = {
    "isnan": math.isnan,
    "isinf": math.isinf,
    "isfinite": math.isfinite,
    "signbit": lambda x: math.copysign(1.0, x) < 0.0,
    "logical_not": lambda x: not x,
}


def unary(name: str, values: Sequence[Any], kind: dtype) -> tuple[list[Any], dtype]:
    """An operation on each element: the results and their type."""
    if name in TESTS:
        return [TESTS[name](value) for value in values], BOOL
    if name in UNARY_FLOAT:
        return _float_function(name, values, kind)
    if name in ROUNDING:
        return ([ROUNDING[name](value) for value in values], kind) if kind.kind == "f" else (list(values), kind)
    if name == "invert":
        return ([not value for value in values] if kind is BOOL else [~value for value in values]), kind
    if kind is BOOL and name in ("negative", "positive", "sign"):
        raise TypeError(f"The numpy boolean {name} is not supported, use the `~` operator or the logical_not function.")
    results = [UNARY[name](value) for value in values]
    return ([wrap(one) for one in results], kind) if kind is INT64 else (results, kind)


def _float_function(name: str, values: Sequence[Any], kind: dtype) -> tuple[list[Any], dtype]:
    if kind is OBJECT:
        # numpy calls the element's own method of that name, so np.tanh of Values works where Value has tanh().
        return [_own_method(name, value) for value in values], OBJECT
    function = UNARY_FLOAT[name]
    results = [function(value) for value in values]
    return (results, FLOAT64) if kind.itemsize != 4 else (round32(results), kind)


def _own_method(name: str, value: Any) -> Any:
    method = getattr(value, name, None)
    if method is None:
        raise TypeError(
            f"loop of ufunc does not support argument 0 of type {type(value).__name__} which has no callable {name} "
            "method"
        )
    return method()
