"""OpenAPI description of the query parameters of routes that read their query on their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def query(words: Mapping[str, tuple[dict[str, Any], str]], required: Collection[str] = ()) -> dict[str, Any]:
    """For routes that read their query on their own: each word with its schema and what it means."""
    return {
        "parameters": [
            {"name": name, "in": "query", "required": name in required, "description": about, "schema": schema}
            for name, (schema, about) in words.items()
        ]
    }
