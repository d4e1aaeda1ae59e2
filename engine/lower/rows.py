"""The rows of the table of operations as instructions: their forward expressions, and their local derivatives.

The expressions are the table's own texts (engine/ops.py), read once with Python's parser. An operation that joins the
table in the same few words can be lowered without another line here.
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
# Emits an expression over operands at these positions, and gives the position of its result.
Writer = Callable[[Program, Operands], int]


class LoweringError(Exception):
    """What cannot be lowered, in words."""


def forward(program: Program, op: Op, operands: Operands) -> int:
    """The position of the result; `operands` has the positions of `a` and, with two operands, `b`."""
    return _writers(op)[0](program, operands)


def derivatives(program: Program, op: Op, operands: Operands) -> Iterable[int]:
    """For each operand the position of its local derivative; `operands` has `out`, the result, too."""
    return [writer(program, operands) for writer in _writers(op)[1:]]


@lru_cache(maxsize=256)  # an operation of one's own lives no longer than its program
def _writers(op: Op) -> Sequence[Writer]:
    """Of the result, and of each derivative."""
    texts = (op.text, *(slope.text for slope in op.slopes))
    return [_compiled(op, ast.parse(text, mode="eval").body) for text in texts]


def _compiled(op: Op, node: ast.expr) -> Writer:
    """The expression, matched once, as a function that emits it."""
    match node:
        case ast.Name(id=name) if name in ("a", "b", "out"):
            return lambda program, operands: operands[name]
        case ast.Constant(value=float(number)):
            return lambda program, operands: program.constant(number)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=float(number))):
            return lambda program, operands: program.constant(-number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _emitting("neg", _compiled(op, operand))
        case ast.BinOp(left=ast.Name(id="a"), op=operator, right=ast.Name(id="b")) if type(operator) in _BINARY:
            name = _BINARY[type(operator)]  # the most frequent by far
            return lambda program, operands: program.emit(name, operands["a"], operands["b"])
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _BINARY:
            return _emitting(_BINARY[type(operator)], _compiled(op, left), _compiled(op, right))
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _COMPARE:
            return _emitting(_COMPARE[type(operator)], _compiled(op, left), _compiled(op, right))
        case ast.BoolOp(op=operator, values=[left, right]):
            name = "and" if isinstance(operator, ast.And) else "or"
            return _emitting(name, _compiled(op, left), _compiled(op, right))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _emitting(CHOOSE, _compiled(op, test), _compiled(op, body), _compiled(op, orelse))
        case ast.Call(func=ast.Name(id=name), args=arguments) if name in _CALLED and op.name in OPS:
            return _emitting(_CALLED[name], *(_compiled(op, argument) for argument in arguments))
    raise LoweringError(f"The operation {op.name} cannot be compiled: {ast.unparse(node)} has no instruction.")


def _emitting(name: str, *each: Writer) -> Writer:
    if len(each) == 2:  # nearly all
        first, second = each
        return lambda program, operands: program.emit(name, first(program, operands), second(program, operands))
    return lambda program, operands: program.emit(name, *[writer(program, operands) for writer in each])
