"""Routes for whoever operates the server: /healthz, /readyz and, if the settings say so, /metrics."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.metadata import version

from fastapi import APIRouter, FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel

from ..api.openapi import errors
from ..http.cache_control import NO_STORE
from .metrics import Metrics
from .readiness import Readiness


class Health(BaseModel):
    status: str
    version: str


def include(app: FastAPI, readiness: Readiness, metrics: Metrics | None) -> None:
    running_version = version("autograd-playground")
    router = APIRouter()

    async def healthz(response: Response) -> Health:
        response.headers.update(NO_STORE)
        return Health(status="ok", version=running_version)

    async def readyz(response: Response) -> Health:
        response.headers.update(NO_STORE)
        return Health(status=await readiness.status(), version=running_version)

    def add(path: str, answer: Callable[[Response], Awaitable[Health]], summary: str, statuses: dict[int, str]) -> None:
        described = errors(statuses)
        router.add_api_route(path, answer, methods=["GET"], summary=summary, responses=described)
        router.add_api_route(path, answer, methods=["HEAD"], include_in_schema=False)

    add("/healthz", healthz, "Whether the process is alive", {})
    add(
        "/readyz",
        readyz,
        "Whether a program can be evaluated and drawn; it does both",
        {503: "One of them cannot be done."},
    )

    if metrics:

        @router.get("/metrics", include_in_schema=False)
        async def text() -> Response:
            return Response(metrics.text(), headers=NO_STORE, media_type=CONTENT_TYPE_LATEST)

    app.include_router(router)
