"""A request's body as JSON values: read within limits, and refused in our own words where it is not what we take.

`json.loads` alone accepts too much (NaN, 1e999, the same key twice, UTF-16) and raises four kinds of exceptions.
"""

from __future__ import annotations

import asyncio
import json
import math
from typing import NoReturn

from fastapi import Request

from ..refusal import Refusal, quoted, unique
from ..settings import Settings

MAX_INTEGER_DIGITS = 18  # fits 64 bits; a longer one is read as a float, as JavaScript does


async def read_json(request: Request, settings: Settings, limit: int) -> object:
    """`limit` is in bytes."""
    _check_headers(request)
    try:
        async with asyncio.timeout(settings.body_seconds):
            body = await _read(request, limit)
    except TimeoutError:
        raise Refusal(
            408, "limit", f"The request did not arrive in full within {settings.body_seconds} s.", headers=_CLOSE
        ) from None
    return parse_json(body)


# What is left of a refused body is not worth reading; the connection ends with the answer.
_CLOSE = {"Connection": "close"}


def _check_headers(request: Request) -> None:
    given = request.headers.get("content-type", "")
    if given.split(";")[0].strip().lower() != "application/json":
        written = f"is {quoted(given)}" if given else "is missing"
        raise Refusal(422, "type", f"The Content-Type {written}; it must be application/json.")
    coding = request.headers.get("content-encoding", "identity")
    if coding.strip().lower() != "identity":
        raise Refusal(422, "unsupported", f"The Content-Encoding is {quoted(coding)}; send the body as it is.")


async def _read(request: Request, limit: int) -> bytes:
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


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Refusal(422, "value", f"{quoted(text)} is too large for a number.", "The largest is about 1.8e308.")
    return number


def _integer(text: str) -> float:
    return int(text) if len(text) <= MAX_INTEGER_DIGITS else _finite(text)


def _no_constant(name: str) -> NoReturn:
    raise Refusal(422, "syntax", f"The body is not JSON: {name} is no JSON number.")


_decoder = json.JSONDecoder(
    object_pairs_hook=_unique_keys, parse_float=_finite, parse_int=_integer, parse_constant=_no_constant
)
