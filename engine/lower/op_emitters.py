"""Instructions for the operations: their forward expressions and their local derivatives (engine/emitters.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..emitters import Emitter, NoEmitterError, emitters
from ..ops import Op
from .program import Program

Operands = Mapping[str, int]


class LoweringError(Exception):
    """A graph that cannot be lowered; the message says why."""


def forward(program: Program, op: Op, operands: Operands) -> int:
    """Emits the operation and returns its position; `operands` has the positions of `a` and, if binary, `b`."""
    return _emitters(op)[0](program, operands)  # type: ignore[no-any-return]


def derivatives(program: Program, op: Op, operands: Operands) -> Iterable[int]:
    """For each operand the position of its local derivative; `operands` also has the position of the result, `out`."""
    return [emitter(program, operands) for emitter in _emitters(op)[1:]]


def _emitters(op: Op) -> Sequence[Emitter]:
    try:
        return emitters(op)
    except NoEmitterError as error:
        raise LoweringError(f"The operation {op.name} cannot be compiled: {error} has no instruction.") from error
