"""What is read, not run: the page, its files, and a sign of life."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from ...engine.examples import FIRST
from ..http import base_url
from ..http.assets import Assets
from ..http.cache_control import IMMUTABLE, NO_STORE, REVALIDATE
from ..http.content import Content, respond
from ..pictures import program_query, social_card
from ..pictures.renderer import Painter
from ..refusal import Refusal
from ..settings import Settings
from . import embed, playground

KEPT = 8  # pages with their cards


class Health(BaseModel):
    status: str
    version: str


def include(app: FastAPI, settings: Settings, painter: Painter, assets: Assets) -> None:
    health = Health(status="ok", version=version("autograd-playground"))
    router = APIRouter()

    @lru_cache(KEPT)
    def playground_page(card: social_card.Card | None) -> Content:
        return playground.render(assets, card)

    @lru_cache(KEPT)
    def embed_page(home: str, card: social_card.Card | None) -> Content:
        static = f"{home}static/{assets.digest}"
        return Content.html(embed.html(static=static, home=home, server=True, card=card))

    async def card_of(request: Request, path: str) -> social_card.Card | None:
        """Of the program that the query names, which may be one that cannot be read: then the page says so."""
        base = base_url.base(request, settings)
        try:
            words = program_query.words(request.scope["query_string"])
        except Refusal:
            return None
        if base is None or not program_query.names_one(words):
            return None
        return await social_card.of_program(painter, base, path, words)

    @router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def index(request: Request) -> Response:
        card = await card_of(request, "")
        base = base_url.base(request, settings)
        if card is None and base is not None:
            first = {"code": FIRST.source}
            card = await social_card.of_page(painter, base, "", social_card.NAME, social_card.ABOUT, first, embeds=True)
        return respond(request, playground_page(card), REVALIDATE)

    @router.api_route("/embed", methods=["GET", "HEAD"], include_in_schema=False)
    async def embedded(request: Request) -> Response:
        return respond(request, embed_page("./", await card_of(request, "embed")), REVALIDATE)

    @router.api_route("/embed/", methods=["GET", "HEAD"], include_in_schema=False)
    async def embedded_as_a_folder(request: Request) -> Response:
        """The address that holds on a static host too."""
        return respond(request, embed_page("../", await card_of(request, "embed/")), REVALIDATE)

    @router.api_route("/autograd-playground.js", methods=["GET", "HEAD"], include_in_schema=False)
    async def element(request: Request) -> Response:
        """The same as below /static/, at an address that other sites can write down."""
        return respond(request, assets.files["autograd-playground.js"], REVALIDATE)

    @router.api_route("/static/{digest}/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def static(request: Request, digest: str, path: str) -> Response:
        """A page that is older or newer than this server asks with another digest: it gets what there is, to keep for now."""
        content = assets.files.get(path)
        if content is None:
            raise HTTPException(404)
        return respond(request, content, IMMUTABLE if digest == assets.digest else REVALIDATE)

    @router.get("/healthz", summary="Whether the process is alive", response_model=Health)
    async def healthz(response: Response) -> Health:
        response.headers.update(NO_STORE)
        return health

    app.include_router(router)
