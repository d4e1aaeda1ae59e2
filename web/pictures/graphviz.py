"""The server's own pictures: DOT of the engine's making to SVG or PNG, by Graphviz in a process within limits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Protocol

from ..refusal import Refusal
from .graphviz_process import Outcome

OUTPUT_BYTES = 16 * 1024 * 1024
PROGRAM = Path(__file__).with_name("graphviz_process.py")
ON_YOUR_SIDE = "The page can draw it in your browser."


class Limits(Protocol):
    """What one drawing may cost: `Settings` says so for a server."""

    @property
    def draw_seconds(self) -> int: ...

    @property
    def draw_megabytes(self) -> int: ...


def svg(dot: str, limits: Limits) -> str:
    """The drawing of `dot`, which must come from `engine.draw`: Graphviz is not safe with what a stranger writes."""
    return _drawn("svg", dot, limits).decode()


def png(dot: str, limits: Limits) -> bytes:
    """The same in pixels; `dot` says how many, and bounds them."""
    return _drawn("png", dot, limits)


def _drawn(form: str, dot: str, limits: Limits) -> bytes:
    allowed = (limits.draw_seconds, limits.draw_megabytes * 1024 * 1024, OUTPUT_BYTES)
    process = subprocess.Popen(
        [sys.executable, "-I", str(PROGRAM), form, *map(str, allowed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(dot.encode(), timeout=limits.draw_seconds)
    except subprocess.TimeoutExpired:
        raise Refusal(503, "limit", f"The drawing takes more than {limits.draw_seconds} s.", ON_YOUR_SIDE) from None
    finally:
        _end(process)
    return _output_or_refusal(process.returncode, output, limits)


def _environment() -> dict[str, str]:
    # With SERVER_NAME set, Graphviz opens no files named in a graph (ours name none).
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "SERVER_NAME": "playground"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Graphviz is a child of the process, so the whole session has to go, and its pipes with it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    with process:  # communicate() alone leaves the input open after a timeout
        process.communicate()


def _output_or_refusal(returncode: int, output: bytes, limits: Limits) -> bytes:
    match returncode:
        case Outcome.DRAWN:
            return output
        case Outcome.NOT_INSTALLED:
            raise Refusal(503, "unsupported", "Graphviz is not installed on this server.", ON_YOUR_SIDE)
        case Outcome.TOO_LARGE:
            raise Refusal(503, "limit", f"The drawing is larger than {OUTPUT_BYTES} bytes.", ON_YOUR_SIDE)
        case _:
            allowed = f"{limits.draw_seconds} s and {limits.draw_megabytes} MB"
            raise Refusal(503, "limit", f"Graphviz cannot draw this graph within {allowed}.", ON_YOUR_SIDE)
