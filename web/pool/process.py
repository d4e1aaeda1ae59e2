"""The server's side of one worker process: start, exchange, kill."""

from __future__ import annotations

import asyncio
import json
import pickle
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence

from . import worker
from .wire import CHUNK_BYTES, LENGTH, Answer, Call, message

START_SECONDS = 30  # for a new process to import the programs' modules

# Not by `multiprocessing`, whose processes import the main module again: of a script without a guard that would be
# another server. The process finds its modules where this one does.
_MAIN = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {worker.__name__} import main; main()"


class WorkerDied(Exception):  # noqa: N818 - what happened to a worker, not a fault of the server
    """The worker process ended before it answered; `signal` is the number of the one that ended it, else 0."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.signal = signal


class WorkerProcess:
    """A process that answers one call at a time. It starts at the first one; after `kill` the next starts another."""

    def __init__(self, limits: worker.Limits, modules: Sequence[str] = ()) -> None:
        """The process imports `modules` before its first call."""
        self.program = b""  # that of the last call: the process may still have its recording
        self._limits = limits
        self._modules = modules
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: socket.socket | None = None
        self._finalizer: weakref.finalize[[socket.socket, subprocess.Popen[bytes]], WorkerProcess] | None = None

    @property
    def alive(self) -> bool:
        """Whether there is a process, as far as is known."""
        return self._connection is not None

    @property
    def pid(self) -> int | None:
        """The number of the process; None while there is none."""
        return None if self._process is None else self._process.pid

    async def ready(self) -> None:
        """Start the process if there is none. Raises WorkerDied, or OSError, if that fails."""
        if self._process is not None and self._process.poll() is not None:
            self.kill()  # it has ended between two calls
        if self._connection is not None:
            return
        await asyncio.to_thread(self._start)
        async with asyncio.timeout(START_SECONDS):
            await self.call(Call(str, ()))

    def _start(self) -> None:
        with self._starting:
            if self._process is not None:
                return
            numbers = (self._limits.seconds, self._limits.megabytes)
            arguments = [json.dumps(sys.path), *map(str, numbers), *self._modules]
            ours, theirs = socket.socketpair()
            with theirs:
                command = [sys.executable, "-c", _MAIN, *arguments]
                process = subprocess.Popen(command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL)
            ours.setblocking(False)
            self._finalizer = weakref.finalize(self, _end, ours, process)
            self._process, self._connection = process, ours

    async def call(self, call: Call) -> Answer:
        """The answer to `call`. Raises WorkerDied; after any exception the process is gone."""
        assert self._connection is not None
        assert self._process is not None
        loop = asyncio.get_running_loop()
        try:
            await loop.sock_sendall(self._connection, message(call))
            return await self._receive(loop, self._connection)
        except ConnectionError as error:
            process = self._process
            self.kill()
            # One that the kernel has ended keeps the status that it had then.
            raise WorkerDied(max(-process.returncode, 0)) from error
        except BaseException:
            self.kill()  # an answer that nobody reads would be taken for that of the next call
            raise

    async def _receive(self, loop: asyncio.AbstractEventLoop, connection: socket.socket) -> Answer:
        data = bytearray()
        while len(data) < LENGTH.size or len(data) < LENGTH.size + LENGTH.unpack_from(data)[0]:
            chunk = await loop.sock_recv(connection, CHUNK_BYTES)
            if not chunk:
                raise ConnectionResetError
            data += chunk
        answer: Answer = pickle.loads(memoryview(data)[LENGTH.size :])
        return answer

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        if self._finalizer is not None:
            self._finalizer()
        self._process = self._connection = self._finalizer = None
        self.program = b""


def _end(connection: socket.socket, process: subprocess.Popen[bytes]) -> None:
    connection.close()
    process.kill()
    process.wait()
