"""Read position in a source text, and the skeleton of the text before it."""

from __future__ import annotations

from typing import NoReturn

from ..errors import Code, PlaygroundError, Span


class Cursor:
    """Reads `text` from left to right and copies it to the skeleton, except for the replaced characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.line = 1
        self.line_start = 0
        self._skeleton: list[str] = []
        self._copied = 0

    def replace(self, count: int, by: str) -> None:
        """Skip `count` characters; the skeleton gets `by` instead."""
        self._skeleton.append(self.text[self._copied : self.position])
        self._skeleton.append(by)
        self.position += count
        self._copied = self.position

    def skeleton(self) -> str:
        """The complete skeleton; call it once, at the end."""
        self._skeleton.append(self.text[self._copied :])
        return "".join(self._skeleton)

    def next_line(self) -> None:
        """Skip a line end."""
        self.position += 1
        self.line += 1
        self.line_start = self.position

    def span(self, width: int) -> Span:
        """Span of the next `width` characters, which are on the current line."""
        column = self.position - self.line_start
        return (self.line, column, self.line, column + width)

    def refuse(self, message: str, hint: str, width: int, code: Code = "syntax") -> NoReturn:
        """Raise PlaygroundError for the next `width` characters."""
        raise PlaygroundError(code, message, self.span(width), hint)
