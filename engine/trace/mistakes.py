"""Deliberate mistakes of the backward phase: its order of nodes, and the gradients that come out of it."""

from __future__ import annotations

import random
from collections.abc import Sequence

from ..contract.common import Mistake
from ..value import Value
from .flows import contribute, flows

SHUFFLE_SEED = 4  # of the wrong order, fixed so that every run shuffles alike


def backward_order(order: Sequence[int], mistake: Mistake | None) -> list[int]:
    """The order in which the nodes pass their gradients on; `order` is the topological order, operands first."""
    walk = list(reversed(order))
    if mistake == "shuffled":
        walk.sort()
        random.Random(SHUFFLE_SEED).shuffle(walk)
    return walk


def gradients(graph: Sequence[Value], root: Value, mistake: Mistake) -> list[float]:
    """The gradient of each value of `graph`, the graph of `root`, with the mistake; nothing is changed.

    These are the numbers of the trace's steps, without its sentences, for a pass that starts with gradients of 0.
    """
    index = {id(value): i for i, value in enumerate(graph)}
    leaves = [i for i, value in enumerate(graph) if value.op is None]
    order = leaves + [index[id(value)] for value in root.order()]
    operands = [[index[id(operand)] for operand in value.operands] for value in graph]
    data = [value.data for value in graph]
    grads = [0.0] * len(graph)
    grads[index[id(root)]] = 1.0
    for flow in flows(graph, operands, backward_order(order, mistake)):
        grads[flow.node] = contribute(flow, data, grads, mistake).after
    return grads
