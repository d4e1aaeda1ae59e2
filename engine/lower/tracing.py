"""Tracing of one sample's values to a program: inputs and parameters are declared, all other leaves are constants.

A program stands for all samples. Tracing a second sample proves that nothing of the first was frozen into it, such as a
number that the code took out of a Value: the two programs must be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..ops import Op
from ..value import Value
from .op_emitters import LoweringError, forward
from .program import INPUT, PARAMETER, Program

# Computes the loss of one sample from its row of inputs; optionally the sample's score as well.
Loss = Callable[[list[Value]], Value | tuple[Value, Value]]


class LoweredOp(NamedTuple):
    """An operation of the graph, the node numbers of its `a`, `b` and `out`, and their positions in the program."""

    op: Op
    nodes: Mapping[str, int]
    positions: Mapping[str, int]


class Lowered(NamedTuple):
    """A graph as a forward program.

    positions  for each node of the graph, the position of the instruction that computes it; equal nodes share one
    ops        the operations in topological order
    root       the node of the loss
    """

    program: Program
    positions: list[int]
    ops: list[LoweredOp]
    root: int


def trace(loss: Loss, parameters: Sequence[Value], rows: Sequence[Sequence[float]]) -> Lowered:
    """The forward program of `loss`; `rows` are two samples that differ in every number.

    Raises LoweringError if the two samples have different graphs.
    """
    first, second = (_graph(loss, row) for row in rows)
    lowered = flatten(first.roots, {PARAMETER: parameters, INPUT: first.inputs})
    if not _isomorphic(first, second, parameters):
        other = flatten(second.roots, {PARAMETER: parameters, INPUT: second.inputs})
        if not lowered.program.same(other.program):
            lines = zip(lowered.program.listing().splitlines(), other.program.listing().splitlines(), strict=False)
            different = next((f"{a} and {b}" for a, b in lines if a != b), "one is longer")
            raise LoweringError(
                f"Two samples have two graphs: {different}. "
                "Compute with the Values of the inputs, not with their numbers."
            )
    return lowered


class _Graph(NamedTuple):
    roots: Sequence[Value]
    inputs: Sequence[Value]


def _graph(loss: Loss, row: Sequence[float]) -> _Graph:
    inputs = [Value(number) for number in row]
    outputs = loss(inputs)
    return _Graph(outputs if isinstance(outputs, tuple) else (outputs,), inputs)


def _isomorphic(one: _Graph, other: _Graph, parameters: Sequence[Value]) -> bool:
    """Whether the graphs match value by value: then their programs are the same, and only one needs to be emitted."""
    twins = {id(a): id(b) for a, b in zip((*one.inputs, *parameters), (*other.inputs, *parameters), strict=True)}
    declared = set(twins.values())

    def twin(a: Value | None, b: Value | None) -> bool:
        if a is None or b is None:
            return a is b
        if id(a) in twins:
            return twins[id(a)] == id(b)
        return b.op is None and id(b) not in declared and a.data.hex() == b.data.hex()  # both are constants

    for root, its_twin in zip(one.roots, other.roots, strict=False):
        for a, b in zip(root.order(), its_twin.order(), strict=False):
            if a.op is not b.op or not twin(a.a, b.a) or not twin(a.b, b.b):
                return False
            twins[id(a)] = id(b)
    return len(one.roots) == len(other.roots) and all(map(twin, one.roots, other.roots))


def lower(root: Value, parameters: Sequence[Value]) -> Lowered:
    """The forward program of the graph below `root`, without inputs."""
    return flatten([root], {PARAMETER: parameters})


def flatten(roots: Sequence[Value], sources: Mapping[str, Sequence[Value]]) -> Lowered:
    """The forward program of the graph below `roots`, the first of which is the loss; `sources` declares its leaves."""
    program = Program()
    positions: list[int] = []
    nodes: dict[int, int] = {}

    def node(value: Value) -> int:
        key = id(value)
        if key not in nodes:  # an undeclared leaf
            nodes[key] = len(positions)
            positions.append(program.constant(value.data))
        return nodes[key]

    for kind, values in sources.items():
        for i, value in enumerate(values):
            nodes[id(value)] = len(positions)
            positions.append(program.emit(kind, slot=i))
    ops = []
    for value in chain.from_iterable(root.order() for root in roots):
        key = id(value)
        if key in nodes:  # an earlier root depends on it too
            continue
        op, a, b = value.op, value.a, value.b
        assert op is not None  # leaves are not in the topological order
        assert a is not None
        op_nodes = {"a": node(a)} if b is None else {"a": node(a), "b": node(b)}
        op_positions = {name: positions[each] for name, each in op_nodes.items()}
        op_positions["out"] = forward(program, op, op_positions)
        op_nodes["out"] = nodes[key] = len(positions)
        positions.append(op_positions["out"])
        ops.append(LoweredOp(op, op_nodes, op_positions))
    program.outputs = [positions[node(root)] for root in roots]
    program.forward = len(program.instructions)
    return Lowered(program, positions, ops, nodes[id(roots[0])])
