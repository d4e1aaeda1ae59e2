"""Functions whose calls need no observing: closures of which the stores tell all that happens."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
MODULES = frozenset({"math", "np", "numpy", "cmath"})
BUILTINS = frozenset(
    {"abs", "enumerate", "float", "id", "int", "isinstance", "len", "max", "min", "pow", "print", "range"}
)
BUILTINS |= {"reversed", "round", "sum", "tuple", "type", "zip"}
METHODS = frozenset({"add", "append", "extend", "insert", "pop", "remove", "discard"})


def is_silent(node: ast.FunctionDef) -> bool:
    """Whether a closure returns nothing and calls nothing that could write or make a value in its place.

    `def _backward(): self.grad += out.grad` is such a one, and `def build(v)` that only collects and calls itself.
    """
    stores = False
    calls = []
    for each in own_nodes(node.body):
        if isinstance(each, ast.Return) and each.value is not None:
            return False
        if isinstance(each, (*SCOPES, ast.Try, ast.With)):
            return False
        if isinstance(each, (ast.Attribute, ast.Subscript)) and isinstance(each.ctx, ast.Store):
            stores = True
        elif isinstance(each, ast.Call):
            calls.append(each.func)
    return all(_is_harmless(function, "" if stores else node.name) for function in calls)


def _is_harmless(function: ast.expr, own_name: str) -> bool:
    if isinstance(function, ast.Name):
        return function.id in BUILTINS or function.id == own_name
    if not isinstance(function, ast.Attribute):
        return False
    if isinstance(function.value, ast.Name) and function.value.id in MODULES:
        return True
    return function.attr in METHODS


def own_nodes(body: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of a function's body, without those within functions and classes in it."""
    pending = list(body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, SCOPES):
            pending.extend(ast.iter_child_nodes(node))
