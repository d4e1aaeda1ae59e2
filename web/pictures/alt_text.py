"""The drawings of the examples and of the lessons' blocks. `make build` makes them, one file for each DOT, so that neither
Graphviz nor a script is needed to see them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from ...engine.trace.notation import plain

DESCRIBED = 12  # values that an alternative text names


def path(trace: Mapping[str, Any]) -> str:
    """Where the build puts the drawing of a trace (static/build/pictures.mjs names it the same)."""
    return f"pictures/{sha256(trace['dot'].encode()).hexdigest()[:16]}.svg"


def description(trace: Mapping[str, Any]) -> str:
    """The drawing in words: the values with their data and grad, or how many there are. What is not known yet is None."""
    nodes = [node for node in trace["nodes"] if node["kind"] != "constant"]
    if len(nodes) > DESCRIBED:
        root = trace["nodes"][trace["roots"][-1]]
        return f"A graph of {len(trace['nodes'])} values that ends in {_value(root)}."
    return f"The graph: {'; '.join(map(_value, nodes))}."


def _value(node: Mapping[str, Any]) -> str:
    return f"{node['name']} has {_field(node, 'data')} and {_field(node, 'grad')}"


def _field(node: Mapping[str, Any], name: str) -> str:
    return f"no {name} yet" if node[name] is None else f"{name} {_number(node[name])}"


def _number(x: float | str) -> str:
    return plain(float(x))
