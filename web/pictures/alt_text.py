"""Text alternative of a drawn graph; static/src/trace/alt-text.ts has the same for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.trace.notation import format_number

MAX_LISTED = 12  # values; a larger graph is summarised


def description(trace: Mapping[str, Any]) -> str:
    """The values with their data and grad, or their count if there are many. Data or grad not known yet is None."""
    nodes = [node for node in trace["nodes"] if node["kind"] != "constant"]
    if len(nodes) > MAX_LISTED:
        root = trace["nodes"][trace["roots"][-1]]
        return f"A graph of {len(trace['nodes'])} values that ends in {_value(root)}."
    return f"The graph: {'; '.join(map(_value, nodes))}."


def _value(node: Mapping[str, Any]) -> str:
    return f"{node['name']} has {_field(node, 'data')} and {_field(node, 'grad')}"


def _field(node: Mapping[str, Any], name: str) -> str:
    return f"no {name} yet" if node[name] is None else f"{name} {_number(node[name])}"


def _number(x: float | str) -> str:
    return format_number(float(x))
