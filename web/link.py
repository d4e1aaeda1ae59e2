"""The playground's state as what stands in an address after the "#", as static/src/link/ reads it: version, dot, state."""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

VERSION = 1
MAX_BYTES = 65_536  # of a state, unpacked
MAX_CHARACTERS = 100_000  # of a state, packed

_SHAPE = re.compile(r"([0-9]{1,4})\.([A-Za-z0-9_-]+)")


class LinkError(Exception):
    """A link that cannot be read; the message is a sentence with the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"This link cannot be read: {reason}.")


def fragment(state: Mapping[str, object]) -> str:
    """`state` by the keys of static/src/link/fields.ts, packed: {"text": "a = 2", "step": 3}."""
    text = json.dumps(state, separators=(",", ":"), ensure_ascii=False)
    packer = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)  # negative: no header, no checksum
    packed = packer.compress(text.encode()) + packer.flush()
    return f"{VERSION}.{urlsafe_b64encode(packed).rstrip(b'=').decode()}"


def state(fragment: str) -> dict[str, Any]:
    """The state in `fragment`; its members are as a stranger wrote them. Raises LinkError."""
    found = _SHAPE.fullmatch(fragment) if len(fragment) <= MAX_CHARACTERS else None
    if found is None:
        raise LinkError("it is not one that the playground made")
    if int(found[1]) != VERSION:
        raise LinkError(f"it is of version {int(found[1])}, and this playground knows version {VERSION}")
    try:
        fields = json.loads(_unpacked(found[2]))
    except (ValueError, zlib.error, RecursionError):
        raise LinkError("it is cut off or damaged") from None
    if not isinstance(fields, dict):
        raise LinkError("it holds no state")
    return fields


def _unpacked(packed: str) -> str:
    unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    content = unpacker.decompress(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise LinkError(f"it holds more than {MAX_BYTES // 1024} KB")
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError
    return content.decode()
