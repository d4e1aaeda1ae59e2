"""Where the numbers of a program lie: a vector holds two samples, or two neighbouring parameters, a lane each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.lower.program import GRADIENT, INPUT, PARAMETER, RATE, STATE
from engine.lower.wasm.encode import F64, I32, const, instruction

BYTES = 8  # of a number; also its place's distance from the next
PAIR = 2 * BYTES
ALIGNED = 3  # numbers begin at multiples of 2**3 bytes
SPLAT = instruction("f64x2.splat")
NOWHERE = const(I32, 0)  # an address that leaves everything to the offset


class Places(Protocol):
    """What a function is given, and how it gets at sources and outputs."""

    @property
    def given(self) -> Sequence[int]: ...

    @property
    def gradients(self) -> int: ...

    @property
    def second(self) -> int | None: ...

    def load(self, op: str, place: int) -> bytes:
        """Code that pushes a source."""

    def store(self, output: int, value: bytes) -> bytes:
        """Code that puts an output where it belongs; `value` pushes it."""


def load_pair(address: bytes, offset: int) -> bytes:
    return address + instruction("v128.load", ALIGNED, offset)


def store_pair(address: bytes, offset: int, value: bytes) -> bytes:
    return address + value + instruction("v128.store", ALIGNED, offset)


@dataclass(frozen=True)
class Samples:
    """The higher row is in lane 0, the lower in lane 1; the function is given their addresses, in this order.

    parameters             address of vectors, each with one parameter in both lanes
    gradients              address
    seed                   address of the gradient that flows into each sample's loss
    second                 address of a mask, 0 where the lower row is but a copy of the higher; None: it always is
    outputs                offset of the first from the row's address
    """

    parameters: int
    gradients: int
    seed: int
    second: int | None
    outputs: int
    given = (I32, I32)

    def load(self, op: str, place: int) -> bytes:
        if op == INPUT:
            low = instruction("local.get", 1)
            high = instruction("local.get", 0) + instruction("v128.load64_zero", ALIGNED, BYTES * place)
            return low + high + instruction("v128.load64_lane", ALIGNED, BYTES * place, 1)
        if op == PARAMETER:
            return load_pair(NOWHERE, self.parameters + PAIR * place)
        return NOWHERE + instruction("v128.load64_splat", ALIGNED, self.seed)

    def store(self, output: int, value: bytes) -> bytes:
        return b"".join(
            instruction("local.get", lane)
            + value
            + instruction("v128.store64_lane", ALIGNED, self.outputs + BYTES * output, lane)
            for lane in (0, 1)
        )


@dataclass(frozen=True)
class Neighbours:
    """Two parameters; the function is given the rate, and how far they are from the first.

    parameters, gradients  addresses
    states                 address of each number of the optimiser's state
    """

    parameters: int
    gradients: int
    states: Sequence[int]
    given = (F64, I32)
    second = None

    def load(self, op: str, place: int) -> bytes:
        if op == RATE:
            return instruction("local.get", 0) + SPLAT
        start = {PARAMETER: self.parameters, GRADIENT: self.gradients, STATE: 0}[op]
        return load_pair(instruction("local.get", 1), self.states[place] if op == STATE else start)

    def store(self, output: int, value: bytes) -> bytes:
        start = self.states[output - 1] if output else self.parameters
        return store_pair(instruction("local.get", 1), start, value)
