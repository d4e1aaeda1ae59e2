"""uvicorn server that reports its address once it listens: with port 0 nobody else knows it."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from ..app import create_app


def serve(host: str, port: int, on_start: Callable[[str], None]) -> None:
    """Serve until the process is stopped; `on_start` gets the URL of each listening socket."""
    config = uvicorn.Config(create_app(), host=host, port=port, log_level="warning")
    _Server(config, on_start).run()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_start: Callable[[str], None]) -> None:
        super().__init__(config)
        self.on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers:
            for sock in server.sockets:
                self.on_start(address(sock))


def address(sock: socket.socket) -> str:
    """The URL that a listening socket answers at."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if sock.family == socket.AF_INET6 else f"http://{host}:{port}"
