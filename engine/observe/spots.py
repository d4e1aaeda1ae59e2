"""Spots: what the text has where a frame stood, the place and the name of what is computed there."""

from __future__ import annotations

from itertools import islice
from types import CodeType
from typing import NamedTuple

from ..trace.names import LONGEST_EXPRESSION
from .recording import Place
from .sites import Sites


class Spot(NamedTuple):
    """The place of an instruction, None if it is not in a rewritten text, and a name of its value, or empty."""

    code: CodeType
    place: Place | None
    name: str


class Spots:
    """The spots that were asked for; each keeps its code, so that the identity stays that of this code."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites
        self._known: dict[tuple[int, int], Spot] = {}

    def at(self, code: CodeType, instruction: int) -> Spot:
        spot = self._known.get((id(code), instruction))
        if spot is None:
            place = self._place(code, instruction)
            spot = self._known[id(code), instruction] = Spot(code, place, self._name(code, place))
        return spot

    def _place(self, code: CodeType, instruction: int) -> Place | None:
        if code.co_filename not in self._sites.lines:
            return None
        line, end_line, column, end_column = next(islice(code.co_positions(), instruction // 2, None))
        if line is None or end_line is None or column is None or end_column is None:
            return None
        return self._sites.position(code.co_filename, line, column, end_line, end_column)

    def _name(self, code: CodeType, place: Place | None) -> str:
        """The variable that the expression goes to, or the expression; none in a class's own text."""
        if place is None or code.co_qualname.partition(".")[0] in self._sites.classes:
            return ""
        if place in self._sites.assigned:
            return self._sites.assigned[place]
        text = self._sites.lines[place.cell][place.line - 1][place.column : place.end_column]
        return text if place.line == place.end_line and len(text) <= LONGEST_EXPRESSION else ""
