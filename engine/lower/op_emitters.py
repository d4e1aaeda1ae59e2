"""Emitters of instructions for the operations: their forward expressions and their local derivatives.

The expressions are the texts of the operation table (engine/ops.py), read once with Python's parser. An operation that
is added to the table with the same few constructs can be lowered without another line here.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from ..ops import OPS, Op
from .program import CALLS, CHOOSE, Program

_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=", ast.Gt: ">", ast.GtE: ">="}
_CALLED = {"divide": "/", "sqrt": "sqrt", "abs": "abs", **{name: name for name in CALLS}}


Operands = Mapping[str, int]
# Emits an expression over operands at these positions, and returns the position of its result.
Emitter = Callable[[Program, Operands], int]


class LoweringError(Exception):
    """A graph that cannot be lowered; the message says why."""


def forward(program: Program, op: Op, operands: Operands) -> int:
    """Emits the operation and returns its position; `operands` has the positions of `a` and, if binary, `b`."""
    return _emitters(op)[0](program, operands)


def derivatives(program: Program, op: Op, operands: Operands) -> Iterable[int]:
    """For each operand the position of its local derivative; `operands` also has the position of the result, `out`."""
    return [emitter(program, operands) for emitter in _emitters(op)[1:]]


@lru_cache(maxsize=256)  # bounded: a custom operation lives no longer than its program
def _emitters(op: Op) -> Sequence[Emitter]:
    """The emitter of the result, then that of each local derivative."""
    texts = (op.text, *(slope.text for slope in op.local_derivatives))
    return [_emitter(op, ast.parse(text, mode="eval").body) for text in texts]


def _emitter(op: Op, node: ast.expr) -> Emitter:
    """The emitter of an expression, which is matched only once. Raises LoweringError if it has no instruction."""
    match node:
        case ast.Name(id=name) if name in ("a", "b", "out"):
            return lambda program, operands: operands[name]
        case ast.Constant(value=float(number)):
            return lambda program, operands: program.constant(number)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=float(number))):
            return lambda program, operands: program.constant(-number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _op_emitter("neg", _emitter(op, operand))
        case ast.BinOp(left=ast.Name(id="a"), op=operator, right=ast.Name(id="b")) if type(operator) in _BINARY:
            name = _BINARY[type(operator)]  # a fast path for by far the most frequent case
            return lambda program, operands: program.emit(name, operands["a"], operands["b"])
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _BINARY:
            return _op_emitter(_BINARY[type(operator)], _emitter(op, left), _emitter(op, right))
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _COMPARE:
            return _op_emitter(_COMPARE[type(operator)], _emitter(op, left), _emitter(op, right))
        case ast.BoolOp(op=operator, values=[left, right]):
            name = "and" if isinstance(operator, ast.And) else "or"
            return _op_emitter(name, _emitter(op, left), _emitter(op, right))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _op_emitter(CHOOSE, _emitter(op, test), _emitter(op, body), _emitter(op, orelse))
        case ast.Call(func=ast.Name(id=name), args=arguments) if name in _CALLED and op.name in OPS:
            return _op_emitter(_CALLED[name], *(_emitter(op, argument) for argument in arguments))
    raise LoweringError(f"The operation {op.name} cannot be compiled: {ast.unparse(node)} has no instruction.")


def _op_emitter(name: str, *operand_emitters: Emitter) -> Emitter:
    if len(operand_emitters) == 2:  # a fast path for nearly all
        first, second = operand_emitters
        return lambda program, operands: program.emit(name, first(program, operands), second(program, operands))
    return lambda program, operands: program.emit(name, *[emitter(program, operands) for emitter in operand_emitters])
