"""`GET /oembed?url=…`: for sites that make an embed of a link that somebody pastes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from ...engine.examples import FIRST
from ..api.replies import ErrorReply
from ..http import base_url
from ..http.content import Content, respond
from ..http.query_schema import query
from ..http.templates import characters
from ..lessons.pages import INDEXES, LearnPages
from ..pictures import program_query, social_card
from ..pictures.options import LEAST_PIXELS, PictureLook, whole
from ..pictures.renderer import Painter, pixels
from ..pictures.routes import A_DAY
from ..refusal import Refusal, quoted
from ..settings import Settings
from . import oembed

MOST_PIXELS = 100_000  # that a site can say it has room for
THUMBNAIL = 800  # pixels wide or high, at the most

_ROOM: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": MOST_PIXELS}
_WORDS: dict[str, tuple[dict[str, Any], str]] = {
    "url": ({"type": "string"}, "The address of a program, an embed or a lesson of this playground."),
    "maxwidth": (_ROOM, "CSS pixels that there is room for."),
    "maxheight": (_ROOM, "CSS pixels that there is room for."),
    "format": ({"type": "string", "enum": ["json"]}, "The form of the answer."),
}
_FAULTS = {
    404: "The url is none of this playground's examples.",
    422: "A word of the query cannot be read.",
    429: "The server is busy; Retry-After says when to come back.",
    501: "The format is not json.",
}


def include(app: FastAPI, settings: Settings, painter: Painter, pages: LearnPages) -> None:
    router = APIRouter()

    @cache
    def ours() -> Mapping[str, Mapping[str, str]]:
        """Our own pages with a program that stands for them."""
        lessons = {path: pages.summary(path).words for path in pages.paths() if path not in INDEXES}
        return {"": {"code": FIRST.source}, **lessons}

    async def answer(request: Request) -> Response:
        words = program_query.words(request.scope["query_string"])
        if words.get("format", "json") != "json":
            raise Refusal(501, "unsupported", f"The format {quoted(words['format'])} is not here.", "There is json.")
        if "url" not in words:
            raise Refusal(422, "name", "The query has no url.", "Write ?url= and an address of this playground.")
        base = base_url.base(request, settings)
        if base is None:
            raise Refusal(404, "unsupported", "The request names no host that can be.")
        asked = oembed.asked(words["url"], base, ours())
        room = {
            name: whole(name, words.get(name, str(MOST_PIXELS)), 1, MOST_PIXELS) for name in ("maxwidth", "maxheight")
        }
        title = f"{pages.summary(asked.page).title} · {social_card.NAME}" if asked.page else ""
        reply = await _reply(painter, base, asked, title, room["maxwidth"], room["maxheight"])
        content = Content("application/json", {"identity": reply.model_dump_json(exclude_none=True).encode()})
        return respond(request, content, A_DAY)

    faults: dict[int | str, dict[str, Any]] = {
        status: {"model": ErrorReply, "description": about} for status, about in _FAULTS.items()
    }
    router.add_api_route(
        "/oembed",
        answer,
        methods=["GET"],
        summary="A link as an embed, by oEmbed",
        response_model=oembed.OEmbed,
        responses=faults,
        openapi_extra=query(_WORDS, required=("url",)),
    )
    router.add_api_route("/oembed", answer, methods=["HEAD"], include_in_schema=False)
    app.include_router(router)


async def _thumbnail(
    painter: Painter, base: str, words: Mapping[str, str], max_width: int, max_height: int
) -> dict[str, Any]:
    """Its address and size; nothing where it would be too small to see."""
    width, height = min(THUMBNAIL, max_width), min(THUMBNAIL, max_height)
    if min(width, height) < LEAST_PIXELS:
        return {}
    picture = await painter.picture(program_query.program(words), PictureLook("png", width=width, height=height))
    wide, high = pixels(picture)
    address = f"{base}graph.png?{social_card.query(words)}&width={width}&height={height}"
    return {"thumbnail_url": address, "thumbnail_width": wide, "thumbnail_height": high}


async def _reply(
    painter: Painter, base: str, asked: oembed.Asked, title: str, max_width: int, max_height: int
) -> oembed.OEmbed:
    thumbnail: dict[str, Any] = {}
    try:
        told = await painter.words(program_query.program(asked.words))
        title = title or characters(f"{told.title} · {social_card.NAME}")
        thumbnail = await _thumbnail(painter, base, asked.words, max_width, max_height)
    except Refusal as refusal:
        if refusal.status == 429:
            raise
        # A program that does not run is embedded all the same: there the reader sees why.
    title = title or social_card.NAME
    width, height = min(oembed.WIDTH, max_width), min(oembed.HEIGHT, max_height)
    return oembed.OEmbed(
        title=title,
        provider_name=social_card.NAME,
        provider_url=base,
        width=width,
        height=height,
        html=oembed.frame(base, asked, title, width, height),
        **thumbnail,
    )
