"""Syntax of hook calls: nodes for a cell's tree, at the positions of the text that they stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TypeVar

from .silence import own_nodes

HOOKS = "__observe__"
"""The only name that observing adds to a namespace. It ends in underscores: a class does not mangle it."""
_Located = TypeVar("_Located", bound=ast.expr | ast.stmt)


def at(like: ast.stmt | ast.expr, node: _Located) -> _Located:
    node.lineno, node.col_offset = like.lineno, like.col_offset
    node.end_lineno, node.end_col_offset = like.end_lineno, like.end_col_offset
    return node


def hook_named(like: ast.stmt | ast.expr, name: str) -> ast.expr:
    return at(like, ast.Attribute(at(like, ast.Name(HOOKS, ast.Load())), name, ast.Load()))


def hook_call(like: ast.stmt | ast.expr, name: str, *arguments: ast.expr) -> ast.Call:
    return at(like, ast.Call(hook_named(like, name), list(arguments), []))


def as_statement(like: ast.stmt | ast.expr, value: ast.expr) -> ast.Expr:
    return at(like, ast.Expr(value))


def unwinding(like: ast.stmt | ast.expr, call: str) -> ast.ExceptHandler:
    depth = at(like, ast.Attribute(at(like, ast.Name(call, ast.Load())), "depth", ast.Load()))
    above = at(like, ast.Slice(depth, None, None))
    stale = at(like, ast.Subscript(hook_named(like, "stack"), above, ast.Del()))
    handler = ast.ExceptHandler(None, None, [at(like, ast.Delete([stale])), at(like, ast.Raise(None, None))])
    handler.lineno, handler.col_offset = like.lineno, like.col_offset
    handler.end_lineno, handler.end_col_offset = like.end_lineno, like.end_col_offset
    return handler


def passed(like: ast.stmt | ast.expr, arguments: ast.arguments) -> ast.expr:
    """The arguments by position, as a tuple."""
    values: list[ast.expr] = [
        at(like, ast.Name(each.arg, ast.Load())) for each in arguments.posonlyargs + arguments.args
    ]
    if arguments.vararg:
        rest = at(like, ast.Name(arguments.vararg.arg, ast.Load()))
        values.append(at(like, ast.Starred(rest, ast.Load())))
    return at(like, ast.Tuple(values, ast.Load()))


def passed_by_name(like: ast.stmt | ast.expr, arguments: ast.arguments, private: str) -> ast.expr:
    """The arguments that can be passed by name only, as a dictionary, or None."""
    if not arguments.kwonlyargs and not arguments.kwarg:
        return at(like, ast.Constant(None))
    names = [each.arg for each in arguments.kwonlyargs]
    keys: list[ast.expr | None] = [at(like, ast.Constant(mangled(name, private))) for name in names]
    values: list[ast.expr] = [at(like, ast.Name(name, ast.Load())) for name in names]
    if arguments.kwarg:
        keys.append(None)
        values.append(at(like, ast.Name(arguments.kwarg.arg, ast.Load())))
    return at(like, ast.Dict(keys, values))


def key_argument(key: ast.expr) -> ast.expr:
    """A subscript as an argument: slices as objects."""
    if isinstance(key, ast.Slice):
        none = at(key, ast.Constant(None))
        return hook_call(key, "slice", key.lower or none, key.upper or none, key.step or none)
    if isinstance(key, ast.Tuple):
        key.elts = [key_argument(each) for each in key.elts]
    return key


def via_attribute(value: ast.expr, target: ast.Attribute, attribute: str) -> list[ast.expr]:
    """The object whose attribute of the same name the stored value is computed from: `out`, in `a.grad += out.grad`.

    Only where the value reads it in any case, so that naming it once more cannot fail.
    """
    found = {
        node.value.id: at(node, ast.Name(node.value.id, ast.Load()))
        for node in _terms(value)
        if isinstance(node, ast.Attribute) and node.attr == attribute and isinstance(node.value, ast.Name)
    }
    if isinstance(target.value, ast.Name):
        found.pop(target.value.id, None)
    return list(found.values()) if len(found) == 1 else []


def via_item(value: ast.expr, target: ast.Subscript) -> list[ast.expr]:
    """The key of the same container that the stored value is computed from: `n`, in `g[a] += g[n]`; `id(n)` as well."""
    if not isinstance(target.value, ast.Name):
        return []
    own = _simple_key(target.slice)
    found = {
        name: key
        for node in _terms(value)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == target.value.id
        for name, key in [_simple_key(node.slice)]
        if key is not None and name != own[0]
    }
    return [key for key in found.values() if key is not None] if len(found) == 1 else []


def _simple_key(key: ast.expr) -> tuple[str, ast.expr | None]:
    if isinstance(key, ast.Name):
        return key.id, at(key, ast.Name(key.id, ast.Load()))
    if isinstance(key, ast.Call) and isinstance(key.func, ast.Name) and key.func.id == "id" and len(key.args) == 1:
        return _simple_key(key.args[0])
    return "", None


def _terms(value: ast.expr) -> Iterator[ast.expr]:
    """What arithmetic is done with, where it is done in any case."""
    pending = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.BinOp):
            pending += [node.left, node.right]
        elif isinstance(node, ast.UnaryOp):
            pending.append(node.operand)
        else:
            yield node


def mangled(name: str, private: str) -> str:
    if not name.startswith("__") or name.endswith("__") or not private.strip("_"):
        return name
    return f"_{private.lstrip('_')}{name}"


def head_length(body: Sequence[ast.stmt]) -> int:
    """How many statements come first: the docstring, and what a function declares of other scopes' names."""
    head = 0
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        head = int(isinstance(body[0].value.value, str))
    while head < len(body) and isinstance(body[head], (ast.Global, ast.Nonlocal)):
        head += 1
    return head


def is_generator(body: Sequence[ast.stmt]) -> bool:
    """Whether the function yields or awaits itself, not in a function within it."""
    return any(isinstance(node, (ast.Yield, ast.YieldFrom, ast.Await)) for node in own_nodes(body))
