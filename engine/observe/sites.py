"""Sites: the places of a rewritten text that its hook calls name by number."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from .recording import Place, Statement

_NEW_LINE = re.compile(r"\r\n?|\n")


class FunctionSite(NamedTuple):
    """A def or lambda. `operator` is any name between two double underscores, `starts` is `__init__`."""

    name: str
    place: Place
    operator: bool
    starts: bool


class WriteSite(NamedTuple):
    """A statement that stores."""

    place: Place
    text: str
    statement: Statement


@dataclass(slots=True)
class Sites:
    """All sites of a run, the lines of each text that was rewritten, its value classes' names and its variables."""

    functions: list[FunctionSite] = field(default_factory=list)
    writes: list[WriteSite] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    assigned: dict[Place, str] = field(default_factory=dict)
    constructor: int = field(init=False)

    def __post_init__(self) -> None:
        self.functions.append(FunctionSite("__init__", Place("", 0), True, True))
        self.constructor = 0

    def text(self, cell: str, source: str) -> None:
        self.lines[cell] = _NEW_LINE.split(source)

    def line(self, place: Place) -> str:
        lines = self.lines.get(place.cell, [])
        return lines[place.line - 1].strip() if 0 < place.line <= len(lines) else ""

    def place(self, cell: str, node: ast.stmt | ast.expr) -> Place:
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self.position(cell, node.lineno, node.col_offset, end_line, end_column)

    def position(self, cell: str, line: int, column: int, end_line: int, end_column: int) -> Place:
        """The place of Python's positions, which count bytes."""
        start, end = self._characters(cell, line, column), self._characters(cell, end_line, end_column)
        return Place(cell, line, start, end_line, end)

    def _characters(self, cell: str, line: int, column: int) -> int:
        lines = self.lines.get(cell, [])
        if not 0 < line <= len(lines):
            return column
        return len(lines[line - 1].encode()[:column].decode(errors="replace"))

    def function(self, cell: str, name: str, node: ast.stmt | ast.expr) -> int:
        operator = name.startswith("__") and name.endswith("__")
        self.functions.append(FunctionSite(name, self.place(cell, node), operator, name == "__init__"))
        return len(self.functions) - 1

    def write(self, cell: str, node: ast.stmt | ast.expr, statement: Statement) -> int:
        place = self.place(cell, node)
        self.writes.append(WriteSite(place, self.line(place), statement))
        return len(self.writes) - 1
