"""Rows of operations that a program defines: an operation whose texts are not this project's own.

Nothing of such a text is compiled by Python: it is read once with Python's parser, and each of its constructs, an
allow-list, becomes a function of floats. The constructs are those of the table's own texts (ops.py), so that the
sentences, formulas, exports and the compiled step are written from it as from any row.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Sequence

from .elementary import FUNCTIONS
from .ops import LocalDerivative, Op

Function = Callable[[float, float, float], float]  # of a, b and out

_ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
CALLABLE = {"abs": abs, **FUNCTIONS}  # by the names that a text may call


def own_operation(name: str, forward: str, derivatives: Sequence[str], latex_name: str) -> Op:
    """The row of an operation that a program defines; the texts are expressions over a, b and out.

    Raises ValueError for a construct that no row has.
    """
    slots = ", ".join(["{a}", "{b}"][: len(derivatives)])
    rows = [
        LocalDerivative(text, _whole_numbers(text), _slope_latex(latex_name, slots, k, len(derivatives), text))
        for k, text in enumerate(derivatives)
    ]
    functions = [function_of(text) for text in (forward, *derivatives)]
    return Op(name, forward, f"{latex_name}({slots})", *rows, functions=functions)


def function_of(text: str) -> Function:
    """The function of a text. Raises ValueError for a construct that no row has."""
    function = _function(ast.parse(text, mode="eval").body)
    return lambda a, b, out: float(function(a, b, out))


class _WholeNumbers(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        number = node.value
        return ast.Constant(int(number)) if isinstance(number, float) and number.is_integer() else node


def _whole_numbers(text: str) -> str:
    """The text as it is written by hand: 2 for 2.0."""
    return ast.unparse(_WholeNumbers().visit(ast.parse(text, mode="eval")))


def _chooses(text: str) -> bool:
    return any(isinstance(node, ast.IfExp | ast.BoolOp) for node in ast.walk(ast.parse(text)))


def _slope_latex(latex_name: str, slots: str, k: int, arity: int, text: str) -> str:
    """How a local derivative is called where its expression has no formula, because it chooses; else empty."""
    if not _chooses(text):
        return ""
    return rf"{latex_name}'({slots})" if arity == 1 else rf"\partial_{{{k + 1}}} {latex_name}({slots})"


def _function(node: ast.expr) -> Function:
    match node:
        case ast.Name(id="a"):
            return lambda a, b, out: a
        case ast.Name(id="b"):
            return lambda a, b, out: b
        case ast.Name(id="out"):
            return lambda a, b, out: out
        case ast.Constant(value=float(number)):
            return lambda a, b, out: number
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _function(operand)
            return lambda a, b, out: -inner(a, b, out)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _ARITHMETIC:
            return _of_two(_ARITHMETIC[type(sign)], left, right)
        case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _COMPARISONS:
            return _of_two(_COMPARISONS[type(sign)], left, right)
        case ast.BoolOp(op=sign, values=[left, right]):
            first, second = _function(left), _function(right)
            if isinstance(sign, ast.And):
                return lambda a, b, out: first(a, b, out) and second(a, b, out)
            return lambda a, b, out: first(a, b, out) or second(a, b, out)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            condition, then, otherwise = _function(test), _function(body), _function(orelse)
            return lambda a, b, out: then(a, b, out) if condition(a, b, out) else otherwise(a, b, out)
        case ast.Call(func=ast.Name(id=name), args=[argument]) if name in CALLABLE:
            called, of = CALLABLE[name], _function(argument)
            return lambda a, b, out: called(of(a, b, out))
        case ast.Call(func=ast.Name(id=name), args=[left, right]) if name in CALLABLE:
            return _of_two(CALLABLE[name], left, right)
    raise ValueError(ast.unparse(node))


def _of_two(operation: Callable[[float, float], float], left: ast.expr, right: ast.expr) -> Function:
    first, second = _function(left), _function(right)
    return lambda a, b, out: operation(first(a, b, out), second(a, b, out))
