"""A flat program cut into functions of some hundred instructions: engines take minutes to compile much larger ones.

What one function computes and a later one needs goes through memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..program import SOURCES, Program
from .encode import Function
from .functions import Functions
from .lanes import write
from .places import PAIR, Places

LONGEST = 300  # instructions


@dataclass(frozen=True)
class Chunks:
    """
    forward, backward  the positions that each function computes: first those for the outputs, then for the gradients
    sums               as Program.sums() has them
    shared             for each result that goes from function to function, its offset there
    apart              whether each parameter's sum is the business of one function
    """

    program: Program
    forward: list[Sequence[int]]
    backward: list[Sequence[int]]
    sums: Mapping[int, int]
    shared: Mapping[int, int]
    apart: bool

    @property
    def size(self) -> int:
        """Bytes of what goes from function to function."""
        return PAIR * len(self.shared)

    def functions(self, places: Places, elementary: Functions) -> tuple[list[Function], list[Function]]:
        """Those of `forward` and of `backward`, to be called one after the other."""
        forward, backward = (
            [write(self.program, self.sums, places, part, self.shared, elementary) for part in parts]
            for parts in (self.forward, self.backward)
        )
        return forward, backward


def cut(program: Program) -> Chunks:
    live, results, sums = program.live(), set(program.results), program.sums()
    computed = [
        i for i, each in enumerate(program.instructions) if live[i] and (each.op not in SOURCES or i in results)
    ]
    forward = _parts([i for i in computed if i < program.forward])
    backward = _parts([i for i in computed if i >= program.forward])
    home = {position: number for number, part in enumerate(forward + backward) for position in part}
    shared: dict[int, int] = {}
    apart = True
    instructions = program.instructions
    for position, here in home.items():
        for operand in instructions[position].operands:
            if home.get(operand, here) != here and instructions[operand].op not in SOURCES:
                if operand in sums:
                    apart = False
                else:
                    shared.setdefault(operand, PAIR * len(shared))
    return Chunks(program, forward, backward, sums, shared, apart)


def _parts(positions: Sequence[int]) -> list[Sequence[int]]:
    return [positions[i : i + LONGEST] for i in range(0, len(positions), LONGEST)]
