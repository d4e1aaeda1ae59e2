"""`class P3(torch.autograd.Function)`: a class with forward and backward, read as an operation of the program's own.

Nothing of the class is run. Its lines become two expressions, of the result and of each local derivative, and these are
registered and checked as those of `operation(...)` are. backward() passes on the upstream gradient times the local
derivative, which is read off by taking 1 for the upstream gradient; that others give their multiple is measured.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import product
from math import isclose, isfinite

from ..errors import PlaygroundError, Span
from ..own_operation import Function, function_of
from ..trace.notation import format_number
from .absent import absent_of
from .interpreter import Flow, Interpreter
from .operation_checks import POINTS, listed
from .own_operations import check_operation_name, register
from .scopes import bind, check_name
from .syntax.parse import span_of
from .tensor_texts import MethodReader
from .values import Namespace

_BASE = "torch.autograd.Function"
_METHODS = ("forward", "setup_context", "backward")
_UPSTREAM = "grad_output"
_FACTORS = (2.0, -0.5)  # upstream gradients that are tried beside 1


def define_torch_function(run: Interpreter, node: ast.ClassDef) -> Flow:
    """Register the class as an operation; `P3.apply(x)` computes it."""
    _check_base(run, node.bases[0])
    check_operation_name(run, node.name)
    methods = _methods(node)
    forward, backward = methods["forward"], methods["backward"]
    setup = methods.get("setup_context")
    ctx, operands = _forward_parameters(forward, setup is not None)
    reader = MethodReader(run.scope, _operands(operands), ctx)
    result = _one(forward, reader.read(forward.body))
    if setup is not None:
        _set_up(reader, setup, result, len(operands))
    _begin_backward(reader, backward, result)
    where, slopes = _slopes(backward, reader.read(backward.body), operands)
    for slope in slopes:
        _check_proportional(slope, len(operands), where)
    derivatives = [ast.unparse(_Factor().visit(_copy(slope))) for slope in slopes]
    function = register(run, node.name, ast.unparse(result), derivatives, [where] * len(derivatives))
    bind(run.scope, node.name, Namespace(node.name, {"apply": function}, "class"), {})
    return ""


def _check_base(run: Interpreter, base: ast.expr) -> None:
    names: list[str] = []
    first = base
    while isinstance(first, ast.Attribute):
        names.append(first.attr)
        first = first.value
    assert isinstance(first, ast.Name)
    absent = absent_of(run.scope, first.id, run.builtins)
    path = ".".join([absent.path if absent else first.id, *reversed(names)])
    if path != _BASE:
        raise PlaygroundError(
            "unsupported",
            f"A class here is an operation of its own, derived from {_BASE}; `{path}` is not known.",
            span_of(base),
            f"Write import torch, and class P3({_BASE}):",
        )


def _methods(node: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    methods: dict[str, ast.FunctionDef] = {}
    for statement in node.body:
        match statement:
            case ast.Expr(value=ast.Constant(value=str())) | ast.Pass():
                continue  # a docstring
            case ast.FunctionDef(name=name) if name in _METHODS:
                if not statement.decorator_list:
                    raise PlaygroundError(
                        "value",
                        f"{name}() of such a class belongs to no object: PyTorch asks for a static method.",
                        _head(statement),
                        "Write @staticmethod in the line above its def.",
                    )
                methods[name] = statement
            case _:
                hint = "It has forward(ctx, x) and backward(ctx, grad_output), and setup_context."
                raise PlaygroundError("unsupported", "Such a class cannot have this.", span_of(statement), hint)
    for name in ("forward", "backward"):
        if name not in methods:
            span = (*span_of(node)[:2], *span_of(node.bases[0])[2:])
            hint = f"Add @staticmethod, and below it def {name}(ctx, {'x' if name == 'forward' else _UPSTREAM}):"
            raise PlaygroundError("value", f"{node.name} has no {name}().", span, hint)
    return methods


def _head(method: ast.FunctionDef) -> Span:
    """The place of `def forward`."""
    line, column, _, _ = span_of(method)
    return (line, column, line, column + len(f"def {method.name}"))


def _parameters(method: ast.FunctionDef) -> list[str]:
    given = method.args
    if given.vararg or given.kwonlyargs or given.defaults:
        hint = "Name each operand: forward(ctx, x), or forward(ctx, x, y)."
        raise PlaygroundError("unsupported", f"{method.name}() has plain parameters only.", _head(method), hint)
    for parameter in given.args:
        check_name(parameter.arg)
    return [parameter.arg for parameter in given.args]


def _forward_parameters(forward: ast.FunctionDef, set_up: bool) -> tuple[str, list[str]]:
    """The name of forward's context, or "" with a setup_context, and those of its operands."""
    names = _parameters(forward)
    ctx, operands = ("", names) if set_up else (names[0] if names else "", names[1:])
    if len(operands) not in (1, 2):
        raise PlaygroundError(
            "type",
            f"An operation has one or two operands, and forward() has {len(operands)}.",
            _head(forward),
            "Write def forward(x): beside setup_context." if set_up else "Write def forward(ctx, x):",
        )
    return ctx, operands


def _operands(names: Sequence[str]) -> dict[str, ast.expr]:
    return {name: _name(letter) for name, letter in zip(names, "ab", strict=False)}


def _name(name: str) -> ast.expr:
    return ast.Name(name, ast.Load())


Returned = tuple[ast.stmt, list[ast.expr | None]] | None


def _one(forward: ast.FunctionDef, returned: Returned) -> ast.expr:
    if returned is None:
        hint = "Let its last line be return ..."
        raise PlaygroundError("value", "forward() returns nothing.", _head(forward), hint)
    where, results = returned
    if len(results) != 1 or results[0] is None:
        raise PlaygroundError(
            "unsupported", "An operation here has one result.", span_of(where), "Let forward() return one number."
        )
    return results[0]


def _set_up(reader: MethodReader, setup: ast.FunctionDef, result: ast.expr, arity: int) -> None:
    names = _parameters(setup)
    if len(names) != 3:
        hint = "Write def setup_context(ctx, inputs, output):"
        raise PlaygroundError("type", "setup_context() takes three arguments.", _head(setup), hint)
    reader.tuples[names[1]] = [_name(letter) for letter in "ab"[:arity]]
    reader.ctx = names[0]
    reader.known = {names[2]: result}
    reader.read(setup.body)


def _begin_backward(reader: MethodReader, backward: ast.FunctionDef, result: ast.expr) -> None:
    """Give the reader the names of backward(); what forward() has returned and saved is the result `out`."""
    names = _parameters(backward)
    if len(names) != 2:
        hint = f"Write def backward(ctx, {_UPSTREAM}):"
        raise PlaygroundError("type", "backward() takes ctx and one upstream gradient.", _head(backward), hint)
    if not isinstance(result, ast.Name | ast.Constant):
        same = ast.dump(result)
        out = _name("out")
        reader.saved = None if reader.saved is None else [out if ast.dump(x) == same else x for x in reader.saved]
        reader.kept = {name: out if ast.dump(x) == same else x for name, x in reader.kept.items()}
    reader.ctx = names[0]
    reader.known = {names[1]: _name(_UPSTREAM)}
    reader.tuples = {}


def _slopes(backward: ast.FunctionDef, returned: Returned, operands: Sequence[str]) -> tuple[Span, list[ast.expr]]:
    if returned is None:
        hint = "Let its last line be return grad_output * ..."
        raise PlaygroundError("value", "backward() returns nothing.", _head(backward), hint)
    where, results = returned
    span = span_of(where)
    if len(results) != len(operands):
        message = f"backward() returns {len(results)} gradients, and forward() has {len(operands)} operands."
        raise PlaygroundError("value", message, span, "Return one for each operand, in their order.")
    slopes = [result for result in results if result is not None]
    if len(slopes) != len(results):
        message = "backward() returns None for an operand: here each operand has a gradient."
        hint = "Take a number that has none out of the operands: give it a name outside of the class."
        raise PlaygroundError("unsupported", message, span, hint)
    return span, slopes


class _Upstream(ast.NodeTransformer):
    """Replaces the upstream gradient by a number."""

    def __init__(self, number: float) -> None:
        self._number = number

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Constant(self._number) if _is_upstream(node) else node


class _Factor(ast.NodeTransformer):
    """Leaves the upstream gradient out where it is a factor, and takes 1 for it elsewhere: the local derivative."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.Mult):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if _is_upstream(one):
                    return self._visited(other)
                if isinstance(one, ast.UnaryOp) and _is_upstream(one.operand):
                    return ast.UnaryOp(ast.USub(), self._visited(other))
        return ast.BinOp(self._visited(node.left), node.op, self._visited(node.right))

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Constant(1.0) if _is_upstream(node) else node

    def _visited(self, node: ast.expr) -> ast.expr:
        visited = self.visit(node)
        assert isinstance(visited, ast.expr)
        return visited


def _is_upstream(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == _UPSTREAM


def _copy(node: ast.expr) -> ast.expr:
    """A tree that shares no part with another one: what is known stands in several places of a formula."""
    return ast.parse(ast.unparse(node), mode="eval").body


def _with(slope: ast.expr, upstream: float) -> Function:
    return function_of(ast.unparse(_Upstream(upstream).visit(_copy(slope))))


def _check_proportional(slope: ast.expr, arity: int, where: Span) -> None:
    """Raise PlaygroundError (value) unless what backward() returns is a multiple of the upstream gradient."""
    of_one = _with(slope, 1.0)
    others = [(factor, _with(slope, factor)) for factor in _FACTORS]
    for i, (factor, function) in product(range(len(POINTS)), others):
        point = (POINTS[i], POINTS[i - 2], 1.0)
        once, given = of_one(*point), function(*point)
        if isfinite(once) and not isclose(given, factor * once, rel_tol=1e-9, abs_tol=1e-12):
            at = listed(point[:arity])
            raise PlaygroundError(
                "value",
                f"backward() does not return {_UPSTREAM} times a local derivative: at {at} it returns "
                f"{format_number(once)} for 1, and {format_number(given)} for {format_number(factor)}.",
                where,
                f"Return {_UPSTREAM} * the local derivative of each operand.",
            )
