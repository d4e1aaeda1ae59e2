"""`Refusal`, the exception of the web layer: an HTTP status and the error that is sent with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from ..engine.errors import Code, PlaygroundError, Span

Value = TypeVar("Value")


class Refusal(Exception):  # noqa: N818 - a client or load error, so not named *Error
    """A request that is not carried out: an HTTP status, an error body and extra headers."""

    def __init__(
        self,
        status: int,
        code: Code,
        message: str,
        hint: str = "",
        headers: Mapping[str, str] | None = None,
        span: Span | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error = PlaygroundError(code, message, span, hint)
        self.headers = dict(headers or {})

    def __reduce__(self) -> tuple[type[Refusal], tuple[object, ...]]:
        """For pickle: a worker process refuses too."""
        error = self.error
        return Refusal, (self.status, error.code, error.message, error.hint, self.headers, error.span)


def quoted(text: str) -> str:
    """User input for use in a message: at most 40 characters, quoted, with unprintable characters escaped."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def unique(pairs: Iterable[tuple[str, Value]], message_start: str, hint: str) -> dict[str, Value]:
    """The pairs as a dict; raises Refusal (422) for a duplicate name. Its message begins with `message_start`."""
    values: dict[str, Value] = {}
    for name, value in pairs:
        if name in values:
            raise Refusal(422, "name", f"{message_start} {quoted(name)} twice.", hint)
        values[name] = value
    return values
