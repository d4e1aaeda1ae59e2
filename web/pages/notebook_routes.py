"""Routes of the notebook page and of its embed. Cells run in the reader's browser; the server never sees them."""

from __future__ import annotations

from functools import lru_cache

from fastapi import APIRouter, FastAPI, Request, Response

from ...engine.examples import FIRST
from ..http import base_url
from ..http.assets import Assets
from ..http.cache_control import REVALIDATE
from ..http.content import Content, respond
from ..pictures import social_card
from ..pictures.renderer import Renderer
from ..settings import Settings
from . import notebook

# Each is served with a slash at its end too, as on a static host.
PAGES = ("notebook", "embed/notebook")
CACHED_PAGES = 8  # of each kind; the entries differ in their cards


def include(app: FastAPI, settings: Settings, renderer: Renderer, assets: Assets) -> None:
    router = APIRouter()

    @lru_cache(CACHED_PAGES)
    def content(path: str, card: social_card.Card | None) -> Content:
        home = "../" * path.count("/") or "./"
        static = f"{home}static/{assets.digest}"
        embed = path.startswith("embed")
        return Content.html(notebook.html(static=static, home=home, server=True, embed=embed, card=card))

    def add_route(path: str) -> None:
        @router.api_route(f"/{path}", methods=["GET", "HEAD"], include_in_schema=False)
        async def page(request: Request) -> Response:
            base = base_url.of_request(request, settings)
            card = None
            if base is not None:
                card = await social_card.page_card(
                    renderer, base, path, notebook.TITLE, notebook.ABOUT, {"code": FIRST.source}, embeds=False
                )
            return respond(request, content(path, card), REVALIDATE)

    for path in PAGES:
        add_route(path)
        add_route(f"{path}/")
    app.include_router(router)
