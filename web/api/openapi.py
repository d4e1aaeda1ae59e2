"""/openapi.json: FastAPI's own document, plus the schemas of the engine's contract, which it does not know."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_args

from fastapi import FastAPI, Request, Response

from ...engine.contract.replies import ErrorReply
from ...engine.contract.schema import definitions
from ...engine.service.api import Method
from ..http.cache_control import REVALIDATE
from ..http.content import Content, respond

COMPONENTS = "#/components/schemas/"

_ERRORS = {
    413: "The body or the program is too long.",
    422: "What was sent cannot be read or run.",
    429: "The server is busy; Retry-After says when to come back.",
    503: "Something that is needed is not there, or took too long.",
}


def describe(method: Method) -> dict[str, Any]:
    """A route's parameters for FastAPI: a method's request body, its reply and the errors."""
    replies = get_args(method.reply) or (method.reply,)
    return {
        "summary": method.summary,
        "response_model": None,
        "responses": {200: _content(replies), **errors(_ERRORS)},
        "openapi_extra": {"requestBody": {"required": True, **_content([method.params])}},
    }


def errors(descriptions: Mapping[int, str]) -> dict[int | str, dict[str, Any]]:
    """A route's error replies by status, for FastAPI."""
    return {status: _content([ErrorReply]) | {"description": text} for status, text in descriptions.items()}


def _content(choices: Any) -> dict[str, Any]:
    schemas = [{"$ref": COMPONENTS + choice.__name__} for choice in choices]
    return {"content": {"application/json": {"schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas}}}}


def install(app: FastAPI) -> None:
    """Make `app` add the contract's schemas to its document, and serve it, made and compressed once."""
    generate: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        document.setdefault("components", {}).setdefault("schemas", {}).update(definitions(COMPONENTS))
        return document

    @cache
    def content() -> Content:
        text = json.dumps(app.openapi(), ensure_ascii=False, separators=(",", ":")).encode()
        return Content("application/json", {"identity": text, "gzip": gzip.compress(text, mtime=0)})

    @app.api_route("/openapi.json", methods=["GET", "HEAD"], include_in_schema=False)
    async def document(request: Request) -> Response:
        return respond(request, content(), REVALIDATE)

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document
