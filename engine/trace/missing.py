"""Definitions, in micrograd's own style, of the operations that its Value lacks: it has + * ** and relu."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..ops import OPS, Op
from .expressions import fill, forward_in_python, in_python, object_names

_HAS = frozenset({"relu"})
_CALLED = re.compile(r"(?<![.\w])([a-z]\w*)\(")
_SIGN = "(x > 0) - (x < 0)"  # the derivative of abs


class Definitions(NamedTuple):
    """Lines of a program, and the names that they define."""

    lines: list[str]
    names: frozenset[str]


def definitions(ops: Iterable[Op]) -> Definitions:
    """Methods of Value for the named operations among `ops`, which leave those alone that a Value has already."""
    missing = [op for op in dict.fromkeys(ops) if op.name.isidentifier() and op.name not in {*_HAS, "neg"}]
    methods = [_method(op) for op in missing]
    called = dict.fromkeys(_CALLED.findall("\n".join(line for lines in methods for line in lines)))
    helpers = {name: _helper(name) for name in called if name == "sign" or (name in OPS and "math" in OPS[name].calls)}
    lines = [line for each in (*helpers.values(), *methods) for line in ("", "", *each)]
    return Definitions(lines, frozenset({"math", *helpers, *(_function_name(op) for op in missing)}))


def _function_name(op: Op) -> str:
    return f"value_{op.name}"  # the name itself may be that of a function of floats


def _helper(name: str) -> list[str]:
    """A function of floats that Python's `math` lacks."""
    return [f"def {name}(x):", f"    return {_SIGN if name == 'sign' else fill(OPS[name].calls['math'], {'a': 'x'})}"]


def _method(op: Op) -> list[str]:
    names = object_names(op)
    operands = ["self", "other"][: op.arity]
    children = "(self,)" if op.arity == 1 else "(self, other)"
    factors = [fill(in_python(derivative), names) for derivative in op.local_derivatives]
    return [
        f"def {_function_name(op)}({', '.join(operands)}):",
        f"    out = Value({fill(forward_in_python(op), names)}, {children}, {op.name!r})",
        "",
        "    def _backward():",
        *(f"        {operand}.grad += {factor} * out.grad" for operand, factor in zip(operands, factors, strict=True)),
        "",
        "    out._backward = _backward",
        "    return out",
        "",
        "",
        f"if not hasattr(Value, {op.name!r}):",
        f"    Value.{op.name} = {_function_name(op)}",
    ]
