"""A graph's step of training for readers: the instructions, which of the graph's values and contributions each belongs to, and
the module that they become, as bytes and as text.

The graph stands for one sample without inputs: its leaves are the parameters, its root is the loss.
"""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from ...value import Value
from ..gradient import Flow, differentiate
from ..program import GRADIENT, RATE, SOURCES, Program
from ..tracing import Traced, lower
from ..wasm import graph
from . import wat

Reply = dict[str, Any]


def view(values: Sequence[Value], leaves: Sequence[int], root: Value) -> Reply:
    """What the door's `compile` replies. Values are named by their place in `values`, the graph of `root`.

    Raises LoweringError for an operation that cannot be lowered.
    """
    traced = lower(root, [values[leaf] for leaf in leaves])
    flows: list[Flow] = []
    program = differentiate(traced, seed=1.0, flows=flows)
    seed = program.constant(1.0)
    written = len(program.instructions)
    rate = program.emit(RATE)
    updates = {
        place: program.emit("-", traced.positions[place], program.emit("*", rate, gradient))
        for place, gradient in program.gradients.items()
    }
    belongings = _Belongings(program, traced, values, leaves, root)
    for flow in flows:
        belongings.add_flow(flow)
    for place in updates:
        belongings.add_update(leaves[place], updates[place], written)
    kept = _live(program, updates.values())
    new = {old: position for position, old in enumerate(kept)}
    short = _renumbered(program, kept, new)
    text = short.listing().splitlines()
    module = graph.write(short, {place: new[position] for place, position in updates.items()}, len(leaves))
    return {
        "instructions": [
            {
                "text": text[new[old]],
                "phase": "forward" if old < program.forward else "backward" if old < written else "update",
                "nodes": belongings.nodes[old],
                "flows": belongings.flows[old],
            }
            for old in kept
        ],
        "seed": new.get(seed),
        "wat": _lines(module),
        "module": b64encode(module.module).decode(),
        "bytes": len(module.module),
        "memory": {"parameters": 0, "gradients": module.gradients, "leaves": [*leaves]},
    }


def stale(values: Sequence[Value]) -> int | None:
    """The first result whose data are not what its operation gives now; a program computes every result anew."""
    for i, value in enumerate(values):
        if value.op is not None and value.a is not None:
            numbers = [each.data for each in (value.a, value.b) if each is not None]
            computed = value.op.forward(*numbers)
            if computed != value.data and computed == computed:
                return i
    return None


class _Belongings:
    """For each instruction, the values that it computes and the contributions that it is part of."""

    def __init__(
        self, program: Program, traced: Traced, values: Sequence[Value], leaves: Sequence[int], root: Value
    ) -> None:
        self._program = program
        self._traced = traced
        self._ids = {id(value): i for i, value in enumerate(values)}
        self._order = root.order()
        self._applied = {applied.nodes["out"]: i for i, applied in enumerate(traced.applied)}
        self.nodes: list[list[int]] = [[] for _ in program.instructions]
        self.flows: list[list[tuple[int, int]]] = [[] for _ in program.instructions]
        for place, leaf in enumerate(leaves):
            self._add_node(leaf, traced.positions[place])
        self._add_node(self._ids[id(root)], traced.positions[traced.root])
        for applied, value in zip(traced.applied, self._order, strict=True):
            for name, operand in zip("ab", value.operands, strict=False):
                self._add_node(self._ids[id(operand)], traced.positions[applied.nodes[name]])
            operands = {traced.positions[node] for name, node in applied.nodes.items() if name != "out"}
            for position in self._between(traced.positions[applied.nodes["out"]], operands):
                self._add_node(self._ids[id(value)], position)

    def add_flow(self, flow: Flow) -> None:
        applied = self._applied[flow.out]
        values = self._traced.applied[applied].nodes.values()
        edges = {flow.upstream, *(self._traced.positions[node] for node in values)}
        if flow.before is not None:
            edges.add(flow.before)
        contribution = (self._ids[id(self._order[applied])], flow.operand)
        for position in self._between(flow.after, edges):
            self.flows[position].append(contribution)
        if flow.before is not None and self._program.instructions[flow.before].op == GRADIENT:
            self.flows[flow.before].append(contribution)

    def add_update(self, leaf: int, last: int, since: int) -> None:
        for position in self._between(last, set()):
            if position >= since:
                self._add_node(leaf, position)

    def _add_node(self, node: int, position: int) -> None:
        if node not in self.nodes[position]:
            self.nodes[position].append(node)

    def _between(self, last: int, edges: set[int]) -> Iterable[int]:
        """`last`, and what it is computed of up to `edges`; numbers from elsewhere belong to nobody."""
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


def _live(program: Program, more: Iterable[int]) -> list[int]:
    """The positions that a result depends on, in order; `more` are results besides the program's own."""
    live = [False] * len(program.instructions)
    for position in (*program.results, *more):
        live[position] = True
    for position in range(len(live) - 1, -1, -1):
        if live[position]:
            for operand in program.instructions[position].operands:
                live[operand] = True
    return [position for position, needed in enumerate(live) if needed]


def _renumbered(program: Program, kept: Sequence[int], new: dict[int, int]) -> Program:
    return Program(
        [
            each._replace(operands=tuple(new[operand] for operand in each.operands))
            for each in (program.instructions[old] for old in kept)
        ],
        [new[position] for position in program.outputs],
        {place: new[position] for place, position in program.gradients.items()},
    )


def _lines(written: graph.Written) -> list[Reply]:
    """The module's text, each line with the instruction that wrote it, or null."""
    places = [(mark.function, mark.offset) for mark in written.marks]
    order = sorted(range(len(places)), key=places.__getitem__)
    places = [places[i] for i in order]
    lines = []
    for text, function, offset in wat.lines(written.module):
        i = bisect_right(places, (function, offset)) - 1
        whose = written.marks[order[i]].instruction if i >= 0 and places[i][0] == function else None
        lines.append({"text": text, "instruction": whose})
    return lines
