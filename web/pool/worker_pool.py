"""Pool of worker processes behind a bounded, fair queue; overflow gets 429, equal tasks share one run."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from ..fault import WorkerFault
from ..settings import Settings
from . import refusals
from .estimate import SHORT_SECONDS, Estimates
from .fair_queue import FairQueue
from .process import WorkerDied, WorkerProcess
from .requester import REQUESTER
from .wire import Answer, Call, Outcome
from .worker import Limits

log = logging.getLogger("playground")

# The longest turn on the worker that takes short tasks only; what is not done then goes to the end of the long ones.
TURN_SECONDS = 0.25
WALL_FACTOR = 2  # seconds on the clock for each of processor time: other processes want the processor too


@dataclass(frozen=True, slots=True)
class Task:
    """A call for the pool: `call` is a function of a module, with arguments and a result that can be pickled."""

    key: str  # equal for tasks with the same result: while one waits or runs, others wait for its result
    call: Call
    program: bytes = b""  # the program's text, by which its cost is guessed; empty for what is never short
    kind: str = ""  # what is done with the program: its cost is remembered for both


class _Entry:
    """A task on its way through the pool."""

    def __init__(self, task: Task, client: str, short: bool) -> None:
        self.task = task
        self.client = client
        self.short = short
        self.waiting = True
        self.since = time.monotonic()
        self.clients = 0  # requests that wait for the result
        self.result: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        # Without a listener asyncio logs an exception that nobody is left to get.
        self.result.add_done_callback(lambda result: result.cancelled() or result.exception())


class WorkerPool:
    """`settings.runs` processes for any task, and one more for short ones. Use it from the event loop only."""

    def __init__(self, settings: Settings, modules: Sequence[str] = ()) -> None:
        """`modules` are imported before a worker starts."""
        self.limits = Limits(settings.run_seconds, settings.run_megabytes)
        self._seconds = WALL_FACTOR * settings.run_seconds + settings.draw_seconds
        self._express = WorkerProcess(self.limits, modules)
        self.workers = [*(WorkerProcess(self.limits, modules) for _ in range(settings.runs)), self._express]
        self._idle = list(self.workers)
        self._queue: FairQueue[_Entry] = FairQueue(settings.waiting)
        self._estimates = Estimates()
        self._entries: dict[str, _Entry] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = False
        self.started = 0  # runs, since the start of the server, as the next two
        self.refused = 0
        self.waited_seconds = 0.0

    @property
    def running(self) -> int:
        """Tasks at work."""
        return len(self._running)

    @property
    def waiting(self) -> int:
        """Tasks in the queue."""
        return len(self._queue)

    async def start(self) -> None:
        """Start all processes, so that no request waits for one."""
        await asyncio.gather(*(worker.ready() for worker in self.workers))

    async def run(self, task: Task) -> Any:
        """The result of `task`. Raises Refusal: its own, or that of a full queue or of a limit.

        A task that is waiting is dropped once all clients that asked for it have left.
        """
        requester = REQUESTER.get()
        entry = self._entries.get(task.key) or self._enter(task, requester.client)
        entry.clients += 1
        try:
            if entry.waiting and requester.receive is not None:
                await _result_or_disconnect(entry.result, requester.receive)
            return await asyncio.shield(entry.result)
        finally:
            entry.clients -= 1
            if not entry.clients and entry.waiting and not entry.result.done():
                self._queue.remove(entry)
                self._end(entry)

    def _enter(self, task: Task, client: str) -> _Entry:
        if self._stopping:
            raise refusals.stopping()
        entry = _Entry(task, client, self._is_short(task))
        worker = self._idle_worker(entry)
        if worker is not None:
            self._start(entry, worker)
        else:
            self._wait(entry)
        if not entry.result.done():
            self._entries[task.key] = entry
        return entry

    def _is_short(self, task: Task) -> bool:
        return bool(task.program) and self._estimates.is_short(_cost_key(task), task.program)

    def _wait(self, entry: _Entry) -> None:
        dropped = self._queue.add(entry)
        if dropped is not None:
            self.refused += 1
            self._end(dropped, refusals.busy())

    def _idle_worker(self, entry: _Entry) -> WorkerProcess | None:
        """The worker that ran this program last, else the one that has been idle for longest."""
        able = [worker for worker in self._idle if entry.short or worker is not self._express]
        same = (worker for worker in able if worker.program and worker.program == entry.task.program)
        return next(same, able[0] if able else None)

    def _start(self, entry: _Entry, worker: WorkerProcess) -> None:
        self._idle.remove(worker)
        entry.waiting = False
        worker.program = entry.task.program
        self.started += 1
        self.waited_seconds += time.monotonic() - entry.since
        running = asyncio.create_task(self._work(entry, worker))
        self._running.add(running)
        running.add_done_callback(self._running.discard)

    async def _work(self, entry: _Entry, worker: WorkerProcess) -> None:
        ready = False
        try:
            await worker.ready()
            ready = True
            call = entry.task.call._replace(turn=TURN_SECONDS) if worker is self._express else entry.task.call
            async with asyncio.timeout(self._seconds):
                answer = await worker.call(call)
        except TimeoutError:
            self._estimates.note(_cost_key(entry.task), short=False)
            self._end(entry, refusals.too_slow(self.limits))
        except WorkerDied as death:
            if death.signal != signal.SIGXCPU:
                log.error("A worker process has ended by signal %d in the middle of a program", death.signal)
            self._end(entry, refusals.too_slow(self.limits) if death.signal == signal.SIGXCPU else refusals.died())
        except Exception as error:  # such as a process that cannot be started
            self._end(entry, error)
        except BaseException:
            self._end(entry)
            raise
        else:
            if answer.outcome is Outcome.OUT_OF_MEMORY:
                worker.kill()  # its heap is full of holes: the next process begins with an empty one
            self._answer(entry, answer)
        finally:
            self._idle.append(worker)
            self._start_next(worker)
            # Not again and again where none can be started.
            if ready and worker in self._idle and not worker.alive and not self._stopping:
                self._replace(worker)

    def _replace(self, worker: WorkerProcess) -> None:
        """Start another process for one that has ended, so that the next request does not wait for it."""
        task = Task(f"start {id(worker)}", Call(str, ()))
        self._start(_Entry(task, "", short=True), worker)

    def _begin_again(self, entry: _Entry) -> None:
        """A long program has had its turn on the worker for short ones: another worker has to run it."""
        if self._stopping or not entry.clients:
            self._end(entry, refusals.stopping() if self._stopping else None)
        else:
            entry.short, entry.waiting = False, True
            another = self._idle_worker(entry)
            if another is not None:
                self._start(entry, another)
            else:
                self._wait(entry)

    def _answer(self, entry: _Entry, answer: Answer) -> None:
        in_turn = answer.outcome is not Outcome.TURN_OVER
        self._estimates.note(_cost_key(entry.task), short=in_turn and answer.seconds <= SHORT_SECONDS)
        match answer.outcome:
            case Outcome.DONE:
                self._entries.pop(entry.task.key, None)
                entry.result.set_result(answer.content)
            case Outcome.REFUSED:
                self._end(entry, answer.content)
            case Outcome.TURN_OVER:
                self._begin_again(entry)
            case Outcome.OUT_OF_MEMORY:
                self._end(entry, refusals.too_large(self.limits))
            case Outcome.FAILED:
                self._end(entry, WorkerFault(answer.content))

    def _end(self, entry: _Entry, error: Exception | None = None) -> None:
        """End an entry without a result; without an error too where nobody waits for it."""
        self._entries.pop(entry.task.key, None)
        if error is None:
            entry.result.cancel()
        else:
            entry.result.set_exception(error)

    def _start_next(self, worker: WorkerProcess) -> None:
        if worker in self._idle:
            entry = self._queue.take(only_short=worker is self._express)
            if entry is not None:
                self._start(entry, worker)

    def stop(self) -> None:
        """Refuse what waits and what comes; what runs may end."""
        self._stopping = True
        while (entry := self._queue.take()) is not None:
            self._end(entry, refusals.stopping())

    def close(self) -> None:
        """Stop, and end the processes at once."""
        self.stop()
        for worker in self.workers:
            worker.kill()


def _cost_key(task: Task) -> bytes:
    return task.kind.encode() + b"\0" + task.program


async def _result_or_disconnect(result: asyncio.Future[Any], receive: Receive) -> None:
    """Return when there is a result. Raises ClientDisconnect once the client is gone."""
    left = asyncio.ensure_future(_disconnected(receive))
    try:
        await asyncio.wait({result, left}, return_when=asyncio.FIRST_COMPLETED)
        if not result.done():
            left.result()
            raise ClientDisconnect
    finally:
        left.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
