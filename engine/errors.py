"""The exception class of the project: what was written, what is allowed, where, and one way on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

Code = Literal["syntax", "unsupported", "name", "type", "value", "limit", "pass"]

# Line from 1, column from 0 in characters, end line, end column (exclusive).
Span = tuple[int, int, int, int]


class Correction(NamedTuple):
    """The text to write in place of a span, or of the error's own span; `label` names it where it is one of several."""

    span: Span | None
    text: str
    label: str = ""


class PlaygroundError(Exception):
    """An error in the user's input, with the code, the message, the source span and the hint that a client displays.

    `correction` is there only where it is certain; `corrections` are there where the reader has a choice.
    """

    def __init__(
        self, code: Code, message: str, span: Span | None = None, hint: str = "", correction: Correction | None = None
    ) -> None:
        super().__init__(message)
        self.code: Code = code
        self.message = message
        self.span = span
        self.hint = hint
        self.output: Sequence[Mapping[str, object]] = ()  # what the program had printed, as in a trace
        self.correction = correction
        self.corrections: Sequence[Correction] = ()

    def at(self, span: Span | None) -> PlaygroundError:
        """Set the source span, unless the error already has one; returns the error."""
        if self.span is None:
            self.span = span
        return self

    def reply(self) -> dict[str, Any]:
        """The error as the JSON object that every transport sends."""
        line, column, end_line, end_column = self.span or (None, None, None, None)
        error: dict[str, object] = {
            "code": self.code,
            "message": self.message,
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "hint": self.hint,
        }
        if self.output:
            error["output"] = list(self.output)
        if self.correction and (written := self._written(self.correction)):
            error["correction"] = written
        if self.corrections:
            error["corrections"] = [self._written(each) for each in self.corrections]
        return {"error": error}

    def _written(self, correction: Correction) -> dict[str, object] | None:
        span = correction.span or self.span
        if span is None:
            return None
        label = {"label": correction.label} if correction.label else {}
        return {"span": list(span), "text": correction.text, **label}
