"""Application factory: creates the shared services and mounts routes, error handlers and middleware."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from .api import answer, openapi
from .api import routes as api_routes
from .api.replies import Replies
from .http import errors
from .http.assets import Assets
from .http.security_headers import SecurityHeadersMiddleware
from .lessons import routes as lesson_routes
from .lessons.pages import LearnPages
from .operation import routes as operation_routes
from .operation.metrics import Metrics
from .operation.reader_limit import ReaderLimitMiddleware
from .operation.readiness import Readiness
from .operation.request_log import RequestLogMiddleware, log_request
from .pages import lab_routes, notebook_routes, oembed_routes
from .pages import routes as page_routes
from .pictures import picture_job
from .pictures import routes as picture_routes
from .pictures.renderer import Renderer
from .pool.requester import RequesterMiddleware
from .pool.worker_pool import WorkerPool
from .settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application, with settings from the environment by default. Raises SettingsError if they are invalid."""
    settings = settings or Settings.from_environment()
    pool = WorkerPool(settings, [answer.__name__, picture_job.__name__])
    renderer = Renderer(settings, pool)
    assets = Assets(settings.static)
    lessons = LearnPages(assets)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await pool.start()
        yield
        pool.close()

    # FastAPI's documentation pages load scripts from another host, so they are off; /openapi.json is enough.
    app = FastAPI(
        title="Autograd Playground",
        version=version("autograd-playground"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # api/openapi.py serves it
        redirect_slashes=False,
    )
    app.state.pool = pool
    errors.install_handlers(app)
    page_routes.include(app, settings, renderer, assets)
    lab_routes.include(app, settings, renderer, assets)
    notebook_routes.include(app, settings, renderer, assets)
    lesson_routes.include(app, settings, renderer, lessons)
    replies = Replies(settings, pool)
    api_routes.include(app, settings, replies)
    picture_routes.include(app, renderer)
    oembed_routes.include(app, settings, renderer, lessons)
    metrics = (
        Metrics(pool, {"replies": replies.cache, "pictures": renderer.pictures, "captions": renderer.captions})
        if settings.metrics
        else None
    )
    operation_routes.include(app, Readiness(renderer), metrics)
    openapi.install(app)
    _add_middleware(app, settings, metrics)
    return app


def _add_middleware(app: FastAPI, settings: Settings, metrics: Metrics | None) -> None:
    """The middleware from the innermost to the outermost, which is the one added last."""
    app.add_middleware(errors.InternalErrorMiddleware)
    app.add_middleware(RequesterMiddleware)
    if settings.reader_requests:
        app.add_middleware(ReaderLimitMiddleware, per_minute=settings.reader_requests)
    app.add_middleware(SecurityHeadersMiddleware, embedders=settings.embedders)
    observers = [*([log_request] if settings.access_log else []), *([metrics.observe] if metrics else [])]
    app.add_middleware(RequestLogMiddleware, observers=observers, keep_ids=bool(settings.proxies))
    if settings.proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.proxies)
