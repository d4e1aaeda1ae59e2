"""What a worker process does for a request of the API: parse the body, call the engine, compress the reply."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from ...engine.budgets import SERVER
from ...engine.service import api
from ..http.json_value import parse_json
from ..pictures import graphviz
from ..pictures.picture_job import DrawLimits
from ..refusal import Refusal

Reply = dict[str, Any]

COMPRESS_MIN_BYTES = 1_400  # a shorter body fits one packet uncompressed
GZIP_LEVEL = 1  # of 9: higher levels save few bytes for the time they take
PACKED_BYTES, PART_BYTES = 4_096, 65_536  # of an answer that is unpacked, in one part
_GZIP_FORMAT = 31  # zlib's `wbits` for a gzip header


class Answer(NamedTuple):
    """A reply as it is kept: gzipped where that is worth it."""

    status: int
    body: bytes
    packed: bool  # whether the body is gzipped
    digest: str  # of the body
    error: str  # its code; empty if there is none


def answer(method: str, body: bytes, limits: DrawLimits) -> Answer:
    """The answer to a request with this body. Raises Refusal for one that is no JSON, or that cannot be drawn."""
    params = parse_json(body)
    reply = _draw(params, limits) if method == "draw" else _call(method, params)
    text = api.encode(reply).encode("ascii")
    status = _status(reply, params)
    digest = blake2b(text, digest_size=8).hexdigest()
    error = reply["error"]["code"] if "error" in reply else ""
    if len(text) < COMPRESS_MIN_BYTES:
        return Answer(status, text, False, digest, error)
    packer = zlib.compressobj(GZIP_LEVEL, wbits=_GZIP_FORMAT)
    return Answer(status, packer.compress(text) + packer.flush(), True, digest, error)


def unpacked(body: bytes) -> Iterator[bytes]:
    """The body of a gzipped answer, in parts: so that for a client that reads slowly no more of it is in memory."""
    unpacker = zlib.decompressobj(wbits=_GZIP_FORMAT)
    for start in range(0, len(body), PACKED_BYTES):
        rest = body[start : start + PACKED_BYTES]
        while rest:
            yield unpacker.decompress(rest, PART_BYTES)
            rest = unpacker.unconsumed_tail


def _call(method: str, params: object) -> Reply:
    return api.handle({"method": method, "params": params}, SERVER)


def _draw(params: Any, limits: DrawLimits) -> Reply:
    """The engine writes the DOT; the format `svg` is handled here, because the engine has no Graphviz."""
    wants_svg = False
    if isinstance(params, dict) and "format" in params:
        wants_svg = params["format"] == "svg"
        if not wants_svg and params["format"] != "dot":
            raise Refusal(422, "value", "format is neither 'dot' nor 'svg'.", "Leave it out to get DOT.")
        params = {name: value for name, value in params.items() if name != "format"}
    reply = _call("draw", params)
    if not wants_svg or "error" in reply:
        return reply
    return reply | {"svg": graphviz.svg(reply["dot"], limits) if reply["dot"] else ""}


def _status(reply: Reply, params: object) -> int:
    if "error" not in reply:
        return 200
    source = params.get("source") if isinstance(params, dict) else None
    too_long = isinstance(source, str) and len(source) > SERVER.characters
    return 413 if reply["error"]["code"] == "limit" and too_long else 422
