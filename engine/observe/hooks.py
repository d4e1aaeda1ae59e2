"""Hooks: what a rewritten text calls as it runs.

Nothing here compares or hashes the reader's objects: they are told apart by identity.
"""

from __future__ import annotations

import operator
import sys
import types
from collections.abc import Callable
from itertools import islice
from typing import Any

from .call import Call, Event
from .classes import ValueClass, is_a, is_value_class, number, stored
from .clock import Clock
from .constructors import observe_constructor
from .containers import item
from .graph import Graph, Made, Node, Position, position, serves, values_in
from .passes import Passes
from .recording import Place, Recording
from .references import refers
from .rewrite import HOOKS
from .sites import Sites

MAX_DISPLAY = 4  # keys of a dictionary that may begin a pass
MAX_VALUES = 60_000  # made in one cell, before its observing is switched off
OFF = 1_000_000
IN_PLACE: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.iadd,
    "Sub": operator.isub,
    "Mult": operator.imul,
    "MatMult": operator.imatmul,
    "Div": operator.itruediv,
    "FloorDiv": operator.ifloordiv,
    "Mod": operator.imod,
    "Pow": operator.ipow,
    "LShift": operator.ilshift,
    "RShift": operator.irshift,
    "BitOr": operator.ior,
    "BitXor": operator.ixor,
    "BitAnd": operator.iand,
}


class Hooks:
    """The state of a run.

    stack    the calls that have begun and not ended; at its bottom the cell
    storing  the statement whose store runs the reader's own code, such as a property's setter
    paused   above 0 nothing is observed
    """

    def __init__(self, deliver: Callable[[Recording], None]) -> None:
        self.sites = Sites()
        self.graph = Graph()
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
        self.paused = 1
        self.made = 0
        self.connected: set[int] = set()
        self.storing: Event | None = None
        self.places: dict[tuple[int, int], tuple[types.CodeType, Place | None]] = {}
        self.functions: dict[int, tuple[Any, Callable[..., Any]]] = {}

    def begin(self, cell: str, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.notes = []
        self.made = 0
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
            self.learn(kind)
        return kind

    def learn(self, kind: type) -> None:
        if id(kind) not in self.classes and is_value_class(kind):
            self.classes[id(kind)] = ValueClass(kind)
            observe_constructor(kind, self)

    def is_value(self, value: Any) -> bool:
        return id(type(value)) in self.classes

    # Calls

    def enter(self, site: int, arguments: tuple[Any, ...], keywords: dict[str, Any] | None, outer: Call | None) -> Call:
        """A function begins."""
        self.tick()
        if self.paused:
            return self.off
        stack = self.stack
        call = Call()
        call.depth = len(stack)
        call.site = site
        call.arguments = arguments
        call.keywords = keywords
        call.outer = outer
        call.caller = stack[-1]
        call.mark = len(self.passes.events)
        call.results = self.passes.results
        if self.sites.functions[site].starts and arguments:
            self._constructing(call, arguments[0])
        stack.append(call)
        return call

    def leave(self, call: Call, value: Any) -> Any:
        """A function returns."""
        del self.stack[call.depth :]
        if self.paused or call is self.off:
            return value
        kind = id(type(value))
        if kind in self.classes:
            self._returned(call, value)
        elif call.constructs is not None:
            self._constructed(call)
        elif type(value) is not types.FunctionType:
            call.caller = None
        if call.opened:
            self.passes.left(call)
        call.arguments = ()
        call.made = None
        return value

    def _constructing(self, call: Call, value: Any) -> None:
        kind = type(value)
        if id(kind) not in self.classes:
            self.learn(kind)
            if id(kind) not in self.classes:
                return
        call.constructs = value
        caller = call.caller
        if caller is None or caller.constructs is value:  # super().__init__()
            return
        if self.graph.find(value) is None:
            self._is_made(value, caller)

    def _is_made(self, value: Any, call: Call) -> None:
        node = self.graph.node(value, known=True)
        if call.caller is not None:  # not the cell, which returns nothing
            if call.made is None:
                call.made = []
            call.made.append(node)
        self.made += 1
        if self.made > MAX_VALUES:
            self.switch_off(f"after {MAX_VALUES} values of this cell")

    def _constructed(self, call: Call) -> None:
        info = self.classes[id(type(call.constructs))]
        if not info.data:
            info.find_data(call.constructs, call.arguments, call.keywords)
        call.constructs = None
        call.caller = None

    def _returned(self, call: Call, value: Any) -> None:
        """A function returns a value: it has made it, or a call within it has."""
        site = self.sites.functions[call.site]
        if site.name == "__new__":
            return
        node = self.graph.node(value)
        made = call.made or []
        operands = values_in((*call.arguments, *(call.keywords or {}).values()), self.is_value)
        if not operands or any(each is value for each in operands):
            return
        if node.kind == "leaf":
            if node in made and (site.operator or self._connected(call.site, value, operands)):
                node.kind = "result"
                self.passes.results += 1
                self._made_by(call, node, made)
        elif node.kind == "result" and node.made is not None:
            if serves(node.made, stored(value, self.classes[id(type(value))].data)):
                self._made_by(call, node, made)
                return
            frame = sys._getframe(2)
            node.outer.append(Made(site, frame.f_code, call.arguments, call.keywords or {}))
            if site.operator or call.arguments[0] is operands[0]:
                node.position = position(frame.f_back)
            self._name_constants(call, made)

    def _made_by(self, call: Call, node: Node, made: list[Node]) -> None:
        frame = sys._getframe(3)
        self.graph.count += 1
        node.order = self.graph.count
        node.made = Made(self.sites.functions[call.site], frame.f_code, call.arguments, call.keywords or {})
        node.operands = tuple(self._operands(call, [each for each in made if each is not node]))
        node.position = position(frame.f_back)
        call.result = node

    def _operands(self, call: Call, made: list[Node]) -> list[Any]:
        """The values of the arguments, with those made of plain numbers in their places."""
        operands: list[Any] = []
        pending = [*call.arguments, *(call.keywords or {}).values()]
        while pending:
            each = pending.pop(0)
            if self.is_value(each):
                operands.append(each)
            elif type(each) in (list, tuple):
                pending[:0] = each
            elif made and (constant := self._constant(each, made)) is not None:
                operands.append(constant)
        return operands

    def _constant(self, given: Any, made: list[Node]) -> Any:
        """The value that was made of a plain number; it is taken from `made`."""
        plain = number(given)
        if plain is None:
            return None
        for i, node in enumerate(made):
            value = node.reference()
            data = self.data(value)
            if data == plain or (data is not None and data != data and plain != plain):
                node.kind = "constant"
                del made[i]
                return value
        return None

    def _name_constants(self, call: Call, made: list[Node]) -> None:
        leaves = [node for node in made if node.kind == "leaf"]
        for each in [*call.arguments, *(call.keywords or {}).values()]:
            if leaves and not self.is_value(each):
                self._constant(each, leaves)

    def _connected(self, site: int, value: Any, operands: list[Any]) -> bool:
        """Whether the result refers to an operand, so that a gradient can flow: `copy(x)` and `detach(x)` do not."""
        if site in self.connected:
            return True
        if refers(value, operands):
            self.connected.add(site)
            return True
        return False

    def data(self, value: Any) -> float | None:
        info = self.classes.get(id(type(value)))
        return number(stored(value, info.data)) if info is not None and info.data else None

    # Stores

    def store(self, content: Any, owner: Any, name: str, site: int, via: Any = None) -> None:
        """`owner.name = content`."""
        info = self.classes.get(id(type(owner)))
        if info is None or self.paused:
            setattr(owner, name, content)
            if is_a(owner, type) and not self.paused:
                self.learn(owner)
            return
        self._set(info, owner, name, content, stored(owner, name), site, via)

    def begin_update(self, owner: Any, name: str) -> tuple[Any, str, Any, float | None]:
        """`owner.name` is read, to be updated; its number now, since the update may change it in place."""
        content = getattr(owner, name)
        return owner, name, content, number(content, self.classes)

    def update(
        self, start: tuple[Any, str, Any, float | None], operand: Any, operation: str, site: int, via: Any = None
    ) -> None:
        """`owner.name += operand`."""
        owner, name, content, before = start
        content = IN_PLACE[operation](content, operand)
        info = self.classes.get(id(type(owner)))
        if info is None or self.paused:
            setattr(owner, name, content)
        else:
            self._set(info, owner, name, content, before, site, via)

    def _set(self, info: ValueClass, owner: Any, name: str, content: Any, before: Any, site: int, via: Any) -> None:
        after = number(content, self.classes)
        if after is None and content is not None:
            setattr(owner, name, content)
            return
        if self._is_new(owner):
            setattr(owner, name, content)
            return
        if name == info.data:
            self.passes.data_changes(owner)
        event = Event(owner, name, number(before, self.classes), after, site, self.stack[-1], via)
        if info.runs_code(name):
            outer, self.storing = self.storing, self.storing or event
            try:
                setattr(owner, name, content)
            finally:
                self.storing = outer
            return
        setattr(owner, name, content)
        if self.storing is not None and self.storing.owner is owner:
            event.site, event.call, event.via = self.storing.site, self.storing.call, self.storing.via
        self.passes.wrote(info, event)

    def _is_new(self, owner: Any) -> bool:
        """Whether the object's constructor is running, or it has none and this is what is first seen of it."""
        if any(call.constructs is owner for call in self.stack[-3:]):
            return True
        if type(owner).__init__ is object.__init__ and self.graph.find(owner) is None:
            self._is_made(owner, self.stack[-1])
        return False

    def set_attribute(self, function: Any, site: int, *arguments: Any, **keywords: Any) -> Any:
        """`setattr(owner, name, content)`, `object.__setattr__(...)` or `super().__setattr__(name, content)`."""
        kind = type(function)
        bound = function.__self__ if kind in (types.MethodType, types.MethodWrapperType) else None
        given = arguments if len(arguments) == 3 else (bound, *arguments)
        if self.paused or keywords or len(given) != 3 or id(type(given[0])) not in self.classes:
            return function(*arguments, **keywords)
        owner, name, content = given
        if not is_a(name, str) or self._is_new(owner):
            return function(*arguments)
        info = self.classes[id(type(owner))]
        after = number(content, self.classes)
        before = number(stored(owner, name), self.classes)
        event = Event(owner, name, before, after, site, self.stack[-1], None)
        if kind is types.BuiltinFunctionType and info.runs_code(name):
            outer, self.storing = self.storing, self.storing or event
            try:
                return function(*arguments)
            finally:
                self.storing = outer
        if name == info.data:
            self.passes.data_changes(owner)
        result = function(*arguments)
        if after is not None or content is None:
            if self.storing is not None and self.storing.owner is owner:
                event.site, event.call, event.via = self.storing.site, self.storing.call, self.storing.via
            self.passes.wrote(info, event)
        return result

    def target(self, owner: Any, name: str, site: int) -> Target:
        """`owner.name`, as one of several targets."""
        return Target(self, owner, name, site)

    def store_item(
        self, content: Any, container: Any, key: Any, owner: Any, name: str | None, site: int, via: Any = None
    ) -> None:
        """`container[key] = content`, where the container may be `owner.name`."""
        before = None if self.paused else item(container, key)
        container[key] = content
        if not self.paused:
            self._stored_item(container, key, owner, name, before, content, site, via)

    def begin_update_item(self, container: Any, key: Any, owner: Any, name: str | None) -> tuple[Any, ...]:
        """`container[key]` is read, to be updated."""
        content = container[key]
        return container, key, owner, name, content, number(content, self.classes)

    def update_item(self, start: tuple[Any, ...], operand: Any, operation: str, site: int, via: Any = None) -> None:
        """`container[key] += operand`."""
        container, key, owner, name, content, before = start
        container[key] = content = IN_PLACE[operation](content, operand)
        if not self.paused:
            self._stored_item(container, key, owner, name, before, content, site, via)

    def _stored_item(
        self, container: Any, key: Any, owner: Any, name: str | None, before: Any, content: Any, site: int, via: Any
    ) -> None:
        after = number(content, self.classes)
        if after is None and content is not None:
            return
        info = self.classes.get(id(type(owner)))
        if info is not None and name is not None:
            attribute = key if name == "__dict__" and is_a(key, str) else name
            self.passes.wrote(info, Event(owner, attribute, before, after, site, self.stack[-1], None))
        elif after is not None:
            self.passes.wrote_item(container, key, number(before, self.classes), after, site, via)

    def dictionary(self, content: dict[Any, Any], site: int) -> dict[Any, Any]:
        """A dictionary's display, whose keys may be values."""
        if not self.paused and len(content) <= MAX_DISPLAY:
            for key, each in content.items():
                if (after := number(each, self.classes)) is not None:
                    self.passes.wrote_item(content, key, None, after, site, None)
        return content

    def place(self, position: Position | None) -> Place | None:
        """The place of an instruction; None if it is not in a rewritten text."""
        if position is None:
            return None
        code, instruction = position
        known = self.places.get((id(code), instruction))
        if known is None:
            known = self.places[id(code), instruction] = code, self._place(code, instruction)
        return known[1]

    def _place(self, code: types.CodeType, instruction: int) -> Place | None:
        if code.co_filename not in self.sites.lines:
            return None
        line, end_line, column, end_column = next(islice(code.co_positions(), instruction // 2, None))
        if line is None or end_line is None or column is None or end_column is None:
            return None
        return self.sites.position(code.co_filename, line, column, end_line, end_column)

    # Namespaces

    def visible(self, content: Any) -> Any:
        """`locals()`, `vars()` or `dir()` without the names of ours."""
        if type(content) is list:
            return [name for name in content if not _is_ours(name)]
        if type(content) is dict and any(_is_ours(name) for name in content) and HOOKS not in content:
            return {name: value for name, value in content.items() if not _is_ours(name)}
        return content


class Target:
    """A target of an assignment to several, whose setter calls the hook."""

    __slots__ = ("_hooks", "_name", "_owner", "_site")

    def __init__(self, hooks: Hooks, owner: Any, name: str, site: int) -> None:
        self._hooks, self._owner, self._name, self._site = hooks, owner, name, site

    @property
    def value(self) -> Any:
        return getattr(self._owner, self._name)

    @value.setter
    def value(self, content: Any) -> None:
        self._hooks.store(content, self._owner, self._name, self._site)


def _is_ours(name: object) -> bool:
    return is_a(name, str) and (name == HOOKS or (name.startswith("__call_") and name.endswith("__")))
