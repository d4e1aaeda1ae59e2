"""Pictures of programs, each made once and kept: the run, the drawing, and the drawing in words."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...engine.trace import draw, snapshot
from ...engine.trace.fold import Box
from ...engine.trace.notation import plain
from ..http.content import Content
from ..http.worker_pool import Runs
from ..settings import Settings
from . import alt_text, graphviz, svg
from .byte_lru import Kept
from .options import PictureLook
from .program_query import Program

MEGABYTE = 1024 * 1024
_PNG_SIZE = slice(16, 24)  # width and height, the first fields of its first chunk


@dataclass(frozen=True)
class Words:
    """A program in words, for where there is no picture: `L = −8`, and its values."""

    title: str
    description: str


class Painter:
    def __init__(self, settings: Settings, runs: Runs) -> None:
        self._settings = settings
        self._runs = runs
        self._pictures: Kept[Content] = Kept(settings.picture_megabytes * MEGABYTE)
        self._words: Kept[Words] = Kept(MEGABYTE)

    async def picture(self, program: Program, look: PictureLook) -> Content:
        """Raises Refusal where the program is at fault, or the server too busy."""
        key = f"{look} {program.key}"
        kept = self._pictures.get(key)
        return kept if kept else await self._runs.run(lambda: self._paint(key, program, look))

    async def words(self, program: Program) -> Words:
        """Raises Refusal as `picture` does."""
        kept = self._words.get(program.key)
        return kept if kept else await self._runs.run(lambda: self._tell(program, moment(program)))

    def _paint(self, key: str, program: Program, look: PictureLook) -> Content:
        kept = self._pictures.get(key)  # by whoever waited before us
        if kept is not None:
            return kept
        trace = moment(program)
        words = self._tell(program, trace)
        boxes = [Box(**box) for box in trace["boxes"]]
        dot = draw.dot(trace["nodes"], boxes, look=look.of_drawing())
        if look.form == "png":
            content = Content("image/png", {"identity": graphviz.png(dot, self._settings)})
        else:
            document = svg.described(graphviz.svg(dot, self._settings), words.title, words.description).encode()
            content = Content("image/svg+xml", {"identity": document, "gzip": gzip.compress(document, mtime=0)})
        self._pictures.put(key, content, sum(map(len, content.forms.values())))
        return content

    def _tell(self, program: Program, trace: Mapping[str, Any]) -> Words:
        root = trace["nodes"][trace["roots"][0]]
        title = root["name"] if root["data"] is None else f"{root['name']} = {plain(root['data'])}"
        words = Words(title, alt_text.description(trace))
        self._words.put(program.key, words, len(title) + len(words.description))
        return words


def moment(program: Program) -> dict[str, Any]:
    """The program's trace with its nodes as they stand at the moment that is shown."""
    trace = program.trace()
    step = program.step if program.phase is None else snapshot.opening(trace, program.phase)
    return trace if step is None else {**trace, "nodes": snapshot.at(trace, step)}


def pixels(content: Content) -> tuple[int, int]:
    """The width and height of a PNG."""
    width, height = struct.unpack(">II", content.forms["identity"][_PNG_SIZE])
    return width, height
