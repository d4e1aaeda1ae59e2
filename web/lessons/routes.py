"""The lessons and the gallery. Each page is made when it is first asked for, because its programs run then, and kept."""

from __future__ import annotations

from functools import lru_cache

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from ..http import base_url
from ..http.cache_control import REVALIDATE
from ..http.content import Content, respond
from ..pictures import social_card
from ..pictures.renderer import Painter
from ..settings import Settings
from .pages import GALLERY, INDEXES, LIST, LearnPages

KEPT = 64  # pages; a card holds the address that the request names, so there may be several of one


def include(app: FastAPI, settings: Settings, painter: Painter, pages: LearnPages) -> None:
    known = frozenset(pages.paths())
    router = APIRouter()

    @lru_cache(KEPT)
    def content(path: str, card: social_card.Card | None) -> Content:
        return Content.html(pages.html(path, card))

    async def answer(request: Request, path: str) -> Response:
        base = base_url.base(request, settings)
        card = None
        if base is not None:
            title, about, words = await run_in_threadpool(pages.summary, path)
            card = await social_card.of_page(painter, base, path, title, about, words, embeds=path not in INDEXES)
        return respond(request, await run_in_threadpool(content, path, card), REVALIDATE)

    def folder(path: str) -> None:
        """The index of a folder, and the way to it for who has left out the slash."""

        @router.api_route(f"/{path}", methods=["GET", "HEAD"], include_in_schema=False)
        async def index(request: Request) -> Response:
            return await answer(request, path)

        @router.api_route(f"/{path.removesuffix('/')}", methods=["GET", "HEAD"], include_in_schema=False)
        def to_the_index() -> Response:
            return RedirectResponse(path)  # relative: the site may lie below any path

    folder(GALLERY)
    folder(LIST)

    @router.api_route("/learn/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    async def lesson(request: Request, name: str) -> Response:
        if LIST + name not in known:
            raise HTTPException(404)
        return await answer(request, LIST + name)

    app.include_router(router)
