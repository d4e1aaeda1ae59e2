"""Expressions of the operation table (ops.py) in three notations: Python, the sentences', and LaTeX.

An expression is read once with Python's parser, and brackets follow from its tree: an operand gets them where it binds
less tightly than its place requires. No row writes them by hand; those around a whole expression are kept, for reading.

A written expression is a template: `{a}`, `{b}` and `{out}` stand for the operands and the result, `{(a)}` for an
operand where an expression needs brackets.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import ClassVar

from ..elementary import FUNCTIONS
from ..ops import OPS, LocalDerivative, Op
from . import notation

# How tightly a text binds. A sign is no product: a - (-b) and a * (-b) keep their brackets, -a * b needs none.
CHOICE, LOGIC, COMPARISON, SUM, SIGN, PRODUCT, POWER, ATOM = range(8)

_PLACEHOLDER = re.compile(r"\{(\((?:a|b)\)|a|b|out)\}")
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=", ast.Gt: ">", ast.GtE: ">="}
_CACHED = 256  # texts of operations; bounded, because a custom operation lives no longer than its program


def fill(template: str, names: Mapping[str, str]) -> str:
    """The template with its placeholders replaced by `names`, in which nothing is replaced: they are user text."""
    parts = list(_split(template))
    parts[1::2] = [names[name] for name in parts[1::2]]
    return "".join(parts)


@lru_cache(_CACHED)
def _split(template: str) -> list[str]:
    return _PLACEHOLDER.split(template)


def object_names(op: Op) -> dict[str, str]:
    """What replaces the placeholders of Python; an exponent that is a plain number has no data."""
    return {"a": "self.data", "b": "other.data" if op.arity == 2 else "other", "out": "out.data"}


def parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@lru_cache(_CACHED)
def in_python(derivative: LocalDerivative) -> str:
    """The local derivative as a factor of a `_backward` line."""
    return Python().factor(derivative)


@lru_cache(_CACHED)
def in_words(derivative: LocalDerivative) -> str:
    """The local derivative as a factor in a sentence: `{b}`, `(1 − {out}²)`, `{b} × {(a)}^({b} − 1)`."""
    return Words().factor(derivative)


@lru_cache(_CACHED)
def in_latex(op: Op, derivative: LocalDerivative) -> str:
    """The local derivative as a factor in a formula; what a row typesets gets brackets by its expression, too."""
    node = parsed(derivative.shown)
    text = derivative.latex or Latex(op).write(node)[0]
    is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
    return rf"\left({text}\right)" if is_sum else text


@lru_cache(_CACHED)
def forward_in_python(op: Op) -> str:
    """The operation's result as an expression of Python."""
    return Python().whole(op.text)[0]


class Python:
    """Writer of an expression as Python, with the functions of Python's `math`."""

    name_level = ATOM  # how tightly what replaces an operand's placeholder binds, at least
    plus, minus, times, over = " + ", "-", " * ", " / "
    names: ClassVar[Mapping[str, str]] = {"pi": "math.pi"}

    def factor(self, derivative: LocalDerivative) -> str:
        text, level = self.whole(derivative.shown)
        return text if level >= SIGN else f"({text})"

    def whole(self, text: str) -> tuple[str, int]:
        """The expression, and how tightly it binds."""
        node = parsed(text)
        written, level = self.write(node)
        return (f"({written})", ATOM) if node.col_offset else (written, level)

    def write(self, node: ast.expr) -> tuple[str, int]:
        match node:
            case ast.Name(id=("a" | "b") as name):
                return f"{{{name}}}", self.name_level
            case ast.Name(id="out"):
                return self.out()
            case ast.Name(id=name):
                return self.names[name], ATOM
            case ast.Constant(value=int() | float() as number):
                return self.number(number), ATOM
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self.minus + self.within(operand, ATOM if isinstance(operand, ast.Name) else PRODUCT), SIGN
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.within(left, SUM) + self.plus + self.within(right, PRODUCT), SUM
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return f"{self.within(left, SUM)} {self.minus} {self.within(right, PRODUCT)}", SUM
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return self.within(left, SIGN) + self.times + self.within(right, POWER), self.product_level(left)
            case ast.BinOp(left=a, op=ast.Div(), right=b) | ast.Call(func=ast.Name(id="divide"), args=[a, b]):
                return self.quotient(a, b)
            case ast.BinOp(left=a, op=ast.Pow(), right=b) | ast.Call(func=ast.Name(id="power"), args=[a, b]):
                return self.power(a, b), POWER
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self.call(name, [self.write(argument)[0] for argument in arguments])
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                sign = _COMPARE[type(operator)]
                return self.compare(f"{self.within(left, SUM)} {sign} {self.within(right, SUM)}")
            case ast.BoolOp(op=ast.Or(), values=values):
                return " or ".join([self.within(value, COMPARISON) for value in values]), LOGIC
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.choice(test, body, orelse), CHOICE
        raise NotImplementedError(ast.unparse(node))

    def within(self, node: ast.expr, level: int) -> str:
        """An operand, in brackets unless it binds as tightly as its place requires."""
        text, own = self.write(node)
        if own >= level:
            return text
        return f"{{({text[1:-1]})}}" if text in ("{a}", "{b}") else f"({text})"

    def product_level(self, left: ast.expr) -> int:
        """How tightly a product binds: one that begins with a sign is like one that has a sign."""
        return SIGN if self.write(left)[1] == SIGN else PRODUCT

    def out(self) -> tuple[str, int]:
        return "{out}", ATOM

    def number(self, number: float) -> str:
        return repr(number)

    def quotient(self, a: ast.expr, b: ast.expr) -> tuple[str, int]:
        return self.within(a, SIGN) + self.over + self.within(b, POWER), self.product_level(a)

    def power(self, base: ast.expr, exponent: ast.expr) -> str:
        simple = isinstance(base, ast.Name) and isinstance(exponent, ast.Name | ast.Constant)
        return self.within(base, ATOM) + ("**" if simple else " ** ") + self.within(exponent, ATOM)

    def call(self, name: str, arguments: Sequence[str]) -> tuple[str, int]:
        library = "math." if name in FUNCTIONS and hasattr(math, name) else ""
        return f"{library}{name}({', '.join(arguments)})", ATOM

    def compare(self, text: str) -> tuple[str, int]:
        return text, COMPARISON

    def choice(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> str:
        return f"{self.within(body, LOGIC)} if {self.within(test, LOGIC)} else {self.write(orelse)[0]}"


class Words(Python):
    """Writer for sentences, with the signs of mathematics."""

    name_level = POWER  # a constant's number may be negative: it is in brackets as a base and after a sign
    minus, times = notation.MINUS, " × "
    names: ClassVar[Mapping[str, str]] = {"pi": "π"}

    def number(self, number: float) -> str:
        return notation.format_number(float(number))

    def power(self, base: ast.expr, exponent: ast.expr) -> str:
        square = isinstance(exponent, ast.Constant) and exponent.value == 2
        return self.within(base, ATOM) + ("²" if square else f"^{self.within(exponent, ATOM)}")

    def call(self, name: str, arguments: Sequence[str]) -> tuple[str, int]:
        return f"{name}({', '.join(arguments)})", ATOM


class Latex(Python):
    """Writer of LaTeX: functions as their rows write them, and the operation's result by its operands."""

    name_level = SUM  # a value without a name of its own is called by its expression
    times = r" \cdot "
    names: ClassVar[Mapping[str, str]] = {"pi": r"\pi"}

    def __init__(self, op: Op) -> None:
        self._op = op

    def out(self) -> tuple[str, int]:
        return self._function(self._op, ["{a}", "{b}"])

    def number(self, number: float) -> str:
        return notation.latex(float(number))

    def quotient(self, a: ast.expr, b: ast.expr) -> tuple[str, int]:
        return rf"\frac{{{self.write(a)[0]}}}{{{self.write(b)[0]}}}", POWER

    def power(self, base: ast.expr, exponent: ast.expr) -> str:
        raised = self.write(exponent)[0]
        return f"{self.within(base, ATOM)}^" + (raised if len(raised) == 1 else f"{{{raised}}}")

    def call(self, name: str, arguments: Sequence[str]) -> tuple[str, int]:
        if name in OPS:
            return self._function(OPS[name], arguments)
        return rf"\operatorname{{{name}}}({', '.join(arguments)})", ATOM

    def compare(self, text: str) -> tuple[str, int]:
        return rf"\mathbf{{1}}[{text}]", ATOM  # Iverson's bracket: 1 where it holds, else 0

    def choice(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> str:
        raise NotImplementedError(f"The row of {self._op.name} has to give the LaTeX of a choice.")

    @staticmethod
    def _function(op: Op, arguments: Sequence[str]) -> tuple[str, int]:
        return fill(op.latex, dict(zip("ab", arguments, strict=False))), POWER if "^" in op.latex else ATOM
