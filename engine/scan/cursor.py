"""A place in a text, and the skeleton that grows behind it."""

from __future__ import annotations

from typing import NoReturn

from ..errors import Code, PlaygroundError, Span


class Cursor:
    """Reads `text` from left to right; what is not replaced goes into the skeleton as it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.line = 1
        self.line_start = 0
        self._skeleton: list[str] = []
        self._copied = 0

    def replace(self, count: int, by: str) -> None:
        """Step over `count` characters; in the skeleton stands `by` instead."""
        self._skeleton.append(self.text[self._copied : self.position])
        self._skeleton.append(by)
        self.position += count
        self._copied = self.position

    def skeleton(self) -> str:
        self._skeleton.append(self.text[self._copied :])
        return "".join(self._skeleton)

    def next_line(self) -> None:
        """Step over a line end."""
        self.position += 1
        self.line += 1
        self.line_start = self.position

    def span(self, width: int) -> Span:
        """The next `width` characters, of this line."""
        column = self.position - self.line_start
        return (self.line, column, self.line, column + width)

    def refuse(self, message: str, hint: str, width: int, code: Code = "syntax") -> NoReturn:
        raise PlaygroundError(code, message, self.span(width), hint)
