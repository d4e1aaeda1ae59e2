"""Route of the oEmbed endpoint, `GET /oembed?url=…`, for sites that turn a pasted link into an embed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from ...engine.examples import FIRST
from ..api import openapi
from ..http import base_url
from ..http.cache_control import ONE_DAY
from ..http.content import Content, respond
from ..http.query_schema import QuerySchema, query_parameters
from ..http.templates import replace_invalid
from ..lessons.pages import INDEXES, LearnPages
from ..pictures import social_card
from ..pictures.options import MIN_PIXELS, PictureOptions, parse_integer
from ..pictures.program_query import QueryParams, parse_program, parse_query
from ..pictures.renderer import Renderer, png_size
from ..refusal import Refusal, quoted
from ..settings import Settings
from . import oembed

MAX_SIZE = 100_000  # CSS pixels; the largest maxwidth and maxheight
THUMBNAIL_PIXELS = 800  # maximum width and height

_SIZE: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": MAX_SIZE}
_SCHEMA: QuerySchema = {
    "url": ({"type": "string"}, "The address of a program, an embed or a lesson of this playground."),
    "maxwidth": (_SIZE, "CSS pixels that there is room for."),
    "maxheight": (_SIZE, "CSS pixels that there is room for."),
    "format": ({"type": "string", "enum": ["json"]}, "The form of the answer."),
}
_ERRORS = {
    404: "The url is none of this playground's examples.",
    422: "A word of the query cannot be read.",
    429: "The server is busy; Retry-After says when to come back.",
    501: "The format is not json.",
}


def include(app: FastAPI, settings: Settings, renderer: Renderer, pages: LearnPages) -> None:
    router = APIRouter()

    @cache
    def page_programs() -> Mapping[str, QueryParams]:
        """The site's own pages, by path, with the program that represents each."""
        lessons = {path: pages.summary(path).params for path in pages.paths() if path not in INDEXES}
        return {"": {"code": FIRST.source}, **lessons}

    async def answer(request: Request) -> Response:
        params = parse_query(request.scope["query_string"])
        if params.get("format", "json") != "json":
            raise Refusal(501, "unsupported", f"The format {quoted(params['format'])} is not here.", "There is json.")
        if "url" not in params:
            raise Refusal(422, "name", "The query has no url.", "Write ?url= and an address of this playground.")
        base = base_url.of_request(request, settings)
        if base is None:
            raise Refusal(404, "unsupported", "The request names no host that can be.")
        target = oembed.resolve(params["url"], base, page_programs())
        max_width, max_height = (
            parse_integer(name, params.get(name, str(MAX_SIZE)), 1, MAX_SIZE) for name in ("maxwidth", "maxheight")
        )
        title = f"{pages.summary(target.page).title} · {social_card.NAME}" if target.page else ""
        reply = await _reply(renderer, base, target, title, max_width, max_height)
        content = Content("application/json", {"identity": reply.model_dump_json(exclude_none=True).encode()})
        return respond(request, content, ONE_DAY)

    router.add_api_route(
        "/oembed",
        answer,
        methods=["GET"],
        summary="A link as an embed, by oEmbed",
        response_model=oembed.OEmbed,
        responses=openapi.errors(_ERRORS),
        openapi_extra=query_parameters(_SCHEMA, required=("url",)),
    )
    router.add_api_route("/oembed", answer, methods=["HEAD"], include_in_schema=False)
    app.include_router(router)


async def _thumbnail(
    renderer: Renderer, base: str, params: QueryParams, max_width: int, max_height: int
) -> dict[str, Any]:
    """URL and size of the thumbnail; empty if it would be too small to see."""
    width, height = min(THUMBNAIL_PIXELS, max_width), min(THUMBNAIL_PIXELS, max_height)
    if min(width, height) < MIN_PIXELS:
        return {}
    picture = await renderer.picture(parse_program(params), PictureOptions("png", width=width, height=height))
    png_width, png_height = png_size(picture)
    url = f"{base}graph.png?{social_card.program_query_string(params)}&width={width}&height={height}"
    return {"thumbnail_url": url, "thumbnail_width": png_width, "thumbnail_height": png_height}


async def _reply(
    renderer: Renderer, base: str, target: oembed.EmbedTarget, title: str, max_width: int, max_height: int
) -> oembed.OEmbed:
    thumbnail: dict[str, Any] = {}
    try:
        caption = await renderer.caption(parse_program(target.params))
        title = title or replace_invalid(f"{caption.title} · {social_card.NAME}")
        thumbnail = await _thumbnail(renderer, base, target.params, max_width, max_height)
    except Refusal as refusal:
        if refusal.status == 429:
            raise
        # A program with an error is embedded too, and its embed shows the error.
    title = title or social_card.NAME
    width, height = min(oembed.WIDTH, max_width), min(oembed.HEIGHT, max_height)
    return oembed.OEmbed(
        title=title,
        provider_name=social_card.NAME,
        provider_url=base,
        width=width,
        height=height,
        html=oembed.frame(base, target, title, width, height),
        **thumbnail,
    )
