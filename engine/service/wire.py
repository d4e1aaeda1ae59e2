"""JSON encoding of replies: the same bytes on every back end, NaN and the infinities as strings."""

from __future__ import annotations

import json
import sys
from array import array as array_of_doubles
from base64 import b64encode
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

Reply = dict[str, Any]  # any method's reply, as JSON


def encode(reply: Mapping[str, object]) -> str:
    """A reply as ASCII JSON without spaces."""
    try:
        return _dumps(reply)
    except ValueError:
        return _dumps(_finite(reply))


def doubles(numbers: Iterable[float]) -> str:
    """Numbers as little-endian doubles in base64: a tenth of the time and half the length of JSON's decimals."""
    array = array_of_doubles("d", numbers)
    if sys.byteorder == "big":
        array.byteswap()
    return b64encode(array.tobytes()).decode("ascii")


def _dumps(reply: object) -> str:
    return json.dumps(reply, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _finite(part: Any) -> Any:
    """A copy with NaN and the infinities as strings. The recursion is safe: a reply nests only a few levels."""
    if isinstance(part, float) and not isfinite(part):
        return "NaN" if part != part else "Infinity" if part > 0 else "-Infinity"
    if isinstance(part, Mapping):
        return {key: _finite(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_finite(value) for value in part]
    return part
