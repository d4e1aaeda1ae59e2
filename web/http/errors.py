"""Exception handlers: every error response has the one JSON shape of docs/architecture.md."""

from __future__ import annotations

import json
import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..fault import WorkerFault
from ..fault_report import fault_report
from ..refusal import Refusal
from .cache_control import NO_STORE

log = logging.getLogger("playground")

ERROR_HEADER = "X-Error-Code"  # header of an error response: the code in its body, for logs and proxies


def error_response(refusal: Refusal) -> Response:
    """The JSON response of a refusal."""
    # ASCII only: a lone surrogate quoted in a message cannot be written as UTF-8.
    text = json.dumps(refusal.error.reply(), separators=(",", ":"))
    return Response(
        text, refusal.status, {**NO_STORE, ERROR_HEADER: refusal.error.code, **refusal.headers}, "application/json"
    )


def _from_http_exception(exception: HTTPException) -> Refusal:
    match exception.status_code:
        case 404:
            message, hint = (
                "There is nothing at this address.",
                "The page is at /, the API is described at /openapi.json.",
            )
        case 405:
            allowed = (exception.headers or {}).get("Allow", "")
            message = "This address does not answer to this method."
            hint = f"Use {allowed}." if allowed else ""
        case _:
            message, hint = "The request cannot be answered.", "The API is described at /openapi.json."
    return Refusal(exception.status_code, "unsupported", message, hint, exception.headers)


async def _handle_refusal(_: Request, exception: Exception) -> Response:
    assert isinstance(exception, Refusal)
    return error_response(exception)


async def _handle_http_exception(_: Request, exception: Exception) -> Response:
    assert isinstance(exception, HTTPException)
    return error_response(_from_http_exception(exception))


async def _handle_validation_error(_: Request, exception: Exception) -> Response:
    # No route relies on FastAPI for validation now. If one does, its errors have this shape too and echo no input.
    return error_response(Refusal(422, "type", "The request does not have the form that /openapi.json describes."))


def install_handlers(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, _handle_refusal)
    app.add_exception_handler(HTTPException, _handle_http_exception)
    app.add_exception_handler(RequestValidationError, _handle_validation_error)


class InternalErrorMiddleware:
    """Turns an unhandled exception into a 500 response of the usual shape.

    The log has the exception's type, its lines of code, and its message without the reader's text.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def track_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, track_start)
        except ClientDisconnect:
            return  # the client is gone
        except Exception as exception:
            if scope["type"] != "http" or started:
                raise
            request_id = scope.get("state", {}).get("request_id", "")
            log.error(
                "fault in request %s\n%s",
                request_id,
                exception.report if isinstance(exception, WorkerFault) else fault_report(exception),
            )
            refusal = Refusal(
                500,
                "unsupported",
                "The server has a fault and cannot answer this.",
                "The fault is in the server's log.",
            )
            await error_response(refusal)(scope, receive, send)
