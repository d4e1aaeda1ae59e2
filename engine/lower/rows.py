"""The rows of the table of operations as instructions: their forward expressions, and their local derivatives.

The expressions are the table's own texts (engine/ops.py), read once with Python's parser. An operation that joins the
table in the same few words can be lowered without another line here.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache

from engine.lower.program import CALLS, CHOOSE, Program
from engine.ops import OPS, Op

_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=", ast.Gt: ">", ast.GtE: ">="}
_CALLED = {"divide": "/", "sqrt": "sqrt", "abs": "abs", **{name: name for name in CALLS}}


class LoweringError(Exception):
    """What cannot be lowered, in words."""


def forward(program: Program, op: Op, operands: Mapping[str, int]) -> int:
    """The position of the result; `operands` has the positions of `a` and, with two operands, `b`."""
    return _Emitter(program, op, operands).emit(_parsed(op.text))


def derivatives(program: Program, op: Op, operands: Mapping[str, int]) -> tuple[int, ...]:
    """For each operand the position of its local derivative; `operands` has `out`, the result, too."""
    emitter = _Emitter(program, op, operands)
    return tuple(emitter.emit(_parsed(slope.text)) for slope in op.slopes)


@cache
def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


class _Emitter:
    def __init__(self, program: Program, op: Op, operands: Mapping[str, int]) -> None:
        self._program = program
        self._op = op
        self._operands = operands

    def emit(self, node: ast.expr) -> int:
        emit = self._program.emit
        match node:
            case ast.Name(id=name) if name in self._operands:
                return self._operands[name]
            case ast.Constant(value=float(number)):
                return self._program.constant(number)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=float(number))):
                return self._program.constant(-number)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return emit("neg", self.emit(operand))
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _BINARY:
                return emit(_BINARY[type(operator)], self.emit(left), self.emit(right))
            case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _COMPARE:
                return emit(_COMPARE[type(operator)], self.emit(left), self.emit(right))
            case ast.BoolOp(op=operator, values=[left, right]):
                return emit("and" if isinstance(operator, ast.And) else "or", self.emit(left), self.emit(right))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return emit(CHOOSE, self.emit(test), self.emit(body), self.emit(orelse))
            case ast.Call(func=ast.Name(id=name), args=arguments) if name in _CALLED and self._op.name in OPS:
                return emit(_CALLED[name], *map(self.emit, arguments))
        raise LoweringError(
            f"The operation {self._op.name} cannot be compiled: {ast.unparse(node)} has no instruction."
        )
