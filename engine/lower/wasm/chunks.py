"""A flat program as functions of some hundred instructions: engines take minutes to compile much larger ones.

What one function computes and a later one needs goes through memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.lower.program import SOURCES, Program
from engine.lower.wasm.encode import Function
from engine.lower.wasm.functions import Functions
from engine.lower.wasm.lanes import write
from engine.lower.wasm.places import PAIR, Places

LONGEST = 300  # instructions


class Parts(NamedTuple):
    """Functions to be called one after the other: those that compute the outputs, then those for the gradients.

    between  bytes of memory for what goes from function to function
    """

    forward: list[Function]
    backward: list[Function]
    between: int


def functions_of(program: Program, places: Places, between: int, elementary: Functions) -> Parts:
    """`between` is the address of memory for what goes from function to function."""
    live, results, sums = program.live(), set(program.results), program.sums()
    computed = [
        i for i, each in enumerate(program.instructions) if live[i] and (each.op not in SOURCES or i in results)
    ]
    forward = _cut([i for i in computed if i < program.forward])
    parts = forward + _cut([i for i in computed if i >= program.forward])
    home = {position: number for number, part in enumerate(parts) for position in part}
    shared: dict[int, int] = {}
    for position in computed:
        for operand in program.instructions[position].operands:
            if home.get(operand, home[position]) != home[position] and operand not in sums:
                shared.setdefault(operand, between + PAIR * len(shared))
    functions = [write(program, sums, places, part, shared, elementary) for part in parts]
    return Parts(functions[: len(forward)], functions[len(forward) :], PAIR * len(shared))


def _cut(positions: Sequence[int]) -> list[Sequence[int]]:
    return [positions[i : i + LONGEST] for i in range(0, len(positions), LONGEST)]
