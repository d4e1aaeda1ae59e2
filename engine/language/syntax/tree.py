"""Normalisation of Python's syntax tree: types, which have no meaning here, are removed from it."""

from __future__ import annotations

import ast


def names_without_types(body: list[ast.stmt]) -> frozenset[str]:
    """The names that a program uses, and an import's; the types of its names, parameters and results are removed."""
    names: set[str] = set()
    _replace_declarations(body)
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.alias):
            names.update(node.name.split("."), [node.asname or ""])
        elif isinstance(node, ast.ImportFrom):
            names.update((node.module or "").split("."))
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
            names.add(node.name)
        elif isinstance(node, ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            node.annotation = None
            names.add(node.arg)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.If, ast.For)):
            _replace_declarations(node.body)
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                _replace_declarations(node.orelse)
        stack.extend(ast.iter_child_nodes(node))
    return frozenset(names)


def _replace_declarations(body: list[ast.stmt]) -> None:
    """`x: float = 2.0` becomes `x = 2.0`, and `x: float` alone nothing."""
    for i, node in enumerate(body):
        if isinstance(node, ast.AnnAssign):
            plain = ast.Pass() if node.value is None else ast.Assign([node.target], node.value)
            body[i] = ast.copy_location(plain, node)
