"""Bounded thread pool with a bounded queue; overflow gets 429."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from ..refusal import Refusal
from ..settings import Settings

Result = TypeVar("Result")

# Python's parser overflows small stacks (musl gives its threads 128 KiB), and no exception handler can catch that.
STACK_BYTES = 16 * 1024 * 1024
RETRY_SECONDS = 2


class WorkerPool:
    """Runs `settings.runs` jobs at a time and queues up to `settings.waiting` more.

    Use it from the event loop only: its counter has no lock.
    """

    def __init__(self, settings: Settings) -> None:
        threading.stack_size(STACK_BYTES)
        self._executor = ThreadPoolExecutor(settings.runs, thread_name_prefix="run")
        self._capacity = settings.runs + settings.waiting
        self._pending = 0

    async def run(self, job: Callable[[], Result]) -> Result:
        """The result of `job`, run in a thread. Raises Refusal (429) if the queue is full."""
        if self._pending >= self._capacity:
            raise Refusal(
                429,
                "limit",
                "The server is busy with other programs.",
                f"Try again in {RETRY_SECONDS} seconds, or let your browser run the program.",
                {"Retry-After": str(RETRY_SECONDS)},
            )
        self._pending += 1
        future = self._executor.submit(job)
        # The slot is released when the job ends, not when the client disconnects.
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda _: loop.call_soon_threadsafe(self._release))
        return await asyncio.wrap_future(future)

    def _release(self) -> None:
        self._pending -= 1

    def close(self) -> None:
        """Cancel the queued jobs; running ones are not awaited."""
        self._executor.shutdown(wait=False, cancel_futures=True)
