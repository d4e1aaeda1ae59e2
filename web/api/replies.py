"""Replies of the API by the content of their requests: cached in their compressed form, made in the worker pool."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from hashlib import blake2b

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from ..http.byte_lru import ByteLRU
from ..http.cache_control import NO_STORE
from ..http.content import accepts, matches
from ..http.errors import ERROR_HEADER
from ..pictures.picture_job import DrawLimits
from ..pool.wire import Call
from ..pool.worker_pool import Task, WorkerPool
from ..settings import Settings
from . import answer as work
from .answer import Answer

MEGABYTE = 1024 * 1024
INLINE_MAX_BYTES = 65_536  # of a body; a longer one is digested beside the event loop
MAX_GUESSED_BYTES = 16_384  # of a request; the program of a longer one is not short anyway
_SOURCE = re.compile(rb'"source"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*")', re.DOTALL)


class Replies:
    """The same request gets the same reply, from one run: a class that opens one link costs what one reader does."""

    def __init__(self, settings: Settings, pool: WorkerPool) -> None:
        self._pool = pool
        self._limits = DrawLimits(settings.draw_seconds, settings.draw_megabytes)
        self.cache: ByteLRU[Answer] = ByteLRU(settings.reply_megabytes * MEGABYTE)

    async def response(self, request: Request, method: str, body: bytes) -> Response:
        """The response to a request for `method` with this body. Raises Refusal."""
        inline = len(body) <= INLINE_MAX_BYTES
        key = _key(method, body) if inline else await asyncio.to_thread(_key, method, body)
        answer = self.cache.get(key)
        if answer is None:
            answer = await self._pool.run(self._task(key, method, body))
            if answer.status == 200:  # an error may be that of a moment, such as a limit of time
                self.cache.put(key, answer, len(answer.body))
        return _response(request, answer)

    def _task(self, key: str, method: str, body: bytes) -> Task:
        draws = method == "draw" and b'"svg"' in body  # Graphviz takes long for any program
        program = b"" if draws else program_of(body)
        return Task(key, Call(work.answer, (method, body, self._limits)), program, method)


def _response(request: Request, answer: Answer) -> Response:
    gzipped = answer.packed and accepts(request.headers.get("accept-encoding", ""), "gzip")
    headers = {**NO_STORE, "Vary": "Accept-Encoding"}
    if answer.error:
        headers[ERROR_HEADER] = answer.error
    if answer.status == 200:
        headers["ETag"] = tag = f'"{answer.digest}-{"gzip" if gzipped else "identity"}"'
        if matches(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
    body = answer.body
    if gzipped:
        headers["Content-Encoding"] = "gzip"
    elif answer.packed:
        return StreamingResponse(_parts(body), answer.status, headers, "application/json")
    return Response(body, answer.status, headers, "application/json")


async def _parts(packed: bytes) -> AsyncIterator[bytes]:
    """The parts of an answer as the client reads them; Starlette would take a thread for each of a plain iterator's."""
    for part in work.unpacked(packed):
        yield part


def _key(method: str, body: bytes) -> str:
    """The digest of a request."""
    return blake2b(b"%s %s" % (method.encode(), body), digest_size=16).hexdigest()


def program_of(body: bytes) -> bytes:
    """The program in the JSON of a request, for guessing what it costs; empty where none is found."""
    source = _SOURCE.search(body) if len(body) <= MAX_GUESSED_BYTES else None
    if source is None:
        return b""
    try:
        return str(json.loads(source[1], strict=False)).encode("utf-8", "surrogatepass")
    except ValueError:  # which the worker reports
        return b""
