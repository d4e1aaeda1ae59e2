"""HTTP routes of the API: each parses the body, calls `engine.service` in the worker pool and encodes the reply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from ...engine.budgets import SERVER
from ...engine.service import api
from ..http.cache_control import NO_STORE
from ..http.content import compressed
from ..http.json_body import read_json
from ..http.worker_pool import WorkerPool
from ..pictures import graphviz
from ..refusal import Refusal
from ..settings import Settings
from . import openapi
from .lab import LabCodeParams, LabCodeReply, LabParams, LabReply, LabSampleParams, LabSampleReply
from .params import (
    CheckParams,
    CompileParams,
    DrawParams,
    ExportParams,
    NudgeParams,
    Params,
    PlotParams,
    TraceParams,
)
from .replies import (
    CheckReply,
    CompileReply,
    DrawReply,
    ErrorReply,
    ExportReply,
    LineReply,
    NudgeReply,
    SurfaceReply,
    TraceReply,
)

Reply = dict[str, Any]

ERRORS: dict[int | str, dict[str, Any]] = {
    413: {"model": ErrorReply, "description": "The body or the program is too long."},
    422: {"model": ErrorReply, "description": "What was sent cannot be read or run."},
    429: {"model": ErrorReply, "description": "The server is busy; Retry-After says when to come back."},
    503: {"model": ErrorReply, "description": "Something that is needed is not there, or took too long."},
}


METHODS = ("trace", "check", "draw", "export", "plot", "nudge", "compile", "lab", "lab_code", "lab_sample")

LAB_BYTES = 2_097_152  # of a request: enough for 10 000 rows of nine numbers

PREFLIGHT = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "86400",
}


def include(app: FastAPI, settings: Settings, pool: WorkerPool) -> None:
    router = APIRouter(prefix="/api", responses=ERRORS)
    lab_bytes = max(settings.body_bytes, LAB_BYTES)

    async def run(request: Request, method: Callable[[Any], Reply], limit: int = settings.body_bytes) -> Response:
        params = await read_json(request, settings, limit)
        return await pool.run(lambda: _response(request, method(params), params))

    @router.post("/trace", summary="Run a program and give every step", **_describe(TraceParams, TraceReply))
    async def trace(request: Request) -> Response:
        return await run(request, lambda params: _call("trace", params))

    @router.post(
        "/check", summary="Put each leaf's grad beside its central difference", **_describe(CheckParams, CheckReply)
    )
    async def check(request: Request) -> Response:
        return await run(request, lambda params: _call("check", params))

    @router.post("/draw", summary="Draw a program's graph", **_describe(DrawParams, DrawReply))
    async def draw(request: Request) -> Response:
        return await run(request, lambda params: _draw(params, settings))

    @router.post("/export", summary="Write the shown graph for another library", **_describe(ExportParams, ExportReply))
    async def export(request: Request) -> Response:
        return await run(request, lambda params: _call("export", params))

    @router.post("/plot", summary="The root over one leaf or two", **_describe(PlotParams, LineReply | SurfaceReply))
    async def plot(request: Request) -> Response:
        return await run(request, lambda params: _call("plot", params))

    @router.post("/nudge", summary="The root before and after leaves are moved", **_describe(NudgeParams, NudgeReply))
    async def nudge(request: Request) -> Response:
        return await run(request, lambda params: _call("nudge", params))

    @router.post(
        "/compile", summary="The graph's step of training as WebAssembly", **_describe(CompileParams, CompileReply)
    )
    async def compile_(request: Request) -> Response:
        return await run(request, lambda params: _call("compile", params))

    @router.post(
        "/lab", summary="Compile a step of training, with its samples and its start", **_describe(LabParams, LabReply)
    )
    async def lab(request: Request) -> Response:
        return await run(request, lambda params: _call("lab", params), lab_bytes)

    @router.post("/lab_code", summary="Write a training for a library", **_describe(LabCodeParams, LabCodeReply))
    async def lab_code(request: Request) -> Response:
        return await run(request, lambda params: _call("lab_code", params), lab_bytes)

    @router.post(
        "/lab_sample", summary="One sample of a training as a program", **_describe(LabSampleParams, LabSampleReply)
    )
    async def lab_sample(request: Request) -> Response:
        return await run(request, lambda params: _call("lab_sample", params), lab_bytes)

    async def preflight() -> Response:
        """CORS preflight, sent for a sandboxed embed because its origin is opaque."""
        return Response(status_code=204, headers=PREFLIGHT)

    for method in METHODS:
        router.add_api_route(f"/{method}", preflight, methods=["OPTIONS"], include_in_schema=False)
    app.include_router(router)


def _describe(params_model: type[Params], reply_model: Any) -> dict[str, Any]:
    """Models for /openapi.json only: `read_json` parses the bodies, and the engine encodes the replies."""
    return {"response_model": reply_model, "openapi_extra": openapi.request_body(params_model)}


def _call(method: str, params: object) -> Reply:
    return api.handle({"method": method, "params": params}, SERVER)


def _draw(params: Any, settings: Settings) -> Reply:
    """The engine writes the DOT; the format `svg` is handled here, because the engine has no Graphviz."""
    wants_svg = False
    if isinstance(params, dict) and "format" in params:
        wants_svg = params["format"] == "svg"
        if not wants_svg and params["format"] != "dot":
            raise Refusal(422, "value", "format is neither 'dot' nor 'svg'.", "Leave it out to get DOT.")
        params = {name: value for name, value in params.items() if name != "format"}
    reply = _call("draw", params)
    return reply | {"svg": graphviz.svg(reply["dot"], settings)} if wants_svg and "error" not in reply else reply


def _response(request: Request, reply: Reply, params: object) -> Response:
    headers = {**NO_STORE, "Vary": "Accept-Encoding"}
    content = compressed(request, api.encode(reply).encode("ascii"), headers)
    return Response(content, _status(reply, params), headers, "application/json")


def _status(reply: Reply, params: object) -> int:
    if "error" not in reply:
        return 200
    source = params.get("source") if isinstance(params, dict) else None
    too_long = isinstance(source, str) and len(source) > SERVER.characters
    return 413 if reply["error"]["code"] == "limit" and too_long else 422
