"""Reading of the reader's cells: which line makes the order, gives a rule away or builds a result.

What is found here is where a fault lies, never whether there is one: that follows from the events of the run.
"""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from types import CodeType
from typing import Any, NamedTuple

from ...contract.notebook import Place as Line
from ..recording import Place

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
_LOOPS = ast.For | ast.While


class Found(NamedTuple):
    """A line, what it does in words, and the same line as it should be, where that is certain."""

    line: Line
    words: str = ""
    fix: str = ""


class Cells:
    """The texts of the cells by their names. A cell that is no Python, because of a magic, is left out."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._lines = {cell: source.split("\n") for cell, source in sources.items()}
        self._trees: dict[str, ast.Module] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for cell, source in sources.items():
                try:
                    self._trees[cell] = ast.parse(source)
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

    def definition(self, function: Any) -> tuple[str, _FUNCTIONS] | None:
        """The cell and the tree of a function's definition."""
        code = getattr(getattr(function, "__func__", function), "__code__", None)
        if not isinstance(code, CodeType):
            return None
        for cell, node in self._functions:
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
        returns = [each for each in _own(node) if isinstance(each, ast.Return) and each.value is not None]
        if not returns:
            return self.line(cell, node.lineno)
        value = returns[-1].value
        if isinstance(value, ast.Name):
            for each in _own(node):
                if isinstance(each, ast.Assign) and any(_is_name(target, value.id) for target in each.targets):
                    return self.line(cell, each.lineno)
        return self.line(cell, returns[-1].lineno)

    def slope_line(self, function: Any) -> Line | None:
        """The line of a function that notes the slopes of its result: on a tape, or as it makes the result."""
        found = self.definition(function)
        if found is None:
            return None
        cell, node = found
        noted = [each for each in _own(node) if isinstance(each, ast.Expr) and _is_append(each)]
        return self.line(cell, noted[0].lineno) if len(noted) == 1 else self.result_line(function)

    # rules

    def misnamed_rule(self, function: Any) -> Found | None:
        """The line that gives a rule to an attribute that no line calls."""
        found = self.definition(function)
        return None if found is None else self._misnamed(*found)

    def _misnamed(self, cell: str, node: _FUNCTIONS) -> Found | None:
        called = self._called_attributes
        inner = {each.name for each in ast.walk(node) if isinstance(each, _FUNCTIONS) and each is not node}
        for each in _own(node):
            if not isinstance(each, ast.Assign) or not isinstance(each.targets[0], ast.Attribute):
                continue
            target = each.targets[0]
            is_rule = isinstance(each.value, ast.Lambda) or (
                isinstance(each.value, ast.Name) and each.value.id in inner
            )
            line = self.line(cell, each.lineno)
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
            if isinstance(each, _FUNCTIONS) and each is not node and not _names_used(node, each.name)
        ]  # fmt: skip
        if unused:
            line = self.line(cell, unused[0].lineno)
            return (
                Found(line, f"defines the rule {unused[0].name}, but nothing gives it to the result") if line else None
            )
        return None

    def shadowing_rule(self, function: Any) -> Found | None:
        """The line that puts a rule in place of the method that does the pass, so that calling that runs the rule."""
        found = self.definition(function)
        if found is None:
            return None
        cell, inner = found
        around = [
            node for name, node in self._functions
            if name == cell and node is not inner and any(each is inner for each in ast.walk(node))
        ]  # fmt: skip
        for node in around:
            misnamed = self._misnamed(cell, node)
            if misnamed is not None:
                return misnamed
        return None

    def forgotten_call(self) -> Found | None:
        """A line that names a rule without calling it."""
        rules = self._rule_attributes | self._initial_attributes
        for cell, tree in self._trees.items():
            for each in ast.walk(tree):
                if isinstance(each, ast.Expr) and isinstance(each.value, ast.Attribute) and each.value.attr in rules:
                    line = self.line(cell, each.lineno)
                    if line is not None:
                        written = ast.unparse(each.value)
                        fix = line["text"].replace(written, f"{written}()", 1)
                        return Found(line, "names the rule, but does not call it: the brackets are missing", fix)
        return None

    # orders

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
                    line = self.line(cell, each.lineno)
                    if line is not None:
                        return Found(line, "takes a value for one that it has visited")
        return None

    def _first_of(self, *finders: Iterator[Found]) -> Found | None:
        return next((found for each in finders for found in each), None)

    def _recursion_in_rule(self) -> Iterator[Found]:
        rules = self._rule_attributes
        for cell, outer in self._functions:
            for node in ast.walk(outer):
                if not isinstance(node, _FUNCTIONS) or node is outer:
                    continue
                for each in ast.walk(node):
                    if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in rules:
                        yield from self._found(
                            cell, each, "calls the rule of an operand as soon as one contribution has arrived"
                        )

    def _whole_gradient(self) -> Iterator[Found]:
        """A function that adds to a gradient and calls itself with all of it, not with what has just arrived."""
        for cell, node in self._functions:
            written = {each.target.attr for each in _own(node) if _is_augmented(each)}  # type: ignore[attr-defined]
            for each in _own(node):
                if isinstance(each, ast.Call) and _calls(each, node.name):
                    read = {part.attr for part in ast.walk(each) if isinstance(part, ast.Attribute)}
                    if written & read:
                        yield from self._found(cell, each, "passes on the whole gradient, not what has just arrived")

    def _preorder(self) -> Iterator[Found]:
        for cell, node, block in self._recursive_blocks():
            for i, statement in enumerate(block):
                if _is_append(statement) and any(_recurses(each, node.name) for each in block[i + 1 :]):
                    yield from self._found(cell, statement, "puts a value into the order before its operands")

    def _append_outside(self) -> Iterator[Found]:
        for cell, node in self._searches:
            inside = [each for each in node.body if isinstance(each, ast.If) and _recurses(each, node.name)]
            for statement in node.body:
                if inside and _is_append(statement) and node.body.index(statement) > node.body.index(inside[-1]):
                    yield from self._found(
                        cell, statement, "stands outside of the if, so that a visited value comes into the order again"
                    )

    def _without_visited(self) -> Iterator[Found]:
        for cell, node in self._searches:
            tests = [each for each in ast.walk(node) if isinstance(each, ast.Compare | ast.If)]
            if not tests:
                statement = next((each for each in ast.walk(node) if _is_append(each)), None)
                if statement is not None:
                    yield from self._found(
                        cell, statement, "puts a value into the order each time the search comes to it"
                    )

    def _not_reversed(self) -> Iterator[Found]:
        orders = {name for _, node in self._searches for name in _appended_to(node)}
        for cell, node, loop in self._walks():
            if isinstance(loop, ast.For) and isinstance(loop.iter, ast.Name) and loop.iter.id in orders:
                line = self.line(cell, loop.lineno)
                if line is not None and not _reverses(node, loop.iter.id):
                    fix = line["text"].replace(f"in {loop.iter.id}", f"in reversed({loop.iter.id})", 1)
                    yield Found(line, "walks from the leaves to the end, not back", fix)

    def _sorted(self) -> Iterator[Found]:
        for cell, node, loop in self._walks():
            if isinstance(loop, ast.For) and any(_is_name(part, "sorted") for part in ast.walk(loop.iter)):
                yield from self._found(cell, loop, "sorts the values by something that is no order of computation")
            for each in node.body:
                if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call) and _calls(each.value, "sort"):
                    yield from self._found(cell, each, "sorts the values by something that is no order of computation")

    def _set_order(self) -> Iterator[Found]:
        for cell, node, loop in self._walks():
            sets = {
                target.id
                for each in _own(node)
                if isinstance(each, ast.Assign) and _is_set(each.value)
                for target in each.targets
                if isinstance(target, ast.Name)
            }
            if isinstance(loop, ast.For) and any(_is_name(part, name) for part in ast.walk(loop.iter) for name in sets):
                yield from self._found(cell, loop, "walks through a set, whose order changes from run to run")

    def _queue(self) -> Iterator[Found]:
        for cell, _, loop in self._walks():
            if not isinstance(loop, ast.While):
                continue
            for each in ast.walk(loop):
                if isinstance(each, ast.Call) and (_calls(each, "pop") or _calls(each, "popleft")):
                    yield from self._found(
                        cell, each, "takes the next value without looking whether all that uses it is done"
                    )

    def _walks(self) -> Iterator[tuple[str, _FUNCTIONS, _LOOPS]]:
        """The loops that may pass gradients on: the outermost ones of functions that do not search."""
        searching = [node for _, node in self._searches]
        for cell, node in self._functions:
            if node in searching or node.name == "__init__":
                continue
            for each in node.body:
                if isinstance(each, _LOOPS) and any(
                    _is_augmented(part) or (isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute))
                    for part in ast.walk(each)
                ):
                    yield cell, node, each

    def in_loop(self, place: Place | None) -> bool:
        """Whether a line is in a loop of its own function, so that it serves more than one contribution."""
        if place is None or place.cell not in self._trees:
            return False
        loops = [
            each for each in ast.walk(self._trees[place.cell]) if isinstance(each, _LOOPS) and _spans(each, place.line)
        ]
        functions = [node for cell, node in self._functions if cell == place.cell and _spans(node, place.line)]
        innermost = max((node.lineno for node in functions), default=0)
        return any(loop.lineno > innermost for loop in loops)

    # parts

    def _found(self, cell: str, node: ast.AST, words: str) -> Iterator[Found]:
        line = self.line(cell, getattr(node, "lineno", 0))
        if line is not None:
            yield Found(line, words)

    @cached_property
    def _functions(self) -> list[tuple[str, _FUNCTIONS]]:
        return [
            (cell, node)
            for cell, tree in reversed(self._trees.items())
            for node in ast.walk(tree)
            if isinstance(node, _FUNCTIONS)
        ]

    @cached_property
    def _searches(self) -> list[tuple[str, _FUNCTIONS]]:
        """Functions that call themselves and fill a list; the innermost ones."""
        recursive = [(cell, node) for cell, node in self._functions if _recurses(node, node.name)]
        return [
            (cell, node)
            for cell, node in recursive
            if any(_is_append(each) for each in ast.walk(node))
            and not any(other is not node and other in ast.walk(node) for _, other in recursive)
        ]

    def _recursive_blocks(self) -> Iterator[tuple[str, _FUNCTIONS, list[ast.stmt]]]:
        for cell, node in self._searches:
            for each in ast.walk(node):
                for name in ("body", "orelse"):
                    block = getattr(each, name, None)
                    if isinstance(block, list):
                        yield cell, node, block

    @cached_property
    def _called_attributes(self) -> set[str]:
        """Attributes that are called without an argument, or with one: those that a rule may be given to."""
        return {
            each.func.attr
            for tree in self._trees.values()
            for each in ast.walk(tree)
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and len(each.args) < 2
        }

    def _rule_assignments(self) -> Iterator[tuple[str, ast.Assign]]:
        for _, node in self._functions:
            inner = {each.name for each in node.body if isinstance(each, _FUNCTIONS)}
            for each in node.body:
                if not isinstance(each, ast.Assign) or not isinstance(each.targets[0], ast.Attribute):
                    continue
                if isinstance(each.value, ast.Name) and each.value.id in inner:
                    yield each.targets[0].attr, each

    @cached_property
    def _rule_attributes(self) -> set[str]:
        return {attribute for attribute, _ in self._rule_assignments()}

    @cached_property
    def _initial_attributes(self) -> set[str]:
        """Attributes that hold a rule from the beginning: `self._backward = lambda: None`."""
        return {
            each.targets[0].attr
            for _, node in self._functions
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


def _own(function: _FUNCTIONS) -> Iterator[ast.AST]:
    """The nodes of a function that do not belong to a function within it, in the order of the text."""
    pending: list[ast.AST] = list(function.body)
    while pending:
        node = pending.pop(0)
        yield node
        if not isinstance(node, _FUNCTIONS | ast.Lambda | ast.ClassDef):
            pending[:0] = ast.iter_child_nodes(node)


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_set(node: ast.AST) -> bool:
    return isinstance(node, ast.Set | ast.SetComp) or (isinstance(node, ast.Call) and _is_name(node.func, "set"))


def _is_append(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr in ("append", "insert", "appendleft")
    )


def _appended_to(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if _is_append(each):
            owner = each.value.func.value  # type: ignore[attr-defined]
            if isinstance(owner, ast.Name):
                yield owner.id


def _recurses(node: ast.AST, name: str) -> bool:
    """Whether a part of a function calls it by its own name: as a function, or as a method of a variable."""
    return any(
        isinstance(each, ast.Call) and _calls(each, name) and not (_is_imported(each.func) and name in _FROM_MODULES)
        for each in ast.walk(node)
    )


# Functions that a method of the same name calls: `math.sin` in `sin`.
_FROM_MODULES = frozenset(dir(math)) | {"relu", "sigmoid", "maximum", "minimum", "abs"}


def _is_imported(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)


def _calls(node: ast.Call, name: str) -> bool:
    return _is_name(node.func, name) or (isinstance(node.func, ast.Attribute) and node.func.attr == name)


def _is_augmented(node: ast.AST) -> bool:
    return isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Attribute)


def _spans(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _reverses(node: ast.AST, name: str) -> bool:
    """Whether the function turns the list around before it walks it."""
    return any(
        isinstance(each, ast.Call)
        and (
            (isinstance(each.func, ast.Attribute) and each.func.attr in ("reverse", "insert", "appendleft"))
            or (_is_name(each.func, "reversed") and any(_is_name(argument, name) for argument in each.args))
        )
        for each in ast.walk(node)
    )


def _names_used(node: ast.AST, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(node))


def statement(text: str) -> ast.stmt | None:
    """A line's statement; None if the line is no whole statement, or several."""
    try:
        body = ast.parse(text.strip()).body
    except SyntaxError:
        return None
    return body[0] if len(body) == 1 else None
