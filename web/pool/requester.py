"""Who makes the request that is being answered: whose turn its programs take, and whether it is still there."""

from __future__ import annotations

from contextvars import ContextVar
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send


class Requester(NamedTuple):
    client: str
    receive: Receive | None  # says when the client leaves


_NOBODY = Requester("", None)
REQUESTER: ContextVar[Requester] = ContextVar("requester", default=_NOBODY)


class RequesterMiddleware:
    """Sets REQUESTER for each request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            REQUESTER.set(Requester(client_of(scope), receive))
        await self.app(scope, receive, send)


def client_of(scope: Scope) -> str:
    """The address that a request comes from, as `reader_of` gives it; "" where the server knows none."""
    host, _ = scope.get("client") or ("", 0)
    return reader_of(host)


def reader_of(host: str) -> str:
    """The reader behind an address: of IPv6 the first 64 bits, because a reader has as many as they like below them."""
    try:
        address = ip_address(host)
    except ValueError:  # a Unix socket has none
        return host
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else host
