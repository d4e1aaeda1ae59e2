"""The lessons and the gallery. Each page is made when it is first asked for, because its programs run then, and kept."""

from __future__ import annotations

import gzip
from functools import cache

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from web.assets import Assets
from web.learn_pages import GALLERY, LIST, LearnPages
from web.negotiation import Content, respond
from web.routes_page import ASK_FIRST
from web.settings import Settings


def include(app: FastAPI, settings: Settings) -> None:
    pages = LearnPages(Assets(settings.static))
    known = frozenset(pages.paths())
    router = APIRouter()

    @cache
    def content(path: str) -> Content:
        page = pages.html(path).encode()
        return Content("text/html; charset=utf-8", {"identity": page, "gzip": gzip.compress(page, mtime=0)})

    def folder(path: str) -> None:
        """The index of a folder, and the way to it for who has left out the slash."""

        @router.api_route(f"/{path}", methods=["GET", "HEAD"], include_in_schema=False)
        def index(request: Request) -> Response:
            return respond(request, content(path), ASK_FIRST)

        @router.api_route(f"/{path.removesuffix('/')}", methods=["GET", "HEAD"], include_in_schema=False)
        def to_the_index() -> Response:
            return RedirectResponse(path)  # relative: the site may lie below any path

    folder(GALLERY)
    folder(LIST)

    @router.api_route("/learn/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    def lesson(request: Request, name: str) -> Response:
        if LIST + name not in known:
            raise HTTPException(404)
        return respond(request, content(LIST + name), ASK_FIRST)

    app.include_router(router)
