"""Deadline of a cell: a tick that costs little, and raises KeyboardInterrupt after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, repeat
from time import perf_counter
from typing import Any

FIRST_TICKS = 16
SHORTEST, LONGEST = 0.002, 0.02  # seconds between two looks at the clock


class Clock:
    """`tick` is called at each turn of a loop and looks at the clock now and then.

    It is an iterator's `__next__`, which runs no Python code of ours in most calls.
    """

    def __init__(self) -> None:
        self.deadline: float | None = None
        self.late = False
        self.tick: Callable[[], Any] = chain.from_iterable(self._turns()).__next__

    def start(self, seconds: float | None) -> None:
        self.deadline = None if seconds is None else perf_counter() + seconds
        self.late = False

    def stop(self) -> None:
        self.deadline = None

    def postpone(self, seconds: float) -> None:
        if self.deadline is not None:
            self.deadline += seconds

    def interrupt(self) -> None:
        """Raise KeyboardInterrupt at one of the next ticks, and at each one after it."""
        self.deadline = 0.0

    def _turns(self) -> Iterator[Iterator[None]]:
        ticks = FIRST_TICKS
        before = perf_counter()
        while True:
            yield repeat(None, ticks)
            now = perf_counter()
            if now - before < SHORTEST:
                ticks = min(2 * ticks, 100_000)
            elif now - before > LONGEST:
                ticks = max(ticks // 4, 1)
            before = now
            if self.deadline is not None and now > self.deadline:
                self.late = True
                yield map(self._stop, repeat(None))

    def _stop(self, _: None) -> None:
        if self.deadline is None or perf_counter() <= self.deadline:
            raise StopIteration  # ends the map: another cell has begun
        raise KeyboardInterrupt
