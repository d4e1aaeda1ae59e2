"""What is read, not run: the page, its files, and a sign of life."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from engine.examples import FIRST
from web import addressed, cards, embedding, page, public
from web.assets import Assets
from web.errors import NO_STORE, Refusal
from web.negotiation import Content, respond
from web.painting import Painter
from web.settings import Settings

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"

KEPT = 8  # pages with their cards


class Health(BaseModel):
    status: str
    version: str


def include(app: FastAPI, settings: Settings, painter: Painter, assets: Assets) -> None:
    health = Health(status="ok", version=version("autograd-playground"))
    router = APIRouter()

    @lru_cache(KEPT)
    def shell(card: cards.Card | None) -> Content:
        return page.render(assets, card)

    @lru_cache(KEPT)
    def embed(home: str, card: cards.Card | None) -> Content:
        static = f"{home}static/{assets.digest}"
        return Content.html(embedding.html(static=static, home=home, server=True, card=card))

    async def card_of(request: Request, path: str) -> cards.Card | None:
        """Of the program that the query names, which may be one that cannot be read: then the page says so."""
        base = public.base(request, settings)
        try:
            words = addressed.words(request.scope["query_string"])
        except Refusal:
            return None
        if base is None or not addressed.names_one(words):
            return None
        return await cards.of_program(painter, base, path, words)

    @router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def playground(request: Request) -> Response:
        card = await card_of(request, "")
        base = public.base(request, settings)
        if card is None and base is not None:
            first = {"code": FIRST.source}
            card = await cards.of_page(painter, base, "", cards.NAME, cards.ABOUT, first, embeds=True)
        return respond(request, shell(card), ASK_FIRST)

    @router.api_route("/embed", methods=["GET", "HEAD"], include_in_schema=False)
    async def embedded(request: Request) -> Response:
        return respond(request, embed("./", await card_of(request, "embed")), ASK_FIRST)

    @router.api_route("/embed/", methods=["GET", "HEAD"], include_in_schema=False)
    async def embedded_as_a_folder(request: Request) -> Response:
        """The address that holds on a static host too."""
        return respond(request, embed("../", await card_of(request, "embed/")), ASK_FIRST)

    @router.api_route("/autograd-playground.js", methods=["GET", "HEAD"], include_in_schema=False)
    async def element(request: Request) -> Response:
        """The same as below /static/, at an address that other sites can write down."""
        return respond(request, assets.files["autograd-playground.js"], ASK_FIRST)

    @router.api_route("/static/{digest}/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def static(request: Request, digest: str, path: str) -> Response:
        """A page that is older or newer than this server asks with another digest: it gets what there is, to keep for now."""
        content = assets.files.get(path)
        if content is None:
            raise HTTPException(404)
        return respond(request, content, FOR_EVER if digest == assets.digest else ASK_FIRST)

    @router.get("/healthz", summary="Whether the process is alive", response_model=Health)
    async def healthz(response: Response) -> Health:
        response.headers.update(NO_STORE)
        return health

    app.include_router(router)
