"""The lab's page: a page of ours, and one for frames. It trains in the reader's browser; the server only compiles."""

from __future__ import annotations

from functools import lru_cache

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from engine.examples import EXAMPLES
from web import cards, lab_page, public
from web.assets import Assets
from web.negotiation import Content, respond
from web.painting import Painter
from web.routes_page import ASK_FIRST
from web.settings import Settings

# Each also with a slash at its end, as a static host has it.
PAGES = ("lab", "embed/lab")
KEPT = 8  # pages with their cards
NETWORK = next(example.source for example in EXAMPLES if example.id == "mlp")  # its picture stands for the lab


def include(app: FastAPI, settings: Settings, painter: Painter, assets: Assets) -> None:
    router = APIRouter()

    @lru_cache(KEPT)
    def content(path: str, card: cards.Card | None) -> Content:
        home = "../" * path.count("/") or "./"
        static = f"{home}static/{assets.digest}"
        return Content.html(
            lab_page.html(static=static, home=home, server=True, embed=path.startswith("embed"), card=card)
        )

    def serve(path: str) -> None:
        @router.api_route(f"/{path}", methods=["GET", "HEAD"], include_in_schema=False)
        async def lab(request: Request) -> Response:
            base = public.base(request, settings)
            card = None
            if base is not None:
                card = await cards.of_page(
                    painter, base, path, lab_page.TITLE, lab_page.ABOUT, {"code": NETWORK}, embeds=False
                )
            return respond(request, await run_in_threadpool(content, path, card), ASK_FIRST)

    for path in PAGES:
        serve(path)
        serve(f"{path}/")
    app.include_router(router)
