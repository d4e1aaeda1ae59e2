"""Bounded thread pool with a bounded queue; overflow gets 429."""

from __future__ import annotations

import asyncio
import threading
import time
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
        self.running = 0  # jobs
        self.started = 0  # jobs, since the start of the server, as the next two
        self.refused = 0
        self.waited_seconds = 0.0

    @property
    def waiting(self) -> int:
        """Jobs in the queue."""
        return self._pending - self.running

    async def run(self, job: Callable[[], Result]) -> Result:
        """The result of `job`, run in a thread. Raises Refusal (429) if the queue is full."""
        if self._pending >= self._capacity:
            self.refused += 1
            raise Refusal(
                429,
                "limit",
                "The server is busy with other programs.",
                f"Try again in {RETRY_SECONDS} seconds, or let your browser run the program.",
                {"Retry-After": str(RETRY_SECONDS)},
            )
        self._pending += 1
        loop, queued_at = asyncio.get_running_loop(), time.monotonic()

        def work() -> Result:
            loop.call_soon_threadsafe(self._start, time.monotonic() - queued_at)
            return job()

        future = self._executor.submit(work)
        # The slot is released when the job ends, not when the client disconnects.
        future.add_done_callback(lambda _: loop.call_soon_threadsafe(self._release))
        return await asyncio.wrap_future(future)

    def _start(self, waited_seconds: float) -> None:
        self.running += 1
        self.started += 1
        self.waited_seconds += waited_seconds

    def _release(self) -> None:
        self._pending -= 1
        self.running -= 1

    def close(self) -> None:
        """Cancel the queued jobs; running ones are not awaited."""
        self._executor.shutdown(wait=False, cancel_futures=True)
