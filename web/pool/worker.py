"""Main loop of a worker process: one call after the other, each under limits of the kernel."""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from time import process_time
from typing import Any, NamedTuple, TypeVar

from ..fault_report import fault_report
from ..refusal import Refusal
from .wire import Answer, Call, Outcome, message, receive

Result = TypeVar("Result")

# Python's parser overflows small stacks, and no exception handler can catch that.
STACK_BYTES = 16 * 1024 * 1024
NICENESS = 5  # so that programs do not take the processor from the web process
# Graphs are freed by reference counts: with its default thresholds the collector would walk large ones in vain.
COLLECTOR_THRESHOLDS = (100_000, 20, 100)


class Limits(NamedTuple):
    """What one call may take."""

    seconds: int  # of processor time
    megabytes: int  # of address space, Python itself included


def main() -> None:
    """The process: its standard input is the connection; its arguments are limits and modules to import."""
    seconds, megabytes, *modules = sys.argv[2:]
    for module in modules:
        import_module(module)
    with socket.socket(fileno=os.dup(sys.stdin.fileno())) as connection:
        work(connection, Limits(int(seconds), int(megabytes)))


def work(connection: socket.socket, limits: Limits) -> None:
    """Answer calls until the server closes the connection."""
    stop = _StopSignal()
    limit_memory(limits)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTOR_THRESHOLDS)
    while (call := stop.interrupting(lambda: receive(connection))) is not None:
        limit_time(limits)
        connection.sendall(message(answered(call)))


class _StopSignal:
    """SIGTERM ends an idle worker at once and a busy one after its call; SIGINT none.

    A terminal, or systemd, signals the whole group. The server waits for what runs and then closes the connections.
    """

    def __init__(self) -> None:
        self._received = self._idle = False
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, self._handle)

    def interrupting(self, wait: Callable[[], Result]) -> Result:
        """The result of `wait`, which the signal ends with the process."""
        self._idle = True
        if self._received:
            sys.exit()
        result = wait()
        self._idle = False
        return result

    def _handle(self, *_: object) -> None:
        self._received = True
        if self._idle:
            sys.exit()


class _TurnOver(BaseException):
    """Raised wherever the call is, once its turn is over."""


def answered(call: Call) -> Answer:
    """The answer to a call; nothing that the call raises gets out."""
    start = process_time()
    content: Any
    try:
        with turn(call.turn):
            content, outcome = call.function(*call.arguments), Outcome.DONE
    except _TurnOver:
        content, outcome = None, Outcome.TURN_OVER
    except Refusal as refusal:
        content, outcome = refusal, Outcome.REFUSED
    except MemoryError:
        content, outcome = None, Outcome.OUT_OF_MEMORY
    except Exception as error:
        content, outcome = fault_report(error), Outcome.FAILED
    return Answer(outcome, content, process_time() - start)


@contextmanager
def turn(seconds: float) -> Iterator[None]:
    """Raise _TurnOver inside once the clock has advanced so much; never, where it is 0."""
    if not seconds:
        yield
        return
    signal.signal(signal.SIGALRM, _end_turn)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end_turn(*_: object) -> None:
    raise _TurnOver


def limit_memory(limits: Limits) -> None:
    """Set the limits that hold for all calls. They are soft ones: Graphviz, a child, sets its own."""
    os.nice(NICENESS)
    _soften(resource.RLIMIT_AS, limits.megabytes * 1024 * 1024)
    _soften(resource.RLIMIT_CORE, 0)
    stack, _ = resource.getrlimit(resource.RLIMIT_STACK)
    if stack != resource.RLIM_INFINITY and stack < STACK_BYTES:
        _soften(resource.RLIMIT_STACK, STACK_BYTES)


def limit_time(limits: Limits) -> None:
    """Let the kernel end this process (SIGXCPU) once it has used so many more seconds, rounded up."""
    _soften(resource.RLIMIT_CPU, int(process_time()) + 1 + limits.seconds)


def _soften(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
