"""The command `serve`: the application behind uvicorn, until it is stopped."""

from __future__ import annotations

import argparse
import socket

import uvicorn

from ..app import create_app


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", default=8000, type=int, help="port to listen on; 0 takes a free one (%(default)s)")


def run(arguments: argparse.Namespace) -> None:
    config = uvicorn.Config(create_app(), host=arguments.host, port=arguments.port, log_level="warning")
    Server(config).run()


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
