"""The sums of gradients, in the order of `Value.backward()`: what the higher row contributes, and then what the lower does.

The lanes of a contribution are two rows, and its sum goes on through both. So two neighbouring parameters share a vector:
their contributions are shuffled into one vector of the higher row's and one of the lower's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .encode import instruction
from .places import NOWHERE, PAIR, Places, load_pair, store_pair

_HIGHER = instruction("i8x16.shuffle", *range(8), *range(16, 24))
_LOWER = instruction("i8x16.shuffle", *range(8, 16), *range(24, 32))
_OPCODES = {"+": instruction("f64x2.add"), "-": instruction("f64x2.sub")}


class Contribution(NamedTuple):
    """To the first or second of two neighbours, added or subtracted, and the code that pushes it."""

    neighbour: int
    op: str
    push: bytes


class Adder:
    """Writes sums into one function, whose new locals come from `local`."""

    def __init__(self, local: Callable[[], int], places: Places) -> None:
        self._local = local
        self._places = places
        self._nothing = instruction("local.get", local())  # never set: 0 in both lanes
        self._kept: list[tuple[int, int]] = []  # pairs of locals; one pair is enough for most

    def add(self, pair: int, contributions: Sequence[Contribution]) -> bytes:
        """First all that the higher row contributes."""
        place = self._places.gradients + PAIR * pair
        higher, lower = load_pair(NOWHERE, place), b""
        for i, (op, *pushes) in enumerate(self._together(contributions)):
            if i == len(self._kept):
                self._kept.append((self._local(), self._local()))
            for push, kept in zip(pushes, self._kept[i], strict=True):
                higher += push + instruction("local.tee", kept)
                lower += instruction("local.get", kept)
            higher += _HIGHER + _OPCODES[op]
            if self._places.second is not None:
                lower += _LOWER + self._places.second + instruction("v128.and") + _OPCODES[op]
        return store_pair(NOWHERE, place, higher if self._places.second is None else higher + lower)

    def _together(self, contributions: Sequence[Contribution]) -> Iterator[tuple[str, bytes, bytes]]:
        """The first neighbour's beside the second's, or beside 0, which changes no sum: -0.0 never comes of one."""
        queues: tuple[list[Contribution], list[Contribution]] = ([], [])
        for each in reversed(contributions):
            queues[each.neighbour].append(each)
        while queues[0] or queues[1]:
            op = (queues[0] or queues[1])[-1].op
            first, second = (queue.pop().push if queue and queue[-1].op == op else self._nothing for queue in queues)
            yield op, first, second
