"""Pictures by address, for wikis, Markdown and learning platforms that take an image and no frame."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from ..http.cache_control import NO_STORE
from ..http.content import respond
from ..http.query_schema import query
from ..refusal import Refusal, quoted
from . import program_query, svg
from .options import LEAST_PIXELS, MAX_PIXELS, MAX_SCALE, OPTIONS, THEMES, Form, picture_look
from .renderer import Painter

A_DAY = "public, max-age=86400"

_ANY = {"type": "string"}
_PIXELS = {"type": "integer", "minimum": LEAST_PIXELS, "maximum": MAX_PIXELS, "default": MAX_PIXELS}
PROGRAM_WORDS: dict[str, tuple[dict[str, Any], str]] = {
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
LOOK_WORDS: dict[str, tuple[dict[str, Any], str]] = {
    "theme": ({"type": "string", "enum": list(THEMES), "default": "light"}, "The colours."),
    "scale": (
        {"type": "integer", "minimum": 1, "maximum": MAX_SCALE, "default": 1},
        "Pixels of the picture for one CSS pixel.",
    ),
    "width": (_PIXELS, "The most pixels that it may be wide; what is wider is drawn smaller."),
    "height": (_PIXELS, "The most pixels that it may be high; what is higher is drawn smaller."),
}
_MEDIA_TYPES: dict[Form, str] = {"svg": "image/svg+xml", "png": "image/png"}
_FAULTS = {
    414: "The program is too long.",
    422: "The program, or a word of the query, cannot be read or run.",
    429: "The server is busy; Retry-After says when to come back.",
    503: "Graphviz is not there, or the drawing takes too much.",
}


def include(app: FastAPI, painter: Painter) -> None:
    router = APIRouter()

    def at(form: Form) -> None:
        async def picture(request: Request) -> Response:
            try:
                words = program_query.words(request.scope["query_string"])
                _known(words, form)
                content = await painter.picture(program_query.program(words), picture_look(form, words))
            except Refusal as refusal:
                return _fault(refusal)
            return respond(request, content, A_DAY)

        path = f"/graph.{form}"
        router.add_api_route(
            path,
            picture,
            methods=["GET"],
            summary=f"The graph of a program as {form.upper()}",
            operation_id=f"graph_{form}",
            response_class=Response,
            responses=_responses(form),
            openapi_extra=query({**PROGRAM_WORDS, **{name: LOOK_WORDS[name] for name in OPTIONS[form]}}),
        )
        router.add_api_route(path, picture, methods=["HEAD"], include_in_schema=False)

    at("svg")
    at("png")
    app.include_router(router)


def _known(words: dict[str, str], form: Form) -> None:
    allowed = (*program_query.WORDS, *OPTIONS[form])
    for name in words:
        if name not in allowed:
            raise Refusal(422, "name", f"There is no {quoted(name)} here.", f"Allowed: {', '.join(allowed)}.")


def _fault(refusal: Refusal) -> Response:
    """A page cannot show the error of an image, so the image says it: as SVG also where a PNG was asked for, because that needs
    no Graphviz."""
    headers = {**NO_STORE, **refusal.headers}
    return Response(svg.fault(refusal), refusal.status, headers, "image/svg+xml")


def _responses(form: Form) -> dict[int | str, dict[str, Any]]:
    def image(kind: str, about: str) -> dict[str, Any]:
        return {"description": about, "content": {kind: {"schema": {"type": "string"}}}}

    faults: dict[int | str, dict[str, Any]] = {
        status: image("image/svg+xml", f"{about} The picture says so.") for status, about in _FAULTS.items()
    }
    return {200: image(_MEDIA_TYPES[form], "The drawing."), 304: {"description": "It has not changed."}, **faults}
