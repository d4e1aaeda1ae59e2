"""Limit of requests per reader: a token bucket for each address, in middleware before everything that costs time."""

from __future__ import annotations

import math
import time
from collections import OrderedDict

from starlette.types import ASGIApp, Receive, Scope, Send

from ..http.errors import error_response
from ..pool.requester import client_of
from ..refusal import Refusal

LIMITED = ("/api/", "/graph.", "/oembed")  # starts of the paths that cost time
MAX_READERS = 20_000  # buckets kept; the one that was used least recently is dropped first
BURST_SECONDS = 15  # a full bucket holds what comes in this time


class ReaderLimit:
    """Token buckets by reader."""

    def __init__(self, per_minute: int) -> None:
        self.rate = per_minute / 60  # tokens per second
        self.size = max(1.0, self.rate * BURST_SECONDS)  # tokens
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # reader -> tokens, and when

    def wait(self, reader: str, now: float) -> float:
        """Take a token; 0 if there was one, else the seconds until there is."""
        tokens, then = self._buckets.pop(reader, (self.size, now))
        tokens = min(self.size, tokens + (now - then) * self.rate)
        taken = tokens >= 1
        self._buckets[reader] = (tokens - 1 if taken else tokens), now
        if len(self._buckets) > MAX_READERS:
            self._buckets.popitem(last=False)
        return 0.0 if taken else (1 - tokens) / self.rate


class ReaderLimitMiddleware:
    """Answers 429 to a reader who asks for too much."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self.app = app
        self.limit = ReaderLimit(per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(LIMITED) and scope["method"] != "OPTIONS":
            seconds = math.ceil(self.limit.wait(client_of(scope), time.monotonic()))
            if seconds:
                refusal = Refusal(
                    429,
                    "limit",
                    "Too many requests come from your address.",
                    f"Try again in {seconds} s, or let your browser run the program.",
                    {"Retry-After": str(seconds), "Access-Control-Allow-Origin": "*"},
                )
                await error_response(refusal)(scope, receive, send)
                return
        await self.app(scope, receive, send)
