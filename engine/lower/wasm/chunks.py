"""A flat program as functions of some hundred instructions: engines take minutes to compile much larger ones.

Each function gets the address of the sample's row. Within one, results are locals; what a later one needs goes through
memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from engine.lower.program import (
    CALLS,
    CHOOSE,
    CONSTANT,
    GRADIENT,
    INPUT,
    PARAMETER,
    RATE,
    SEED,
    SOURCES,
    STATE,
    TRUTHS,
    Program,
)
from engine.lower.wasm.encode import F64, I32, Code, Function
from engine.lower.wasm.functions import Functions

LONGEST = 300  # instructions
BYTES = 8  # of a number; also its place's distance from the next
_ALIGNED = 3  # 2**3 bytes

_SIMPLE = {
    "+": "f64.add", "-": "f64.sub", "*": "f64.mul", "/": "f64.div", "neg": "f64.neg", "abs": "f64.abs", "sqrt": "f64.sqrt",
    "<": "f64.lt", "<=": "f64.le", "==": "f64.eq", "!=": "f64.ne", ">": "f64.gt", ">=": "f64.ge",
    "and": "i32.and", "or": "i32.or", CHOOSE: "select",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """Where numbers lie, in bytes: from the start of memory, or (`within`) from the address that a function is given.

    parameters, gradients, seed         one place each; seed is the gradient that flows into each sample's loss
    between                             results that later functions need
    outputs                             within: where the results are put
    """

    parameters: int = 0
    gradients: int = 0
    seed: int = 0
    between: int = 0
    outputs: Sequence[int] = ()
    moving: bool = False  # parameters and gradients lie from the given address on, too


class Parts(NamedTuple):
    """Functions to be called one after the other for each sample: those that compute the outputs, then the others."""

    forward: list[Function]
    backward: list[Function]


def functions_of(program: Program, layout: Layout, elementary: Functions) -> Parts:
    live = program.live()
    results = set(program.results)
    computed = [
        i for i, each in enumerate(program.instructions) if live[i] and (each.op not in SOURCES or i in results)
    ]
    forward = _cut([i for i in computed if i < program.forward])
    parts = forward + _cut([i for i in computed if i >= program.forward])
    home = {position: number for number, part in enumerate(parts) for position in part}
    shared: dict[int, int] = {}
    for position in computed:
        for operand in program.instructions[position].operands:
            if operand in home and home[operand] != home[position]:
                shared.setdefault(operand, layout.between + BYTES * len(shared))
    functions = [_Part(program, layout, elementary, part, shared).function() for part in parts]
    return Parts(functions[: len(forward)], functions[len(forward) :])


def _cut(positions: Sequence[int]) -> list[Sequence[int]]:
    return [positions[i : i + LONGEST] for i in range(0, len(positions), LONGEST)]


def between(program: Program) -> int:
    """Bytes that are enough for what goes from function to function."""
    return BYTES * len(program.instructions)


class _Part:
    def __init__(
        self,
        program: Program,
        layout: Layout,
        elementary: Functions,
        computed: Sequence[int],
        shared: Mapping[int, int],
    ) -> None:
        self._program = program
        self._layout = layout
        self._elementary = elementary
        self._computed = computed
        self._shared = shared
        self._code = Code()
        self._gradients: dict[int, list[int]] = {}  # for each position the parameters whose gradient it is
        for parameter, position in program.gradients.items():
            self._gradients.setdefault(position, []).append(parameter)
        self._local: dict[int, int] = {}
        self._kinds: list[int] = []

    def function(self) -> Function:
        for position in self._computed:
            self._compute(position)
        return Function([I32, F64], [], self._kinds, self._code)

    def _compute(self, position: int) -> None:
        """The result becomes a local, and goes to memory where somebody else needs it."""
        code = self._code
        instruction = self._program.instructions[position]
        if instruction.op not in SOURCES:
            operands = instruction.operands
            if instruction.op == CHOOSE:
                operands = (operands[1], operands[2], operands[0])
            for operand in operands:
                self._get(operand)
            if instruction.op in CALLS:
                code.add("call", self._elementary.index(instruction.op))
            else:
                code.add(_SIMPLE[instruction.op])
            self._keep(position)
            if position in self._shared:
                code.const(I32, self._shared[position])
                self._get(position)
                code.add(*_memory("store", self._kind(position)), 0)
        self._finish(position)

    def _finish(self, position: int) -> None:
        """Results of the whole program go to their places."""
        code = self._code
        for output, place in zip(self._program.outputs, self._layout.outputs, strict=True):
            if output == position:
                code.add("local.get", 0)
                self._get(position)
                code.add("f64.store", _ALIGNED, place)
        for parameter in self._gradients.get(position, ()):
            code.const(I32, self._layout.gradients + BYTES * parameter)
            self._get(position)
            code.add("f64.store", _ALIGNED, 0)

    def _get(self, position: int) -> None:
        """Push a result: from its local, or from where it comes from, and then it has a local."""
        code = self._code
        if position in self._local:
            code.add("local.get", self._local[position])
            return
        op, _, place, number = self._program.instructions[position]
        if op == CONSTANT:
            code.const(F64, number)
            return
        if op == RATE:
            code.add("local.get", 1)
            return
        if op == INPUT:
            code.add("local.get", 0).add("f64.load", _ALIGNED, BYTES * place)
        elif self._layout.moving and op in SOURCES:
            code.add("local.get", 0).add("f64.load", _ALIGNED, self._address(op, place, position))
        else:
            code.const(I32, self._address(op, place, position)).add(*_memory("load", self._kind(position)), 0)
        self._keep(position)
        code.add("local.get", self._local[position])

    def _address(self, op: str, place: int, position: int) -> int:
        layout = self._layout
        if op == STATE:
            return layout.outputs[1 + place]
        starts = {PARAMETER: layout.parameters, GRADIENT: layout.gradients, SEED: layout.seed}
        return starts[op] + BYTES * place if op in starts else self._shared[position]

    def _keep(self, position: int) -> None:
        self._kinds.append(self._kind(position))
        self._local[position] = 1 + len(self._kinds)  # after the two parameters
        self._code.add("local.set", self._local[position])

    def _kind(self, position: int) -> int:
        return I32 if self._program.instructions[position].op in TRUTHS else F64


def _memory(what: str, kind: int) -> tuple[str, int]:
    return (f"f64.{what}", _ALIGNED) if kind == F64 else (f"i32.{what}", 2)
