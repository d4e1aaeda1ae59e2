"""Recording of a pass that has ended, from the graph and the writes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING, Any

from ...float_identity import same_number
from ..recording import NO_KEYWORDS, Call, Observed, Place, Recording, Write
from .call import Event, owner
from .classes import number, stored
from .functions import Free, function_of
from .gradients import gradient_events
from .graph import Made, Node
from .naming import given_names, name_nodes
from .scopes import Path, groups
from .spots import Spot

if TYPE_CHECKING:
    from .state import State


class RecordedContents:
    """The nodes and writes of a recording, made when they are first asked for.

    What the reader's next lines may change is kept from the beginning: data, and names of the values.
    """

    def __init__(self, hooks: State, graph: list[tuple[Node, Any]], index: dict[int, int]) -> None:
        self.hooks = hooks
        self.graph = graph
        self.index = index
        self.data = _data(hooks, graph)
        self.given = given_names(hooks, graph)
        self.events: list[Event] = []
        self.unseen_writes: list[Write] = []

    @cached_property
    def nodes(self) -> list[Observed]:
        return _observed(self.hooks, self)

    @cached_property
    def writes(self) -> list[Write]:
        events, self.events = self.events, []
        return [*_writes(self.hooks, events, self.graph, self.index), *self.unseen_writes]

    @cached_property
    def _spots(self) -> list[Spot | None]:
        at = self.hooks.spots.at
        return [None if node.position is None else at(*node.position) for node, _ in self.graph]

    @cached_property
    def _names(self) -> list[str]:
        return name_nodes([node for node, _ in self.graph], self.given, self.data, self._spots)

    @cached_property
    def _groups(self) -> list[Path]:
        lines = [0 if spot is None or spot.place is None else spot.place.line for spot in self._spots]
        return groups(self.graph, [node.operands for node in self.nodes], lines)

    def described(self, i: int) -> tuple[str, Place | None, Path]:
        spot = self._spots[i]
        return self._names[i], None if spot is None else spot.place, self._groups[i]


def record(hooks: State, count: int, root: Any, graph: list[tuple[Node, Any]], events: list[Event]) -> Recording | None:
    """The recording; None if it turns out that no gradient was written."""
    index = {node.key: i for i, (node, _) in enumerate(graph)}
    events = gradient_events(hooks.classes, [event for event in events if id(event.owner) in index], root)
    if not events:
        return None
    carried = {id(event.owner): event.before for event in reversed(events)}
    told = {id(event.owner): event.after for event in events}
    container = events[0].container
    gradients = _gradients(hooks, graph, container)
    contents = RecordedContents(hooks, graph, index)
    contents.events = events
    for i, ((node, _), gradient) in enumerate(zip(graph, gradients, strict=True)):
        last = told.get(node.key)
        if last is not None and gradient is not None and last != gradient and not same_number(last, gradient):
            contents.unseen_writes.append(Write(i, last, gradient, "other", None, ""))
    return Recording(
        count,
        index[id(root)],
        contents,
        gradients,
        [carried.get(node.key, gradient) for (node, _), gradient in zip(graph, gradients, strict=True)],
        hooks.sites.writes[events[0].site].place,
        unseen=_unseen([node for node, _ in graph]),
    )


def graph_of(hooks: State, root: Any) -> Recording:
    """The graph of a value outside of a pass, without writes."""
    graph = hooks.graph.ancestors(root)
    index = {node.key: i for i, (node, _) in enumerate(graph)}
    gradients = _gradients(hooks, graph, None)
    return Recording(-1, index[id(root)], RecordedContents(hooks, graph, index), gradients, gradients, None)


def _writes(hooks: State, events: list[Event], graph: list[tuple[Node, Any]], index: dict[int, int]) -> list[Write]:
    writes = []
    sites = hooks.sites.writes
    for event in events:  # many: what could be calls is written out
        written, _, before, after, site, rule, _, _, _ = event
        place, text, statement = sites[site]
        result = None if rule is None else rule.result
        j = _rule(event, graph, index) if result is None else index.get(result.key)
        writes.append(Write(index[id(written)], before, 0.0 if after is None else after, statement, place, text, j))
    return writes


def _data(hooks: State, graph: list[tuple[Node, Any]]) -> list[float]:
    classes = hooks.classes
    contents = [stored(value, classes[id(type(value))].data) for _, value in graph]
    return [
        content if type(content) is float else nan if (found := hooks.data(value)) is None else found
        for content, (_, value) in zip(contents, graph, strict=True)
    ]


def _unseen(nodes: list[Node]) -> list[str]:
    unknown = sum(node.maker is None and node.kind == "leaf" for node in nodes)
    if unknown == 1:
        return ["1 value was made where it could not be observed; it counts as a leaf."]
    return [f"{unknown} values were made where they could not be observed; they count as leaves."] if unknown else []


def _gradients(hooks: State, graph: list[tuple[Node, Any]], container: Any) -> list[float | None]:
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


def _observed(hooks: State, contents: RecordedContents) -> list[Observed]:
    functions, sites, index = hooks.functions, hooks.sites.functions, contents.index
    described = contents.described
    observed = []
    for i, ((node, value), data) in enumerate(zip(contents.graph, contents.data, strict=True)):
        call: Call | None = None
        operands: list[int] = []
        if (made := node.made) is not None:
            site, arguments, keywords = made
            function = functions.get(site) if node.free is None else None
            if function is None:
                call = call_of(hooks, made, node.free)
            else:
                call = Call(sites[site].name, function, arguments, keywords or NO_KEYWORDS)
            operands = [index[id(each)] for each in node.operands]
        outer: Sequence[Call] = ()
        if node.outer:
            outer = [found for each in node.outer if (found := call_of(hooks, each)) is not None]
        observed.append(Observed(i, value, node.kind, data, described, call, operands, outer))
    return observed


def call_of(hooks: State, made: Made, free: Free | None = None) -> Call | None:
    site, arguments, keywords = made
    function = hooks.functions.get(site) if free is None else None
    if function is None:
        function = function_of(hooks.codes[site], free) if site in hooks.codes else None
        if function is None:
            return None
        if free is None:
            hooks.functions[site] = function
    return Call(hooks.sites.functions[site].name, function, arguments, keywords or NO_KEYWORDS)
