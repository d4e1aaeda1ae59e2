"""Memory layouts of functions that compute two lanes at once: pairs of rows, pairs of parameters, or no rows.

A layout says where a function's numbers lie, and which code surrounds its body. A vector holds the numbers of two rows
or two parameters, one per lane. A function repeats its body in its own loop, because processors run a small loop many
times quicker than much code once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..program import CONSTANT, GRADIENT, INPUT, PARAMETER, RATE, SEED, STATE
from .encode import F64, I32, NO_RESULT, V128, const, instruction

BYTES = 8  # of a number; also the distance from one number to the next
PAIR = 2 * BYTES
ALIGNED = 3  # numbers begin at multiples of 2**3 bytes
SPLAT = instruction("f64x2.splat")
BASE_0 = const(I32, 0)  # base address 0: the offset is the whole address


class MemoryLayout(Protocol):
    """Addresses of a function's numbers, and the code around its body.

    parameter_kinds, local_kinds  kinds of the function's parameters, and of its first locals
    prologue, epilogue            code around the body that is repeated
    invariant                     the kinds of source that are the same in every repetition
    scratch_base                  code that pushes the base address of the results that pass from function to function
    lane_1_mask                   code that pushes a mask, set if lane 1 is a sample of its own; None: it never is
    gradients                     address
    """

    @property
    def parameter_kinds(self) -> Sequence[int]: ...
    @property
    def local_kinds(self) -> Sequence[int]: ...
    @property
    def prologue(self) -> bytes: ...
    @property
    def epilogue(self) -> bytes: ...
    @property
    def invariant(self) -> frozenset[str]: ...
    @property
    def scratch_base(self) -> bytes: ...
    @property
    def lane_1_mask(self) -> bytes | None: ...
    @property
    def gradients(self) -> int: ...

    def load(self, op: str, slot: int) -> bytes:
        """Code that pushes a source."""

    def store(self, output: int, value: bytes) -> bytes:
        """Code that stores an output at its address; `value` is the code that pushes it."""


def load_pair(address: bytes, offset: int) -> bytes:
    return address + instruction("v128.load", ALIGNED, offset)


def store_pair(address: bytes, offset: int, value: bytes) -> bytes:
    return address + value + instruction("v128.store", ALIGNED, offset)


def _get(local: int) -> bytes:
    return instruction("local.get", local)


def _set(local: int, *code: bytes) -> bytes:
    return b"".join(code) + instruction("local.set", local)


def _plus(local: int, number: int) -> bytes:
    return _get(local) + const(I32, number) + instruction("i32.add")


@dataclass(frozen=True)
class NoRows:
    """Layout of a function without rows: both lanes hold the same numbers.

    parameters, gradients  addresses
    output                 address
    scratch                address of the results that pass from function to function
    """

    parameters: int
    gradients: int
    output: int
    scratch: int
    parameter_kinds: Sequence[int] = ()
    local_kinds: Sequence[int] = ()
    prologue = epilogue = b""
    invariant = frozenset({PARAMETER})
    lane_1_mask: bytes | None = None

    @property
    def scratch_base(self) -> bytes:
        return const(I32, self.scratch)

    def load(self, op: str, slot: int) -> bytes:
        assert op == PARAMETER, op
        return BASE_0 + instruction("v128.load64_splat", ALIGNED, self.parameters + BYTES * slot)

    def store(self, output: int, value: bytes) -> bytes:
        address = const(I32, self.output + BYTES * output)
        return address + value + instruction("v128.store64_lane", ALIGNED, 0, 0)


_HIGH, _LEFT, _LOW, _SCRATCH, _MASK = range(5)  # locals of a function over row pairs


@dataclass(frozen=True)
class RowPairs:
    """Layout of a function over pairs of rows, from the last to the first: lane 0 is the higher row, lane 1 the lower.

    The function's parameters are the address of the highest row, and the number of rows. For a row without
    a partner, the lower lane is a copy of the higher.

    parameters, gradients  addresses
    seed                   address of the gradient that flows into each sample's loss
    width                  numbers per row; the outputs follow
    stride                 bytes from row to row
    scratch                address of the results that pass from function to function
    scratch_size           their bytes per pair of rows
    """

    parameters: int
    gradients: int
    seed: int
    width: int
    stride: int
    scratch: int
    scratch_size: int
    parameter_kinds: Sequence[int] = (I32, I32)
    local_kinds: Sequence[int] = (I32, I32, V128)
    invariant = frozenset({PARAMETER, SEED, CONSTANT})
    scratch_base = _get(_SCRATCH)
    lane_1_mask = _get(_MASK)

    @property
    def prologue(self) -> bytes:
        one = _get(_LEFT) + const(I32, 1)
        mask = BASE_0 + one + instruction("i32.ne") + instruction("i32.sub")  # 0 or -1
        return b"".join(
            [
                _set(_SCRATCH, const(I32, self.scratch)),
                instruction("loop", NO_RESULT),
                _set(_LOW, _get(_HIGH), _plus(_HIGH, -self.stride), one + instruction("i32.eq"), instruction("select")),
                _set(_MASK, mask, instruction("i32x4.splat")),
            ]
        )

    @property
    def epilogue(self) -> bytes:
        return b"".join(
            [
                _set(_HIGH, _plus(_HIGH, -2 * self.stride)),
                _set(_SCRATCH, _plus(_SCRATCH, self.scratch_size)),
                _plus(_LEFT, -2) + instruction("local.tee", _LEFT) + const(I32, 0) + instruction("i32.gt_s"),
                instruction("br_if", 0) + instruction("end"),
            ]
        )

    def load(self, op: str, slot: int) -> bytes:
        if op == INPUT:
            high = _get(_HIGH) + instruction("v128.load64_zero", ALIGNED, BYTES * slot)
            return _get(_LOW) + high + instruction("v128.load64_lane", ALIGNED, BYTES * slot, 1)
        start = {PARAMETER: self.parameters, SEED: self.seed}[op]
        return BASE_0 + instruction("v128.load64_splat", ALIGNED, start + BYTES * slot)

    def store(self, output: int, value: bytes) -> bytes:
        offset = BYTES * (self.width + output)
        return b"".join(
            _get(row) + value + instruction("v128.store64_lane", ALIGNED, offset, lane)
            for lane, row in enumerate((_HIGH, _LOW))
        )


@dataclass(frozen=True)
class ParameterPairs:
    """Layout of a function over pairs of neighbouring parameters; its parameter is the learning rate.

    parameters, gradients  addresses
    states                 addresses of the optimiser's state, one for each number of it
    size                   bytes of the parameters
    """

    parameters: int
    gradients: int
    states: Sequence[int]
    size: int
    parameter_kinds: Sequence[int] = (F64,)
    local_kinds: Sequence[int] = (I32,)
    prologue = instruction("loop", NO_RESULT)
    invariant = frozenset({RATE, CONSTANT})
    scratch_base = BASE_0
    lane_1_mask: bytes | None = None

    @property
    def epilogue(self) -> bytes:
        next_pair = _plus(1, PAIR) + instruction("local.tee", 1) + const(I32, self.size)
        return next_pair + instruction("i32.lt_u") + instruction("br_if", 0) + instruction("end")

    def load(self, op: str, slot: int) -> bytes:
        if op == RATE:
            return _get(0) + SPLAT
        starts = {PARAMETER: [self.parameters], GRADIENT: [self.gradients], STATE: self.states}
        return load_pair(_get(1), starts[op][slot])

    def store(self, output: int, value: bytes) -> bytes:
        return store_pair(_get(1), [self.parameters, *self.states][output], value)
