"""HTTP routes of the API: each reads the body; a worker process does the rest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, FastAPI, Request, Response

from ...engine.service import api
from ..http.json_body import read_body
from ..settings import Settings
from . import openapi
from .replies import Replies

LAB_BYTES = 2_097_152  # of a request: enough for 10 000 rows of nine numbers

PREFLIGHT = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "86400",
}


def include(app: FastAPI, settings: Settings, replies: Replies) -> None:
    """Mount a route for each method of the engine's API."""
    router = APIRouter(prefix="/api")
    lab_bytes = max(settings.body_bytes, LAB_BYTES)

    def endpoint(method: str, limit: int) -> Callable[[Request], Awaitable[Response]]:
        async def run(request: Request) -> Response:
            body = await read_body(request, settings, limit)
            return await replies.response(request, method, body)

        return run

    async def preflight() -> Response:
        """CORS preflight, sent for a sandboxed embed because its origin is opaque."""
        return Response(status_code=204, headers=PREFLIGHT)

    for name, method in api.METHODS.items():
        limit = lab_bytes if name.startswith("lab") else settings.body_bytes
        router.add_api_route(f"/{name}", endpoint(name, limit), methods=["POST"], **openapi.describe(method))
        router.add_api_route(f"/{name}", preflight, methods=["OPTIONS"], include_in_schema=False)
    for name in api.NOTEBOOK_METHODS:
        refuse = endpoint(name, settings.body_bytes)
        router.add_api_route(f"/{name}", refuse, methods=["POST"], include_in_schema=False)
    app.include_router(router)
