"""Text of the cells that a recording comes from, as one source with shifted spans."""

from __future__ import annotations

from collections.abc import Mapping

from ...contract.common import Span
from ..recording import Place, Recording


class SourceText:
    """The cells that occur in a recording, in the order of `sources`, which is that in which they ran."""

    def __init__(self, recording: Recording, sources: Mapping[str, str]) -> None:
        places = [node.place for node in recording.nodes] + [write.place for write in recording.writes]
        places += [recording.place, recording.called]
        used = {place.cell for place in places if place is not None}
        self._first: dict[str, int] = {}
        parts: list[str] = []
        lines = 0
        for cell, text in sources.items():
            if cell in used:
                self._first[cell] = lines
                parts.append(text.rstrip("\n"))
                lines += text.rstrip("\n").count("\n") + 2
        self.text = "\n\n".join(parts) + ("\n" if parts else "")
        self._lines = self.text.split("\n")

    def span(self, place: Place | None) -> Span | None:
        """The place in the whole text; a line of it where the place has no end."""
        if place is None or place.cell not in self._first:
            return None
        shift = self._first[place.cell]
        line, end_line = place.line + shift, (place.end_line or place.line) + shift
        if not 0 < line <= len(self._lines) or end_line > len(self._lines):
            return None
        if not place.end_line:
            text = self._lines[line - 1]
            return (line, len(text) - len(text.lstrip()), line, len(text))
        return (line, place.column, end_line, place.end_column)
