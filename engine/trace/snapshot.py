"""State of a trace after a number of steps, for pictures of one moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Trace = Mapping[str, Any]  # a TraceReply, or one parsed from JSON


def nodes_at(trace: Trace, step: int) -> list[dict[str, Any]]:
    """The nodes after `step` steps, or after all steps if there are fewer; unknown data and grad are None."""
    nodes = [{**node, "data": None, "grad": None} for node in trace["nodes"]]
    for done in trace["steps"][:step]:
        for node, field, _, after in done["set"]:
            nodes[node][field] = after
    return nodes


def steps_to_phase(trace: Trace, phase: str) -> int:
    """Number of steps up to and including the first one of `phase`; all steps if the phase has none."""
    phases = [step["phase"] for step in trace["steps"]]
    return phases.index(phase) + 1 if phase in phases else len(phases)
