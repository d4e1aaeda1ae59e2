"""Routes of the playground page, the embed and static files."""

from __future__ import annotations

from functools import lru_cache

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.exceptions import HTTPException

from ...engine.examples import FIRST
from ..http import base_url
from ..http.assets import Assets
from ..http.cache_control import IMMUTABLE, REVALIDATE
from ..http.content import Content, respond
from ..pictures import social_card
from ..pictures.program_query import has_program, parse_query
from ..pictures.renderer import Renderer
from ..refusal import Refusal
from ..settings import Settings
from . import embed, playground

CACHED_PAGES = 8  # of each kind; the entries differ in their cards


def include(app: FastAPI, settings: Settings, renderer: Renderer, assets: Assets) -> None:
    router = APIRouter()

    @lru_cache(CACHED_PAGES)
    def playground_page(card: social_card.Card | None) -> Content:
        return playground.render(assets, card)

    @lru_cache(CACHED_PAGES)
    def embed_page(home: str, card: social_card.Card | None) -> Content:
        static = f"{home}static/{assets.digest}"
        return Content.html(embed.html(static=static, home=home, server=True, card=card))

    async def query_card(request: Request, path: str) -> social_card.Card | None:
        """The card of the program in the query, if any. The page itself reports a query that cannot be parsed."""
        base = base_url.of_request(request, settings)
        try:
            params = parse_query(request.scope["query_string"])
        except Refusal:
            return None
        if base is None or not has_program(params):
            return None
        return await social_card.program_card(renderer, base, path, params)

    @router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def index(request: Request) -> Response:
        card = await query_card(request, "")
        base = base_url.of_request(request, settings)
        if card is None and base is not None:
            first = {"code": FIRST.source}
            name, about = social_card.NAME, social_card.ABOUT
            card = await social_card.page_card(renderer, base, "", name, about, first, embeds=True)
        return respond(request, playground_page(card), REVALIDATE)

    @router.api_route("/embed", methods=["GET", "HEAD"], include_in_schema=False)
    async def embed_without_slash(request: Request) -> Response:
        return respond(request, embed_page("./", await query_card(request, "embed")), REVALIDATE)

    @router.api_route("/embed/", methods=["GET", "HEAD"], include_in_schema=False)
    async def embed_folder(request: Request) -> Response:
        """The path that works on a static host too."""
        return respond(request, embed_page("../", await query_card(request, "embed/")), REVALIDATE)

    @router.api_route("/autograd-playground.js", methods=["GET", "HEAD"], include_in_schema=False)
    async def element(request: Request) -> Response:
        """The script of the custom element at a stable URL, for other sites; the same file as below /static/."""
        return respond(request, assets.files["autograd-playground.js"], REVALIDATE)

    @router.api_route("/static/{digest}/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def static(request: Request, digest: str, path: str) -> Response:
        """A file of the bundle. For the digest of another version it is the current file, with revalidation."""
        content = assets.files.get(path)
        if content is None:
            raise HTTPException(404)
        return respond(request, content, IMMUTABLE if digest == assets.digest else REVALIDATE)

    app.include_router(router)
