"""Strict JSON request bodies: read within limits of size and time, with the project's own error messages.

`json.loads` alone accepts too much (NaN, 1e999, duplicate keys, UTF-16) and raises four kinds of exceptions.
"""

from __future__ import annotations

import asyncio
import json
import math
from typing import NoReturn

from fastapi import Request

from ..refusal import Refusal, quoted, unique
from ..settings import Settings

MAX_INTEGER_DIGITS = 18  # fits 64 bits; longer integers are read as floats, as in JavaScript


async def read_json(request: Request, settings: Settings, limit: int) -> object:
    """The body as a JSON value; `limit` is in bytes. Raises Refusal (408, 413 or 422)."""
    _check_headers(request)
    try:
        async with asyncio.timeout(settings.body_seconds):
            body = await _read_body(request, limit)
    except TimeoutError:
        raise Refusal(
            408, "limit", f"The request did not arrive in full within {settings.body_seconds} s.", headers=_CLOSE
        ) from None
    return parse_json(body)


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


def parse_json(body: bytes) -> object:
    """The JSON value of a body in UTF-8. Raises Refusal (422)."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(422, "syntax", f"The body is not UTF-8: byte {error.start} does not belong there.") from None
    try:
        value: object = _decoder.decode(text)
    except json.JSONDecodeError as error:
        raise Refusal(
            422, "syntax", f"The body is not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from None
    except RecursionError:
        raise Refusal(422, "limit", "The body's brackets are nested too deeply.") from None
    return value


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return unique(pairs, "The body has the key", "Write each key once.")


def _parse_float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Refusal(422, "value", f"{quoted(text)} is too large for a number.", "The largest is about 1.8e308.")
    return number


def _parse_integer(text: str) -> float:
    return int(text) if len(text) <= MAX_INTEGER_DIGITS else _parse_float(text)


def _reject_constant(name: str) -> NoReturn:
    raise Refusal(422, "syntax", f"The body is not JSON: {name} is no JSON number.")


_decoder = json.JSONDecoder(
    object_pairs_hook=_unique_keys, parse_float=_parse_float, parse_int=_parse_integer, parse_constant=_reject_constant
)
