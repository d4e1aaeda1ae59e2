"""Recording of a pass that has ended, from the graph and the writes."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING, Any

from ...float_identity import same_number
from ..recording import NO_KEYWORDS, Call, Observed, Recording, Write
from .call import Event, owner
from .classes import number, stored
from .functions import Free, function_of
from .gradients import gradient_events
from .graph import Made, Node
from .naming import name_nodes
from .scopes import groups

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
    sites = hooks.sites.writes
    for event in events:  # many: what could be calls is written out
        written, _, before, after, site, rule, _, _, _ = event
        i = index[id(written)]
        if i not in told:
            carried[i] = before
        told[i] = after
        place, text, statement = sites[site]
        result = None if rule is None else rule.result
        j = _rule(event, graph, index) if result is None else index.get(result.key)
        writes.append(Write(i, before, 0.0 if after is None else after, statement, place, text, j))
    container = events[0].container
    gradients = _gradients(hooks, graph, container)
    for i, gradient in enumerate(gradients):
        last = told.get(i)
        if last is not None and gradient is not None and last != gradient and not same_number(last, gradient):
            writes.append(Write(i, last, gradient, "other", None, ""))
    return Recording(
        count,
        index[id(root)],
        _observed(hooks, graph, index),
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
    gradients = _gradients(hooks, graph, None)
    return Recording(-1, index[id(root)], _observed(hooks, graph, index), [], gradients, gradients, None)


def _unseen(nodes: list[Node]) -> list[str]:
    unknown = sum(node.maker is None and node.kind == "leaf" for node in nodes)
    if unknown == 1:
        return ["1 value was made where it could not be observed; it counts as a leaf."]
    return [f"{unknown} values were made where they could not be observed; they count as leaves."] if unknown else []


def _gradients(hooks: Hooks, graph: list[tuple[Node, Any]], container: Any) -> list[float | None]:
    if container is not None:
        return [hooks.passes.containers.content(container, value) for _, value in graph]
    classes = hooks.classes
    contents = [stored(value, classes[id(type(value))].gradient) for _, value in graph]
    return [content if type(content) is float else number(content, classes) for content in contents]


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


def _observed(hooks: Hooks, graph: list[tuple[Node, Any]], index: dict[int, int]) -> list[Observed]:
    at = hooks.spots.at
    spots = [None if node.position is None else at(*node.position) for node, _ in graph]
    names = name_nodes(hooks, graph, spots)
    operands_of = [[index[id(each)] for each in node.operands] for node, _ in graph]
    lines = [0 if spot is None or spot.place is None else spot.place.line for spot in spots]
    paths = groups(graph, operands_of, lines)
    classes, functions, sites = hooks.classes, hooks.functions, hooks.sites.functions
    observed = []
    for (node, value), name, spot, operands, path in zip(graph, names, spots, operands_of, paths, strict=True):
        data = stored(value, classes[id(type(value))].data)
        if type(data) is not float:
            data = hooks.data(value)
        call: Call | None = None
        if (made := node.made) is not None:
            site, arguments, keywords = made
            function = functions.get(site) if node.free is None else None
            if function is None:
                call = call_of(hooks, made, node.free)
            else:
                call = Call(sites[site].name, function, arguments, keywords or NO_KEYWORDS)
        outer: Sequence[Call] = ()
        if node.outer:
            outer = [found for each in node.outer if (found := call_of(hooks, each)) is not None]
        place = None if spot is None else spot.place
        observed.append(
            Observed(value, name, node.kind, nan if data is None else data, call, operands, place, path, outer)
        )
    return observed


def call_of(hooks: Hooks, made: Made, free: Free | None = None) -> Call | None:
    site, arguments, keywords = made
    function = hooks.functions.get(site) if free is None else None
    if function is None:
        function = function_of(hooks.codes[site], free) if site in hooks.codes else None
        if function is None:
            return None
        if free is None:
            hooks.functions[site] = function
    return Call(hooks.sites.functions[site].name, function, arguments, keywords or NO_KEYWORDS)
