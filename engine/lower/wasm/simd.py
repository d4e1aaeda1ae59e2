"""SIMD code of one function of a split program, which computes two lanes at once (WebAssembly's f64x2).

A result that a single instruction uses stays on the stack; every other result is a local. Sources may be read at any
time: before its end, a function overwrites none of the numbers that it reads, except gradients, which only the sums of
gradients read (sums.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..program import CHOOSE, CONSTANT, SOURCES, Program
from .encode import F64, V128, Code, Function, const, instruction
from .functions import Functions
from .memory_layout import SPLAT, MemoryLayout, load_pair, store_pair
from .sums import Contribution, GradientSums

_OPCODES = {
    op: instruction(opcode)
    for op, opcode in {
        "+": "f64x2.add", "-": "f64x2.sub", "*": "f64x2.mul", "/": "f64x2.div",
        "neg": "f64x2.neg", "abs": "f64x2.abs", "sqrt": "f64x2.sqrt",
        "<": "f64x2.lt", "<=": "f64x2.le", "==": "f64x2.eq", "!=": "f64x2.ne", ">": "f64x2.gt", ">=": "f64x2.ge",
        "and": "v128.and", "andnot": "v128.andnot", "or": "v128.or", CHOOSE: "v128.bitselect",
    }.items()
}  # fmt: skip


def emit_function(
    program: Program,
    sums: Mapping[int, int],
    layout: MemoryLayout,
    computed: Sequence[int],
    shared: Mapping[int, int],
    elementary: Functions,
) -> Function:
    """The function that computes the instructions at the positions `computed`.

    sums    Program.sums()
    shared  offsets in the scratch memory of the results that pass from function to function
    """
    return _FunctionEmitter(program, sums, layout, computed, shared, elementary).function()


class _FunctionEmitter:
    def __init__(
        self,
        program: Program,
        sums: Mapping[int, int],
        layout: MemoryLayout,
        computed: Sequence[int],
        shared: Mapping[int, int],
        elementary: Functions,
    ) -> None:
        self._instructions = program.instructions
        self._outputs = program.outputs
        self._sums = sums
        self._layout = layout
        self._computed = computed
        self._shared = shared
        self._elementary = elementary
        self._uses = dict.fromkeys(self._outputs, 2)  # each lane has its own store
        self._last: dict[int, int] = {}  # for each pair of parameters, the position that completes their gradients
        for position in computed:
            operands = self._instructions[position].operands
            if position in sums:
                operands = operands[1:]
                self._last[sums[position] // 2] = position
            for operand in operands:
                self._uses[operand] = self._uses.get(operand, 0) + 1
        self._contributions: dict[int, list[Contribution]] = {pair: [] for pair in self._last}
        self._pushes: dict[int, bytes] = {}  # for each result so far, the code that pushes it
        self._invariant_code = bytearray()
        self._body = bytearray()
        self._first_local = len(layout.parameter_kinds) + len(layout.local_kinds)
        self._local_count = 0

    def function(self) -> Function:
        computed = set(self._computed)
        sums = GradientSums(self._new_local, self._layout) if self._last else None
        for position in self._computed:
            if sums and position in self._sums:
                op, (_, operand), _, _ = self._instructions[position]
                pair, lane = divmod(self._sums[position], 2)
                self._contributions[pair].append(Contribution(lane, op, self._push(operand)))
                if self._last[pair] == position:
                    self._body += sums.add(pair, self._contributions[pair])
            else:
                self._compute(position)
        for output, position in enumerate(self._outputs):
            if position in computed:
                self._body += self._layout.store(output, self._push(position))
        code = Code(self._invariant_code + self._layout.prologue + self._body + self._layout.epilogue)
        return Function(
            self._layout.parameter_kinds, [], [*self._layout.local_kinds, *[V128] * self._local_count], code
        )

    def _new_local(self) -> int:
        """Declares a vector; returns its index."""
        self._local_count += 1
        return self._first_local + self._local_count - 1

    def _push(self, position: int) -> bytes:
        """Code that pushes a result."""
        return self._pushes.get(position) or self._fetch(position)

    def _fetch(self, position: int) -> bytes:
        """Code that pushes a source, or a result of another function; with several uses, a local is set first."""
        op, _, slot, number = self._instructions[position]
        if position in self._shared:
            code = load_pair(self._layout.scratch_base, self._shared[position])
        elif op == CONSTANT:
            code = const(F64, number) + SPLAT
        else:
            code = self._layout.load(op, slot)
        if op in self._layout.invariant:
            self._invariant_code += self._set_local(position, code)
        elif self._uses[position] == 1:
            return code
        else:
            self._body += self._set_local(position, code)
        return self._pushes[position]

    def _compute(self, position: int) -> None:
        op, operands, _, _ = self._instructions[position]
        if op in SOURCES:
            return
        if op == CHOOSE:
            op, operands = self._choice(*operands)
        pushes = self._pushes
        code = b"".join([pushes.get(operand) or self._fetch(operand) for operand in operands])
        code += _OPCODES[op] if op in _OPCODES else instruction("call", self._elementary.pair(op))
        if position in self._shared:
            self._body += self._set_local(position, code)
            self._body += store_pair(self._layout.scratch_base, self._shared[position], self._pushes[position])
        elif self._uses[position] == 1:
            self._pushes[position] = code
        else:
            self._body += self._set_local(position, code)

    def _choice(self, condition: int, a: int, b: int) -> tuple[str, tuple[int, ...]]:
        """A choice by bit masks; if one value is 0, which has no bits set, masking the other is enough."""
        if self._is_zero(a):
            return "andnot", (b, condition)
        if self._is_zero(b):
            return "and", (a, condition)
        return CHOOSE, (a, b, condition)

    def _is_zero(self, position: int) -> bool:
        op, _, _, number = self._instructions[position]
        return op == CONSTANT and number.hex() == (0.0).hex()

    def _set_local(self, position: int, code: bytes) -> bytes:
        """Code that sets a new local to a result; from now on the result is pushed from there."""
        local = self._new_local()
        self._pushes[position] = instruction("local.get", local)
        return code + instruction("local.set", local)
