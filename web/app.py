"""Puts the application together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from .api import openapi
from .api import routes as api_routes
from .http import errors
from .http.assets import Assets
from .http.security_headers import SecurityHeaders
from .http.worker_pool import Runs
from .lessons import routes as lesson_routes
from .lessons.pages import LearnPages
from .pages import lab_routes, oembed_routes
from .pages import routes as page_routes
from .pictures import routes as picture_routes
from .pictures.renderer import Painter
from .settings import Settings


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
    page_routes.include(app, settings, painter, assets)
    lab_routes.include(app, settings, painter, assets)
    lesson_routes.include(app, settings, painter, lessons)
    api_routes.include(app, settings, runs)
    picture_routes.include(app, painter)
    oembed_routes.include(app, settings, painter, lessons)
    openapi.install(app)
    app.add_middleware(errors.LastResort)
    # The last one added is the outermost: no answer leaves without them.
    app.add_middleware(SecurityHeaders, embedders=settings.embedders)
    return app
