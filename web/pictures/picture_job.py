"""What a worker process does for a picture: run the program, describe what is shown, and draw it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from typing import Any, NamedTuple

from ...engine.trace import draw, snapshot
from ...engine.trace.influence import Influence, influence_at
from ...engine.trace.notation import format_number
from . import alt_text, graphviz, svg
from .options import PictureOptions
from .program_query import Program


class Caption(NamedTuple):
    """A program's result and values as text: the title `L = −8`, and the text alternative of its graph."""

    title: str
    description: str


class DrawLimits(NamedTuple):
    """Cost limits of one drawing, from `Settings`."""

    draw_seconds: int
    draw_megabytes: int


class Picture(NamedTuple):
    media_type: str
    encodings: Mapping[str, bytes]
    caption: Caption


def picture(program: Program, options: PictureOptions, limits: DrawLimits) -> Picture:
    """The picture as SVG or PNG. Raises Refusal if the program is at fault, or the drawing costs too much."""
    trace, influence = shown_trace(program)
    described = _describe(trace)
    dot = draw.dot(trace["nodes"], trace["boxes"], style=options.drawing_style(), influence=influence)
    if options.format == "png":
        return Picture("image/png", {"identity": graphviz.png(dot, limits)}, described)
    document = svg.with_text_alternative(graphviz.svg(dot, limits), *described).encode()
    return Picture("image/svg+xml", {"identity": document, "gzip": gzip.compress(document, mtime=0)}, described)


def caption(program: Program) -> Caption:
    """The caption of the picture. Raises Refusal if the program is at fault."""
    return _describe(shown_trace(program)[0])


def shown_trace(program: Program) -> tuple[dict[str, Any], Influence]:
    """The program's trace with its nodes as they are after the requested step, and what has flowed until then."""
    trace = program.trace()
    step = program.step if program.phase is None else snapshot.steps_to_phase(trace, program.phase)
    shown = trace if step is None else {**trace, "nodes": snapshot.nodes_at(trace, step)}
    return shown, influence_at(trace, step)


def _describe(trace: Mapping[str, Any]) -> Caption:
    root = trace["nodes"][trace["roots"][0]]
    title = root["name"] if root["data"] is None else f"{root['name']} = {format_number(root['data'])}"
    return Caption(title, alt_text.description(trace))
