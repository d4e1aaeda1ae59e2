"""Routes of the lessons and the gallery. A page runs its programs, so it is rendered on demand and cached."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from ..http import base_url
from ..http.cache_control import REVALIDATE
from ..http.content import Content, respond
from ..pictures import social_card
from ..pictures.renderer import Renderer
from ..settings import Settings
from .pages import GALLERY, INDEXES, LIST, LearnPages

CACHED_PAGES = 64  # several entries may be one page, because its card contains the base URL of the request


def include(app: FastAPI, settings: Settings, renderer: Renderer, pages: LearnPages) -> None:
    paths = frozenset(pages.paths())
    router = APIRouter()

    # One page at a time: two threads that parse programs at once disturb each other on Python 3.11.
    rendering = Lock()

    @lru_cache(CACHED_PAGES)
    def rendered(path: str, card: social_card.Card | None) -> Content:
        return Content.html(pages.html(path, card))

    def content(path: str, card: social_card.Card | None) -> Content:
        with rendering:
            return rendered(path, card)

    async def page_response(request: Request, path: str) -> Response:
        base = base_url.of_request(request, settings)
        card = None
        if base is not None:
            title, description, params = await run_in_threadpool(pages.summary, path)
            embeds = path not in INDEXES
            card = await social_card.page_card(renderer, base, path, title, description, params, embeds)
        return respond(request, await run_in_threadpool(content, path, card), REVALIDATE)

    def add_index(path: str) -> None:
        """The index page of a folder, and a redirect to it from the path without the slash."""

        @router.api_route(f"/{path}", methods=["GET", "HEAD"], include_in_schema=False)
        async def index(request: Request) -> Response:
            return await page_response(request, path)

        @router.api_route(f"/{path.removesuffix('/')}", methods=["GET", "HEAD"], include_in_schema=False)
        def redirect_to_index() -> Response:
            return RedirectResponse(path)  # relative, because the site may be below any path

    add_index(GALLERY)
    add_index(LIST)

    @router.api_route("/learn/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    async def lesson(request: Request, name: str) -> Response:
        if LIST + name not in paths:
            raise HTTPException(404)
        return await page_response(request, LIST + name)

    app.include_router(router)
