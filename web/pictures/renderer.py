"""Pictures of programs, and their captions, made in the worker pool; both are cached."""

from __future__ import annotations

import struct

from ..http.byte_lru import ByteLRU
from ..http.content import Content
from ..pool.wire import Call
from ..pool.worker_pool import Task, WorkerPool
from ..settings import Settings
from . import picture_job
from .options import PictureOptions
from .picture_job import Caption, DrawLimits
from .program_query import Program

MEGABYTE = 1024 * 1024
_PNG_SIZE = slice(16, 24)  # width and height, the first fields of the IHDR chunk


class Renderer:
    """Makes each picture once; concurrent requests for the same one share the run."""

    def __init__(self, settings: Settings, pool: WorkerPool) -> None:
        self._limits = DrawLimits(settings.draw_seconds, settings.draw_megabytes)
        self._pool = pool
        self.pictures: ByteLRU[Content] = ByteLRU(settings.picture_megabytes * MEGABYTE)
        self.captions: ByteLRU[Caption] = ByteLRU(MEGABYTE)

    async def picture(self, program: Program, options: PictureOptions) -> Content:
        """The picture as SVG or PNG. Raises Refusal if the program is at fault or the server is too busy."""
        key = f"{options} {program.key}"
        cached = self.pictures.get(key)
        if cached is not None:
            return cached
        picture = await self._pool.run(self._task(key, program, options))
        content = Content(picture.media_type, picture.encodings)
        self.pictures.put(key, content, sum(map(len, content.encodings.values())))
        self._keep(program, picture.caption)
        return content

    async def picture_anew(self, program: Program, options: PictureOptions) -> Content:
        """The picture as `picture` gives it, made now even if there is one; it is not kept."""
        picture = await self._pool.run(self._task(f"anew {options} {program.key}", program, options))
        return Content(picture.media_type, picture.encodings)

    def _task(self, key: str, program: Program, options: PictureOptions) -> Task:
        # Without a text for the estimate: Graphviz takes long for any program.
        return Task(key, Call(picture_job.picture, (program, options, self._limits)))

    async def caption(self, program: Program) -> Caption:
        """The caption of the picture. Raises Refusal as `picture` does."""
        cached = self.captions.get(program.key)
        if cached is not None:
            return cached
        text = str(program.params.get("source")).encode("utf-8", "surrogatepass")
        call = Call(picture_job.caption, (program,))
        caption: Caption = await self._pool.run(Task(f"caption {program.key}", call, text, "caption"))
        self._keep(program, caption)
        return caption

    def _keep(self, program: Program, caption: Caption) -> None:
        self.captions.put(program.key, caption, len(caption.title) + len(caption.description))


def png_size(content: Content) -> tuple[int, int]:
    """The width and height of a PNG in pixels."""
    width, height = struct.unpack(">II", content.encodings["identity"][_PNG_SIZE])
    return width, height
