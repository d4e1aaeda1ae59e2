"""The lab's page: a page of ours, and one for frames. It trains in the reader's browser; the server only compiles."""

from __future__ import annotations

from functools import lru_cache

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ...engine.examples import EXAMPLES
from ..http import base_url
from ..http.assets import Assets
from ..http.cache_control import REVALIDATE
from ..http.content import Content, respond
from ..pictures import social_card
from ..pictures.renderer import Painter
from ..settings import Settings
from . import lab

# Each also with a slash at its end, as a static host has it.
PAGES = ("lab", "embed/lab")
KEPT = 8  # pages with their cards
NETWORK = next(example.source for example in EXAMPLES if example.id == "mlp")  # its picture stands for the lab


def include(app: FastAPI, settings: Settings, painter: Painter, assets: Assets) -> None:
    router = APIRouter()

    @lru_cache(KEPT)
    def content(path: str, card: social_card.Card | None) -> Content:
        home = "../" * path.count("/") or "./"
        static = f"{home}static/{assets.digest}"
        return Content.html(lab.html(static=static, home=home, server=True, embed=path.startswith("embed"), card=card))

    def serve(path: str) -> None:
        @router.api_route(f"/{path}", methods=["GET", "HEAD"], include_in_schema=False)
        async def page(request: Request) -> Response:
            base = base_url.base(request, settings)
            card = None
            if base is not None:
                card = await social_card.of_page(
                    painter, base, path, lab.TITLE, lab.ABOUT, {"code": NETWORK}, embeds=False
                )
            return respond(request, await run_in_threadpool(content, path, card), REVALIDATE)

    for path in PAGES:
        serve(path)
        serve(f"{path}/")
    app.include_router(router)
