"""Backward pass that has begun and not ended."""

from __future__ import annotations

from typing import Any

from .call import Call
from .graph import Made, Node, Position


class Pass:
    """A pass that has begun.

    call   the call that it ends with; None: by hand
    mark   index of its first event
    graph  the values of the root's graph, with their nodes; empty by hand, where the root may change
    keys   identities of these values
    """

    __slots__ = ("call", "graph", "keys", "made", "mark", "position", "root", "told")

    def __init__(self, call: Call | None, root: Any, mark: int, graph: list[tuple[Node, Any]]) -> None:
        self.call = call
        self.root = root
        self.mark = mark
        self.graph = graph
        self.keys = {node.key for node, _ in graph}
        self.told = 0
        self.made: Made | None = None
        self.position: Position | None = None
