"""Arithmetic of plain numbers as in Python, but bounded and with the same digits on every platform.

Values follow IEEE 754 and never raise; a plain number that does not exist is a mistake and raises an error. Integers
have at most 64 bits. Where a computation could be large, this is checked before it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NoReturn

from .. import elementary
from ..budgets import MAX_BITS
from ..errors import PlaygroundError
from .values import Number

_LARGEST = 2 ** (MAX_BITS - 1)


def fail(message: str, hint: str = "") -> NoReturn:
    """Raise PlaygroundError (value)."""
    raise PlaygroundError("value", message, hint=hint)


def bounded(x: Number) -> Number:
    """`x`; PlaygroundError (value) if it is an integer of more than MAX_BITS bits."""
    if type(x) is not float and not -_LARGEST <= x < _LARGEST:
        fail(f"This whole number has more than {MAX_BITS} bits.", "Write one of the numbers with a point: 2.0.")
    return x


def divide(a: Number, b: Number) -> Number:
    _check_divisor(a, b, "/")
    return a / b


def floor_divide(a: Number, b: Number) -> Number:
    _check_divisor(a, b, "//")
    return bounded(a // b)


def remainder(a: Number, b: Number) -> Number:
    _check_divisor(a, b, "%")
    return a % b


def _check_divisor(a: Number, b: Number, sign: str) -> None:
    if b == 0:
        fail(
            f"{a} {sign} {b} divides by zero.",
            f"Python stops at that. With a Value it is {elementary.divide(a, b)}: Value({a}) / {b}."
            if sign == "/"
            else "Divide by another number.",
        )


def power(a: Number, b: Number) -> Number:
    if a == 0 and b < 0 and math.isfinite(b):
        fail(f"{a} ** {b} divides by zero.", "Values can: Value(0.0) ** -1 is inf.")
    if a < 0 and type(b) is float and not b.is_integer() and math.isfinite(a) and math.isfinite(b):
        fail(f"({a}) ** {b} is not a real number.", "With a Value it is nan.")
    if type(a) is not float and type(b) is not float and b >= 0:
        if b * (int(abs(a)).bit_length() - 1) >= MAX_BITS or not -_LARGEST <= int(a) ** int(b) < _LARGEST:
            as_float = elementary.power(float(a), float(b))
            hint = "It is beyond the largest number with a point, too, about 1.8e308."
            if math.isfinite(as_float):
                hint = f"Write the first with a point: {float(a)} ** {b} is {as_float}."
            fail(f"{a} ** {b} is a whole number of more than {MAX_BITS} bits.", hint)
        return bounded(int(a) ** int(b))
    result = elementary.power(float(a), float(b))
    if math.isinf(result) and math.isfinite(a) and math.isfinite(b):
        fail(f"{a} ** {b} is beyond the largest number, about 1.8e308.", "With a Value it is inf.")
    return result


BINARY: dict[str, Callable[[Number, Number], Number]] = {
    "+": lambda a, b: bounded(a + b),
    "-": lambda a, b: bounded(a - b),
    "*": lambda a, b: bounded(a * b),
    "/": divide,
    "//": floor_divide,
    "%": remainder,
    "**": power,
}

COMPARE: dict[str, Callable[[Number, Number], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def rounded(x: Number, digits: int | None) -> Number:
    """round(x) and round(x, digits)."""
    if type(x) is float and not math.isfinite(x):
        fail(f"{x} cannot be rounded.", "Only finite numbers can.")
    if digits is None:
        return bounded(round(x))
    if not 0 <= digits <= 15:
        fail(f"round() keeps 0 to 15 digits after the point, not {digits}.", "Write round(x, 4), for example.")
    return round(x, digits)


def truncated(x: Number) -> int:
    """int(x): the integer part."""
    if type(x) is float and not math.isfinite(x):
        fail(f"{x} is no whole number.", "Only finite numbers can be made whole.")
    return int(bounded(int(x)))


def function(name: str, forward: Callable[[float], float]) -> Callable[[Number], float]:
    """`math.name` for plain numbers: like Python's, it raises where the result is new as inf, or as nan."""

    def apply(x: Number) -> float:
        result = forward(float(x))
        if (math.isnan(result) and not math.isnan(x)) or (math.isinf(result) and math.isfinite(x)):
            why = "is not a finite number" if math.isfinite(x) else "has no value"
            fail(f"math.{name}({x}) {why}.", f"Python stops at that. With a Value, {name}() gives {result}.")
        return result

    return apply
