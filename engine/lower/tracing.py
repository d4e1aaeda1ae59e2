"""From the values of one sample to a program: inputs and parameters are declared, everything else is a constant.

A program stands for all samples. That nothing of the first one was frozen into it, such as a number that the code took
out of a Value, is proved by tracing a second one: the two programs must be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from engine.lower.program import INPUT, PARAMETER, Program
from engine.lower.rows import LoweringError, forward
from engine.ops import Op
from engine.value import Value

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
    first, second = (_traced(loss, parameters, row) for row in rows)
    if not first.program.same(second.program):
        lines = zip(first.program.listing().splitlines(), second.program.listing().splitlines(), strict=False)
        different = next((f"{one} and {other}" for one, other in lines if one != other), "one is longer")
        raise LoweringError(
            f"Two samples have two graphs: {different}. Compute with the Values of the inputs, not with their numbers."
        )
    return first


def _traced(loss: Loss, parameters: Sequence[Value], row: Sequence[float]) -> Traced:
    inputs = [Value(number) for number in row]
    outputs = loss(inputs)
    roots = outputs if isinstance(outputs, tuple) else (outputs,)
    return flatten(roots, {PARAMETER: parameters, INPUT: inputs})


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
