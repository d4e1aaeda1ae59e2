"""uvicorn server that reports its address once it listens: with port 0 nobody else knows it."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

import uvicorn

from ..app import create_app
from ..operation.json_log import configuration
from ..pool.worker_pool import WorkerPool
from ..settings import Settings
from .errors import CommandError

STOP_SECONDS = 8  # for running programs and half-sent requests; whoever stops a container waits for 10


def serve(host: str, port: int, on_start: Callable[[str], None]) -> None:
    """Serve until the process is stopped; `on_start` gets the URL of each listening socket. Raises CommandError."""
    settings = Settings.from_environment()
    app = create_app(settings)
    # What proxies say of a request is the application's matter: `PLAYGROUND_PROXIES` names them.
    config = uvicorn.Config(
        app,
        log_config=configuration(settings.access_log),
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _Server(config, on_start, app.state.pool)
    server.run(listening_sockets(host, port))


def listening_sockets(host: str, port: int) -> list[socket.socket]:
    """A socket bound to each address of `host`; uvicorn would report one that cannot be bound as a log line."""
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        bound = dict.fromkeys((family, address) for family, _, _, _, address in found)
        return [_tcp(socket.create_server(address, family=family)) for family, address in bound]
    except UnicodeError:
        raise CommandError(f"{host} is no name of a host.") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sentence = f"Port {port} is taken; name another one with --port, or --port 0 for any that is free."
            raise CommandError(sentence) from None
        raise CommandError(f"{host} cannot be listened on at port {port}: {error.strerror}.") from None


def _tcp(listening: socket.socket) -> socket.socket:
    """The socket with its protocol stated: only then does asyncio switch Nagle's algorithm off for its connections.

    With it the body of every answer waits 40 ms, until the client acknowledges the head.
    """
    return socket.socket(listening.family, listening.type, socket.IPPROTO_TCP, fileno=listening.detach())


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_start: Callable[[str], None], pool: WorkerPool) -> None:
        super().__init__(config)
        self.on_start = on_start
        self.pool = pool

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers:
            for sock in server.sockets:
                self.on_start(address(sock))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer what is running; what waits is refused, so that its client can ask another server."""
        self.pool.stop()
        await super().shutdown(sockets)


def address(sock: socket.socket) -> str:
    """The URL that a listening socket answers at."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if sock.family == socket.AF_INET6 else f"http://{host}:{port}"
