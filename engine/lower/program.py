"""The flat program: instructions in static single assignment form, each of which names earlier ones by their position.

Every back end runs it, always forward: the derivatives are further instructions of the same kind. Equal instructions
are shared (value numbering), and only exact simplifications are made, so a program computes the same bits as the values
from which it was traced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .. import elementary
from ..emitters import COMPARISONS

# Sources of numbers. `Instruction.slot` counts within each kind.
PARAMETER = "parameter"
INPUT = "input"  # of the current sample
SEED = "seed"  # the gradient that flows into the loss of one sample, such as 1/n for the mean of n
GRADIENT = "gradient"  # of a parameter, summed over the samples before this one
CONSTANT = "constant"
RATE = "rate"  # the learning rate, in an update rule
STATE = "state"  # the optimiser's state of a parameter, in an update rule
SOURCES = frozenset({PARAMETER, INPUT, SEED, GRADIENT, CONSTANT, RATE, STATE})

# Operations. Comparisons give a boolean, which only `choose`, `and` and `or` take.
ARITHMETIC = frozenset({"+", "-", "*", "/", "neg", "sqrt", "abs"})
LOGIC = frozenset({"and", "or"})
CHOOSE = "choose"  # choose(condition, a, b): a if the condition holds, else b
CALLS = frozenset(elementary.FUNCTIONS) - {"divide", "sqrt"}  # those that are no single instruction
BOOLEAN_OPS = LOGIC | COMPARISONS.keys()


class Instruction(NamedTuple):
    """`op` applied to the results of earlier instructions.

    operands  their positions in the program
    slot      index of the parameter, input, gradient or state
    number    value of a constant
    """

    op: str
    operands: tuple[int, ...] = ()
    slot: int = 0
    number: float = 0.0


@dataclass
class Program:
    """Instructions, and the positions of the results.

    outputs    positions of the forward results: the loss of one sample, then its score
    gradients  for each parameter that the loss depends on, the position of its gradient, the samples before included
    forward    number of instructions that compute the outputs; those after them compute the gradients
    constants  numbers of the constant instructions, by position
    """

    instructions: list[Instruction] = field(default_factory=list)
    outputs: list[int] = field(default_factory=list)
    gradients: dict[int, int] = field(default_factory=dict)
    forward: int = 0
    constants: dict[int, float] = field(default_factory=dict, repr=False)
    _positions: dict[object, int] = field(default_factory=dict, repr=False)

    def emit(self, op: str, *operands: int, slot: int = 0) -> int:
        """The position of this instruction, or of one with the same result; a new instruction is appended."""
        if op in _SIMPLIFIERS:
            simplified = _SIMPLIFIERS[op](self, *operands)
            if simplified is not None:
                return simplified
        position = self._positions.setdefault((op, operands, slot), len(self.instructions))
        if position == len(self.instructions):
            self.instructions.append(Instruction(op, operands, slot))
        return position

    def choose(self, condition: int, body: Callable[[], int], orelse: Callable[[], int]) -> int:
        """The position of the choice: the program computes both sides."""
        return self.emit(CHOOSE, condition, body(), orelse())

    def constant(self, number: float) -> int:
        """The position of the constant; a new one is appended."""
        # 0.0 and -0.0 are equal and are not the same number; nan is not equal to itself.
        position = self._positions.get(number.hex())
        if position is None:
            position = self._positions[number.hex()] = len(self.instructions)
            self.instructions.append(Instruction(CONSTANT, number=number))
            self.constants[position] = number
        return position

    # Simplifications whose result is known to the last bit: constants, a factor of 1, and powers that are products.

    def _simplify_sum(self, a: int, b: int) -> int | None:
        numbers = self.constants
        return self.constant(numbers[a] + numbers[b]) if a in numbers and b in numbers else None

    def _simplify_difference(self, a: int, b: int) -> int | None:
        numbers = self.constants
        return self.constant(numbers[a] - numbers[b]) if a in numbers and b in numbers else None

    def _simplify_product(self, a: int, b: int) -> int | None:
        numbers = self.constants
        if a in numbers:
            if b in numbers:
                return self.constant(numbers[a] * numbers[b])
            return b if numbers[a] == 1.0 else None
        return a if b in numbers and numbers[b] == 1.0 else None

    def _simplify_power(self, base: int, exponent: int) -> int | None:
        """The same products as in elementary.power."""
        match self.constants.get(exponent):
            case 1.0:
                return base
            case 2.0:
                return self.emit("*", base, base)
            case 3.0:
                return self.emit("*", self.emit("*", base, base), base)
        return None

    def _simplify_choice(self, condition: int, a: int, b: int) -> int | None:
        op, operands, _, _ = self.instructions[condition]
        if op in COMPARISONS and all(operand in self.constants for operand in operands):
            return a if COMPARISONS[op](*(self.constants[operand] for operand in operands)) else b
        return None

    def count(self, op: str) -> int:
        """The number of sources of a kind: one more than the highest slot in use."""
        return max((each.slot + 1 for each in self.instructions if each.op == op), default=0)

    @property
    def loss(self) -> int:
        return self.outputs[0]

    @property
    def results(self) -> Sequence[int]:
        return [*self.outputs, *self.gradients.values()]

    def same(self, other: Program) -> bool:
        """Whether both have the same instructions, to the last bit of each constant."""
        return self._positions == other._positions

    def live(self, extra: Iterable[int] = ()) -> list[bool]:
        """For each instruction, whether a result depends on it; `extra` are positions of further results."""
        live = [False] * len(self.instructions)
        for position in (*self.results, *extra):
            live[position] = True
        for position in range(len(live) - 1, -1, -1):
            if live[position]:
                for operand in self.instructions[position].operands:
                    live[operand] = True
        return live

    def sums(self) -> dict[int, int]:
        """The partial sums of gradients: for each instruction that adds to a parameter's gradient, and for the GRADIENT
        source where the sum begins, the parameter."""
        sums = {}
        for parameter, last in self.gradients.items():
            position = last
            while operands := self.instructions[position].operands:
                sums[position] = parameter
                position = operands[0]
            sums[position] = parameter
        return sums

    def listing(self) -> str:
        """The program as text, an instruction per line: `%4 = + %2 %3`."""
        return "".join(f"%{i} = {_text(each)}\n" for i, each in enumerate(self.instructions))


_SIMPLIFIERS: dict[str, Callable[..., int | None]] = {
    "+": Program._simplify_sum,
    "-": Program._simplify_difference,
    "*": Program._simplify_product,
    "power": Program._simplify_power,
    CHOOSE: Program._simplify_choice,
}


def _text(instruction: Instruction) -> str:
    if instruction.op == CONSTANT:
        return f"{instruction.op} {instruction.number!r}"
    if instruction.op in (SEED, RATE):
        return instruction.op
    if instruction.op in SOURCES:
        return f"{instruction.op} {instruction.slot}"
    return " ".join([instruction.op, *(f"%{operand}" for operand in instruction.operands)])
