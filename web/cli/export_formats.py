"""What a program's run can be written as: one row for each ending of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ...engine.budgets import BROWSER
from ...engine.service.api import handle
from ...engine.trace import draw, snapshot
from ...engine.trace.fold import Box
from ..pictures import alt_text, graphviz, svg
from ..pictures.options import Form, PictureLook
from . import standalone
from .errors import ProgramError

SCALE = 2  # pixels of a .png for one CSS pixel


class DrawingLimits(NamedTuple):
    """Larger than a server's: whoever gives the command waits for it alone."""

    draw_seconds: int = 30
    draw_megabytes: int = 1_024


LIMITS = DrawingLimits()


class Wanted(NamedTuple):
    """What is exported, and how."""

    file: str  # as errors call it
    params: Mapping[str, Any]
    step: int | None = None
    phase: str | None = None
    title: str | None = None
    home: str | None = None

    def ask(self, method: str, **more: str) -> dict[str, Any]:
        """What the engine answers, with a browser's budget: the program is the reader's own. Raises ProgramError."""
        reply = handle({"method": method, "params": {**self.params, **more}}, BROWSER)
        if "error" in reply:
            raise ProgramError(self.file, reply["error"])
        return reply

    def position(self, trace: Mapping[str, Any], default: int) -> int:
        """How many steps have been taken in what is shown."""
        if self.phase is not None:
            return snapshot.steps_to_phase(trace, self.phase)
        return default if self.step is None else min(self.step, len(trace["steps"]))


class Kind(NamedTuple):
    make: Callable[[Wanted], bytes]
    options: tuple[str, ...] = ()  # of those that not every kind has


def _html(wanted: Wanted) -> bytes:
    skeleton = standalone.skeleton()
    trace = wanted.ask("trace")
    svg = graphviz.svg(trace["dot"], LIMITS)
    step = wanted.position(trace, 0)
    return standalone.html(skeleton, trace, svg, step=step, title=wanted.title, home=wanted.home).encode()


def _svg(wanted: Wanted) -> bytes:
    trace, dot = _moment(wanted, "svg")
    title = wanted.title or standalone.title_of(trace)
    return svg.described(graphviz.svg(dot, LIMITS), title, alt_text.description(trace)).encode()


def _png(wanted: Wanted) -> bytes:
    _, dot = _moment(wanted, "png")
    return graphviz.png(dot, LIMITS)


def _moment(wanted: Wanted, form: Form) -> tuple[Mapping[str, Any], str]:
    """The trace as it stands at the step that is shown, and its drawing."""
    trace = wanted.ask("trace")
    nodes = snapshot.nodes_at(trace, wanted.position(trace, len(trace["steps"])))
    boxes = [Box(**box) for box in trace["boxes"]]
    return {**trace, "nodes": nodes}, draw.dot(nodes, boxes, style=PictureLook(form, scale=SCALE).of_drawing())


def _text(form: str) -> Callable[[Wanted], bytes]:
    def make(wanted: Wanted) -> bytes:
        text: str = wanted.ask("export", format=form)["text"]
        return text.encode()

    return make


KINDS: Mapping[str, Kind] = {
    ".html": Kind(_html, ("step", "phase", "title", "home")),
    ".svg": Kind(_svg, ("step", "phase", "title")),
    ".png": Kind(_png, ("step", "phase")),
    ".json": Kind(_text("json")),
    ".tex": Kind(_text("latex")),
    ".dot": Kind(_text("dot")),
}
