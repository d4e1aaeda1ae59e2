"""Orders in which the reader's cells go through the values: which line makes a wrong one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from .reading import Cells, Found
from .rules import Rules
from .syntax import (
    FUNCTIONS,
    LOOPS,
    appended_to,
    augmented,
    calls,
    is_append,
    is_name,
    is_set,
    own_nodes,
    recurses,
    reverses,
)  # fmt: skip

_SORTED = "sorts the values by something that is no order of computation"


class Orders:
    def __init__(self, cells: Cells, rules: Rules) -> None:
        self._cells, self._rules = cells, rules

    def early_order(self) -> Found | None:
        """The line that makes an order in which values pass on before all has arrived."""
        return self._first_of(
            self._recursion_in_rule(), self._sorted(), self._set_order(), self._queue(), self._preorder(),
            self._not_reversed(),
        )  # fmt: skip

    def repeated_order(self) -> Found | None:
        """The line by which a value passes its gradient on twice."""
        return self._first_of(
            self._recursion_in_rule(), self._whole_gradient(), self._append_outside(), self._without_visited()
        )

    def comparison_of_visited(self) -> Found | None:
        """The test whether the search has visited a value."""
        for cell, node in self._searches:
            for each in ast.walk(node):
                if isinstance(each, ast.Compare) and isinstance(each.ops[0], ast.In | ast.NotIn):
                    line = self._cells.line(cell, each.lineno)
                    if line is not None:
                        return Found(line, "takes a value for one that it has visited")
        return None

    def _first_of(self, *finders: Iterator[Found]) -> Found | None:
        return next((found for each in finders for found in each), None)

    def _recursion_in_rule(self) -> Iterator[Found]:
        rules = self._rules.attributes
        for cell, outer in self._cells.functions:
            for node in ast.walk(outer):
                if not isinstance(node, FUNCTIONS) or node is outer:
                    continue
                for each in ast.walk(node):
                    if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in rules:
                        yield from self._cells.found(
                            cell, each, "calls the rule of an operand as soon as one contribution has arrived"
                        )

    def _whole_gradient(self) -> Iterator[Found]:
        """A function that adds to a gradient and calls itself with all of it, not with what has just arrived."""
        for cell, node in self._cells.functions:
            written = {target.attr for each in own_nodes(node) if (target := augmented(each)) is not None}
            for each in own_nodes(node):
                if isinstance(each, ast.Call) and calls(each, node.name):
                    read = {part.attr for part in ast.walk(each) if isinstance(part, ast.Attribute)}
                    if written & read:
                        yield from self._cells.found(
                            cell, each, "passes on the whole gradient, not what has just arrived"
                        )

    def _preorder(self) -> Iterator[Found]:
        for cell, node, block in self._recursive_blocks():
            for i, statement in enumerate(block):
                if is_append(statement) and any(recurses(each, node.name) for each in block[i + 1 :]):
                    yield from self._cells.found(cell, statement, "puts a value into the order before its operands")

    def _append_outside(self) -> Iterator[Found]:
        for cell, node in self._searches:
            inside = [each for each in node.body if isinstance(each, ast.If) and recurses(each, node.name)]
            for statement in node.body:
                if inside and is_append(statement) and node.body.index(statement) > node.body.index(inside[-1]):
                    yield from self._cells.found(
                        cell, statement, "stands outside of the if, so that a visited value comes into the order again"
                    )

    def _without_visited(self) -> Iterator[Found]:
        for cell, node in self._searches:
            tests = [each for each in ast.walk(node) if isinstance(each, ast.Compare | ast.If)]
            if not tests:
                statement = next((each for each in ast.walk(node) if is_append(each)), None)
                if statement is not None:
                    yield from self._cells.found(
                        cell, statement, "puts a value into the order each time the search comes to it"
                    )

    def _not_reversed(self) -> Iterator[Found]:
        searches: list[ast.AST] = [node for _, node in self._searches]
        searches += [loop for _, _, loop in self._walks() if isinstance(loop, ast.While) and _is_depth_first(loop)]
        orders = {name for node in searches for name in appended_to(node)}
        for cell, node, loop in self._walks():
            if isinstance(loop, ast.For) and isinstance(loop.iter, ast.Name) and loop.iter.id in orders:
                line = self._cells.line(cell, loop.lineno)
                if line is not None and not reverses(node, loop.iter.id):
                    fix = line["text"].replace(f"in {loop.iter.id}", f"in reversed({loop.iter.id})", 1)
                    yield Found(line, "walks from the leaves to the end, not back", fix)

    def _sorted(self) -> Iterator[Found]:
        for cell, node, loop in self._walks():
            if isinstance(loop, ast.For) and any(is_name(part, "sorted") for part in ast.walk(loop.iter)):
                yield from self._cells.found(cell, loop, _SORTED)
            for each in ast.walk(node):
                if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call) and calls(each.value, "sort"):
                    yield from self._cells.found(cell, each, _SORTED)

    def _set_order(self) -> Iterator[Found]:
        for cell, node, loop in self._walks():
            sets = {
                target.id
                for each in own_nodes(node)
                if isinstance(each, ast.Assign) and is_set(each.value)
                for target in each.targets
                if isinstance(target, ast.Name)
            }
            if isinstance(loop, ast.For) and any(is_name(part, name) for part in ast.walk(loop.iter) for name in sets):
                yield from self._cells.found(cell, loop, "walks through a set, whose order changes from run to run")

    def _queue(self) -> Iterator[Found]:
        for cell, _, loop in self._walks():
            if not isinstance(loop, ast.While) or _is_depth_first(loop):
                continue
            for each in ast.walk(loop):
                if isinstance(each, ast.Call) and (calls(each, "pop") or calls(each, "popleft")):
                    yield from self._cells.found(
                        cell, each, "takes the next value without looking whether all that uses it is done"
                    )

    def _walks(self) -> Iterator[tuple[str, FUNCTIONS, LOOPS]]:
        """The loops that may pass gradients on: the outermost ones of functions that do not search."""
        searching = [node for _, node in self._searches]
        for cell, node in self._cells.functions:
            if node in searching or node.name == "__init__":
                continue
            for each in node.body:
                if isinstance(each, LOOPS) and any(
                    augmented(part) or (isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute))
                    for part in ast.walk(each)
                ):
                    yield cell, node, each

    @cached_property
    def _searches(self) -> list[tuple[str, FUNCTIONS]]:
        """Functions that call themselves and fill a list; the innermost ones."""
        recursive = [(cell, node) for cell, node in self._cells.functions if recurses(node, node.name)]
        return [
            (cell, node)
            for cell, node in recursive
            if any(is_append(each) for each in ast.walk(node))
            and not any(augmented(each) for each in own_nodes(node))
            and not any(other is not node and other in ast.walk(node) for _, other in recursive)
        ]

    def _recursive_blocks(self) -> Iterator[tuple[str, FUNCTIONS, list[ast.stmt]]]:
        for cell, node in self._searches:
            for each in ast.walk(node):
                for name in ("body", "orelse"):
                    block = getattr(each, name, None)
                    if isinstance(block, list):
                        yield cell, node, block


def _is_depth_first(loop: ast.While) -> bool:
    """Whether a loop takes values off a stack together with a mark whether their operands are done."""
    return any(
        isinstance(each, ast.Assign)
        and isinstance(each.targets[0], ast.Tuple)
        and isinstance(each.value, ast.Call)
        and calls(each.value, "pop")
        for each in ast.walk(loop)
    )
