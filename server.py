"""Serve the playground: python server.py [--host HOST] [--port PORT]."""

from __future__ import annotations

import argparse
import socket

import uvicorn

from web.app import create_app
from web.settings import SettingsError


def address(sock: socket.socket) -> str:
    """The URL that a listening socket answers at."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if sock.family == socket.AF_INET6 else f"http://{host}:{port}"


class Server(uvicorn.Server):
    """uvicorn, saying in one line where it listens once it does (with --port 0 nobody else knows)."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers:
            for sock in server.sockets:
                print(f"Autograd Playground: {address(sock)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the Autograd Playground.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", default=8000, type=int, help="port to listen on; 0 takes a free one (%(default)s)")
    arguments = parser.parse_args()
    try:
        app = create_app()
    except SettingsError as error:
        parser.exit(2, f"{error}\n")
    config = uvicorn.Config(app, host=arguments.host, port=arguments.port, log_level="warning")
    Server(config).run()


if __name__ == "__main__":
    main()
