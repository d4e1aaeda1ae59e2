"""The playground's state as what stands in an address after the "#", as static/src/link/ reads it: version, dot, state."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping

VERSION = 1


def fragment(state: Mapping[str, object]) -> str:
    """`state` by the keys of static/src/link/fields.ts, packed: {"text": "a = 2", "step": 3}."""
    text = json.dumps(state, separators=(",", ":"), ensure_ascii=False)
    packer = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)  # negative: no header, no checksum
    packed = packer.compress(text.encode()) + packer.flush()
    return f"{VERSION}.{urlsafe_b64encode(packed).rstrip(b'=').decode()}"
