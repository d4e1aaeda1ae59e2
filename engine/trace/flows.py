"""Contributions of the backward pass: local derivative times upstream gradient, for each operand of each result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from ..contract.common import Mistake
from ..ops import Op
from ..value import Value


class Flow(NamedTuple):
    """The edge that a contribution flows along: from a result back to one of its operands. Values are indices."""

    result: int
    operand: int  # its position among the result's operands
    node: int  # the operand, which receives
    derivative: Callable[[float, float, float], float]
    a: int
    b: int | None  # None for an operation of one operand, whose derivatives ignore the second number
    exponent: float


class Contribution(NamedTuple):
    """What flows, and the operand's gradient before and after."""

    local: float
    upstream: float
    contribution: float
    before: float
    after: float


def flows(graph: Sequence[Value], operands: Sequence[Sequence[int]], order: Iterable[int]) -> Iterator[Flow]:
    """The flows of the results of `graph`, in the order in which they pass their gradients on."""
    for i in order:
        value = graph[i]
        for position, node in enumerate(operands[i]):
            yield Flow(
                i,
                position,
                node,
                cast(Op, value.op).derivatives[position],
                operands[i][0],
                operands[i][1] if len(operands[i]) > 1 else None,
                value.exponent or 0.0,
            )


def contribute(
    flow: Flow, data: Sequence[float | None], grad: Sequence[float | None], mistake: Mistake | None
) -> Contribution:
    """The contribution along `flow`; a gradient that is not yet known is 0. Nothing is changed.

    As in Value.backward(), the local derivative is that at the data at the time of backward().
    """
    a, out = cast(float, data[flow.a]), cast(float, data[flow.result])
    b = flow.exponent if flow.b is None else cast(float, data[flow.b])
    local = flow.derivative(a, b, out)
    upstream = known(grad[flow.result])  # in the wrong order no gradient may have arrived yet
    contribution = upstream * local
    before = known(grad[flow.node])
    return Contribution(local, upstream, contribution, before, accumulated(before, contribution, mistake))


def accumulated(before: float, contribution: float, mistake: Mistake | None) -> float:
    """A gradient after one more contribution: their sum, or the contribution alone with `=` in place of `+=`."""
    return contribution if mistake == "overwrite" else before + contribution


def known(grad: float | None) -> float:
    """A gradient as a number: 0 before anything has arrived."""
    return 0.0 if grad is None else grad
