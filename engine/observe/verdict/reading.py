"""Reading of the reader's cells: lines, and the definitions of functions.

What is found here is where a fault lies, never whether there is one: that follows from the events of the run.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import CodeType
from typing import Any, NamedTuple

from ...contract.notebook import Place as Line
from ..recording import Place
from .syntax import FUNCTIONS, LOOPS, calls, is_append, is_name, own_nodes, spans, tells_operations_apart


class Found(NamedTuple):
    """A line, what it does in words, and the same line as it should be, where that is certain."""

    line: Line
    words: str = ""
    fix: str = ""


class Cells:
    """The texts of the cells by their names. A cell that is no Python, because of a magic, is left out."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._lines = {cell: source.split("\n") for cell, source in sources.items()}
        self.trees: dict[str, ast.Module] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for cell, source in sources.items():
                try:
                    self.trees[cell] = ast.parse(source)
                except SyntaxError:
                    continue

    def line(self, cell: str, number: int) -> Line | None:
        """A line by its number, or None if there is no such line."""
        lines = self._lines.get(cell, [])
        if not 0 < number <= len(lines):
            return None
        return {"cell": cell, "line": number, "text": lines[number - 1].strip()}

    def at(self, place: Place | None) -> Line | None:
        return None if place is None else self.line(place.cell, place.line)

    def definition(self, function: Any) -> tuple[str, FUNCTIONS] | None:
        """The cell and the tree of a function's definition."""
        code = getattr(getattr(function, "__func__", function), "__code__", None)
        if not isinstance(code, CodeType):
            return None
        for cell, node in self.functions:
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            if cell == code.co_filename and node.name == code.co_name and first <= code.co_firstlineno <= node.lineno:
                return cell, node
        return None

    def contains(self, function: Any, place: Place | None) -> bool:
        """Whether a line is within the function's definition."""
        found = self.definition(function)
        if found is None or place is None:
            return False
        cell, node = found
        return place.cell == cell and node.lineno <= place.line <= (node.end_lineno or node.lineno)

    def result_line(self, function: Any) -> Line | None:
        """The line of a function that makes its result: the one that it returns, or of the call that makes that."""
        found = self.definition(function)
        if found is None:
            return None
        cell, node = found
        returns = [each for each in own_nodes(node) if isinstance(each, ast.Return) and each.value is not None]
        if not returns:
            return self.line(cell, node.lineno)
        value = returns[-1].value
        if isinstance(value, ast.Name):
            for each in own_nodes(node):
                if isinstance(each, ast.Assign) and any(is_name(target, value.id) for target in each.targets):
                    return self.line(cell, each.lineno)
        return self.line(cell, returns[-1].lineno)

    def slope_line(self, function: Any) -> Line | None:
        """The line of a function that notes the slopes of its result: on a tape, or as it makes the result."""
        found = self.definition(function)
        if found is None:
            return None
        cell, node = found
        noted = [each for each in own_nodes(node) if isinstance(each, ast.Expr) and is_append(each)]
        return self.line(cell, noted[0].lineno) if len(noted) == 1 else self.result_line(function)

    def in_loop(self, place: Place | None) -> bool:
        """Whether a line is in a loop of its own function, so that it serves more than one contribution."""
        if place is None or place.cell not in self.trees:
            return False
        tree = self.trees[place.cell]
        loops = [each for each in ast.walk(tree) if isinstance(each, LOOPS) and spans(each, place.line)]
        if any(tells_operations_apart(each, place.line) for loop in loops for each in ast.walk(loop)):
            return False
        functions = [node for cell, node in self.functions if cell == place.cell and spans(node, place.line)]
        innermost = max((node.lineno for node in functions), default=0)
        return any(loop.lineno > innermost for loop in loops)

    def helper(self, place: Place | None) -> str | None:
        """The name of the function around the line, if it is given what the line stores: `receive(self, amount)`."""
        around = (
            [] if place is None else [n for cell, n in self.functions if cell == place.cell and spans(n, place.line)]
        )
        if place is None or not around:
            return None
        function = max(around, key=lambda each: each.lineno)
        names = {each.arg for each in function.args.args[1:]}
        lines = [each for each in own_nodes(function) if getattr(each, "lineno", 0) == place.line]
        owners = {id(each.value) for each in lines if isinstance(each, ast.Attribute)}
        bare = [each for each in lines if isinstance(each, ast.Name) and each.id in names and id(each) not in owners]
        loops = any(isinstance(each, LOOPS) for each in own_nodes(function))
        return function.name if bare and not loops and len(around) == 1 else None

    def only_call(self, name: str) -> Line | None:
        """The only line that calls a method of this name, if it is in a loop."""
        found = [
            (cell, each.lineno)
            for cell, node in self.functions
            for each in own_nodes(node)
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr == name
        ]
        if len(found) != 1 or not self.in_loop(Place(*found[0])):
            return None
        return self.line(*found[0])

    def takes_noted_slopes(self, place: Place | None) -> bool:
        """Whether the line is in a loop over what operations have noted, not over what a function has just given."""
        if place is None or place.cell not in self.trees:
            return False
        loops = [
            each for each in ast.walk(self.trees[place.cell]) if isinstance(each, ast.For) and spans(each, place.line)
        ]
        if not loops:
            return False
        over = max(loops, key=lambda each: each.lineno).iter
        parts = over.args if isinstance(over, ast.Call) and is_name(over.func, "zip") else [over]
        return all(isinstance(each, ast.Attribute) for each in parts)

    def recursion(self, place: Place | None) -> Line | None:
        """Where a function that writes passes something on to itself, which its write takes as the gradient."""
        if place is None:
            return None
        for cell, node in self.functions:
            if cell == place.cell and spans(node, place.line) and len(node.args.args) > 1:
                for each in own_nodes(node):
                    if isinstance(each, ast.Call) and calls(each, node.name) and each.args:
                        return self.line(cell, each.lineno)
        return None

    def found(self, cell: str, node: ast.AST, words: str) -> Iterator[Found]:
        line = self.line(cell, getattr(node, "lineno", 0))
        if line is not None:
            yield Found(line, words)

    @cached_property
    def functions(self) -> list[tuple[str, FUNCTIONS]]:
        return [
            (cell, node)
            for cell, tree in reversed(self.trees.items())
            for node in ast.walk(tree)
            if isinstance(node, FUNCTIONS)
        ]
