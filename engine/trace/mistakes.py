"""Deliberate mistakes of the backward phase: its order of nodes, and the gradients that come out of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import cast

from ..contract.common import Mistake
from ..ops import Op
from ..value import Value

SHUFFLE_SEED = 4  # of the wrong order, fixed so that every run shuffles alike


def backward_order(order: Sequence[int], mistake: Mistake | None) -> list[int]:
    """The order in which the nodes pass their gradients on; `order` is the topological order, operands first."""
    walk = list(reversed(order))
    if mistake == "shuffled":
        walk.sort()
        random.Random(SHUFFLE_SEED).shuffle(walk)
    return walk


def accumulated(before: float, contribution: float, mistake: Mistake | None) -> float:
    """A gradient after one more contribution: their sum, or the contribution alone with `=` in place of `+=`."""
    return contribution if mistake == "overwrite" else before + contribution


def gradients(graph: Sequence[Value], root: Value, mistake: Mistake) -> list[float]:
    """The gradient of each value of `graph`, the graph of `root`, with the mistake; nothing is changed.

    These are the numbers of the trace's steps, without its sentences, for a pass that starts with gradients of 0.
    """
    index = {id(value): i for i, value in enumerate(graph)}
    leaves = [i for i, value in enumerate(graph) if value.op is None]
    order = leaves + [index[id(value)] for value in root.order()]
    grads = [0.0] * len(graph)
    grads[index[id(root)]] = 1.0
    for i in backward_order(order, mistake):
        value = graph[i]
        numbers = [operand.data for operand in value.operands]
        if value.exponent is not None:
            numbers.append(value.exponent)
        a, b = (*numbers, 0.0, 0.0)[:2]  # the derivatives of one operand ignore b
        for position, operand in enumerate(value.operands):
            local = cast(Op, value.op).derivatives[position](a, b, value.data)
            j = index[id(operand)]
            grads[j] = accumulated(grads[j], grads[i] * local, mistake)
    return grads
