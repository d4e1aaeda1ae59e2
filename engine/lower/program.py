"""The flat program: a list of instructions in static single assignment form, each naming earlier ones by their position.

It is what every back end runs, forward only: the derivatives are more of the same instructions. Equal instructions are
shared, and only what is exact is simplified, so a program computes what the values that it was traced from compute, to
the last bit.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

# Where numbers come from. `place` counts within the kind.
PARAMETER = "parameter"
INPUT = "input"  # of the sample at hand
SEED = "seed"  # the gradient that flows into the loss of one sample, such as 1/n for the mean of n
GRADIENT = "gradient"  # of a parameter, summed over the samples before this one
CONSTANT = "constant"
RATE = "rate"  # of learning, in the rule of an update
STATE = "state"  # what the optimiser keeps of each parameter, in the rule of an update
SOURCES = frozenset({PARAMETER, INPUT, SEED, GRADIENT, CONSTANT, RATE, STATE})

# What is computed of them. Comparisons give a truth, which only `choose`, `and` and `or` take.
ARITHMETIC = frozenset({"+", "-", "*", "/", "neg", "sqrt", "abs"})
COMPARISONS = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
}
LOGIC = frozenset({"and", "or"})
CHOOSE = "choose"  # choose(truth, a, b): a where it holds, else b
CALLS = frozenset({"exp", "log", "tanh", "sigmoid", "softplus", "sin", "cos", "power"})
TRUTHS = LOGIC | COMPARISONS.keys()


class Instruction(NamedTuple):
    """`op` applied to the results of earlier instructions.

    operands  their positions in the program
    place     which parameter, input, gradient or state
    number    of a constant
    """

    op: str
    operands: tuple[int, ...] = ()
    place: int = 0
    number: float = 0.0


@dataclass
class Program:
    """Instructions, and which of them are the results.

    outputs    positions of what is computed forwards: the loss of one sample, then its score
    gradients  for each parameter that the loss depends on, the position of its gradient, the samples before included
    forward    how many instructions compute the outputs; those after them compute the gradients
    constants  the numbers of those instructions that are constants, by position
    """

    instructions: list[Instruction] = field(default_factory=list)
    outputs: list[int] = field(default_factory=list)
    gradients: dict[int, int] = field(default_factory=dict)
    forward: int = 0
    constants: dict[int, float] = field(default_factory=dict, repr=False)
    _known: dict[object, int] = field(default_factory=dict, repr=False)

    def emit(self, op: str, *operands: int, place: int = 0) -> int:
        """The position of this instruction, or of one that gives the same; it is added unless it is there already."""
        if op in _SIMPLER:
            known = _SIMPLER[op](self, *operands)
            if known is not None:
                return known
        position = self._known.setdefault((op, operands, place), len(self.instructions))
        if position == len(self.instructions):
            self.instructions.append(Instruction(op, operands, place))
        return position

    def constant(self, number: float) -> int:
        # 0.0 and -0.0 are equal and are not the same number; nan is not equal to itself.
        position = self._known.get(number.hex())
        if position is None:
            position = self._known[number.hex()] = len(self.instructions)
            self.instructions.append(Instruction(CONSTANT, number=number))
            self.constants[position] = number
        return position

    # Where the result is known to the last bit: constants, a factor of 1, and powers that are products.

    def _sum(self, a: int, b: int) -> int | None:
        numbers = self.constants
        return self.constant(numbers[a] + numbers[b]) if a in numbers and b in numbers else None

    def _difference(self, a: int, b: int) -> int | None:
        numbers = self.constants
        return self.constant(numbers[a] - numbers[b]) if a in numbers and b in numbers else None

    def _product(self, a: int, b: int) -> int | None:
        numbers = self.constants
        if a in numbers:
            if b in numbers:
                return self.constant(numbers[a] * numbers[b])
            return b if numbers[a] == 1.0 else None
        return a if b in numbers and numbers[b] == 1.0 else None

    def _power(self, base: int, exponent: int) -> int | None:
        """As elementary.power has it."""
        match self.constants.get(exponent):
            case 1.0:
                return base
            case 2.0:
                return self.emit("*", base, base)
            case 3.0:
                return self.emit("*", self.emit("*", base, base), base)
        return None

    def _choice(self, truth: int, a: int, b: int) -> int | None:
        op, operands, _, _ = self.instructions[truth]
        if op in COMPARISONS and all(operand in self.constants for operand in operands):
            return a if COMPARISONS[op](*(self.constants[operand] for operand in operands)) else b
        return None

    def count(self, op: str) -> int:
        """How many there are of a kind of source, the unused ones before the last included."""
        return max((each.place + 1 for each in self.instructions if each.op == op), default=0)

    @property
    def loss(self) -> int:
        return self.outputs[0]

    @property
    def results(self) -> Sequence[int]:
        return [*self.outputs, *self.gradients.values()]

    def same(self, other: Program) -> bool:
        """Whether both have the same instructions, to the last bit of each constant."""
        return self._known == other._known

    def live(self) -> list[bool]:
        """For each instruction, whether a result depends on it."""
        live = [False] * len(self.instructions)
        for position in self.results:
            live[position] = True
        for position in range(len(live) - 1, -1, -1):
            if live[position]:
                for operand in self.instructions[position].operands:
                    live[operand] = True
        return live

    def sums(self) -> dict[int, int]:
        """The parameter to whose gradient so far an instruction adds something, for each that does so, and its source."""
        sums = {}
        for place, last in self.gradients.items():
            position = last
            while operands := self.instructions[position].operands:
                sums[position] = place
                position = operands[0]
            sums[position] = place
        return sums

    def listing(self) -> str:
        """The program as text, an instruction a line: `%4 = + %2 %3`."""
        return "".join(f"%{i} = {_words(each)}\n" for i, each in enumerate(self.instructions))


_SIMPLER: dict[str, Callable[..., int | None]] = {
    "+": Program._sum,
    "-": Program._difference,
    "*": Program._product,
    "power": Program._power,
    CHOOSE: Program._choice,
}


def _words(instruction: Instruction) -> str:
    if instruction.op == CONSTANT:
        return f"{instruction.op} {instruction.number!r}"
    if instruction.op in (SEED, RATE):
        return instruction.op
    if instruction.op in SOURCES:
        return f"{instruction.op} {instruction.place}"
    return " ".join([instruction.op, *(f"%{operand}" for operand in instruction.operands)])
