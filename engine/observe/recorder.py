"""Recording of a pass that has ended, from the graph and the writes."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

from ..float_identity import same_number
from .call import Event, owner
from .classes import number, stored
from .functions import function_of
from .gradients import gradient_events
from .graph import Made, Node
from .naming import name_nodes
from .recording import Call, Observed, Recording, Write
from .spots import Spot

if TYPE_CHECKING:
    from .hooks import Hooks


def record(hooks: Hooks, count: int, root: Any, graph: list[tuple[Node, Any]], events: list[Event]) -> Recording | None:
    """The recording; None if it turns out that no gradient was written."""
    index = {node.key: i for i, (node, _) in enumerate(graph)}
    events = gradient_events(hooks.classes, [event for event in events if id(event.owner) in index], root)
    if not events:
        return None
    carried = dict[int, float | None]()
    told = dict[int, float | None]()
    writes = []
    for event in events:
        i = index[id(event.owner)]
        carried.setdefault(i, event.before)
        told[i] = event.after
        writes.append(_write(hooks, i, event, graph, index))
    container = events[0].container
    gradients = [_gradient(hooks, value, container) for _, value in graph]
    for i, gradient in enumerate(gradients):
        last = told.get(i)
        if last is not None and gradient is not None and last != gradient and not same_number(last, gradient):
            writes.append(Write(i, last, gradient, "other", None, ""))
    spots = [None if node.position is None else hooks.spots.at(*node.position) for node, _ in graph]
    names = name_nodes(hooks, graph, spots)
    return Recording(
        count,
        index[id(root)],
        [_observed(hooks, *each, index) for each in zip(graph, names, spots, strict=True)],
        writes,
        gradients,
        [carried.get(i, gradient) for i, gradient in enumerate(gradients)],
        writes[0].place,
        unseen=_unseen([node for node, _ in graph]),
    )


def graph_of(hooks: Hooks, root: Any) -> Recording:
    """The graph of a value outside of a pass, without writes."""
    graph = hooks.graph.ancestors(root)
    index = {node.key: i for i, (node, _) in enumerate(graph)}
    spots = [None if node.position is None else hooks.spots.at(*node.position) for node, _ in graph]
    names = name_nodes(hooks, graph, spots)
    gradients = [_gradient(hooks, value, None) for _, value in graph]
    observed = [_observed(hooks, *each, index) for each in zip(graph, names, spots, strict=True)]
    return Recording(-1, index[id(root)], observed, [], gradients, gradients, None)


def _unseen(nodes: list[Node]) -> list[str]:
    unknown = sum(node.maker is None and node.kind == "leaf" for node in nodes)
    if unknown == 1:
        return ["1 value was made where it could not be observed; it counts as a leaf."]
    return [f"{unknown} values were made where they could not be observed; they count as leaves."] if unknown else []


def _gradient(hooks: Hooks, value: Any, container: Any) -> float | None:
    if container is not None:
        return hooks.passes.containers.content(container, value)
    name = hooks.classes[id(type(value))].gradient
    content = stored(value, name) if name else None
    return content if type(content) is float else number(content, hooks.classes)


def _write(hooks: Hooks, i: int, event: Event, graph: list[tuple[Node, Any]], index: dict[int, int]) -> Write:
    place, text, statement = hooks.sites.writes[event.site]
    rule = event.rule
    result = None if rule is None else rule.result
    j = _rule(event, graph, index) if result is None else index.get(result.key)
    return Write(i, event.before, nan if event.after is None else event.after, statement, place, text, j)


def _rule(event: Event, graph: list[tuple[Node, Any]], index: dict[int, int]) -> int | None:
    """The result that the write is due to."""
    if event.rule is not None:
        node = owner(event.rule)
        if node is not None:
            return index.get(node.key)
    for candidate in (event.via, *event.candidates):
        j = index.get(id(candidate))
        if j is not None and any(each is event.owner for each in graph[j][0].operands):
            return j
    return None


def _observed(hooks: Hooks, pair: tuple[Node, Any], name: str, spot: Spot | None, index: dict[int, int]) -> Observed:
    node, value = pair
    data = hooks.data(value)
    made = node.made
    return Observed(
        value,
        name,
        node.kind,
        nan if data is None else data,
        None if made is None else call_of(hooks, made),
        [index[id(each)] for each in node.operands] if made is not None else [],
        None if spot is None else spot.place,
        (),
        [call for each in node.outer if (call := call_of(hooks, each)) is not None] if node.outer else [],
    )


def call_of(hooks: Hooks, made: Made) -> Call | None:
    site, arguments, keywords = made
    function = hooks.functions.get(site)
    if function is None:
        function = function_of(hooks.codes[site]) if site in hooks.codes else None
        if function is None:
            return None
        hooks.functions[site] = function
    return Call(hooks.sites.functions[site].name, function, arguments, keywords or {})
