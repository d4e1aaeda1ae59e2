"""Folding: what belongs to one neuron, layer or line of the program, drawn as one box that opens.

A box is named by its path: the groups of the network's modules (`MLP/Layer 0/Neuron 2`), or `line 7` for what stands outside
of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

# Past this many values a drawing is folded by itself: nobody reads it, and Graphviz would not finish it.
FOLD_FROM = 1_000  # values
# Graphviz takes a second for so many between boxes, and its time grows faster than their number.
MAX_EDGES = 3_000  # edges

Node = Mapping[str, Any]


class Box(NamedTuple):
    """Values drawn as one.

    id      its id in the drawing, g0, g1, ...
    path    what it is: `MLP/Layer 0/Neuron 2` or `line 7`
    nodes   the ids of its values
    output  the one value that others use, or None where there are several
    """

    id: str
    path: str
    nodes: list[int]
    output: int | None

    @property
    def title(self) -> str:
        """`Neuron 2 of Layer 0`, short."""
        return " of ".join(reversed(self.path.split("/")[-2:]))


def paths(node: Node) -> list[str]:
    """The boxes that a node can be in, outermost first."""
    group = node["group"]
    if group:
        return ["/".join(group[: i + 1]) for i in range(len(group))]
    return [f"line {node['span'][0]}"] if node["span"] is not None else []


def groups(nodes: Sequence[Node]) -> list[str]:
    """All paths of modules in the graph, in order of appearance: what can be folded and opened."""
    return list(dict.fromkeys(path for node in nodes if node["group"] for path in paths(node)))


def fold(nodes: Sequence[Node], roots: Collection[int], closed: Collection[str]) -> list[Box]:
    """The boxes for the closed paths; a node goes into the outermost closed one that holds it, roots into none."""
    members: dict[str, list[int]] = {}
    for node in nodes:
        if node["id"] not in roots:
            path = next((path for path in paths(node) if path in closed), None)
            if path is not None:
                members.setdefault(path, []).append(node["id"])
    used_by: dict[int, set[str]] = {}
    owner = {i: path for path, inside in members.items() for i in inside}
    for node in nodes:
        for parent in node["parents"]:
            if owner.get(parent) != owner.get(node["id"], ""):
                used_by.setdefault(parent, set()).add(owner.get(node["id"], ""))
    boxes: list[Box] = []
    for path, inside in members.items():
        outputs = [i for i in inside if i in used_by]
        boxes.append(Box(f"g{len(boxes)}", path, inside, outputs[0] if len(outputs) == 1 else None))
    return boxes


def default_closed(nodes: Sequence[Node]) -> set[str]:
    """What to close in a graph that is too large to read: nothing; else the innermost modules, or those around them as long as
    there are too many edges between; and lines, where the values outside of modules are too many."""
    if len(nodes) <= FOLD_FROM:
        return set()
    loose = [node for node in nodes if not node["group"]]
    lines = {path for node in loose for path in paths(node)} if len(loose) > FOLD_FROM else set()
    deepest = max((len(node["group"]) for node in nodes), default=0)
    closed: set[str] = set()
    for depth in range(deepest, 0, -1):
        closed = lines | {"/".join(node["group"][:depth]) for node in nodes if node["group"]}
        if _edges(nodes, closed) <= MAX_EDGES:
            return closed
    return closed | lines


def _edges(nodes: Sequence[Node], closed: Collection[str]) -> int:
    """How many edges are drawn with these boxes closed."""
    place = [next((path for path in paths(node) if path in closed), node["id"]) for node in nodes]
    return len(
        {(place[p], place[node["id"]]) for node in nodes for p in node["parents"] if place[p] != place[node["id"]]}
    )
