"""The command `serve`: the application behind uvicorn until it is stopped, and the reader's browser at its address."""

from __future__ import annotations

import argparse
import os
import sys
import webbrowser

from . import argument_types
from .output import write


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument(
        "--port", default=8000, type=argument_types.port, help="port to listen on; 0 takes a free one (%(default)s)"
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address, do not open it")


def run(arguments: argparse.Namespace) -> None:
    from .uvicorn_server import serve  # it takes half a second, which `--help` need not wait for

    serve(arguments.host, arguments.port, on_start=_print_address if arguments.no_browser else _open_address)


def _print_address(address: str) -> None:
    write(f"Autograd Playground: {address}")


def _open_address(address: str) -> None:
    _print_address(address)
    if has_browser():
        webbrowser.open(address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:"))


def has_browser() -> bool:
    """Whether there is a screen to open a browser on: on a server `webbrowser` would start one in the terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
