"""Bounded queue of tasks that is fair to clients, with a lane each for short and for long programs."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Generic, Protocol, TypeVar


class Queued(Protocol):
    """What the queue has to know of an entry."""

    @property
    def client(self) -> str: ...

    @property
    def short(self) -> bool: ...


Entry = TypeVar("Entry", bound=Queued)


class _Lane(Generic[Entry]):
    """Entries of one kind: the clients take turns, each client's entries keep their order."""

    def __init__(self) -> None:
        self._by_client: OrderedDict[str, deque[Entry]] = OrderedDict()
        self.length = 0

    def add(self, entry: Entry) -> None:
        self._by_client.setdefault(entry.client, deque()).append(entry)
        self.length += 1

    def take(self) -> Entry:
        """The first entry of the client whose turn it is, which then goes to the end of the line."""
        client, entries = next(iter(self._by_client.items()))
        entry = entries.popleft()
        self._by_client.move_to_end(client)
        self._forget(client)
        return entry

    def remove(self, entry: Entry) -> None:
        self._by_client[entry.client].remove(entry)
        self._forget(entry.client)

    def count(self, client: str) -> int:
        return len(self._by_client.get(client, ()))

    def heaviest(self) -> Entry:
        """The newest entry of the client who has most of them."""
        return max(self._by_client.values(), key=len)[-1]

    def _forget(self, client: str) -> None:
        self.length -= 1
        if not self._by_client[client]:
            del self._by_client[client]


class FairQueue(Generic[Entry]):
    """At most `capacity` entries. In a full queue one client's many give way to another's few, and long to short."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._lanes: dict[bool, _Lane[Entry]] = {True: _Lane(), False: _Lane()}
        self._last_short = False

    def __len__(self) -> int:
        return self._lanes[True].length + self._lanes[False].length

    def add(self, entry: Entry) -> Entry | None:
        """Append `entry`; returns the one that there is no more room for, perhaps itself."""
        if len(self) >= self._capacity:
            victim = self._victim(entry)
            if victim is not entry:
                self.remove(victim)
                self._lanes[entry.short].add(entry)
            return victim
        self._lanes[entry.short].add(entry)
        return None

    def _victim(self, entry: Entry) -> Entry:
        """Which of all entries has to go so that there is room for `entry`, if not that one itself."""
        lane = self._lanes[entry.short and not self._lanes[False].length]
        if not lane.length:
            return entry
        heaviest = lane.heaviest()
        if entry.short and not heaviest.short:
            return heaviest
        return heaviest if lane.count(heaviest.client) > lane.count(entry.client) + 1 else entry

    def take(self, only_short: bool = False) -> Entry | None:
        """The next entry: short and long ones in turns where both wait, so that neither kind starves the other."""
        short, long = self._lanes[True], self._lanes[False]
        if only_short or not long.length:
            return short.take() if short.length else None
        self._last_short = bool(short.length) and not self._last_short
        return (short if self._last_short else long).take()

    def remove(self, entry: Entry) -> None:
        """Take out one that is waiting."""
        self._lanes[entry.short].remove(entry)
