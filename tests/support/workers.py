"""Worker processes of a pool that stand still while a test looks at the queue behind them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def suspended(pids: Iterable[int | None]) -> Iterator[None]:
    """The processes stand still meanwhile."""
    numbers = list(pids)
    assert numbers
    for pid in numbers:
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in numbers:
            with suppress(ProcessLookupError):  # the test has killed it
                os.kill(pid or 0, signal.SIGCONT)
