"""Readiness: whether a program can be evaluated and drawn, found by doing it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from ...engine.examples import FIRST
from ..pictures.options import PictureOptions
from ..pictures.program_query import Program, parse_program
from ..pictures.renderer import Renderer
from ..refusal import Refusal

KEPT_SECONDS = 2.0  # a check is not made more often, however many ask


class Readiness:
    """One check at a time, whose outcome serves all who ask while it runs and shortly after."""

    def __init__(self, renderer: Renderer, clock: Callable[[], float] = time.monotonic) -> None:
        self._renderer = renderer
        self._clock = clock
        self._program: Program = parse_program({"code": FIRST.source})
        self._check: asyncio.Task[str] | None = None
        self._checked_at = -KEPT_SECONDS

    async def status(self) -> str:
        """ "ready", or "busy" if the queue is full. Raises Refusal (503) if a program cannot be evaluated or drawn."""
        if self._check is None or (self._check.done() and self._clock() - self._checked_at >= KEPT_SECONDS):
            self._check = asyncio.create_task(self._evaluate_and_draw())
        return await asyncio.shield(self._check)

    async def _evaluate_and_draw(self) -> str:
        try:
            await self._renderer.picture_anew(self._program, PictureOptions("svg"))
            return "ready"
        except Refusal as refusal:
            if refusal.status == 429:  # others are served meanwhile; a replica more would help, one less would not
                return "busy"
            raise Refusal(503, refusal.error.code, refusal.error.message, refusal.error.hint) from None
        finally:
            self._checked_at = self._clock()
