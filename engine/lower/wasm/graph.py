"""A whole graph, without a batch, as a module to be read: one instruction after the other, every result a named local.

What is trained over many rows is `step`, built for speed. Exports: "memory"; "backward", which computes the loss, adds to
the gradients, and gives the loss; "update" of a rate; and "step" of a rate, which does both from gradients of 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..program import CALLS, CHOOSE, CONSTANT, GRADIENT, PARAMETER, RATE, TRUTHS, Program
from .encode import F64, I32, Code, Function, Module
from .functions import Functions
from .names import named

LONGEST = 300  # instructions in a function: engines take minutes to compile much larger ones
BYTES = 8  # of a number
PAGE = 65536
NOBODY = -1  # in a mark: these bytes belong to no instruction
_ALIGNED = {F64: 3, I32: 2}  # powers of two
_PREFIX = {F64: "f64", I32: "i32"}
_OPCODES = {
    "+": "f64.add", "-": "f64.sub", "*": "f64.mul", "/": "f64.div", "neg": "f64.neg", "abs": "f64.abs", "sqrt": "f64.sqrt",
    "<": "f64.lt", "<=": "f64.le", "==": "f64.eq", "!=": "f64.ne", ">": "f64.gt", ">=": "f64.ge",
    "and": "i32.and", "or": "i32.or", CHOOSE: "select",
}  # fmt: skip


class Mark(NamedTuple):
    """From this place in a function's code on, what is written belongs to the instruction."""

    function: int
    offset: int
    instruction: int


class Written(NamedTuple):
    """The module; where the gradients begin, in bytes (the parameters begin at 0); and which bytes are whose."""

    module: bytes
    gradients: int
    marks: list[Mark]


def write(program: Program, updates: Mapping[int, int], size: int) -> Written:
    """The module of `program`, in which nothing is dead; each parameter becomes the result of its instruction in `updates`."""
    instructions = program.instructions
    last = max([program.loss, *program.gradients.values()])
    computed = [i for i, each in enumerate(instructions) if each.operands]
    forth_and_back = _parts([i for i in computed if i <= last])
    moving = _parts([i for i in computed if i > last])
    homes = _Homes(program, updates, size, [*forth_and_back, *moving])
    module = Module()
    elementary = Functions(module)
    marks: list[Mark] = []

    def add(name: str, part: Sequence[int], parameters: Sequence[str] = ()) -> int:
        body = _Body(program, homes, elementary, parameters)
        for position in part:
            body.compute(position)
        index = module.add(
            Function([F64] * len(parameters), [], body.kinds, body.code, name=name, local_names=body.names)
        )
        marks.extend(Mark(index, offset, position) for offset, position in body.marks)
        return index

    steps = [add(f"part{i}", part) for i, part in enumerate(forth_and_back)]
    moves = [add(f"move{i}", part, [RATE]) for i, part in enumerate(moving)]
    code = Code()
    for index in steps:
        code.add("call", index)
    if instructions[program.loss].op == CONSTANT:
        code.const(F64, instructions[program.loss].number)
    else:
        code.const(I32, homes.first(program.loss)).add("f64.load", _ALIGNED[F64], 0)
    backward = module.add(Function([], [F64], [], code, "backward", "backward"))
    code = Code()
    for index in moves:
        code.add("local.get", 0).add("call", index)
    update = module.add(Function([F64], [], [], code, "update", "update", [RATE]))
    code = Code().const(I32, homes.gradients).const(I32, 0).const(I32, BYTES * size).add("memory.fill", 0)
    code.add("call", backward).add("local.get", 0).add("call", update)
    module.add(Function([F64], [F64], [], code, "step", "step", [RATE]))
    module.pages = homes.end // PAGE + 1
    return Written(named(module.encode(), module.functions), homes.gradients, marks)


def _parts(computed: Sequence[int]) -> list[Sequence[int]]:
    return [computed[i : i + LONGEST] for i in range(0, len(computed), LONGEST)]


class _Homes:
    """Where results lie in memory: parameters, gradients, the loss, and whatever a later function needs.

    A new parameter's home is that of the old one.
    """

    def __init__(self, program: Program, updates: Mapping[int, int], size: int, parts: Sequence[Sequence[int]]) -> None:
        self.gradients = BYTES * size
        self.end = self.gradients + BYTES * size
        self._places: dict[int, list[int]] = {}
        for position, instruction in enumerate(program.instructions):
            if instruction.op in (PARAMETER, GRADIENT):
                self._put(position, BYTES * instruction.place + (self.gradients if instruction.op == GRADIENT else 0))
        for place, position in program.gradients.items():
            self._put(position, self.gradients + BYTES * place)
        for place, position in updates.items():
            self._put(position, BYTES * place)
        part_of = {position: i for i, part in enumerate(parts) for position in part}
        borrowed = {
            operand: None
            for position, part in part_of.items()
            for operand in program.instructions[position].operands
            if part_of.get(operand, part) != part
        }
        for position in (program.loss, *borrowed):
            if position not in self._places:
                self._put(position, self.end)
                self.end += BYTES

    def _put(self, position: int, place: int) -> None:
        self._places.setdefault(position, []).append(place)

    def all(self, position: int) -> Sequence[int]:
        return self._places.get(position, ())

    def first(self, position: int) -> int:
        return self._places[position][0]


class _Body:
    """The code of one function: each result becomes a local named after it, and goes to its homes."""

    def __init__(self, program: Program, homes: _Homes, elementary: Functions, parameters: Sequence[str]) -> None:
        self._program = program
        self._homes = homes
        self._elementary = elementary
        self._local: dict[int, int] = {}
        self.code = Code()
        self.kinds: list[int] = []
        self.names = [*parameters]
        self.marks: list[tuple[int, int]] = []

    def compute(self, position: int) -> None:
        code = self.code
        op, operands, *_ = self._program.instructions[position]
        for operand in (*operands[1:], operands[0]) if op == CHOOSE else operands:
            self._get(operand, position)
        self._mark(position)
        if op in CALLS:
            code.add("call", self._elementary.index(op))
        else:
            code.add(_OPCODES[op])
        self._keep(position)
        for home in self._homes.all(position):
            code.const(I32, home).add("local.get", self._local[position])
            code.add(f"{_PREFIX[self._kind(position)]}.store", _ALIGNED[self._kind(position)], 0)

    def _get(self, position: int, reader: int) -> None:
        """Push a result: from its local, or from its home, and then it has a local."""
        code = self.code
        instruction = self._program.instructions[position]
        if instruction.op == CONSTANT:
            self._mark(position)
            code.const(F64, instruction.number)
        elif instruction.op == RATE:
            self._mark(reader)
            code.add("local.get", 0)
        else:
            if position not in self._local:
                kind = self._kind(position)
                self._mark(position)
                code.const(I32, self._homes.first(position)).add(f"{_PREFIX[kind]}.load", _ALIGNED[kind], 0)
                self._keep(position, "local.tee")
            else:
                self._mark(reader)
                code.add("local.get", self._local[position])

    def _keep(self, position: int, how: str = "local.set") -> None:
        self._local[position] = len(self.names)
        self.names.append(str(position))
        self.kinds.append(self._kind(position))
        self.code.add(how, self._local[position])

    def _kind(self, position: int) -> int:
        return I32 if self._program.instructions[position].op in TRUTHS else F64

    def _mark(self, position: int) -> None:
        self.marks.append((len(self.code.bytes), position))
