"""Gradients in containers: a dictionary keyed by value or identity, a list in the order of a tape."""

from __future__ import annotations

import sys
from collections.abc import Callable, Container, Sequence
from types import FrameType
from typing import Any

from .classes import attribute_names, is_a, number, stored
from .graph import Graph


def item(container: Any, key: Any) -> Any:
    """What a dictionary or list holds, without a default of its own and without the reader's code."""
    if is_a(container, dict):
        return dict.get(container, key)
    if type(container) is list and type(key) is int and -len(container) <= key < len(container):
        return container[key]
    return None


def readers_frame(lines: Container[str]) -> FrameType | None:
    """The innermost frame of a rewritten text."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename not in lines:
        frame = frame.f_back
    return frame


class Containers:
    """The containers of the open passes: which value an item belongs to."""

    def __init__(self, graph: Graph, is_value: Callable[[Any], bool], lines: Container[str]) -> None:
        self.lines = lines
        self.graph = graph
        self.is_value = is_value
        self.indexed: dict[int, tuple[Any, dict[int, Any]]] = {}

    def clear(self) -> None:
        self.indexed.clear()

    def owner(self, container: Any, key: Any, after: float | None, given: Callable[[], Sequence[Any]]) -> Any:
        """The value; None if the item is none of a value's. `given` finds what the running calls were given."""
        if is_a(container, dict):
            if self.is_value(key):
                return key
            node = self.graph.nodes.get(key) if type(key) is int else None
            return None if node is None else node()
        if type(key) is not int or not (type(container) is list or type(container).__module__ == "numpy"):
            return None
        known = self.indexed.get(id(container))
        if known is None and after == 1:
            known = self._learn(container, key, given())
        if known is None:
            return None
        return known[1].get(key + len(container) if key < 0 else key)

    def content(self, container: Any, value: Any) -> float | None:
        """The number that a container holds for a value."""
        if is_a(container, dict):
            by_identity = item(container, id(value))
            return number(
                by_identity
                if by_identity is not None
                else next((content for key, content in container.items() if key is value), None)
            )
        index = self.indexed.get(id(container), (None, {}))[1]
        return next((number(item(container, i)) for i, each in index.items() if each is value), None)

    def _learn(self, container: Any, key: int, given: Sequence[Any]) -> tuple[Any, dict[int, Any]] | None:
        """A list whose item becomes 1 is one of gradients, if the place is that of a value."""
        size = len(container)
        place = key + size if key < 0 else key
        index = self._by_attribute(place, given) or self._by_list(size, place)
        if not index:
            return None
        found = self.indexed[id(container)] = container, index
        return found

    def _by_attribute(self, place: int, given: Sequence[Any]) -> dict[int, Any]:
        """The place is a number that each value has, such as `index`."""
        for root in given:
            for name in attribute_names(root):
                content = stored(root, name)
                if type(content) is int and content == place:
                    values = [value for _, value in self.graph.ancestors(root)]
                    index = {stored(value, name): value for value in values}
                    if len(index) == len(values) > 1:
                        return index
        return {}

    def _by_list(self, size: int, place: int) -> dict[int, Any]:
        """The place is that in a list of the values, which a variable of the running function holds."""
        frame = readers_frame(self.lines)
        if frame is None:
            return {}
        for content in frame.f_locals.values():
            if type(content) is list and len(content) == size and place < size and all(map(self.is_value, content)):
                return dict(enumerate(content))
        return {}
