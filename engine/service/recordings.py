"""Cache of the latest recordings: runs with a static graph, by the program and all else that decides its steps."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from ..trace.recording import Recording
from .params import Program

MAX_RECORDINGS = 16
MAX_VALUES = 20_000  # that all recordings keep alive; some 300 bytes each


class Key(NamedTuple):
    program: Program
    backend: str  # whose budget the run kept to


class Recordings:
    """The most recently used recordings, safe for several threads: who takes one has it alone."""

    def __init__(self) -> None:
        self._by_key: OrderedDict[Key, Recording] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._by_key)

    @property
    def size(self) -> int:
        """The number of values that the recordings keep alive."""
        return sum(each.size for each in self._by_key.values())

    def take(self, key: Key) -> Recording | None:
        """The recording of this program, removed from the cache; None if it has none."""
        with self._lock:
            return self._by_key.pop(key, None)

    def clear(self) -> None:
        """Close all recordings."""
        with self._lock:
            dropped, self._by_key = [*self._by_key.values()], OrderedDict()
        for each in dropped:
            each.close()

    def put(self, key: Key, recording: Recording) -> None:
        """Keep `recording`, and close the ones used longest ago that there is no room for."""
        with self._lock:
            dropped = [self._by_key.pop(key)] if key in self._by_key else []
            self._by_key[key] = recording
            while len(self) > MAX_RECORDINGS or self.size > MAX_VALUES:
                dropped.append(self._by_key.popitem(last=False)[1])
        for each in dropped:
            each.close()
