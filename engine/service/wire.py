"""JSON encoding of replies: the same bytes on every back end, NaN and the infinities as strings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

Reply = dict[str, Any]  # any method's reply, as JSON


def encode(reply: Mapping[str, object]) -> str:
    """A reply as ASCII JSON without spaces."""
    try:
        return _dumps(reply)
    except ValueError:
        return _dumps(_finite(reply))


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
