"""Graph of the values that are alive, as their calls made it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from types import BuiltinFunctionType, FrameType, FunctionType
from typing import Any, NamedTuple

from .recording import Kind
from .sites import FunctionSite


class Position(NamedTuple):
    """Where a frame stood: its code, and the index of its last instruction."""

    code: Any
    instruction: int


def position(frame: FrameType | None) -> Position | None:
    return None if frame is None else Position(frame.f_code, frame.f_lasti)


class Made(NamedTuple):
    """A call that made or returned a result; `code` is its function's."""

    site: FunctionSite
    code: Any
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]


class Node:
    """One of the reader's values, which it keeps alive only where its class cannot be referred to weakly.

    order     of creation; a result's is that of its call's end, after its operands
    known     whether its constructor was observed
    operands  values, in the order of the call's arguments; kept alive
    outer     calls that returned this result, but did not make it: `__sub__` of `self + (-other)`; inner ones first
    """

    __slots__ = (
        "kind", "known", "made", "operands", "order", "outer", "position", "reference",
    )  # fmt: skip

    def __init__(self, reference: Callable[[], Any], order: int, known: bool) -> None:
        self.reference = reference
        self.order = order
        self.known = known
        self.kind: Kind = "leaf"
        self.made: Made | None = None
        self.operands: tuple[Any, ...] = ()
        self.position: Position | None = None
        self.outer: list[Made] = []


def serves(made: Made, data: object) -> bool:
    """Whether the call only serves the one around it, which is the operation.

    It was given the number that it stores (`_make(self.data + other.data, ...)`), or what to do (`_binary(self, f)`).
    """
    if made.site.operator:
        return False
    given = [*made.arguments, *made.keywords.values()]
    return any(each is data for each in given) or (
        made.site.name.startswith("_") and any(type(each) in (FunctionType, BuiltinFunctionType) for each in given)
    )


class Graph:
    """All known values by identity."""

    def __init__(self) -> None:
        self.nodes: dict[int, Node] = {}
        self.count = 0

    def node(self, value: Any, known: bool = False) -> Node:
        """The node of a value; a leaf if it has none yet."""
        node = self.nodes.get(id(value))
        if node is None:
            self.count += 1
            node = self.nodes[id(value)] = Node(self._reference(value), self.count, known)
        return node

    def find(self, value: Any) -> Node | None:
        return self.nodes.get(id(value))

    def forget(self, keep: int) -> None:
        """Forget the oldest values, up to `keep`."""
        for key in list(self.nodes)[: max(0, len(self.nodes) - keep)]:
            del self.nodes[key]

    def ancestors(self, root: Any) -> list[Node]:
        """The root and all that it is computed from, in the order of creation."""
        found: dict[int, Node] = {}
        pending = [root]
        while pending:
            value = pending.pop()
            if id(value) not in found:
                node = self.node(value)
                found[id(value)] = node
                pending.extend(node.operands)
        return sorted(found.values(), key=lambda node: node.order)

    def _reference(self, value: Any) -> Callable[[], Any]:
        nodes, key = self.nodes, id(value)

        def forget(_: object) -> None:
            nodes.pop(key, None)

        try:
            return weakref.ref(value, forget)
        except TypeError:  # its class has slots, and none for this
            return lambda: value


def values_in(arguments: Iterable[Any], is_value: Callable[[Any], bool], depth: int = 2) -> list[Any]:
    """The values among arguments, and in tuples and lists of them, in order."""
    found = []
    for each in arguments:
        if is_value(each):
            found.append(each)
        elif depth and type(each) in (list, tuple):
            found.extend(values_in(each, is_value, depth - 1))
    return found
