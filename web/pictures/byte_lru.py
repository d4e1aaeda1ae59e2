"""What has been made before, kept in memory up to so many bytes; what was asked for longest ago goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """Used from the event loop and from the threads that make things."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._used = 0
        self._things: OrderedDict[str, tuple[Thing, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Thing | None:
        with self._lock:
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key][0]

    def put(self, key: str, thing: Thing, size: int) -> None:
        """Keep a thing of `size` bytes, unless that is more than may be kept at all."""
        size += len(key)
        with self._lock:
            if key in self._things or size > self._most:
                return
            self._things[key] = thing, size
            self._used += size
            while self._used > self._most:
                _, (_, freed) = self._things.popitem(last=False)
                self._used -= freed
