"""Renders pictures of programs, and their captions, in the worker pool; both are cached."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...engine.trace import draw, snapshot
from ...engine.trace.influence import Influence, influence_at
from ...engine.trace.notation import format_number
from ..http.content import Content
from ..http.worker_pool import WorkerPool
from ..settings import Settings
from . import alt_text, graphviz, svg
from .byte_lru import ByteLRU
from .options import PictureOptions
from .program_query import Program

MEGABYTE = 1024 * 1024
_PNG_SIZE = slice(16, 24)  # width and height, the first fields of the IHDR chunk


@dataclass(frozen=True)
class Caption:
    """A program's result and values as text: the title `L = −8`, and the text alternative of its graph."""

    title: str
    description: str


class Renderer:
    """Makes each picture once; concurrent requests for the same one share the cached result."""

    def __init__(self, settings: Settings, pool: WorkerPool) -> None:
        self._settings = settings
        self._pool = pool
        self.pictures: ByteLRU[Content] = ByteLRU(settings.picture_megabytes * MEGABYTE)
        self.captions: ByteLRU[Caption] = ByteLRU(MEGABYTE)

    async def picture(self, program: Program, options: PictureOptions) -> Content:
        """The picture as SVG or PNG. Raises Refusal if the program is at fault or the server is too busy."""
        key = f"{options} {program.key}"
        cached = self.pictures.get(key)
        return cached if cached else await self._pool.run(lambda: self._render(key, program, options))

    async def picture_anew(self, program: Program, options: PictureOptions) -> Content:
        """The picture as `picture` gives it, made now even if there is one; it is not kept."""
        return await self._pool.run(lambda: self._draw(program, options))

    async def caption(self, program: Program) -> Caption:
        """The caption of the picture. Raises Refusal as `picture` does."""
        cached = self.captions.get(program.key)
        return cached if cached else await self._pool.run(lambda: self._describe(program, shown_trace(program)[0]))

    def _render(self, key: str, program: Program, options: PictureOptions) -> Content:
        cached = self.pictures.get(key)  # made by an earlier request while this one was in the queue
        if cached is not None:
            return cached
        content = self._draw(program, options)
        self.pictures.put(key, content, sum(map(len, content.encodings.values())))
        return content

    def _draw(self, program: Program, options: PictureOptions) -> Content:
        trace, influence = shown_trace(program)
        caption = self._describe(program, trace)
        dot = draw.dot(trace["nodes"], trace["boxes"], style=options.drawing_style(), influence=influence)
        if options.format == "png":
            return Content("image/png", {"identity": graphviz.png(dot, self._settings)})
        drawing = graphviz.svg(dot, self._settings)
        document = svg.with_text_alternative(drawing, caption.title, caption.description).encode()
        return Content("image/svg+xml", {"identity": document, "gzip": gzip.compress(document, mtime=0)})

    def _describe(self, program: Program, trace: Mapping[str, Any]) -> Caption:
        root = trace["nodes"][trace["roots"][0]]
        title = root["name"] if root["data"] is None else f"{root['name']} = {format_number(root['data'])}"
        caption = Caption(title, alt_text.description(trace))
        self.captions.put(program.key, caption, len(title) + len(caption.description))
        return caption


def shown_trace(program: Program) -> tuple[dict[str, Any], Influence]:
    """The program's trace with its nodes as they are after the requested step, and what has flowed until then."""
    trace = program.trace()
    step = program.step if program.phase is None else snapshot.steps_to_phase(trace, program.phase)
    shown = trace if step is None else {**trace, "nodes": snapshot.nodes_at(trace, step)}
    return shown, influence_at(trace, step)


def png_size(content: Content) -> tuple[int, int]:
    """The width and height of a PNG in pixels."""
    width, height = struct.unpack(">II", content.encodings["identity"][_PNG_SIZE])
    return width, height
