"""Compiler of one graph, without a batch, to a readable module, in which every result is a named local.

`step` compiles for speed and trains over many rows. Exports here: "memory"; "backward", which computes the loss, adds
to the gradients, and returns the loss; "update", which takes a rate; and "step", which takes a rate, sets the gradients
to 0, and then does both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..program import BOOLEAN_OPS, CALLS, CHOOSE, CONSTANT, GRADIENT, PARAMETER, RATE, Program
from .chunks import split
from .encode import F64, I32, Code, Function, Module
from .functions import Functions
from .memory_layout import BYTES
from .names import with_names

PAGE = 65536
_ALIGNED = {F64: 3, I32: 2}  # exponents of powers of two, in bytes
_PREFIX = {F64: "f64", I32: "i32"}
_OPCODES = {
    "+": "f64.add", "-": "f64.sub", "*": "f64.mul", "/": "f64.div",
    "neg": "f64.neg", "abs": "f64.abs", "sqrt": "f64.sqrt",
    "<": "f64.lt", "<=": "f64.le", "==": "f64.eq", "!=": "f64.ne", ">": "f64.gt", ">=": "f64.ge",
    "and": "i32.and", "or": "i32.or", CHOOSE: "select",
}  # fmt: skip


class Mark(NamedTuple):
    """A source map entry: from this offset in a function's code on, the bytes belong to the instruction."""

    function: int
    offset: int
    instruction: int


class GraphModule(NamedTuple):
    """The module, the address of the gradients in bytes (the parameters begin at 0), and the source map."""

    module: bytes
    gradients: int
    marks: list[Mark]


def compile_graph(program: Program, updates: Mapping[int, int], size: int) -> GraphModule:
    """The module of `program`, which must have no dead code; `updates` maps each parameter to the position of its new
    value.

    `size` is the number of parameters.
    """
    instructions = program.instructions
    last = max([program.loss, *program.gradients.values()])
    computed = [i for i, each in enumerate(instructions) if each.operands]
    gradient_parts = split([i for i in computed if i <= last])
    update_parts = split([i for i in computed if i > last])
    memory = _Memory(program, updates, size, [*gradient_parts, *update_parts])
    module = Module()
    elementary = Functions(module)
    marks: list[Mark] = []

    def add(name: str, part: Sequence[int], parameters: Sequence[str] = ()) -> int:
        emitter = _FunctionEmitter(program, memory, elementary, parameters)
        for position in part:
            emitter.compute(position)
        index = module.add(
            Function([F64] * len(parameters), [], emitter.kinds, emitter.code, name=name, local_names=emitter.names)
        )
        marks.extend(Mark(index, offset, position) for offset, position in emitter.marks)
        return index

    steps = [add(f"part{i}", part) for i, part in enumerate(gradient_parts)]
    moves = [add(f"move{i}", part, [RATE]) for i, part in enumerate(update_parts)]
    code = Code()
    for index in steps:
        code.add("call", index)
    if instructions[program.loss].op == CONSTANT:
        code.const(F64, instructions[program.loss].number)
    else:
        code.const(I32, memory.first(program.loss)).add("f64.load", _ALIGNED[F64], 0)
    backward = module.add(Function([], [F64], [], code, "backward", "backward"))
    code = Code()
    for index in moves:
        code.add("local.get", 0).add("call", index)
    update = module.add(Function([F64], [], [], code, "update", "update", [RATE]))
    code = Code().const(I32, memory.gradients).const(I32, 0).const(I32, BYTES * size).add("memory.fill", 0)
    code.add("call", backward).add("local.get", 0).add("call", update)
    module.add(Function([F64], [F64], [], code, "step", "step", [RATE]))
    module.pages = memory.end // PAGE + 1
    return GraphModule(with_names(module.encode(), module.functions), memory.gradients, marks)


class _Memory:
    """Addresses of the results in memory: parameters, gradients, the loss, and all results that a later function needs.

    A new parameter has the address of the old one.
    """

    def __init__(self, program: Program, updates: Mapping[int, int], size: int, parts: Sequence[Sequence[int]]) -> None:
        self.gradients = BYTES * size
        self.end = self.gradients + BYTES * size
        self._addresses: dict[int, list[int]] = {}
        for position, instruction in enumerate(program.instructions):
            if instruction.op in (PARAMETER, GRADIENT):
                self._add(position, BYTES * instruction.slot + (self.gradients if instruction.op == GRADIENT else 0))
        for parameter, position in program.gradients.items():
            self._add(position, self.gradients + BYTES * parameter)
        for parameter, position in updates.items():
            self._add(position, BYTES * parameter)
        part_of = {position: i for i, part in enumerate(parts) for position in part}
        shared = {
            operand: None
            for position, part in part_of.items()
            for operand in program.instructions[position].operands
            if part_of.get(operand, part) != part
        }
        for position in (program.loss, *shared):
            if position not in self._addresses:
                self._add(position, self.end)
                self.end += BYTES

    def _add(self, position: int, address: int) -> None:
        self._addresses.setdefault(position, []).append(address)

    def all(self, position: int) -> Sequence[int]:
        return self._addresses.get(position, ())

    def first(self, position: int) -> int:
        return self._addresses[position][0]


class _FunctionEmitter:
    """The code of one function: each result becomes a local, named after its position, and is stored in memory."""

    def __init__(self, program: Program, memory: _Memory, elementary: Functions, parameters: Sequence[str]) -> None:
        self._program = program
        self._memory = memory
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
            self._push(operand, position)
        self._mark(position)
        if op in CALLS:
            code.add("call", self._elementary.index(op))
        else:
            code.add(_OPCODES[op])
        self._set_local(position)
        for address in self._memory.all(position):
            code.const(I32, address).add("local.get", self._local[position])
            code.add(f"{_PREFIX[self._kind(position)]}.store", _ALIGNED[self._kind(position)], 0)

    def _push(self, position: int, user: int) -> None:
        """Pushes a result for the instruction `user`: from its local, or from memory, and then it gets a local."""
        code = self.code
        instruction = self._program.instructions[position]
        if instruction.op == CONSTANT:
            self._mark(position)
            code.const(F64, instruction.number)
        elif instruction.op == RATE:
            self._mark(user)
            code.add("local.get", 0)
        else:
            if position not in self._local:
                kind = self._kind(position)
                self._mark(position)
                code.const(I32, self._memory.first(position)).add(f"{_PREFIX[kind]}.load", _ALIGNED[kind], 0)
                self._set_local(position, "local.tee")
            else:
                self._mark(user)
                code.add("local.get", self._local[position])

    def _set_local(self, position: int, opcode: str = "local.set") -> None:
        self._local[position] = len(self.names)
        self.names.append(str(position))
        self.kinds.append(self._kind(position))
        self.code.add(opcode, self._local[position])

    def _kind(self, position: int) -> int:
        return I32 if self._program.instructions[position].op in BOOLEAN_OPS else F64

    def _mark(self, position: int) -> None:
        self.marks.append((len(self.code.bytes), position))
