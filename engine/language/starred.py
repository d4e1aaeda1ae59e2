"""Unpacking with `*`: items of a display, arguments of a call, targets of an assignment."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..errors import PlaygroundError
from .coercions import items
from .interpreter import Interpreter
from .syntax.parse import span_of


def evaluated(run: Interpreter, nodes: Sequence[ast.expr]) -> list[object]:
    """The values of a display's items or of a call's arguments, with those of `*xs` in its place."""
    if not any(isinstance(node, ast.Starred) for node in nodes):
        # No generator: the C frame around it would stay open during the evaluation.
        return [run.evaluate(node) for node in nodes]
    values: list[object] = []
    for node in nodes:
        if not isinstance(node, ast.Starred):
            values.append(run.evaluate(node))
            continue
        for item in items(run.evaluate(node.value), span_of(node.value)):
            run.charge_items(1, len(values) + 1)
            values.append(item)
    return values


def parts_of(run: Interpreter, target: ast.Tuple | ast.List, value: object) -> list[object]:
    """The items of `value` for each of the targets, a list for the one with a `*`."""
    targets = target.elts
    starred = [i for i, one in enumerate(targets) if isinstance(one, ast.Starred)]
    parts: list[object] = []
    for item in items(value, span_of(target)):
        run.charge_items(1, len(parts) + 1)
        parts.append(item)
    if starred and len(parts) >= len(targets) - 1:
        first, last = starred[0], len(parts) - (len(targets) - starred[0] - 1)
        return [*parts[:first], parts[first:last], *parts[last:]]
    if len(parts) != len(targets):
        least = "At least " if starred else ""
        needed = f"{least}{len(targets) - len(starred)}"
        message = f"{needed} names stand here for {len(parts)} items."
        raise PlaygroundError("value", message, span_of(target), "Give each item one name.")
    return parts


def plain_target(target: ast.expr) -> ast.expr:
    """The target without its `*`."""
    return target.value if isinstance(target, ast.Starred) else target
