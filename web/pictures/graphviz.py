"""Renders the engine's DOT to SVG or PNG: Graphviz in a subprocess with limits of time, memory and output."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree

from ..refusal import Refusal
from .graphviz_process import Outcome

OUTPUT_BYTES = 16 * 1024 * 1024
PROGRAM = Path(__file__).with_name("graphviz_process.py")
_BROWSER_HINT = "The page can draw it in your browser."


class Limits(Protocol):
    """Cost limits of one drawing; a server takes them from `Settings`."""

    @property
    def draw_seconds(self) -> int: ...

    @property
    def draw_megabytes(self) -> int: ...


def svg(dot: str, limits: Limits) -> str:
    """`dot` as SVG. It must come from engine/trace/draw.py, because Graphviz is not safe with untrusted DOT.

    Raises Refusal (503) if Graphviz is missing, exceeds a limit or draws no SVG.
    """
    try:
        drawing = _draw("svg", dot, limits).decode()
        ElementTree.fromstring(drawing)
    except (UnicodeDecodeError, ElementTree.ParseError):  # a broken installation, or another program called dot
        raise Refusal(503, "limit", "What Graphviz has drawn is no SVG.", _BROWSER_HINT) from None
    return drawing


def png(dot: str, limits: Limits) -> bytes:
    """The same as PNG; `dot` itself sets and bounds the size in pixels."""
    return _draw("png", dot, limits)


def _draw(picture_format: str, dot: str, limits: Limits) -> bytes:
    arguments = (limits.draw_seconds, limits.draw_megabytes * 1024 * 1024, OUTPUT_BYTES)
    try:
        process = subprocess.Popen(
            # Where Python is a part of another program, it may have no executable: None or "".
            [sys.executable or "", "-I", str(PROGRAM), picture_format, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=_environment(),
            start_new_session=True,
        )
    except OSError as error:
        message = f"Graphviz cannot be started on this server: {error.strerror}."
        raise Refusal(503, "unsupported", message, _BROWSER_HINT) from None
    try:
        output, _ = process.communicate(dot.encode(), timeout=limits.draw_seconds)
    except subprocess.TimeoutExpired:
        raise Refusal(503, "limit", f"The drawing takes more than {limits.draw_seconds} s.", _BROWSER_HINT) from None
    finally:
        _kill(process)
    return _output_or_refusal(process.returncode, output, limits)


def _environment() -> dict[str, str]:
    # With SERVER_NAME set, Graphviz opens no files that a graph names (the engine's DOT names none).
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "SERVER_NAME": "playground"}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the whole session, because Graphviz is a child of the process, and close the pipes."""
    if process.poll() is None:
        if sys.platform == "win32":  # which has no sessions
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    with process:  # communicate() alone leaves stdin open after a timeout
        process.communicate()


def _output_or_refusal(returncode: int, output: bytes, limits: Limits) -> bytes:
    match returncode:
        case Outcome.DRAWN:
            return output
        case Outcome.NOT_INSTALLED:
            raise Refusal(503, "unsupported", "Graphviz is not installed on this server.", _BROWSER_HINT)
        case Outcome.TOO_LARGE:
            raise Refusal(503, "limit", f"The drawing is larger than {OUTPUT_BYTES} bytes.", _BROWSER_HINT)
        case _:
            allowed = f"{limits.draw_seconds} s and {limits.draw_megabytes} MB"
            raise Refusal(503, "limit", f"Graphviz cannot draw this graph within {allowed}.", _BROWSER_HINT)
