"""Lines of the rules that are not within the operation itself: in a table, in a class of the operation, in a pair."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import Enum
from types import BuiltinFunctionType, FunctionType
from typing import Any

from ...contract.notebook import Place as Line
from ..recording import Observed
from ..tracing.classes import attribute_names, is_a, stored
from .reading import Cells
from .syntax import own_nodes

_RULE_METHOD = re.compile(r"back|grad|vjp|deriv|partial|pull|local|diff|jac|push", re.IGNORECASE)


def rule_line(node: Observed, operand: int | None, cells: Cells) -> Line | None:
    """The line of the result's local derivatives; None where the cells do not show it."""
    return (
        _in_function(node, operand, cells)
        or _in_class(node, cells)
        or _in_table(node, cells)
        or _in_decorator(node, operand, cells)
        or _in_pair(node, operand, cells)
    )


def _in_function(node: Observed, operand: int | None, cells: Cells) -> Line | None:
    """What a function returns or yields that the operation defines, or that its call was given."""
    call = node.call
    if call is None or operand is None:
        return None
    own = cells.definition(call.function)
    rules = [found for each in call.arguments if type(each) is FunctionType and (found := cells.definition(each))]
    rules += [(own[0], each) for each in own[1].body if isinstance(each, ast.FunctionDef)] if own is not None else []
    for cell, rule in rules:
        parts = list(own_nodes(rule))
        yields = [each for each in parts if isinstance(each, ast.Yield)]
        returns = [each for each in parts if isinstance(each, ast.Return) and each.value is not None]
        if operand < len(yields):
            return cells.line(cell, yields[operand].lineno)
        if len(returns) == 1:
            return cells.line(cell, returns[0].lineno)
    return None


def _in_class(node: Observed, cells: Cells) -> Line | None:
    """What the backward method of the operation's own class returns: `Mul.backward`."""
    given = [] if node.call is None else node.call.arguments[:1]
    for each in (*given, node.value):
        kind = each if is_a(each, type) else type(each)
        methods = [getattr(held, "__func__", held) for name, held in vars(kind).items() if _RULE_METHOD.search(name)]
        returns = [line for method in methods if (line := _return_line(method, cells)) is not None]
        if len(returns) == 1:
            return returns[0]
    return None


def _return_line(method: Any, cells: Cells) -> Line | None:
    found = cells.definition(method)
    if found is None or _calls_many(found[1]):
        return None
    cell, definition = found
    returns = [each for each in own_nodes(definition) if isinstance(each, ast.Return) and each.value is not None]
    is_setter = bool(returns) and isinstance(returns[-1].value, ast.Name)
    return cells.line(cell, returns[-1].lineno) if returns and not is_setter else None


def _calls_many(definition: ast.AST) -> bool:
    """Whether the method has a loop, as one that does a whole pass has."""
    return any(isinstance(each, ast.For | ast.While) for each in ast.walk(definition))


def _in_table(node: Observed, cells: Cells) -> Line | None:
    """The entry of the only table of functions, or the likeliest one, that has the operation's name as a key."""
    words = set(_words(node))
    found: list[tuple[bool, Line]] = []
    for cell, table, name in _tables(cells):
        for key, value in zip(table.keys, table.values, strict=True):
            if key is not None and _last_word(key) in words:
                line = cells.line(cell, value.lineno)
                if line is not None:
                    found.append((not _RULE_METHOD.search(name) and "rule" not in name.lower(), line))
    found.sort(key=lambda each: each[0])
    return found[0][1] if found and (len(found) == 1 or found[0][0] != found[1][0]) else None


def _tables(cells: Cells) -> Iterator[tuple[str, ast.Dict, str]]:
    """Dictionaries of functions, with the names that they have, or that the functions around them have."""
    for cell, tree in cells.trees.items():
        names = {
            id(each.value): target.id
            for each in ast.walk(tree)
            if isinstance(each, ast.Assign)
            for target in each.targets
            if isinstance(target, ast.Name)
        }
        for outer in ast.walk(tree):
            if isinstance(outer, ast.Module | ast.FunctionDef | ast.ClassDef):
                for each in own_nodes(outer):
                    if (
                        isinstance(each, ast.Dict)
                        and sum(isinstance(v, ast.Lambda | ast.Name) for v in each.values) > 1
                    ):
                        yield cell, each, names.get(id(each), getattr(outer, "name", ""))


def _holds_functions(table: ast.Dict) -> bool:
    return sum(isinstance(each, ast.Lambda | ast.Name) for each in table.values) > 1


def _last_word(key: ast.expr) -> str:
    match key:
        case ast.Constant(value=str(word)):
            return word
        case ast.Attribute(attr=word) | ast.Name(id=word):
            return word
    return ""


def _words(node: Observed) -> Iterator[str]:
    """What an operation may be called in a table."""
    arguments = () if node.call is None else node.call.arguments
    held = [stored(node.value, name) for name in attribute_names(node.value)]
    for each in (*arguments, *held):
        if is_a(each, str):
            yield each
        elif is_a(each, Enum):
            yield each.name
        elif type(each) in (FunctionType, BuiltinFunctionType):
            yield each.__name__


def _in_decorator(node: Observed, operand: int | None, cells: Cells) -> Line | None:
    """`@differentiable(lambda x, y: y, lambda x, y: x)`: the operand's function above the one that is wrapped."""
    closure = getattr(None if node.call is None else node.call.function, "__closure__", None) or ()
    for each in closure:
        found = cells.definition(each.cell_contents)
        for decorator in [] if found is None else found[1].decorator_list:
            given = [part for part in getattr(decorator, "args", ()) if isinstance(part, ast.Lambda)]
            if found is not None and operand is not None and operand < len(given):
                return cells.line(found[0], given[operand].lineno)
    return None


def _in_pair(node: Observed, operand: int | None, cells: Cells) -> Line | None:
    """`(other, lambda g: g * self.value)`: the pair that begins with the operand's name."""
    found = None if node.call is None else cells.definition(node.call.function)
    if found is None or operand is None:
        return None
    cell, definition = found
    names = [each.arg for each in (*definition.args.posonlyargs, *definition.args.args)]
    if operand >= len(names):
        return None
    pairs = [
        each.lineno
        for each in own_nodes(definition)
        if isinstance(each, ast.Tuple)
        and len(each.elts) == 2
        and isinstance(each.elts[0], ast.Name)
        and each.elts[0].id == names[operand]
        and isinstance(each.elts[1], ast.Lambda)
    ]
    return cells.line(cell, pairs[0]) if len(pairs) == 1 else None
