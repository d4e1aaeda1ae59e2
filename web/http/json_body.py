"""Request bodies that should be JSON: their headers, and their bytes within limits of size and time."""

from __future__ import annotations

import asyncio

from fastapi import Request

from ..refusal import Refusal, quoted
from ..settings import Settings


async def read_body(request: Request, settings: Settings, limit: int) -> bytes:
    """The bytes of the body; `limit` is their number. Raises Refusal (408, 413 or 422)."""
    _check_headers(request)
    try:
        async with asyncio.timeout(settings.body_seconds):
            return await _read_body(request, limit)
    except TimeoutError:
        raise Refusal(
            408, "limit", f"The request did not arrive in full within {settings.body_seconds} s.", headers=_CLOSE
        ) from None


# The rest of a refused body is not read: the connection closes after the response.
_CLOSE = {"Connection": "close"}


def _check_headers(request: Request) -> None:
    content_type = request.headers.get("content-type", "")
    if content_type.split(";")[0].strip().lower() != "application/json":
        problem = f"is {quoted(content_type)}" if content_type else "is missing"
        raise Refusal(422, "type", f"The Content-Type {problem}; it must be application/json.")
    coding = request.headers.get("content-encoding", "identity")
    if coding.strip().lower() != "identity":
        raise Refusal(422, "unsupported", f"The Content-Encoding is {quoted(coding)}; send the body as it is.")


async def _read_body(request: Request, limit: int) -> bytes:
    too_large = Refusal(413, "limit", f"The request is longer than {limit} bytes.", "Send less text.", _CLOSE)
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdecimal() and (len(declared) > 15 or int(declared) > limit):
        raise too_large
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise too_large
        chunks.append(chunk)
    return b"".join(chunks)
