"""Limits of a cell: the depth of calls, and the stack of the browser's Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

RECURSION_LIMIT = 3_000  # frames; a reader's call takes up to three, so it is about Python's own 1 000
# Bytes of WebAssembly's stack that Python may use. Beyond the first it frees chained objects one after another and
# raises RecursionError, where it would use up the browser's own stack and break for good: that took 100 kB in a chain
# of tuples and objects. The compiler needs more for the same text, and uses less of the browser's.
CELL_STACK = 50_000
COMPILER_STACK = 120_000

SetStack = Callable[[int], None]


class Stack:
    """How much stack Python may use; `set_size` is the browser's worker's, and does nothing elsewhere."""

    def __init__(self, set_size: SetStack | None) -> None:
        self._set_size = set_size or (lambda _: None)
        self._set_size(CELL_STACK)

    @contextmanager
    def for_compiler(self) -> Iterator[None]:
        self._set_size(COMPILER_STACK)
        try:
            yield
        finally:
            self._set_size(CELL_STACK)
