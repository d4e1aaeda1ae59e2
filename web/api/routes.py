"""HTTP routes of the API: each parses the body, calls `engine.service` in the worker pool and encodes the reply."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from ...engine.budgets import SERVER
from ...engine.service import api
from ..http.cache_control import NO_STORE
from ..http.content import compressed
from ..http.errors import ERROR_HEADER
from ..http.json_body import read_json
from ..http.worker_pool import WorkerPool
from ..pictures import graphviz
from ..refusal import Refusal
from ..settings import Settings
from . import openapi

Reply = dict[str, Any]

LAB_BYTES = 2_097_152  # of a request: enough for 10 000 rows of nine numbers

PREFLIGHT = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "86400",
}


def include(app: FastAPI, settings: Settings, pool: WorkerPool) -> None:
    """Mount a route for each method of the engine's API."""
    router = APIRouter(prefix="/api")
    lab_bytes = max(settings.body_bytes, LAB_BYTES)

    def endpoint(call: Callable[[Any], Reply], limit: int) -> Callable[[Request], Awaitable[Response]]:
        async def run(request: Request) -> Response:
            params = await read_json(request, settings, limit)
            return await pool.run(lambda: _response(request, call(params), params))

        return run

    async def preflight() -> Response:
        """CORS preflight, sent for a sandboxed embed because its origin is opaque."""
        return Response(status_code=204, headers=PREFLIGHT)

    for name, method in api.METHODS.items():
        call = partial(_draw, settings) if name == "draw" else partial(_call, name)
        limit = lab_bytes if name.startswith("lab") else settings.body_bytes
        router.add_api_route(f"/{name}", endpoint(call, limit), methods=["POST"], **openapi.describe(method))
        router.add_api_route(f"/{name}", preflight, methods=["OPTIONS"], include_in_schema=False)
    for name in api.NOTEBOOK_METHODS:
        refuse = endpoint(partial(_call, name), settings.body_bytes)
        router.add_api_route(f"/{name}", refuse, methods=["POST"], include_in_schema=False)
    app.include_router(router)


def _call(method: str, params: object) -> Reply:
    return api.handle({"method": method, "params": params}, SERVER)


def _draw(settings: Settings, params: Any) -> Reply:
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
    return reply | {"svg": graphviz.svg(reply["dot"], settings) if reply["dot"] else ""}


def _response(request: Request, reply: Reply, params: object) -> Response:
    headers = {**NO_STORE, "Vary": "Accept-Encoding"}
    if "error" in reply:
        headers[ERROR_HEADER] = reply["error"]["code"]
    content = compressed(request, api.encode(reply).encode("ascii"), headers)
    return Response(content, _status(reply, params), headers, "application/json")


def _status(reply: Reply, params: object) -> int:
    if "error" not in reply:
        return 200
    source = params.get("source") if isinstance(params, dict) else None
    too_long = isinstance(source, str) and len(source) > SERVER.characters
    return 413 if reply["error"]["code"] == "limit" and too_long else 422
