"""Splits a flat program into functions of some hundred instructions: engines take minutes to compile much larger ones.

A result that a later function needs passes through memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..program import SOURCES, Program
from .encode import Function
from .functions import Functions
from .memory_layout import PAIR, MemoryLayout
from .simd import emit_function

LONGEST = 300  # instructions per function


@dataclass(frozen=True)
class Chunks:
    """A split program.

    forward, backward  the positions that each function computes: those for the outputs, and those for the gradients
    sums               Program.sums()
    shared             for each result that passes from function to function, its offset in the scratch memory
    separate           whether each parameter's gradient is summed by a single function
    """

    program: Program
    forward: list[Sequence[int]]
    backward: list[Sequence[int]]
    sums: Mapping[int, int]
    shared: Mapping[int, int]
    separate: bool

    @property
    def size(self) -> int:
        """Bytes of the results that pass from function to function, for each pair of rows."""
        return PAIR * len(self.shared)

    def functions(self, layout: MemoryLayout, elementary: Functions) -> tuple[list[Function], list[Function]]:
        """The functions of `forward` and of `backward`, each to be called one after the other."""
        forward, backward = (
            [emit_function(self.program, self.sums, layout, part, self.shared, elementary) for part in parts]
            for parts in (self.forward, self.backward)
        )
        return forward, backward


def split_program(program: Program) -> Chunks:
    """The live instructions of `program` as functions of at most LONGEST instructions."""
    live, results, sums = program.live(), set(program.results), program.sums()
    computed = [
        i for i, each in enumerate(program.instructions) if live[i] and (each.op not in SOURCES or i in results)
    ]
    forward = split([i for i in computed if i < program.forward])
    backward = split([i for i in computed if i >= program.forward])
    function_of = {position: number for number, part in enumerate(forward + backward) for position in part}
    shared: dict[int, int] = {}
    separate = True
    instructions = program.instructions
    for position, function in function_of.items():
        for operand in instructions[position].operands:
            if function_of.get(operand, function) != function and instructions[operand].op not in SOURCES:
                if operand in sums:
                    separate = False
                else:
                    shared.setdefault(operand, PAIR * len(shared))
    return Chunks(program, forward, backward, sums, shared, separate)


def split(positions: Sequence[int]) -> list[Sequence[int]]:
    """The positions in parts of at most LONGEST."""
    return [positions[i : i + LONGEST] for i in range(0, len(positions), LONGEST)]
