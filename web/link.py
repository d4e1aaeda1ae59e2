"""Codec of the playground state in a URL fragment: version, dot, compressed JSON. As in static/src/url/codec.ts."""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

VERSION = 1
MAX_BYTES = 65_536  # of a decompressed state
MAX_CHARACTERS = 100_000  # of a fragment

_FRAGMENT = re.compile(r"([0-9]{1,4})\.([A-Za-z0-9_-]+)")


class LinkError(Exception):
    """A link that cannot be read; the message is a sentence that gives the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"This link cannot be read: {reason}.")


def fragment(state: Mapping[str, object]) -> str:
    """Encode `state`, whose keys are those of static/src/url/link-state.ts: {"text": "a = 2", "step": 3}."""
    text = json.dumps(state, separators=(",", ":"), ensure_ascii=False)
    compressor = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)  # negative: no header, no checksum
    compressed = compressor.compress(text.encode()) + compressor.flush()
    return f"{VERSION}.{urlsafe_b64encode(compressed).rstrip(b'=').decode()}"


def state(fragment: str) -> dict[str, Any]:
    """Decode `fragment`; its values are untrusted and not validated. Raises LinkError."""
    match = _FRAGMENT.fullmatch(fragment) if len(fragment) <= MAX_CHARACTERS else None
    if match is None:
        raise LinkError("it is not one that the playground made")
    if int(match[1]) != VERSION:
        raise LinkError(f"it is of version {int(match[1])}, and this playground knows version {VERSION}")
    try:
        fields = json.loads(_decompress(match[2]))
    except (ValueError, zlib.error, RecursionError):
        raise LinkError("it is cut off or damaged") from None
    if not isinstance(fields, dict):
        raise LinkError("it holds no state")
    return fields


def _decompress(encoded: str) -> str:
    decompressor = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    content = decompressor.decompress(urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)), MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise LinkError(f"it holds more than {MAX_BYTES // 1024} KB")
    if not decompressor.eof or decompressor.unused_data:
        raise ValueError
    return content.decode()
