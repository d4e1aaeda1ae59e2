"""Graph of the values that are alive, as their calls made it."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from types import BuiltinFunctionType, CodeType, FunctionType
from typing import TYPE_CHECKING, Any

from ..recording import Kind
from .functions import Free
from .scopes import Scope
from .sites import Sites

if TYPE_CHECKING:
    from .call import Call

SMALLEST_SWEEP = 4_000  # nodes

Position = tuple[CodeType, int]
"""Where a frame stood: its code, and the index of its last instruction."""
Made = tuple[int, tuple[Any, ...], dict[str, Any] | None]
"""A call that made or returned a result: number of the function's site, arguments by position and by name."""


class Node:
    """One of the reader's values, which it keeps alive only where its class cannot be referred to weakly.

    Two nodes are told apart by `is`: weak references compare what they refer to.

    order     of creation; a result's is that of its call's end, after its operands
    maker     the call in which it was made; None if its constructor was not observed
    operands  values, in the order of the call's arguments; kept alive
    free      what tells the function that made it from others of the same text, such as what a decorator makes
    outer     calls that returned this result, but did not make it: `__sub__` of `self + (-other)`; inner ones first
    scope     the reader's function in whose run the result was made
    """

    order = 0
    key = 0
    kind: Kind = "leaf"
    maker: Call | None = None
    made: Made | None = None
    operands: tuple[Any, ...] = ()
    position: Position | None = None
    free: Free | None = None
    outer: tuple[Made, ...] = ()
    scope: Scope | None = None

    def __call__(self) -> Any:
        """The value."""
        raise NotImplementedError


class _WeakNode(Node, weakref.ref):  # type: ignore[type-arg]
    __call__ = weakref.ref.__call__


class _HoldingNode(Node):
    def __init__(self, value: Any) -> None:
        self.value = value

    def __call__(self) -> Any:
        return self.value


def serves(made: Made, data: object, sites: Sites) -> bool:
    """Whether the call only serves the one around it, which is the operation.

    It was given the number that it stores (`_make(self.data + other.data, ...)`), or what to do (`_binary(self, f)`).
    """
    site, arguments, keywords = made
    function = sites.functions[site]
    if function.operator:
        return False
    given = [*arguments, *(keywords or {}).values()]
    return any(each is data for each in given) or (
        function.name.startswith("_") and any(type(each) in (FunctionType, BuiltinFunctionType) for each in given)
    )


class Graph:
    """All known values by identity, in the order of creation.

    Nodes of values that are gone are swept out now and then: a callback for each would cost more than all the rest.
    """

    def __init__(self) -> None:
        self.nodes: dict[int, Node] = {}
        self.count = 0
        self._room = SMALLEST_SWEEP

    def node(self, value: Any) -> Node:
        """The node of a value; a leaf if it has none yet."""
        return self.find(value) or self.add(value, None)

    def find(self, value: Any) -> Node | None:
        node = self.nodes.get(id(value))
        return node if node is not None and node() is value else None

    def add(self, value: Any, maker: Call | None) -> Node:
        key = id(value)
        node: Node
        try:
            node = _WeakNode(value)
        except TypeError:  # its class has slots, and none for this
            node = _HoldingNode(value)
        node.key = key
        node.order = self.count = self.count + 1
        node.maker = maker
        nodes = self.nodes
        if key in nodes:
            del nodes[key]  # of a value that is gone; the order is that of creation
        nodes[key] = node
        if len(nodes) > self._room:
            self.sweep()
        return node

    def sweep(self) -> None:
        """Forget values that are gone, results first, since they keep their operands."""
        for key, node in reversed(list(self.nodes.items())):
            if node() is None:
                del self.nodes[key]
        self._room = max(SMALLEST_SWEEP, 2 * len(self.nodes))

    def keep(self, most: int) -> None:
        """Forget the oldest values, but for the newest so many."""
        for key in list(self.nodes)[: max(0, len(self.nodes) - most)]:
            del self.nodes[key]

    def ancestors(self, root: Any) -> list[tuple[Node, Any]]:
        """The root and all that it is computed from, with their values, in the order of creation."""
        found: dict[int, tuple[Node, Any]] = {}
        pending = [root]
        while pending:
            value = pending.pop()
            key = id(value)
            if key not in found:
                node = self.node(value)
                found[key] = node, value
                pending += node.operands
        return sorted(found.values(), key=_order)


def _order(pair: tuple[Node, Any]) -> int:
    return pair[0].order


def values_in(arguments: Iterable[Any], classes: dict[int, Any], depth: int = 2) -> list[Any]:
    """The values among arguments, and in tuples and lists of them, in order."""
    found = []
    for each in arguments:
        kind = type(each)
        if id(kind) in classes:
            found.append(each)
        elif depth and (kind is list or kind is tuple):
            found += values_in(each, classes, depth - 1)
    return found
