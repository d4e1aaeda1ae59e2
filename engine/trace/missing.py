"""Definitions, in micrograd's own style, of the operations that its Value lacks. It has + * relu and x**2."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..ops import OPS, POW, Op
from .expressions import fill, forward_in_python, in_python, object_names

_HAS = frozenset({"relu"})
_CALLED = re.compile(r"(?<![.\w])([a-z]\w*)\(")
_OPERAND = re.compile(r"\b(a|b|out)\b")

# Functions of floats that no row of the table gives: the derivative of abs, and two of `math` without its errors.
_HELPERS = {
    "sign": ["def sign(x):", "    return (x > 0) - (x < 0)"],
    "log": ["def log(x):", "    return math.log(x) if x > 0.0 else math.nan if x else -math.inf"],
    "power": [
        "def power(x, y):",
        "    odd = y % 2.0 == 1.0",
        "    try:",
        "        return math.pow(x, y)",
        "    except OverflowError:",
        "        return -math.inf if x < 0.0 and odd else math.inf",
        "    except ValueError:  # 0 to a negative power, or the root of a negative number",
        "        return math.nan if x else math.copysign(math.inf, x) if odd else math.inf",
    ],
}


class Definitions(NamedTuple):
    """Lines of a program, and the names that they define."""

    lines: list[str]
    names: frozenset[str]


def definitions(ops: Iterable[Op]) -> Definitions:
    """Methods of Value for the operations among `ops` that micrograd lacks; those that a Value has are left alone."""
    used = dict.fromkeys(ops)
    missing = [op for op in used if op.name.isidentifier() and op.name not in {*_HAS, "neg"}]
    methods = [*(_method(op) for op in missing), *([_power()] if POW in used else [])]
    called = dict.fromkeys(_CALLED.findall("\n".join(line for lines in methods for line in lines)))
    helpers = {name: helper for name in called if (helper := _helper(name))}
    lines = [line for each in (*helpers.values(), *methods) for line in ("", "", *each)]
    functions = (_function_name(op) for op in missing)
    return Definitions(lines, frozenset({"math", *helpers, *functions, "value_pow", "number_pow"}))


def _function_name(op: Op) -> str:
    return f"value_{op.name}"  # the name itself may be that of a function of floats


def _helper(name: str) -> list[str]:
    """A function of floats that Python's `math` lacks; empty for any other."""
    if name in _HELPERS:
        return _HELPERS[name]
    row = OPS[name].calls.get("math") if name in OPS else None
    return [f"def {name}(x):", f"    return {fill(row, {'a': 'x'})}"] if row else []


def _method(op: Op) -> list[str]:
    names = object_names(op)
    factors = [fill(in_python(derivative), names) for derivative in op.local_derivatives]
    return [
        f"def {_function_name(op)}({', '.join(_operands(op))}):",
        *_result(op, fill(forward_in_python(op), names), factors),
        "",
        "",
        f"if not hasattr(Value, {op.name!r}):",
        f"    Value.{op.name} = {_function_name(op)}",
    ]


def _power() -> list[str]:
    """A power whose exponent is a Value, too, with the guards at 0 and the numbers of the table's own text."""
    names = object_names(POW)
    result, *factors = (
        _OPERAND.sub(lambda name: names[name[0]], text)
        for text in (POW.text, *(f"({derivative.text})" for derivative in POW.local_derivatives))
    )
    return [
        "number_pow = Value.__pow__",
        "",
        "",
        "def value_pow(self, other):",
        "    if not isinstance(other, Value):",
        "        return number_pow(self, other)",
        *_result(POW, result, factors),
        "",
        "",
        "try:",
        "    Value(1.0) ** Value(1.0)",
        "except (AssertionError, TypeError):  # micrograd's exponents are plain numbers",
        "    Value.__pow__ = value_pow",
    ]


def _operands(op: Op) -> list[str]:
    return ["self", "other"][: op.arity]


def _result(op: Op, result: str, factors: Iterable[str]) -> list[str]:
    """The body of a method: the Value that it gives, and how that Value's gradient flows on."""
    children = "(self,)" if op.arity == 1 else "(self, other)"
    flows = zip(_operands(op), factors, strict=True)
    return [
        f"    out = Value({result}, {children}, {op.name!r})",
        "",
        "    def _backward():",
        *(f"        {operand}.grad += {factor} * out.grad" for operand, factor in flows),
        "",
        "    out._backward = _backward",
        "    return out",
    ]
