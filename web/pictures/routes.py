"""Routes of /graph.svg and /graph.png: images for wikis, Markdown and learning platforms, which allow no frames."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from ..http.cache_control import NO_STORE, ONE_DAY
from ..http.content import respond
from ..http.errors import ERROR_HEADER
from ..http.query_schema import QuerySchema, query_parameters
from ..refusal import Refusal, quoted
from . import program_query, svg
from .options import (
    MAX_PIXELS,
    MAX_SCALE,
    MIN_PIXELS,
    OPTION_PARAMS,
    THEMES,
    PictureFormat,
    parse_picture_options,
)
from .renderer import Renderer

_ANY = {"type": "string"}
_PIXELS = {"type": "integer", "minimum": MIN_PIXELS, "maximum": MAX_PIXELS, "default": MAX_PIXELS}
_PROGRAM_SCHEMA: QuerySchema = {
    "code": (_ANY, "The program."),
    "state": (_ANY, "In place of code: what stands after the # of a link, from the 1. on."),
    "level": ({"type": "string", "enum": ["atoms", "lecture", "compact"]}, "The level of detail."),
    "step": (
        {"type": "string", "pattern": "^([0-9]{1,9}|end)$", "default": "end"},
        "How many steps have been taken. What is not known then is left empty.",
    ),
    "phase": (
        {"type": "string", "enum": ["forward", "order", "backward", "update"]},
        "In place of step: the first step of a phase.",
    ),
}
_OPTION_SCHEMA: QuerySchema = {
    "theme": ({"type": "string", "enum": list(THEMES), "default": "light"}, "The colours."),
    "scale": (
        {"type": "integer", "minimum": 1, "maximum": MAX_SCALE, "default": 1},
        "Pixels of the picture for one CSS pixel.",
    ),
    "width": (_PIXELS, "The most pixels that it may be wide; what is wider is drawn smaller."),
    "height": (_PIXELS, "The most pixels that it may be high; what is higher is drawn smaller."),
}
_MEDIA_TYPES: dict[PictureFormat, str] = {"svg": "image/svg+xml", "png": "image/png"}
_ERRORS = {
    414: "The program is too long.",
    422: "The program, or a word of the query, cannot be read or run.",
    429: "The server is busy; Retry-After says when to come back.",
    503: "Graphviz is not there, or the drawing takes too much.",
}


def include(app: FastAPI, renderer: Renderer) -> None:
    router = APIRouter()

    def add_routes(picture_format: PictureFormat) -> None:
        async def picture(request: Request) -> Response:
            try:
                params = program_query.parse_query(request.scope["query_string"])
                _check_names(params, picture_format)
                program = program_query.parse_program(params)
                content = await renderer.picture(program, parse_picture_options(picture_format, params))
            except Refusal as refusal:
                return _error_response(refusal)
            return respond(request, content, ONE_DAY)

        path = f"/graph.{picture_format}"
        router.add_api_route(
            path,
            picture,
            methods=["GET"],
            summary=f"The graph of a program as {picture_format.upper()}",
            operation_id=f"graph_{picture_format}",
            response_class=Response,
            responses=_responses(picture_format),
            openapi_extra=query_parameters(
                {**_PROGRAM_SCHEMA, **{name: _OPTION_SCHEMA[name] for name in OPTION_PARAMS[picture_format]}}
            ),
        )
        router.add_api_route(path, picture, methods=["HEAD"], include_in_schema=False)

    add_routes("svg")
    add_routes("png")
    app.include_router(router)


def _check_names(params: program_query.QueryParams, picture_format: PictureFormat) -> None:
    allowed = (*program_query.PROGRAM_PARAMS, *OPTION_PARAMS[picture_format])
    for name in params:
        if name not in allowed:
            raise Refusal(422, "name", f"There is no {quoted(name)} here.", f"Allowed: {', '.join(allowed)}.")


def _error_response(refusal: Refusal) -> Response:
    """The error as a picture, because a page cannot show an image's error.

    It is SVG even where PNG is requested, because it must not need Graphviz.
    """
    headers = {**NO_STORE, ERROR_HEADER: refusal.error.code, **refusal.headers}
    return Response(svg.error_picture(refusal), refusal.status, headers, "image/svg+xml")


def _responses(picture_format: PictureFormat) -> dict[int | str, dict[str, Any]]:
    def image(media_type: str, description: str) -> dict[str, Any]:
        return {"description": description, "content": {media_type: {"schema": {"type": "string"}}}}

    errors: dict[int | str, dict[str, Any]] = {
        status: image("image/svg+xml", f"{description} The picture says so.") for status, description in _ERRORS.items()
    }
    return {
        200: image(_MEDIA_TYPES[picture_format], "The drawing."),
        304: {"description": "It has not changed."},
        **errors,
    }
