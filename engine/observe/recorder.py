"""Recording of a pass that has ended, from the graph and the writes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .call import Event
from .classes import ValueClass, number, stored
from .functions import function_of
from .graph import Node
from .naming import name_nodes
from .recording import Call, Observed, Recording, Write

if TYPE_CHECKING:
    from .hooks import Hooks

NOT_SEEN = "made where they could not be observed, so they count as leaves"


def record(hooks: Hooks, count: int, root: Any, events: list[Event], cell: str) -> Recording:
    nodes = hooks.graph.ancestors(root)
    values = [node.reference() for node in nodes]
    index = {id(value): i for i, value in enumerate(values)}
    attributes = _gradients(hooks, [event for event in events if id(event.owner) in index], root)
    writes, carried, told = [], dict[int, float | None](), dict[int, float | None]()
    for event in events:
        i = index.get(id(event.owner))
        if i is None or event.name != attributes.get(id(type(event.owner))):
            continue
        carried.setdefault(i, event.before)
        told[i] = event.after
        writes.append(_write(hooks, i, event, nodes, index))
    gradients = [_gradient(hooks, value, attributes) for value in values]
    for i, gradient in enumerate(gradients):
        before = told.get(i)
        if i in told and gradient is not None and before != gradient and before == before:
            writes.append(Write(i, before, gradient, "other", None, ""))
    names = name_nodes(hooks, nodes, values)
    observed = [_observed(hooks, node, value, name, index) for node, value, name in zip(nodes, values, names, strict=True)]
    unknown = sum(not node.known and node.kind == "leaf" for node in nodes)
    unseen = [f"{unknown} values were {NOT_SEEN}."] if unknown > 1 else ["1 value was made where it could not be observed, so it counts as a leaf."] if unknown else []
    return Recording(
        count,
        index[id(root)],
        observed,
        writes,
        gradients,
        [carried.get(i, gradient) for i, gradient in enumerate(gradients)],
        writes[0].place if writes else None,
        unseen=unseen,
    )


def _gradients(hooks: Hooks, events: list[Event], root: Any) -> dict[int, str]:
    """The attribute that is the gradient, by class: known, or the one that most values were written at."""
    candidates: dict[int, Counter[str]] = {}
    seen: set[tuple[int, str]] = set()
    for event in events:
        key = (id(event.owner), event.name)
        if key not in seen:
            seen.add(key)
            candidates.setdefault(id(type(event.owner)), Counter())[event.name] += 1
    found = {}
    for kind, counts in candidates.items():
        info = hooks.classes[kind]
        if not info.gradient:
            info.gradient = counts.most_common(1)[0][0]
    for kind, info in hooks.classes.items():
        if info.gradient:
            found[kind] = info.gradient
    return found


def _gradient(hooks: Hooks, value: Any, attributes: dict[int, str]) -> float | None:
    name = attributes.get(id(type(value)))
    return number(stored(value, name), hooks.classes) if name else None


def _write(hooks: Hooks, i: int, event: Event, nodes: list[Node], index: dict[int, int]) -> Write:
    site = hooks.sites.writes[event.site]
    return Write(i, event.before, event.after or 0.0, site.statement, site.place, site.text, _rule(hooks, i, event, nodes, index))


def _rule(hooks: Hooks, i: int, event: Event, nodes: list[Node], index: dict[int, int]) -> int | None:
    owner = event.call.owner
    if owner is not None:
        return index.get(id(owner.reference()))
    for candidate in (event.receiver, event.via):
        j = index.get(id(candidate))
        if j is not None and any(each is event.owner for each in nodes[j].operands):
            return j
    return None


def _observed(hooks: Hooks, node: Node, value: Any, name: str, index: dict[int, int]) -> Observed:
    call = None
    if node.site is not None:
        function = function_of(node.code, hooks.functions)
        if function is not None:
            call = Call(node.site.name, function, node.arguments, node.keywords)
    data = hooks.data(value)
    return Observed(
        value,
        name,
        node.kind,
        float("nan") if data is None else data,
        call,
        [index[id(each)] for each in node.operands],
        hooks.place(node.position),
    )


