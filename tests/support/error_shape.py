"""Assertion of the error shape, which is the same for every error and every transport."""

from __future__ import annotations

import json
from typing import Any

CODES = {"syntax", "unsupported", "name", "type", "value", "limit", "pass"}
POSITIONS = ("line", "column", "end_line", "end_column")


def assert_error(reply: object, code: str | None = None) -> dict[str, Any]:
    """Check a parsed reply, or its text; returns the object inside `error`."""
    if isinstance(reply, str | bytes):
        reply = json.loads(reply)
    assert isinstance(reply, dict)
    assert set(reply) == {"error"}
    error: dict[str, Any] = reply["error"]
    correction = error.get("correction")
    corrections = error.get("corrections", [])
    optional = [name for name in ("output", "correction", "corrections") if error.get(name)]
    assert list(error) == ["code", "message", *POSITIONS, "hint", *optional]
    if correction:
        assert list(correction) == ["span", "text"]
        assert len(correction["span"]) == 4
    for choice in corrections:
        assert list(choice) == ["span", "text", "label"]
        assert len(choice["span"]) == 4
    assert error["code"] in CODES
    assert isinstance(error["hint"], str)
    assert isinstance(error["message"], str)
    assert error["message"].rstrip().endswith((".", "?")), error["message"]
    assert "Traceback" not in error["message"]
    positions = [error[name] for name in POSITIONS]
    if positions != [None] * 4:
        line, column, end_line, end_column = positions
        assert all(type(number) is int for number in positions)
        assert line >= 1
        assert column >= 0
        assert (end_line, end_column) >= (line, column)
    if code is not None:
        assert error["code"] == code, error
    return error
