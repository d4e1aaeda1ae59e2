"""Emitters of the operation table's expressions: read once with Python's parser, then emitted to any target.

A target computes with operands of its own kind: positions of a flat program (lower/), or values of a graph
(gradient_graph.py). An operation that is added to the table with the same few constructs needs no line here.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from . import elementary
from .ops import OPS, Op

_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=", ast.Gt: ">", ast.GtE: ">="}
COMPARISONS = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
}
_CALLED = {"abs": "abs", **{name: name for name in elementary.FUNCTIONS}, "divide": "/"}


class Target(Protocol):
    """What an expression is emitted to. Its operands are of one kind, which only the target knows."""

    def constant(self, number: float, /) -> Any: ...

    def emit(self, name: str, /, *operands: Any) -> Any:
        """The result of an operator, a function of elementary.py, a comparison, `and` or `or`."""

    def choose(self, condition: Any, body: Callable[[], Any], orelse: Callable[[], Any], /) -> Any:
        """`body() if condition else orelse()`; a target that knows the condition calls only the one that holds."""


# Emits an expression over the operands `a`, `b` and `out`, and returns its result.
Emitter = Callable[[Any, Mapping[str, Any]], Any]


class NoEmitterError(Exception):
    """An expression with a construct that no target has; the message is its text."""


@lru_cache(maxsize=256)  # bounded: a custom operation lives no longer than its program
def emitters(op: Op) -> Sequence[Emitter]:
    """The emitter of the result, then that of each local derivative. Raises NoEmitterError."""
    texts = (op.text, *(slope.text for slope in op.local_derivatives))
    return [_emitter(op, ast.parse(text, mode="eval").body) for text in texts]


def _emitter(op: Op, node: ast.expr) -> Emitter:
    """The emitter of an expression, which is matched only once."""
    match node:
        case ast.Name(id=name) if name in ("a", "b", "out"):
            return lambda target, operands: operands[name]
        case ast.Constant(value=float(number)):
            return lambda target, operands: target.constant(number)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=float(number))):
            return lambda target, operands: target.constant(-number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _op_emitter("neg", _emitter(op, operand))
        case ast.BinOp(left=ast.Name(id="a"), op=sign, right=ast.Name(id="b")) if type(sign) in _BINARY:
            name = _BINARY[type(sign)]  # a fast path for by far the most frequent case
            return lambda target, operands: target.emit(name, operands["a"], operands["b"])
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _BINARY:
            return _op_emitter(_BINARY[type(sign)], _emitter(op, left), _emitter(op, right))
        case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _COMPARE:
            return _op_emitter(_COMPARE[type(sign)], _emitter(op, left), _emitter(op, right))
        case ast.BoolOp(op=sign, values=[left, right]):
            name = "and" if isinstance(sign, ast.And) else "or"
            return _op_emitter(name, _emitter(op, left), _emitter(op, right))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _choice(_emitter(op, test), _emitter(op, body), _emitter(op, orelse))
        case ast.Call(func=ast.Name(id=name), args=arguments) if name in _CALLED and (op.is_own or op.name in OPS):
            return _op_emitter(_CALLED[name], *(_emitter(op, argument) for argument in arguments))
    raise NoEmitterError(ast.unparse(node))


def _op_emitter(name: str, *operand_emitters: Emitter) -> Emitter:
    if len(operand_emitters) == 2:  # a fast path for nearly all
        first, second = operand_emitters
        return lambda target, operands: target.emit(name, first(target, operands), second(target, operands))
    return lambda target, operands: target.emit(name, *[emitter(target, operands) for emitter in operand_emitters])


def _choice(test: Emitter, body: Emitter, orelse: Emitter) -> Emitter:
    return lambda target, operands: target.choose(
        test(target, operands), lambda: body(target, operands), lambda: orelse(target, operands)
    )
