"""A trace as it stands after some of its steps: what a picture of one moment shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PHASES = ("forward", "order", "backward", "update")

Trace = Mapping[str, Any]


def nodes_at(trace: Trace, step: int) -> list[dict[str, Any]]:
    """The nodes after so many steps, or after all where there are fewer; what is not known yet is None."""
    nodes = [{**node, "data": None, "grad": None} for node in trace["nodes"]]
    for taken in trace["steps"][:step]:
        for node, field, _, after in taken["set"]:
            nodes[node][field] = after
    return nodes


def steps_to_phase(trace: Trace, phase: str) -> int:
    """How many steps have been taken once the first one of `phase` has; all where there is none."""
    phases = [step["phase"] for step in trace["steps"]]
    return phases.index(phase) + 1 if phase in phases else len(phases)
