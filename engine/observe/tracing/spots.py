"""Spots: what the text has where a frame stood, the place and the name of what is computed there."""

from __future__ import annotations

from itertools import islice
from types import CodeType
from typing import NamedTuple

from ...trace.names import LONGEST_EXPRESSION
from ..recording import Place
from .sites import Sites, Text


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
            text = self._sites.text_of(code)
            place = None if text is None else _place(text, code, instruction)
            name = "" if text is None or place is None else self._name(text, code, place)
            spot = self._known[id(code), instruction] = Spot(code, place, name)
        return spot

    def _name(self, text: Text, code: CodeType, place: Place) -> str:
        """The variable that the expression goes to, or the expression; none in a class's own text."""
        if code.co_qualname.partition(".")[0] in self._sites.classes:
            return ""
        if place in text.assigned:
            return text.assigned[place]
        expression = text.lines[place.line - 1][place.column : place.end_column]
        return expression if place.line == place.end_line and len(expression) <= LONGEST_EXPRESSION else ""


def _place(text: Text, code: CodeType, instruction: int) -> Place | None:
    line, end_line, column, end_column = next(islice(code.co_positions(), instruction // 2, None))
    if line is None or end_line is None or column is None or end_column is None:
        return None
    return text.place(line, column, end_line, end_column)
