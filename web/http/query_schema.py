"""OpenAPI descriptions of query parameters, for routes that parse their query themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

QuerySchema = Mapping[str, tuple[dict[str, Any], str]]  # parameter -> its JSON schema and description


def query_parameters(schema: QuerySchema, required: Collection[str] = ()) -> dict[str, Any]:
    """The `openapi_extra` of a route with these query parameters."""
    return {
        "parameters": [
            {"name": name, "in": "query", "required": name in required, "description": description, "schema": type_}
            for name, (type_, description) in schema.items()
        ]
    }
