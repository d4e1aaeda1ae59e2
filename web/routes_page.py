"""What is read, not run: the page, its files, and a sign of life."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from web import embedding, page
from web.assets import Assets
from web.errors import NO_STORE
from web.negotiation import Content, respond
from web.settings import Settings

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"


class Health(BaseModel):
    status: str
    version: str


def include(app: FastAPI, settings: Settings) -> None:
    assets = Assets(settings.static)
    shell = page.render(assets)
    embeds = [
        Content.html(embedding.html(static=f"{home}static/{assets.digest}", home=home, server=True))
        for home in ("./", "../")
    ]
    health = Health(status="ok", version=version("autograd-playground"))
    router = APIRouter()

    @router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def playground(request: Request) -> Response:
        return respond(request, shell, ASK_FIRST)

    @router.api_route("/embed", methods=["GET", "HEAD"], include_in_schema=False)
    async def embedded(request: Request) -> Response:
        return respond(request, embeds[0], ASK_FIRST)

    @router.api_route("/embed/", methods=["GET", "HEAD"], include_in_schema=False)
    async def embedded_as_a_folder(request: Request) -> Response:
        """The address that holds on a static host too."""
        return respond(request, embeds[1], ASK_FIRST)

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
