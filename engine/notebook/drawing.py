"""Drawing of a reader's value: the graph that it is computed from, in the playground's boxes."""

from __future__ import annotations

from ..contract.replies import Node
from ..observe.operations import meaning_of
from ..observe.recording import Observed, Recording
from ..trace import draw, fold

MAX_DRAWN = 2_000  # values


def dot_of(recording: Recording) -> str:
    """DOT for the nodes of a recording; empty for more values than can be drawn."""
    if len(recording.nodes) > MAX_DRAWN:
        return ""
    nodes = [
        _node(i, observed, grad)
        for i, (observed, grad) in enumerate(zip(recording.nodes, recording.gradients, strict=True))
    ]
    return draw.dot(nodes, fold.fold(nodes, [recording.root], fold.default_closed(nodes)))


def _node(i: int, observed: Observed, grad: float | None) -> Node:
    return {
        "id": i,
        "label": observed.name if observed.name.isidentifier() else "",
        "name": observed.name,
        "op": _symbol(observed),
        "parents": observed.operands,
        "data": observed.data,
        "grad": grad,  # type: ignore[typeddict-item]  # None is drawn as an empty cell
        "kind": observed.kind,
        "span": None if observed.place is None else (observed.place.line, 0, observed.place.line, 0),
        "group": list(observed.group),
    }


def _symbol(observed: Observed) -> str:
    if observed.kind != "result":
        return ""
    name = observed.outer[-1].name if observed.outer else observed.call.name if observed.call else ""
    meaning = meaning_of(name)
    return meaning.row.symbol if meaning is not None else name.strip("_") or "f"
