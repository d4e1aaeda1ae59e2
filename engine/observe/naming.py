"""Names of observed values: label, variable, expression or number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..trace.notation import format_number
from .classes import LABELS, stored
from .graph import Node

if TYPE_CHECKING:
    from .hooks import Hooks


def name_nodes(hooks: Hooks, nodes: list[Node], values: list[Any]) -> list[str]:
    variables: dict[int, str] = {}
    for name, value in hooks.namespace.items():
        if not name.startswith("_"):
            variables.setdefault(id(value), name)
    names = []
    for i, (node, value) in enumerate(zip(nodes, values, strict=True)):
        label = next((text for each in LABELS if isinstance(text := stored(value, each), str) and text.strip()), "")
        number = hooks.data(value)
        constant = format_number(number) if node.kind == "constant" and number is not None else ""
        names.append(label or variables.get(id(value), "") or constant or f"v{i}")
    return names
