"""Graph of the values that are alive, as their calls made it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from types import BuiltinFunctionType, CodeType, FunctionType
from typing import TYPE_CHECKING, Any

from ..recording import Kind
from .classes import stored
from .functions import Free
from .scopes import Scope
from .sites import Sites

if TYPE_CHECKING:
    from .call import Call

SMALLEST_SWEEP = 4_000  # nodes
SMALLEST_COLLECTION = 30_000  # nodes; a cell makes at most 60 000 values
MOST_RESULTS = 200  # among which the root of a pass by hand is looked for
LENT = "__observe__"  # the attribute of a value that holds its operands during a collection

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

    if not TYPE_CHECKING:  # both kinds of nodes have slots for these: two bases of one class cannot
        __slots__ = ()

    order: int
    key: int
    kind: Kind
    maker: Call | None
    made: Made | None
    operands: tuple[Any, ...]
    position: Position | None
    free: Free | None
    outer: tuple[Made, ...]
    scope: Scope | None

    def __call__(self) -> Any:
        """The value."""
        raise NotImplementedError


_SLOTS = ("free", "key", "kind", "made", "maker", "operands", "order", "outer", "position", "scope")


class _WeakNode(Node, weakref.ref[Any]):
    __slots__ = _SLOTS

    __call__ = weakref.ref.__call__


class _HoldingNode(Node):
    __slots__ = (*_SLOTS, "value")

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


@dataclass(slots=True, weakref_slot=True)
class Holder:
    """What a node keeps alive, while its value holds it."""

    operands: tuple[Any, ...]
    made: Made | None
    outer: tuple[Made, ...]
    free: Free | None


class Graph:
    """All known values by identity, in the order of creation.

    Nodes of values that are gone are swept out now and then: a callback for each would cost more than all the rest.
    """

    def __init__(self) -> None:
        self.nodes: dict[int, Node] = {}
        self.count = 0
        self._room = SMALLEST_SWEEP
        self._most = SMALLEST_COLLECTION

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
        node.kind = "leaf"
        node.operands = node.outer = ()
        node.made = node.position = node.free = node.scope = None
        nodes = self.nodes
        if key in nodes:
            del nodes[key]  # of a value that is gone; the order is that of creation
        nodes[key] = node
        if len(nodes) > self._room:
            self.sweep()
        return node

    def sweep(self) -> None:
        """Forget values that are gone; those that only nodes keep, too, where these have become many."""
        self._remove_gone()
        if len(self.nodes) > self._most:
            self.collect()
        self._room = max(SMALLEST_SWEEP, 2 * len(self.nodes))

    def collect(self) -> None:
        """Forget values that only the nodes of results keep which are garbage themselves: earlier steps of a training.

        A collection of all garbage takes as long as some twenty steps, so that it is rare.
        """
        self._remove_gone()
        lent = [lent for node in self.nodes.values() if node.operands and (lent := _lend(node)) is not None]
        gc.collect()
        while lent:
            _take_back(*lent.pop())
        self._remove_gone()
        self._most = max(SMALLEST_COLLECTION, 2 * len(self.nodes))

    def _remove_gone(self) -> None:
        for key, node in reversed(list(self.nodes.items())):  # a result before its operands: no chain is freed at once
            if node() is None:
                del self.nodes[key]

    def keep(self, most: int) -> None:
        """Forget the oldest values, but for the newest so many."""
        for key in list(self.nodes)[: max(0, len(self.nodes) - most)]:
            del self.nodes[key]

    def results(self) -> list[Any]:
        """The newest results that are alive, in the order of creation."""
        nodes = [node for node in islice(reversed(self.nodes.values()), MOST_RESULTS) if node.operands]
        return [value for node in reversed(nodes) if (value := node()) is not None]

    def ancestors(self, root: Any) -> list[tuple[Node, Any]]:
        """The root and all that it is computed from, with their values, in the order of creation."""
        nodes = self.nodes
        found: dict[int, tuple[Node, Any]] = {}
        pending = [root]
        while pending:  # most values of a program: what could be calls is written out
            value = pending.pop()
            key = id(value)
            if key not in found:
                node = nodes.get(key)
                if node is None or node() is not value:
                    node = self.add(value, None)
                found[key] = node, value
                pending += node.operands
        return sorted(found.values(), key=_order)


def _lend(node: Node) -> tuple[Node, weakref.ref[Holder]] | None:
    """Let the value itself hold what its node holds, so that both are garbage together; None where it cannot."""
    if isinstance(node, _HoldingNode):
        return None
    content = stored(node(), "__dict__")
    if type(content) is not dict:
        return None
    content[LENT] = holder = Holder(node.operands, node.made, node.outer, node.free)
    node.operands, node.made, node.outer, node.free = (), None, (), None
    return node, weakref.ref(holder)


def _take_back(node: Node, reference: weakref.ref[Holder]) -> None:
    holder, value = reference(), node()
    if holder is not None and value is not None:
        del stored(value, "__dict__")[LENT]
        node.operands, node.made, node.outer, node.free = holder.operands, holder.made, holder.outer, holder.free


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
