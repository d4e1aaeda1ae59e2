"""Middleware that gives each request an id, and tells observers what became of it: the request log and the metrics."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..http.errors import ERROR_HEADER
from .json_log import FIELDS

REQUEST_ID = "X-Request-Id"
UNMATCHED = "unmatched"  # route of an address that there is not
ABORTED = 499  # status of a request that its client left before the answer
MAX_PATH = 200  # characters in the log

_ID = re.compile(r"[\w.-]{8,64}", re.ASCII)

log = logging.getLogger("playground.requests")


class RequestRecord(NamedTuple):
    """What is known of a request after its answer; nothing of its query, its body or its sender."""

    id: str
    method: str
    path: str
    route: str  # the path with names for its parameters, so that there are few of them
    status: int
    error: str  # code of the error in the answer; empty if there is none
    size: int  # bytes of the answer's body
    seconds: float


Observer = Callable[[RequestRecord], None]


def log_request(record: RequestRecord) -> None:
    """The request log: one line for a request."""
    fields = {**record._asdict(), "path": record.path[:MAX_PATH], "seconds": round(record.seconds, 6)}
    log.info("request", extra={FIELDS: fields})


class RequestLogMiddleware:
    """The outermost middleware. An id that comes with the request counts only if `keep_ids`: behind a proxy."""

    def __init__(self, app: ASGIApp, observers: Sequence[Observer], keep_ids: bool) -> None:
        self.app = app
        self.observers = observers
        self.keep_ids = keep_ids

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "") if self.keep_ids else ""
        request_id = given if _ID.fullmatch(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        status, error, size, start = ABORTED, "", 0, time.perf_counter()

        async def watch(message: Message) -> None:
            nonlocal status, error, size
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = request_id
                status, error = message["status"], headers.get(ERROR_HEADER, "")
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            route = getattr(scope.get("route"), "path", UNMATCHED)
            seconds = time.perf_counter() - start
            record = RequestRecord(request_id, scope["method"], scope["path"], route, status, error, size, seconds)
            for observer in self.observers:
                observer(record)
