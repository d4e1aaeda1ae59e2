"""What a function goes through, two at a time, and where its numbers lie: rows, neighbouring parameters, or nothing.

A vector holds the numbers of two, a lane each. A function repeats its work in a loop of its own, because processors run
a small loop many times quicker than much code once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..program import CONSTANT, GRADIENT, INPUT, PARAMETER, RATE, SEED, STATE
from .encode import F64, I32, NOTHING, V128, const, instruction

BYTES = 8  # of a number; also its place's distance from the next
PAIR = 2 * BYTES
ALIGNED = 3  # numbers begin at multiples of 2**3 bytes
SPLAT = instruction("f64x2.splat")
NOWHERE = const(I32, 0)  # an address that leaves everything to the offset


class Places(Protocol):
    """
    given, kept  kinds of the function's parameters, and of its first locals
    begin, end   code around what is repeated
    same         the sources that are the same for all
    between      code that pushes the address of what goes from function to function
    second       code that pushes a mask: whether lane 1 is a sample of its own; None: it never is
    """

    @property
    def given(self) -> Sequence[int]: ...
    @property
    def kept(self) -> Sequence[int]: ...
    @property
    def begin(self) -> bytes: ...
    @property
    def end(self) -> bytes: ...
    @property
    def same(self) -> frozenset[str]: ...
    @property
    def between(self) -> bytes: ...
    @property
    def second(self) -> bytes | None: ...
    @property
    def gradients(self) -> int: ...

    def load(self, op: str, place: int) -> bytes:
        """Code that pushes a source."""

    def store(self, output: int, value: bytes) -> bytes:
        """Code that puts an output where it belongs; `value` pushes it."""


def load_pair(address: bytes, offset: int) -> bytes:
    return address + instruction("v128.load", ALIGNED, offset)


def store_pair(address: bytes, offset: int, value: bytes) -> bytes:
    return address + value + instruction("v128.store", ALIGNED, offset)


def _get(place: int) -> bytes:
    return instruction("local.get", place)


def _set(place: int, *code: bytes) -> bytes:
    return b"".join(code) + instruction("local.set", place)


def _moved(place: int, by: int) -> bytes:
    return _get(place) + const(I32, by) + instruction("i32.add")


@dataclass(frozen=True)
class Once:
    """No rows: both lanes hold the same.

    parameters, gradients  addresses
    output      address
    free        address of what goes from function to function
    """

    parameters: int
    gradients: int
    output: int
    free: int
    given: Sequence[int] = ()
    kept: Sequence[int] = ()
    begin = end = b""
    same = frozenset({PARAMETER})
    second: bytes | None = None

    @property
    def between(self) -> bytes:
        return const(I32, self.free)

    def load(self, op: str, place: int) -> bytes:
        assert op == PARAMETER, op
        return NOWHERE + instruction("v128.load64_splat", ALIGNED, self.parameters + BYTES * place)

    def store(self, output: int, value: bytes) -> bytes:
        address = const(I32, self.output + BYTES * output)
        return address + value + instruction("v128.store64_lane", ALIGNED, 0, 0)


_HIGH, _LEFT, _LOW, _BETWEEN, _SECOND = range(5)


@dataclass(frozen=True)
class Rows:
    """Pairs of rows from the last to the first: the higher row is lane 0, the lower lane 1.

    The function is given the address of the highest row, and how many there are. The lower lane of a row without another
    is a copy of the higher.

    parameters, gradients  addresses
    seed        address of the gradient that flows into each sample's loss
    width       numbers in a row; the outputs follow
    stride      bytes from row to row
    free, size  address, and bytes for each pair of rows, of what goes from function to function
    """

    parameters: int
    gradients: int
    seed: int
    width: int
    stride: int
    free: int
    size: int
    given: Sequence[int] = (I32, I32)
    kept: Sequence[int] = (I32, I32, V128)
    same = frozenset({PARAMETER, SEED, CONSTANT})
    between = _get(_BETWEEN)
    second = _get(_SECOND)

    @property
    def begin(self) -> bytes:
        one = _get(_LEFT) + const(I32, 1)
        mask = NOWHERE + one + instruction("i32.ne") + instruction("i32.sub")  # 0 or -1
        return b"".join(
            [
                _set(_BETWEEN, const(I32, self.free)),
                instruction("loop", NOTHING),
                _set(
                    _LOW, _get(_HIGH), _moved(_HIGH, -self.stride), one + instruction("i32.eq"), instruction("select")
                ),
                _set(_SECOND, mask, instruction("i32x4.splat")),
            ]
        )

    @property
    def end(self) -> bytes:
        return b"".join(
            [
                _set(_HIGH, _moved(_HIGH, -2 * self.stride)),
                _set(_BETWEEN, _moved(_BETWEEN, self.size)),
                _moved(_LEFT, -2) + instruction("local.tee", _LEFT) + const(I32, 0) + instruction("i32.gt_s"),
                instruction("br_if", 0) + instruction("end"),
            ]
        )

    def load(self, op: str, place: int) -> bytes:
        if op == INPUT:
            high = _get(_HIGH) + instruction("v128.load64_zero", ALIGNED, BYTES * place)
            return _get(_LOW) + high + instruction("v128.load64_lane", ALIGNED, BYTES * place, 1)
        start = {PARAMETER: self.parameters, SEED: self.seed}[op]
        return NOWHERE + instruction("v128.load64_splat", ALIGNED, start + BYTES * place)

    def store(self, output: int, value: bytes) -> bytes:
        offset = BYTES * (self.width + output)
        return b"".join(
            _get(row) + value + instruction("v128.store64_lane", ALIGNED, offset, lane)
            for lane, row in enumerate((_HIGH, _LOW))
        )


@dataclass(frozen=True)
class Neighbours:
    """Pairs of parameters; the function is given the rate of learning.

    parameters, gradients  addresses
    states                 address of each number of the optimiser's state
    size                   bytes of the parameters
    """

    parameters: int
    gradients: int
    states: Sequence[int]
    size: int
    given: Sequence[int] = (F64,)
    kept: Sequence[int] = (I32,)
    begin = instruction("loop", NOTHING)
    same = frozenset({RATE, CONSTANT})
    between = NOWHERE
    second: bytes | None = None

    @property
    def end(self) -> bytes:
        moved = _moved(1, PAIR) + instruction("local.tee", 1) + const(I32, self.size)
        return moved + instruction("i32.lt_u") + instruction("br_if", 0) + instruction("end")

    def load(self, op: str, place: int) -> bytes:
        if op == RATE:
            return _get(0) + SPLAT
        starts = {PARAMETER: [self.parameters], GRADIENT: [self.gradients], STATE: self.states}
        return load_pair(_get(1), starts[op][place])

    def store(self, output: int, value: bytes) -> bytes:
        return store_pair(_get(1), [self.parameters, *self.states][output], value)
