"""/openapi.json: FastAPI's own document, plus the models of the request bodies that the routes parse themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from .lab import LabCodeParams, LabParams, LabSampleParams
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

REQUESTS: tuple[type[Params], ...] = (
    TraceParams,
    CheckParams,
    DrawParams,
    ExportParams,
    PlotParams,
    NudgeParams,
    CompileParams,
    LabParams,
    LabCodeParams,
    LabSampleParams,
)
COMPONENT = "#/components/schemas/{model}"


def request_body(model: type[Params]) -> dict[str, Any]:
    """The `openapi_extra` of a route with this request body."""
    schema = {"$ref": COMPONENT.format(model=model.__name__)}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def install(app: FastAPI) -> None:
    """Make `app` add the schemas of REQUESTS to its document."""
    generate: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        _, requests = models_json_schema([(model, "validation") for model in REQUESTS], ref_template=COMPONENT)
        document["components"]["schemas"].update(requests["$defs"])
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document
