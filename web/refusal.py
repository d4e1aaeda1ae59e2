"""`Refusal`, the one exception of the web layer: an HTTP status and the error that is sent with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from ..engine.errors import Code, PlaygroundError, Span

Named = TypeVar("Named")


class Refusal(Exception):  # noqa: N818 - it is the reader's request that is at fault, or the hour, not this program
    """A request that is not carried out: an HTTP status and the error to send with it."""

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


def quoted(text: str) -> str:
    """What the reader wrote, for use within a message: short, and with nothing in it that does not print."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def unique(pairs: Iterable[tuple[str, Named]], where: str, hint: str) -> dict[str, Named]:
    """What the pairs name; raises Refusal where they name something twice, in words that begin with `where`."""
    found: dict[str, Named] = {}
    for name, value in pairs:
        if name in found:
            raise Refusal(422, "name", f"{where} {quoted(name)} twice.", hint)
        found[name] = value
    return found
