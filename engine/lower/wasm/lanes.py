"""Part of a flat program as one function, which computes two lanes at once (WebAssembly's f64x2).

A result that one instruction needs goes straight into it, every other one is a local. Sources may be read at any time:
nothing that a function reads is written before its end, but gradients, which have no other reader (sums.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..program import CHOOSE, CONSTANT, SOURCES, Program
from .encode import F64, V128, Code, Function, const, instruction
from .functions import Functions
from .places import SPLAT, Places, load_pair, store_pair
from .sums import Adder, Contribution

_SIMPLE = {
    op: instruction(opcode)
    for op, opcode in {
        "+": "f64x2.add", "-": "f64x2.sub", "*": "f64x2.mul", "/": "f64x2.div",
        "neg": "f64x2.neg", "abs": "f64x2.abs", "sqrt": "f64x2.sqrt",
        "<": "f64x2.lt", "<=": "f64x2.le", "==": "f64x2.eq", "!=": "f64x2.ne", ">": "f64x2.gt", ">=": "f64x2.ge",
        "and": "v128.and", "andnot": "v128.andnot", "or": "v128.or", CHOOSE: "v128.bitselect",
    }.items()
}  # fmt: skip


def write(
    program: Program,
    sums: Mapping[int, int],
    places: Places,
    computed: Sequence[int],
    shared: Mapping[int, int],
    elementary: Functions,
) -> Function:
    """The function of the instructions at the positions `computed`.

    sums    as Program.sums() has them
    shared  offsets, in what goes from function to function, of results that others compute or need
    """
    return _Part(program, sums, places, computed, shared, elementary).function()


class _Part:
    def __init__(
        self,
        program: Program,
        sums: Mapping[int, int],
        places: Places,
        computed: Sequence[int],
        shared: Mapping[int, int],
        elementary: Functions,
    ) -> None:
        self._instructions = program.instructions
        self._outputs = program.outputs
        self._sums = sums
        self._places = places
        self._computed = computed
        self._shared = shared
        self._elementary = elementary
        self._uses = dict.fromkeys(self._outputs, 2)  # each lane's has a store of its own
        self._last: dict[int, int] = {}  # for each pair of parameters, where their gradients are complete
        for position in computed:
            operands = self._instructions[position].operands
            if position in sums:
                operands = operands[1:]
                self._last[sums[position] // 2] = position
            for operand in operands:
                self._uses[operand] = self._uses.get(operand, 0) + 1
        self._contributions: dict[int, list[Contribution]] = {pair: [] for pair in self._last}
        self._pushes: dict[int, bytes] = {}  # for each result so far, code that pushes it
        self._before = bytearray()
        self._body = bytearray()
        self._first = len(places.given) + len(places.kept)
        self._locals = 0

    def function(self) -> Function:
        here = set(self._computed)
        adder = Adder(self._local, self._places) if self._last else None
        for position in self._computed:
            if adder and position in self._sums:
                op, (_, operand), _, _ = self._instructions[position]
                pair, lane = divmod(self._sums[position], 2)
                self._contributions[pair].append(Contribution(lane, op, self._push(operand)))
                if self._last[pair] == position:
                    self._body += adder.add(pair, self._contributions[pair])
            else:
                self._compute(position)
        for output, position in enumerate(self._outputs):
            if position in here:
                self._body += self._places.store(output, self._push(position))
        code = Code(self._before + self._places.begin + self._body + self._places.end)
        return Function(self._places.given, [], [*self._places.kept, *[V128] * self._locals], code)

    def _local(self) -> int:
        """A new one."""
        self._locals += 1
        return self._first + self._locals - 1

    def _push(self, position: int) -> bytes:
        """Code that pushes a result."""
        return self._pushes.get(position) or self._fetched(position)

    def _fetched(self, position: int) -> bytes:
        """Code that pushes what another function computes, or a source; what several need is put into a local first."""
        op, _, place, number = self._instructions[position]
        if position in self._shared:
            code = load_pair(self._places.between, self._shared[position])
        elif op == CONSTANT:
            code = const(F64, number) + SPLAT
        else:
            code = self._places.load(op, place)
        if op in self._places.same:
            self._before += self._kept(position, code)
        elif self._uses[position] == 1:
            return code
        else:
            self._body += self._kept(position, code)
        return self._pushes[position]

    def _compute(self, position: int) -> None:
        op, operands, _, _ = self._instructions[position]
        if op in SOURCES:
            return
        if op == CHOOSE:
            op, operands = self._choice(*operands)
        pushes = self._pushes
        code = b"".join([pushes.get(operand) or self._fetched(operand) for operand in operands])
        code += _SIMPLE[op] if op in _SIMPLE else instruction("call", self._elementary.pair(op))
        if position in self._shared:
            self._body += self._kept(position, code)
            self._body += store_pair(self._places.between, self._shared[position], self._pushes[position])
        elif self._uses[position] == 1:
            self._pushes[position] = code
        else:
            self._body += self._kept(position, code)

    def _choice(self, truth: int, a: int, b: int) -> tuple[str, tuple[int, ...]]:
        """Choosing by bits; where one of both is 0, which has none, masking the other is enough."""
        if self._zero(a):
            return "andnot", (b, truth)
        if self._zero(b):
            return "and", (a, truth)
        return CHOOSE, (a, b, truth)

    def _zero(self, position: int) -> bool:
        op, _, _, number = self._instructions[position]
        return op == CONSTANT and number.hex() == (0.0).hex()

    def _kept(self, position: int, code: bytes) -> bytes:
        """Code that puts a result into a local, from which it is pushed from now on."""
        place = self._local()
        self._pushes[position] = instruction("local.get", place)
        return code + instruction("local.set", place)
