"""Listing of a graph's training step: its instructions, the values and contributions that each belongs to, and the
module compiled from them, as bytes and as text.

The graph stands for one sample without inputs: its leaves are the parameters, its root is the loss.
"""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ...contract.common import VERSION
from ...contract.replies import CompileReply, WatLine
from ...float_identity import same_number
from ...meter import Meter
from ...value import Value
from ..gradient import Flow, differentiate
from ..program import GRADIENT, RATE, SOURCES, Program
from ..tracing import Lowered, lower
from ..wasm import graph
from . import wat

# Bytes of JSON, at most, of an instruction beside its text and of a line of the module's text.
INSTRUCTION_BYTES = 70
WAT_BYTES = 40


def view(values: Sequence[Value], leaves: Sequence[int], root: Value, meter: Meter) -> CompileReply:
    """The reply of the API's method `compile`. Values are named by their index in `values`, the graph of `root`.

    Raises LoweringError for an operation that cannot be lowered, and PlaygroundError where the listing is too long.
    """
    lowered = lower(root, [values[leaf] for leaf in leaves])
    flows: list[Flow] = []
    program = differentiate(lowered, seed=1.0, flows=flows)
    seed = program.constant(1.0)
    update_start = len(program.instructions)
    rate = program.emit(RATE)
    updates = {
        parameter: program.emit("-", lowered.positions[parameter], program.emit("*", rate, gradient))
        for parameter, gradient in program.gradients.items()
    }
    provenance = _Provenance(program, lowered, values, leaves, root, meter)
    for flow in meter.timed(flows):
        provenance.add_flow(flow)
    for parameter in updates:
        provenance.add_update(leaves[parameter], updates[parameter], update_start)
    live = [position for position, needed in enumerate(program.live(updates.values())) if needed]
    new = {old: position for position, old in enumerate(live)}
    compact = _renumbered(program, live, new)
    text = compact.listing().splitlines()
    meter.charge(sum(map(len, text)) + INSTRUCTION_BYTES * len(text))
    meter.charge(7 * sum(map(len, provenance.nodes)) + 12 * sum(map(len, provenance.flows)))
    new_updates = {parameter: new[position] for parameter, position in updates.items()}
    module = graph.compile_graph(compact, new_updates, len(leaves))
    meter.check_time()
    encoded = b64encode(module.module).decode()
    lines = _wat_lines(module, meter)
    meter.charge(len(encoded) + 8 * len(leaves))
    return {
        "version": VERSION,
        "instructions": [
            {
                "text": text[new[old]],
                "phase": "forward" if old < program.forward else "backward" if old < update_start else "update",
                "nodes": provenance.nodes[old],
                "flows": provenance.flows[old],
            }
            for old in live
        ],
        "seed": new.get(seed),
        "wat": lines,
        "module": encoded,
        "bytes": len(module.module),
        "memory": {"parameters": 0, "gradients": module.gradients, "leaves": [*leaves]},
    }


def stale(values: Sequence[Value]) -> int | None:
    """The first result whose data differ from what its operation gives now, because a program recomputes every result.

    None if there is none.
    """
    for i, value in enumerate(values):
        if value.op is not None and value.a is not None:
            numbers = [each.data for each in (value.a, value.b) if each is not None]
            computed = value.op.forward(*numbers)
            if not same_number(computed, value.data):
                return i
    return None


class _Provenance:
    """For each instruction, the values that it computes and the contributions that it is part of."""

    def __init__(
        self,
        program: Program,
        lowered: Lowered,
        values: Sequence[Value],
        leaves: Sequence[int],
        root: Value,
        meter: Meter,
    ) -> None:
        self._program = program
        self._lowered = lowered
        self._ids = {id(value): i for i, value in enumerate(values)}
        self._order = root.order()
        self._op_index = {op.nodes["out"]: i for i, op in enumerate(lowered.ops)}
        self.nodes: list[list[int]] = [[] for _ in program.instructions]
        self.flows: list[list[tuple[int, int]]] = [[] for _ in program.instructions]
        for parameter, leaf in enumerate(leaves):
            self._add_node(leaf, lowered.positions[parameter])
        self._add_node(self._ids[id(root)], lowered.positions[lowered.root])
        for op, value in meter.timed(zip(lowered.ops, self._order, strict=True)):
            for name, operand in zip("ab", value.operands, strict=False):
                self._add_node(self._ids[id(operand)], lowered.positions[op.nodes[name]])
            operands = {lowered.positions[node] for name, node in op.nodes.items() if name != "out"}
            for position in self._between(lowered.positions[op.nodes["out"]], operands):
                self._add_node(self._ids[id(value)], position)

    def add_flow(self, flow: Flow) -> None:
        op_index = self._op_index[flow.out]
        nodes = self._lowered.ops[op_index].nodes.values()
        edges = {flow.upstream, *(self._lowered.positions[node] for node in nodes)}
        if flow.before is not None:
            edges.add(flow.before)
        contribution = (self._ids[id(self._order[op_index])], flow.operand)
        for position in self._between(flow.after, edges):
            self.flows[position].append(contribution)
        if flow.before is not None and self._program.instructions[flow.before].op == GRADIENT:
            self.flows[flow.before].append(contribution)

    def add_update(self, leaf: int, last: int, start: int) -> None:
        for position in self._between(last, set()):
            if position >= start:
                self._add_node(leaf, position)

    def _add_node(self, node: int, position: int) -> None:
        if node not in self.nodes[position]:
            self.nodes[position].append(node)

    def _between(self, last: int, edges: set[int]) -> Iterable[int]:
        """`last` and the instructions that it depends on, up to `edges` and without sources."""
        found = {last: None}
        stack = [] if last in edges else [last]
        while stack:
            for operand in self._program.instructions[stack.pop()].operands:
                if (
                    operand not in edges
                    and operand not in found
                    and self._program.instructions[operand].op not in SOURCES
                ):
                    found[operand] = None
                    stack.append(operand)
        return found


def _renumbered(program: Program, live: Sequence[int], new: dict[int, int]) -> Program:
    """The program of the live instructions alone; `new` maps their old positions to the new ones."""
    return Program(
        [
            each._replace(operands=tuple(new[operand] for operand in each.operands))
            for each in (program.instructions[old] for old in live)
        ],
        [new[position] for position in program.outputs],
        {parameter: new[position] for parameter, position in program.gradients.items()},
    )


def _wat_lines(module: graph.GraphModule, meter: Meter) -> list[WatLine]:
    """The module's text, each line with the instruction that it comes from, or null."""
    marks = sorted(module.marks, key=lambda mark: (mark.function, mark.offset))
    starts = [(mark.function, mark.offset) for mark in marks]
    lines: list[WatLine] = []
    for text, function, offset in meter.timed(wat.lines(module.module)):
        i = bisect_right(starts, (function, offset)) - 1
        instruction = marks[i].instruction if i >= 0 and marks[i].function == function else None
        meter.charge(WAT_BYTES + len(text))
        lines.append({"text": text, "instruction": instruction})
    return lines
