"""Puts the application together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from web import errors, openapi, routes_api, routes_lab, routes_lessons, routes_oembed, routes_page, routes_pictures
from web.assets import Assets
from web.headers import SecurityHeaders
from web.learn_pages import LearnPages
from web.painting import Painter
from web.runs import Runs
from web.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; raises SettingsError where it cannot work as it is set up."""
    settings = settings or Settings.from_environment()
    runs = Runs(settings)
    painter = Painter(settings, runs)
    assets = Assets(settings.static)
    lessons = LearnPages(assets)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        runs.close()

    # The documentation pages that FastAPI can serve load their scripts from another host; /openapi.json is enough.
    app = FastAPI(
        title="Autograd Playground",
        version=version("autograd-playground"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    errors.install(app)
    routes_page.include(app, settings, painter, assets)
    routes_lab.include(app, settings, painter, assets)
    routes_lessons.include(app, settings, painter, lessons)
    routes_api.include(app, settings, runs)
    routes_pictures.include(app, painter)
    routes_oembed.include(app, settings, painter, lessons)
    openapi.install(app)
    app.add_middleware(errors.LastResort)
    # The last one added is the outermost: no answer leaves without them.
    app.add_middleware(SecurityHeaders, embedders=settings.embedders)
    return app
