"""Sites: the places of a rewritten text that its hook calls name by number."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from types import CodeType
from typing import NamedTuple

from ..recording import Place, Statement

_NEW_LINE = re.compile(r"\r\n?|\n")


class FunctionSite(NamedTuple):
    """A def or lambda. `operator` is any name between two double underscores."""

    name: str
    place: Place
    operator: bool


class WriteSite(NamedTuple):
    """A statement that stores."""

    place: Place
    text: str
    statement: Statement


@dataclass(slots=True)
class Text:
    """One text of a cell: its lines, and the variables that its expressions go to."""

    cell: str
    lines: list[str]
    assigned: dict[Place, str] = field(default_factory=dict)

    def place(self, line: int, column: int, end_line: int, end_column: int) -> Place:
        """The place of Python's positions, which count bytes."""
        start, end = self._characters(line, column), self._characters(end_line, end_column)
        return Place(self.cell, line, start, end_line, end)

    def place_of(self, node: ast.stmt | ast.expr) -> Place:
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self.place(node.lineno, node.col_offset, end_line, end_column)

    def line(self, place: Place) -> str:
        return self.lines[place.line - 1].strip() if 0 < place.line <= len(self.lines) else ""

    def _characters(self, line: int, column: int) -> int:
        if not 0 < line <= len(self.lines):
            return column
        return len(self.lines[line - 1].encode()[:column].decode(errors="replace"))


class Sites:
    """All sites of a run, and the texts of all code that was compiled: a cell that is run again has another text.

    cells    names of the cells
    classes  names of the value classes
    """

    def __init__(self) -> None:
        self.functions: list[FunctionSite] = []
        self.writes: list[WriteSite] = []
        self.cells: set[str] = set()
        self.classes: set[str] = set()
        self._texts: dict[int, tuple[CodeType, Text]] = {}

    def compiled(self, code: CodeType, text: Text) -> None:
        """Keep the text of a code object, and of those within it."""
        self.cells.add(text.cell)
        pending = [code]
        while pending:
            each = pending.pop()
            self._texts[id(each)] = each, text
            pending += [constant for constant in each.co_consts if isinstance(constant, CodeType)]

    def text_of(self, code: CodeType) -> Text | None:
        found = self._texts.get(id(code))
        return None if found is None else found[1]

    def function(self, text: Text, name: str, node: ast.stmt | ast.expr) -> int:
        operator = name.startswith("__") and name.endswith("__")
        self.functions.append(FunctionSite(name, text.place_of(node), operator))
        return len(self.functions) - 1

    def write(self, text: Text, node: ast.stmt | ast.expr, statement: Statement) -> int:
        place = text.place_of(node)
        self.writes.append(WriteSite(place, text.line(place), statement))
        return len(self.writes) - 1


def text_of(cell: str, source: str) -> Text:
    return Text(cell, _NEW_LINE.split(source))
