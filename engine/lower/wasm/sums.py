"""Sums of gradients in the order of `Value.backward()`: the contributions of the higher row, then those of the lower.

The lanes of a contribution are two rows, and its sum runs through both. So two neighbouring parameters share a vector:
their contributions are shuffled into one vector of the higher row and one of the lower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .encode import instruction
from .memory_layout import BASE_0, PAIR, MemoryLayout, load_pair, store_pair

_HIGHER = instruction("i8x16.shuffle", *range(8), *range(16, 24))
_LOWER = instruction("i8x16.shuffle", *range(8, 16), *range(24, 32))
_OPCODES = {"+": instruction("f64x2.add"), "-": instruction("f64x2.sub")}


class Contribution(NamedTuple):
    """A number that is added to or subtracted from the gradient of the first or second parameter of a pair.

    push  code that pushes the number
    """

    lane: int
    op: str
    push: bytes


class GradientSums:
    """Emits the sums of one function; `new_local` declares its locals."""

    def __init__(self, new_local: Callable[[], int], layout: MemoryLayout) -> None:
        self._new_local = new_local
        self._layout = layout
        self._zero = instruction("local.get", new_local())  # never set: 0 in both lanes
        self._locals: list[tuple[int, int]] = []  # pairs of locals; one pair is enough for most

    def add(self, pair: int, contributions: Sequence[Contribution]) -> bytes:
        """Code that adds the contributions to the gradients of a pair of parameters."""
        address = self._layout.gradients + PAIR * pair
        higher, lower = load_pair(BASE_0, address), b""
        for i, (op, *pushes) in enumerate(self._paired(contributions)):
            if i == len(self._locals):
                self._locals.append((self._new_local(), self._new_local()))
            for push, local in zip(pushes, self._locals[i], strict=True):
                higher += push + instruction("local.tee", local)
                lower += instruction("local.get", local)
            higher += _HIGHER + _OPCODES[op]
            if self._layout.lane_1_mask is not None:
                lower += _LOWER + self._layout.lane_1_mask + instruction("v128.and") + _OPCODES[op]
        return store_pair(BASE_0, address, higher if self._layout.lane_1_mask is None else higher + lower)

    def _paired(self, contributions: Sequence[Contribution]) -> Iterator[tuple[str, bytes, bytes]]:
        """The operation, and the code of the first parameter's contribution and of the second's.

        A missing one is replaced by 0, which changes no sum, because no sum is ever -0.0.
        """
        queues: tuple[list[Contribution], list[Contribution]] = ([], [])
        for each in reversed(contributions):
            queues[each.lane].append(each)
        while queues[0] or queues[1]:
            op = (queues[0] or queues[1])[-1].op
            first, second = (queue.pop().push if queue and queue[-1].op == op else self._zero for queue in queues)
            yield op, first, second
