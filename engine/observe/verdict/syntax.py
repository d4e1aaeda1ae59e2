"""Questions to the syntax tree of a reader's function."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
LOOPS = ast.For | ast.While


def own_nodes(function: FUNCTIONS | ast.ClassDef | ast.Module) -> Iterator[ast.AST]:
    """The nodes of a function that do not belong to a function within it, in the order of the text."""
    pending: list[ast.AST] = list(function.body)
    while pending:
        node = pending.pop(0)
        yield node
        if not isinstance(node, FUNCTIONS | ast.Lambda | ast.ClassDef):
            pending[:0] = ast.iter_child_nodes(node)


def is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def is_set(node: ast.AST) -> bool:
    return isinstance(node, ast.Set | ast.SetComp) or (isinstance(node, ast.Call) and is_name(node.func, "set"))


def is_append(node: ast.AST) -> bool:
    return _container_appended_to(node) is not None


def _container_appended_to(node: ast.AST) -> ast.expr | None:
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return None
    function = node.value.func
    appends = isinstance(function, ast.Attribute) and function.attr in ("append", "insert", "appendleft")
    return function.value if isinstance(function, ast.Attribute) and appends else None


def appended_to(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        owner = _container_appended_to(each)
        if isinstance(owner, ast.Name):
            yield owner.id


def recurses(node: ast.AST, name: str) -> bool:
    """Whether a part of a function calls it by its own name: as a function, or as a method of a variable."""
    return any(
        isinstance(each, ast.Call) and calls(each, name) and not (_is_imported(each.func) and name in _FROM_MODULES)
        for each in ast.walk(node)
    )


# Functions that a method of the same name calls: `math.sin` in `sin`.
_FROM_MODULES = frozenset(dir(math)) | {"relu", "sigmoid", "maximum", "minimum", "abs"}


def _is_imported(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)


def calls(node: ast.Call, name: str) -> bool:
    return is_name(node.func, name) or (isinstance(node.func, ast.Attribute) and node.func.attr == name)


def augmented(node: ast.AST) -> ast.Attribute | None:
    """The target of `owner.name += ...`."""
    return node.target if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Attribute) else None


def spans(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def accumulates_product(text: str) -> bool:
    """Whether a line adds one factor times another, or what it is given, as the line that all operations share does."""
    node = statement(text)
    while isinstance(node, ast.For | ast.If) and len(node.body) == 1:
        node = node.body[0]
    if isinstance(node, ast.AugAssign):
        is_product = isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.Mult)
        return isinstance(node.op, ast.Add) and (
            is_product or isinstance(node.value, ast.Name | ast.Call | ast.Subscript)
        )
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and node.value.args:
        given = node.value.args[-1]
        return isinstance(given, ast.Name | ast.Call | ast.Subscript) or (
            isinstance(given, ast.BinOp) and isinstance(given.op, ast.Mult)
        )
    if isinstance(node, ast.Assign):
        return not any(isinstance(each, ast.USub | ast.Sub | ast.Div) for each in ast.walk(node.value))
    return True


def subtracts(text: str) -> bool:
    node = statement(text)
    return node is not None and any(isinstance(each, ast.Sub | ast.USub) for each in ast.walk(node))


def stores_constant(text: str) -> bool:
    """Whether a line stores a number that stands in it, as one that clears does; in doubt it does."""
    node = statement(text)
    while isinstance(node, ast.For | ast.If) and len(node.body) == 1:
        node = node.body[0]
    value: ast.expr | None = None
    if isinstance(node, ast.Assign):
        value = node.value
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and node.value.args:
        value = node.value.args[-1]
    return not isinstance(value, ast.BinOp)


def holds_functions(function: FUNCTIONS) -> bool:
    return any(isinstance(each, FUNCTIONS | ast.Lambda) and each is not function for each in ast.walk(function))


def tells_operations_apart(node: ast.AST, line: int) -> bool:
    """Whether a branch around the line is for one operation: a case, or an if that compares with a word."""
    if isinstance(node, ast.match_case):
        return spans_all(node.body, line)
    if not isinstance(node, ast.If) or not spans_all(node.body, line):
        return False
    return any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in ast.walk(node.test))


def spans_all(statements: list[ast.stmt], line: int) -> bool:
    return statements[0].lineno <= line <= (statements[-1].end_lineno or statements[-1].lineno)


def reverses(node: ast.AST, name: str) -> bool:
    """Whether the function turns the list around before it walks it."""
    return any(
        isinstance(each, ast.Call)
        and (
            (isinstance(each.func, ast.Attribute) and each.func.attr in ("reverse", "insert", "appendleft"))
            or (is_name(each.func, "reversed") and any(is_name(argument, name) for argument in each.args))
        )
        for each in ast.walk(node)
    )


def names_used(node: ast.AST, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(node))


def statement(text: str) -> ast.stmt | None:
    """A line's statement; None if the line is no whole statement, or several."""
    try:
        body = ast.parse(text.strip()).body
    except SyntaxError:
        return None
    return body[0] if len(body) == 1 else None
