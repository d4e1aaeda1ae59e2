"""Export formats of the command `export`, by file name suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ...engine.service.api import handle
from ...engine.service.methods import nothing_to
from ...engine.trace import draw, snapshot
from ...engine.trace.influence import influence_at
from ..pictures import alt_text, graphviz, svg
from ..pictures.options import PictureFormat, PictureOptions
from . import standalone
from .budget import COMMAND_LINE
from .errors import ProgramError

SCALE = 2  # pixels of a .png per CSS pixel


class DrawingLimits(NamedTuple):
    """Larger than a server's, because only the user of the command waits."""

    draw_seconds: int = 30
    draw_megabytes: int = 1_024


LIMITS = DrawingLimits()


class ExportRequest(NamedTuple):
    """The program to export, and the options of the export."""

    file: str  # name of the program in error messages
    params: Mapping[str, Any]
    step: int | None = None
    phase: str | None = None
    title: str | None = None
    home: str | None = None

    def trace(self) -> dict[str, Any]:
        """The program's trace, with a graph to draw. Raises ProgramError."""
        trace = self.call("trace")
        if not trace["nodes"]:
            raise ProgramError(self.file, nothing_to("draw").reply()["error"])
        return trace

    def call(self, method: str, **extra: str) -> dict[str, Any]:
        """The engine's reply. Raises ProgramError."""
        reply = handle({"method": method, "params": {**self.params, **extra}}, COMMAND_LINE)
        if "error" in reply:
            raise ProgramError(self.file, reply["error"])
        return reply

    def shown_step(self, trace: Mapping[str, Any], default: int) -> int:
        """The number of steps taken in the export."""
        if self.phase is not None:
            return snapshot.steps_to_phase(trace, self.phase)
        return default if self.step is None else min(self.step, len(trace["steps"]))


class Format(NamedTuple):
    write: Callable[[ExportRequest], bytes]
    options: tuple[str, ...] = ()  # the supported ones of step, phase, title and home


def _html(request: ExportRequest) -> bytes:
    skeleton = standalone.skeleton()
    trace = request.trace()
    drawing = graphviz.svg(trace["dot"], LIMITS)
    step = request.shown_step(trace, 0)
    return standalone.html(skeleton, trace, drawing, step=step, title=request.title, home=request.home).encode()


def _svg(request: ExportRequest) -> bytes:
    trace, dot = _trace_and_dot(request, "svg")
    title = request.title or standalone.title_of(trace)
    return svg.with_text_alternative(graphviz.svg(dot, LIMITS), title, alt_text.description(trace)).encode()


def _png(request: ExportRequest) -> bytes:
    _, dot = _trace_and_dot(request, "png")
    return graphviz.png(dot, LIMITS)


def _trace_and_dot(request: ExportRequest, picture_format: PictureFormat) -> tuple[Mapping[str, Any], str]:
    """The trace with its nodes at the shown step, and its DOT."""
    trace = request.trace()
    step = request.shown_step(trace, len(trace["steps"]))
    nodes = snapshot.nodes_at(trace, step)
    style = PictureOptions(picture_format, scale=SCALE).drawing_style()
    return {**trace, "nodes": nodes}, draw.dot(nodes, trace["boxes"], style=style, influence=influence_at(trace, step))


def _text(export_format: str) -> Callable[[ExportRequest], bytes]:
    def write(request: ExportRequest) -> bytes:
        text: str = request.call("export", format=export_format)["text"]
        return text.encode()

    return write


FORMATS: Mapping[str, Format] = {
    ".html": Format(_html, ("step", "phase", "title", "home")),
    ".svg": Format(_svg, ("step", "phase", "title")),
    ".png": Format(_png, ("step", "phase")),
    ".json": Format(_text("json")),
    ".tex": Format(_text("latex")),
    ".dot": Format(_text("dot")),
}
