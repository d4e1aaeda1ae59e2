"""State of a run of cells: the classes, values, running calls and passes that are known."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

from ..recording import Recording
from .call import Call, Event
from .classes import ValueClass, is_a, is_value_class, number
from .clock import Clock
from .constructors import observe_constructor
from .graph import Graph
from .passes import Passes
from .sites import Sites
from .spots import Spots

MAX_VALUES = 60_000  # made in one cell, before its observing is switched off
MAX_COUNT = 2 * MAX_VALUES  # a result counts when it is begun and when it is complete
OFF = 1_000_000


class State:
    """What the hooks know of a run.

    readers  all classes of rewritten texts; `classes`: those of values
    stack    the calls that have begun and not ended; at its bottom the cell
    storing  the statement whose store runs the reader's own code, such as a property's setter
    paused   above 0 nothing is observed
    known    sites of functions that have made results
    """

    def __init__(self, deliver: Callable[[Recording], None]) -> None:
        self.sites = Sites()
        self.graph = Graph()
        self.readers: dict[int, type] = {}
        self.classes: dict[int, ValueClass] = {}
        self.clock = Clock()
        self.namespace: dict[str, Any] = {}
        self.notes: list[str] = []
        self.tick = self.clock.tick
        self.slice = slice
        self.stack: list[Call] = [Call()]
        self.off = Call()
        self.off.depth = sys.maxsize
        self.passes = Passes(self, deliver)
        self.events = self.passes.events
        self.open = self.passes.open
        self.paused = 1
        self.nodes = self.graph.nodes
        self.most = 0
        self.connected: set[int] = set()
        self.known: set[int] = set()
        self.storing: Event | None = None
        self.spots = Spots(self.sites)
        self.codes: dict[int, types.CodeType] = {}
        self.functions: dict[int, Callable[..., Any]] = {}

    def begin(self, cell: str, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.notes = []
        self.most = self.graph.count + MAX_COUNT
        self.storing = None
        self.stack[:] = [Call()]
        self.passes.begin(cell)
        self.paused = 0

    def end(self) -> None:
        if not self.paused:
            self.passes.end()
        self.paused = 1

    def switch_off(self, reason: str) -> None:
        if self.paused < OFF:
            self.notes.append(f"Passes are no longer recorded {reason}; the next cell is recorded again.")
            self.passes.abandon()
            self.paused += OFF

    # Classes

    def defined(self, kind: Any) -> Any:
        """A class statement has ended."""
        if is_a(kind, type):
            self.readers[id(kind)] = kind
            self.learn(kind)
        return kind

    def learn(self, kind: type) -> ValueClass | None:
        """What is known of a class; None if it is none of values."""
        if id(kind) not in self.classes and is_value_class(kind):
            self.classes[id(kind)] = ValueClass(kind, classes=self.classes)
            self.sites.classes.add(kind.__name__)
            observe_constructor(kind, self)
        return self.classes.get(id(kind))

    def is_value(self, value: Any) -> bool:
        return id(type(value)) in self.classes

    def data(self, value: Any) -> float | None:
        info = self.classes[id(type(value))]
        if not info.data:
            info.find_data()
        try:
            content = object.__getattribute__(value, info.data)
        except AttributeError:
            return None
        return content if type(content) is float else number(content)

    def new(self, value: Any, arguments: tuple[Any, ...], keywords: dict[str, Any] | None) -> None:
        """A constructor begins."""
        if self.paused:
            return
        info = self.classes.get(id(type(value))) or self.learn(type(value))
        if info is None:
            return
        known = self.nodes.get(id(value))
        if known is not None and known() is value:
            return  # super().__init__()
        node = self.graph.add(value, self.stack[-1])
        if not info.data:
            info.find_data()
            info.sample = node, (*arguments[1:], *(keywords or {}).values())
