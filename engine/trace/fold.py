"""Folding: the values of one neuron, layer or program line are drawn as one box that can be opened.

The name of a box is its path: the groups of the network's modules (`MLP/Layer 0/Neuron 2`), or `line 7` for values
outside of modules.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..contract.replies import Box, Node

# A larger drawing is folded by default: nobody could read it, and Graphviz would not finish it.
FOLD_FROM = 1_000  # values
# A network of more values than this does not fit into a pane at a size that can be read: its modules are folded, so far
# that what remains does fit.
FOLD_MODULES_FROM = 60  # values
FITTING = 20  # values and folded boxes
MAX_NAMES = 3  # in the title of a folded line
# Graphviz takes a second for this many edges between boxes, and its time grows faster than their number.
MAX_EDGES = 3_000  # edges

_NAME = re.compile(r"[^\W\d]\w*")


def title(box: Box, nodes: Sequence[Mapping[str, Any]]) -> str:
    """What a box is and what it holds: `Layer 0 of MLP: 4 neurons`, `line 3: e, d`, `Neuron 2 of Layer 0: 9 values`."""
    return f"{' of '.join(reversed(box['path'].split('/')[-2:]))}: {contents(box, nodes)}"


def contents(box: Box, nodes: Sequence[Mapping[str, Any]]) -> str:
    """What a box holds: `4 neurons`, `e, d`, `9 values`."""
    depth, inside = len(box["path"].split("/")), [nodes[i] for i in box["nodes"]]
    if not inside[0]["group"]:
        names = _names([node["name"] for node in inside if node["kind"] != "constant"])
        return names or count(len(inside), "value")
    held = dict.fromkeys(node["group"][depth] for node in inside if len(node["group"]) > depth)
    return count(len(held), _kind(next(iter(held)))) if held else count(len(inside), "value")


def _kind(module: str) -> str:
    """`Neuron 2` is a neuron."""
    return module.rstrip("0123456789 ").lower()


def count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _names(names: Sequence[str]) -> str:
    """The names that the program gave, or those of expressions if it gave none; the last ones if there are many."""
    given = [name for name in names if _NAME.fullmatch(name)] or names
    return ", ".join(given[-MAX_NAMES:] if len(given) <= MAX_NAMES else ["…", *given[-MAX_NAMES:]])


def paths(node: Node) -> list[str]:
    """Paths of the boxes that a node can belong to, outermost first."""
    group = node["group"]
    if group:
        return ["/".join(group[: i + 1]) for i in range(len(group))]
    return [f"line {node['span'][0]}"] if node["span"] is not None else []


def groups(nodes: Sequence[Node]) -> list[str]:
    """All module paths in the graph, in order of appearance: the groups that can be folded and opened."""
    return list(dict.fromkeys(path for node in nodes if node["group"] for path in paths(node)))


def fold(nodes: Sequence[Node], roots: Collection[int], closed: Collection[str]) -> list[Box]:
    """The boxes for the closed paths; a node goes into its outermost closed box, a root into none."""
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
        output = outputs[0] if len(outputs) == 1 else None
        boxes.append({"id": f"g{len(boxes)}", "path": path, "nodes": inside, "output": output})
    return boxes


def default_closed(nodes: Sequence[Node]) -> set[str]:
    """The paths that are closed by default: none in a graph of up to FOLD_MODULES_FROM values.

    In a larger graph these are the innermost modules; if more than FITTING boxes or MAX_EDGES edges remain, the modules
    around them, and so on, but not the network as a whole if its layers can be drawn. If more than FOLD_FROM values are
    outside of modules, their lines are closed, too.
    """
    if len(nodes) <= FOLD_MODULES_FROM:
        return set()
    loose = [node for node in nodes if not node["group"]]
    lines = {path for node in loose for path in paths(node)} if len(loose) > FOLD_FROM else set()
    deepest = max((len(node["group"]) for node in nodes), default=0)
    closed: set[str] = set()
    for depth in range(deepest, 0, -1):
        closed = lines | {"/".join(node["group"][:depth]) for node in nodes if node["group"]}
        boxes, edges = _size(nodes, closed)
        if edges <= MAX_EDGES and (boxes <= FITTING or depth == 2):
            return closed
    return closed | lines


def _size(nodes: Sequence[Node], closed: Collection[str]) -> tuple[int, int]:
    """Numbers of drawn boxes and edges with these boxes closed."""
    drawn_as = [next((path for path in paths(node) if path in closed), node["id"]) for node in nodes]
    edges = ((drawn_as[parent], drawn_as[node["id"]]) for node in nodes for parent in node["parents"])
    return len(set(drawn_as)), len({(start, end) for start, end in edges if start != end})
