"""Rules of the reader's operations as the cells give them away: to which attribute, and what calls it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from .reading import Cells, Found
from .syntax import FUNCTIONS, names_used, own_nodes


class Rules:
    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def misnamed_rule(self, function: Any) -> Found | None:
        """The line that gives a rule to an attribute that no line calls."""
        found = self._cells.definition(function)
        return None if found is None else self._misnamed(*found)

    def _misnamed(self, cell: str, node: FUNCTIONS) -> Found | None:
        called = self._called_attributes
        inner = {each.name for each in ast.walk(node) if isinstance(each, FUNCTIONS) and each is not node}
        for each in own_nodes(node):
            if not isinstance(each, ast.Assign) or not isinstance(each.targets[0], ast.Attribute):
                continue
            target = each.targets[0]
            is_rule = isinstance(each.value, ast.Lambda) or (
                isinstance(each.value, ast.Name) and each.value.id in inner
            )
            line = self._cells.line(cell, each.lineno)
            if not is_rule or line is None:
                continue
            usual = self._usual_rule_attribute(target.attr)
            if target.attr in called and (
                usual is None or usual == target.attr or target.attr in self._initial_attributes
            ):
                continue
            likely = get_close_matches(target.attr, sorted(called | ({usual} if usual else set())), 2, 0.5)
            right = usual or next((name for name in likely if name != target.attr), None)
            if right is None or right == target.attr:
                return Found(line, f"gives the rule to {target.attr}, which nothing calls")
            fix = line["text"].replace(f".{target.attr}", f".{right}", 1)
            return Found(line, f"gives the rule to {target.attr}, but the pass calls {right}", fix)
        unused = [
            each for each in ast.walk(node)
            if isinstance(each, FUNCTIONS) and each is not node and not names_used(node, each.name)
        ]  # fmt: skip
        if unused:
            line = self._cells.line(cell, unused[0].lineno)
            return (
                Found(line, f"defines the rule {unused[0].name}, but nothing gives it to the result") if line else None
            )
        return None

    def shadowing_rule(self, function: Any) -> Found | None:
        """The line that puts a rule in place of the method that does the pass, so that calling that runs the rule."""
        found = self._cells.definition(function)
        if found is None:
            return None
        cell, inner = found
        around = [
            node for name, node in self._cells.functions
            if name == cell and node is not inner and any(each is inner for each in ast.walk(node))
        ]  # fmt: skip
        for node in around:
            misnamed = self._misnamed(cell, node)
            if misnamed is not None:
                return misnamed
        return None

    def forgotten_call(self) -> Found | None:
        """A line that names a rule without calling it."""
        rules = self.attributes | self._initial_attributes
        for cell, tree in self._cells.trees.items():
            for each in ast.walk(tree):
                if isinstance(each, ast.Expr) and isinstance(each.value, ast.Attribute) and each.value.attr in rules:
                    line = self._cells.line(cell, each.lineno)
                    if line is not None:
                        written = ast.unparse(each.value)
                        fix = line["text"].replace(written, f"{written}()", 1)
                        return Found(line, "names the rule, but does not call it: the brackets are missing", fix)
        return None

    @cached_property
    def _called_attributes(self) -> set[str]:
        """Attributes that are called without an argument, or with one: those that a rule may be given to."""
        return {
            each.func.attr
            for tree in self._cells.trees.values()
            for each in ast.walk(tree)
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and len(each.args) < 2
        }

    def _rule_assignments(self) -> Iterator[tuple[str, ast.Assign]]:
        for _, node in self._cells.functions:
            inner = {each.name for each in node.body if isinstance(each, FUNCTIONS)}
            for each in node.body:
                if not isinstance(each, ast.Assign) or not isinstance(each.targets[0], ast.Attribute):
                    continue
                if isinstance(each.value, ast.Name) and each.value.id in inner:
                    yield each.targets[0].attr, each

    @cached_property
    def attributes(self) -> set[str]:
        return {attribute for attribute, _ in self._rule_assignments()}

    @cached_property
    def _initial_attributes(self) -> set[str]:
        """Attributes that hold a rule from the beginning: `self._backward = lambda: None`."""
        return {
            each.targets[0].attr
            for _, node in self._cells.functions
            if node.name == "__init__"
            for each in node.body
            if isinstance(each, ast.Assign)
            and isinstance(each.targets[0], ast.Attribute)
            and isinstance(each.value, ast.Lambda)
        }

    def _usual_rule_attribute(self, other: str) -> str | None:
        """The attribute that rules are given to elsewhere."""
        initial = self._initial_attributes
        if len(initial) == 1:
            return next(iter(initial))
        counts: dict[str, int] = {}
        for attribute, _ in self._rule_assignments():
            counts[attribute] = counts.get(attribute, 0) + 1
        counts.pop(other, None)
        return max(counts, key=lambda name: counts[name], default=None)
