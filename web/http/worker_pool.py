"""Who may run when: so many programs at once, so many waiting, and a clear answer to whoever comes after them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from ..refusal import Refusal
from ..settings import Settings

Result = TypeVar("Result")

# Python's parser overflows small stacks (musl gives its threads 128 KiB), which no exception handler sees.
STACK_BYTES = 16 * 1024 * 1024
RETRY_SECONDS = 2


class Runs:
    """Worker threads with a waiting room. Use it from the event loop only: its counter is guarded by nothing else."""

    def __init__(self, settings: Settings) -> None:
        threading.stack_size(STACK_BYTES)
        self._threads = ThreadPoolExecutor(settings.runs, thread_name_prefix="run")
        self._places = settings.runs + settings.waiting
        self._taken = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        if self._taken >= self._places:
            raise Refusal(
                429,
                "limit",
                "The server is busy with other programs.",
                f"Try again in {RETRY_SECONDS} seconds, or let your browser run the program.",
                {"Retry-After": str(RETRY_SECONDS)},
            )
        self._taken += 1
        job = self._threads.submit(work)
        # Given back when the work ends, not when the reader stops waiting for it.
        loop = asyncio.get_running_loop()
        job.add_done_callback(lambda _: loop.call_soon_threadsafe(self._give_back))
        return await asyncio.wrap_future(job)

    def _give_back(self) -> None:
        self._taken -= 1

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
