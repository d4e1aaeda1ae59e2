"""Sizes of gradients and contributions in five classes, relative to the largest gradient of the graph.

A drawing shows them as the tint of a grad and as the width of an edge; static/src/trace/influence.ts paints the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, isfinite
from typing import Any, NamedTuple

SIZES = 5  # classes of size: 1 is the smallest


class Influence(NamedTuple):
    """What a drawing shows of the backward pass."""

    largest: float  # of the finite gradients at the end, without sign
    contributions: Mapping[tuple[int, int], float]  # what has flowed along the edge of a value's operand


NONE = Influence(0.0, {})


def influence_at(trace: Mapping[str, Any], step: int | None = None) -> Influence:
    """The influence after `step` steps of a trace, by default after all of them."""
    flows = (done for done in trace["steps"][:step] if done["kind"] == "flow")
    contributions = {(flow["from"], flow["operand"]): float(flow["contribution"]) for flow in flows}
    return Influence(largest_of(float(node["grad"]) for node in trace["nodes"]), contributions)


def largest_of(gradients: Iterable[float]) -> float:
    """The largest of the finite gradients, without sign."""
    return max((abs(grad) for grad in gradients if isfinite(grad)), default=0.0)


def size_class(x: float, largest: float) -> int:
    """1 to SIZES; 0 for what moves nothing, and for what is not a number."""
    size = abs(x)
    if not size > 0.0:
        return 0
    return SIZES if size >= largest else max(1, ceil(SIZES * (size / largest)))
