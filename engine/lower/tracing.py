"""From the values of one sample to a program: inputs and parameters are declared, everything else is a constant.

A program stands for all samples. That nothing of the first one was frozen into it, such as a number that the code took
out of a Value, is proved by tracing a second one: the two programs must be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..ops import Op
from ..value import Value
from .program import INPUT, PARAMETER, Program
from .rows import LoweringError, forward

# The loss of one sample, computed from its row of inputs; with it, where wanted, the sample's score.
Loss = Callable[[list[Value]], Value | tuple[Value, Value]]


class Applied(NamedTuple):
    """One result of the graph: its operation, the numbers of the nodes `a`, `b` and `out`, and their positions."""

    op: Op
    nodes: Mapping[str, int]
    positions: Mapping[str, int]


class Traced(NamedTuple):
    """A graph as a forward program.

    positions  for each node of the graph the instruction that computes it; equal nodes share one
    applied    the results in topological order
    root       the node of the loss
    """

    program: Program
    positions: list[int]
    applied: list[Applied]
    root: int


def trace(loss: Loss, parameters: Sequence[Value], rows: Sequence[Sequence[float]]) -> Traced:
    """The graph of `loss` over rows like these; `rows` are two samples that differ in every number.

    Raises LoweringError where the graph of the one is not that of the other.
    """
    first, second = (_graph(loss, row) for row in rows)
    traced = flatten(first.roots, {PARAMETER: parameters, INPUT: first.inputs})
    if not _alike(first, second, parameters):
        other = flatten(second.roots, {PARAMETER: parameters, INPUT: second.inputs})
        if not traced.program.same(other.program):
            lines = zip(traced.program.listing().splitlines(), other.program.listing().splitlines(), strict=False)
            different = next((f"{a} and {b}" for a, b in lines if a != b), "one is longer")
            raise LoweringError(
                f"Two samples have two graphs: {different}. Compute with the Values of the inputs, not with their numbers."
            )
    return traced


class _Graph(NamedTuple):
    roots: Sequence[Value]
    inputs: Sequence[Value]


def _graph(loss: Loss, row: Sequence[float]) -> _Graph:
    inputs = [Value(number) for number in row]
    outputs = loss(inputs)
    return _Graph(outputs if isinstance(outputs, tuple) else (outputs,), inputs)


def _alike(one: _Graph, other: _Graph, parameters: Sequence[Value]) -> bool:
    """Whether the graphs are the same value by value: then so are their programs, and only one needs to be written."""
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


def lower(root: Value, parameters: Sequence[Value]) -> Traced:
    """The forward program of the graph below `root`, without inputs."""
    return flatten([root], {PARAMETER: parameters})


def flatten(roots: Sequence[Value], sources: Mapping[str, Sequence[Value]]) -> Traced:
    """The forward program of the graph below `roots`, the first of which is the loss; `sources` declares its leaves."""
    program = Program()
    positions: list[int] = []
    nodes: dict[int, int] = {}

    def node(value: Value) -> int:
        key = id(value)
        if key not in nodes:  # a leaf that nobody declared
            nodes[key] = len(positions)
            positions.append(program.constant(value.data))
        return nodes[key]

    for kind, values in sources.items():
        for i, value in enumerate(values):
            nodes[id(value)] = len(positions)
            positions.append(program.emit(kind, place=i))
    applied = []
    for value in chain.from_iterable(root.order() for root in roots):
        key = id(value)
        if key in nodes:  # below an earlier root, too
            continue
        op, a, b = value.op, value.a, value.b
        assert op is not None  # leaves are not in the order
        assert a is not None
        operands = {"a": node(a)} if b is None else {"a": node(a), "b": node(b)}
        places = {name: positions[each] for name, each in operands.items()}
        places["out"] = forward(program, op, places)
        operands["out"] = nodes[key] = len(positions)
        positions.append(places["out"])
        applied.append(Applied(op, operands, places))
    program.outputs = [positions[node(root)] for root in roots]
    program.forward = len(program.instructions)
    return Traced(program, positions, applied, nodes[id(roots[0])])
