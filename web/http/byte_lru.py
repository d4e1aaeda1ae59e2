"""Thread-safe LRU cache with a limit in bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

V = TypeVar("V")


class ByteLRU(Generic[V]):
    """A cache of at most `max_bytes`, keys included; used from the event loop and from the worker threads.

    `hits` and `misses` count the answers of `get`.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self.used_bytes = 0
        self.hits = 0
        self.misses = 0
        self._entries: OrderedDict[str, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: str) -> V | None:
        """The value, marked as the most recently used; None if it is not cached."""
        with self._lock:
            if key not in self._entries:
                self.misses += 1
                return None
            self.hits += 1
            self._entries.move_to_end(key)
            return self._entries[key][0]

    def put(self, key: str, value: V, size: int) -> None:
        """Cache a value of `size` bytes, unless the key is present or the value exceeds the limit on its own."""
        size += len(key)
        with self._lock:
            if key in self._entries or size > self._max_bytes:
                return
            self._entries[key] = value, size
            self.used_bytes += size
            while self.used_bytes > self._max_bytes:
                _, (_, freed) = self._entries.popitem(last=False)
                self.used_bytes -= freed
