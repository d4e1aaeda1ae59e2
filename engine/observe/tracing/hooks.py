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

from ..recording import Recording
from .call import Call, Event
from .classes import ValueClass, is_a, is_value_class, number, stored
from .clock import Clock
from .constructors import observe_constructor
from .containers import item
from .functions import free_of
from .graph import Graph, Node, serves, values_in
from .passes import Passes
from .references import refers
from .scopes import scope_of
from .sites import Sites
from .spots import Spots
from .syntax import HOOKS

MAX_DISPLAY = 4  # keys of a dictionary that may begin a pass
MAX_VALUES = 60_000  # made in one cell, before its observing is switched off
MAX_COUNT = 2 * MAX_VALUES  # a result counts when it is begun and when it is complete
OFF = 1_000_000
new_event = tuple.__new__  # a named tuple's own is Python code, and slower
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
            self.classes[id(kind)] = ValueClass(kind)
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

    # Calls

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
        if keywords:
            call.keywords = keywords
        call.outer = outer
        call.caller = stack[-1]
        call.values = self.graph.count
        call.mark = len(self.events)
        stack.append(call)
        return call

    def leave(self, call: Call, value: Any) -> Any:
        """A function returns."""
        del self.stack[call.depth :]
        if self.paused or call is self.off:
            return value
        kind = type(value)
        if id(kind) in self.classes:
            node = self.nodes.get(id(value))
            if node is None or node.maker is not call or not self._returned_as_before(call, node):
                self._returned(call, value)
            call.caller = None
        elif kind is not types.FunctionType:
            call.caller = None
        if call.opened:
            self.passes.left(call)
        call.arguments = ()
        return value

    def _returned_as_before(self, call: Call, node: Node) -> bool:
        """Take most results: of a function that is known to make them, from values and at most one plain number."""
        if call.site not in self.known or call.keywords or not call.arguments:
            return False
        classes, graph = self.classes, self.graph
        if node.kind != "leaf" or graph.count > self.most:
            return False
        operands, plain = call.arguments, None
        for each in operands:
            kind = type(each)
            if id(kind) not in classes:
                if plain is not None or (kind is not float and kind is not int):
                    return False
                plain = each
        if plain is not None:
            operands = self._with_number(call, node, plain)
            if not operands:
                return False
        node.kind = "result"
        graph.count = self.passes.last = node.order = graph.count + 1
        node.maker = None
        node.made = call.site, call.arguments, None
        node.operands = operands
        frame = sys._getframe(3)
        node.position = frame.f_code, frame.f_lasti
        caller = call.caller
        node.scope = None if caller is None else caller.scope or scope_of(caller, self.sites)
        call.result = node
        return True

    def _with_number(self, call: Call, node: Node, plain: float) -> tuple[Any, ...]:
        """The operands where one argument is a plain number, of which the call has made at most one value; else ()."""
        made = self.graph.count - call.values
        if made == 1:
            return tuple([each for each in call.arguments if each is not plain])
        nodes = reversed(self.nodes.values())
        if made != 2 or next(nodes) is not node:
            return ()
        constant = next(nodes)
        value = constant()
        if constant.maker is not call or value is None or self.data(value) != plain:
            return ()
        constant.kind, constant.maker = "constant", self.off
        return tuple([value if each is plain else each for each in call.arguments])

    def _returned(self, call: Call, value: Any) -> None:
        """A function returns a value: it has made it, or a call within it has."""
        graph, classes = self.graph, self.classes
        given = call.given if call.keywords else call.arguments
        plain = False
        operands: tuple[Any, ...] = given
        for each in given:
            if each is value:
                return
            if id(type(each)) not in classes:
                plain = True
        node = self.nodes.get(id(value))
        if node is not None and node() is not value:
            node = None
        site = self.sites.functions[call.site]
        if site.name == "__call__" and given and given[0] is type(value):
            return  # a metaclass makes it for whoever calls the class
        if node is None:
            if site.name == "__new__":
                return
            node = graph.add(value, None)
        elif node.kind == "leaf" and node.maker is not call:
            return
        if plain:
            operands = tuple(values_in(given, classes))
            if any(each is value for each in operands):
                return
        if not operands:
            return
        frame = sys._getframe(2)
        if node.kind == "leaf":
            if not (site.operator and node.maker) and not self._connected(call.site, value, operands):
                return
            node.kind = "result"
        elif node.made is not None and not serves(node.made, self._data_of(value), self.sites):
            self._passed_on(call, node, frame, operands)
            return
        if plain:
            operands = tuple(values_in(self._constants(call, node), classes))
        if call.site not in self.codes:
            self.codes[call.site] = frame.f_code
        node.free = free_of(frame)
        if node.free is None and (site.operator or call.site in self.connected):
            self.known.add(call.site)
        if graph.count > self.most:
            self.switch_off(f"after {MAX_VALUES} values of this cell")
            return
        graph.count = self.passes.last = node.order = graph.count + 1
        node.maker = None
        node.made = call.site, call.arguments, call.keywords
        node.operands = operands
        frame = frame.f_back  # type: ignore[assignment]
        node.position = frame.f_code, frame.f_lasti
        caller = call.caller
        node.scope = None if caller is None else caller.scope or scope_of(caller, self.sites)
        call.result = node

    def _passed_on(self, call: Call, node: Node, frame: types.FrameType, operands: tuple[Any, ...]) -> None:
        """A function returns a result that a call within it has made."""
        self.codes.setdefault(call.site, frame.f_code)
        node.outer = (*node.outer, (call.site, call.arguments, call.keywords))
        caller = frame.f_back
        if caller is not None and (self.sites.functions[call.site].operator or call.arguments[0] is operands[0]):
            node.position = caller.f_code, caller.f_lasti
        if len(operands) < len(call.given):
            self._constants(call, node)

    def _data_of(self, value: Any) -> Any:
        info = self.classes[id(type(value))]
        if not info.data:
            info.find_data()
        return stored(value, info.data)

    def _constants(self, call: Call, result: Node) -> list[Any]:
        """The arguments of a call in order, with values that it has made of plain numbers in their places."""
        made = [
            node
            for node in islice(reversed(self.graph.nodes.values()), self.graph.count - call.values)
            if node.maker is call and node is not result
        ]
        if not made:
            return list(call.given)
        unused = list(made)
        found = [self._constant(each, unused) for each in call.given]
        for node in made:
            node.maker = self.off  # the call's own result would keep the operands, and so this value, for ever
        return found

    def _constant(self, given: Any, made: list[Node]) -> Any:
        """The value that was made of a plain number, which is taken from `made`; else what was given."""
        plain = None if id(type(given)) in self.classes else number(given)
        if plain is not None:
            for i in range(len(made) - 1, -1, -1):  # the oldest first
                value = made[i]()
                if same(self.data(value), plain):
                    made.pop(i).kind = "constant"
                    return value
        return given

    def _connected(self, site: int, value: Any, operands: tuple[Any, ...]) -> bool:
        """Whether the result refers to an operand, so that a gradient can flow: `copy(x)` and `detach(x)` do not."""
        if site in self.connected:
            return True
        if refers(value, operands):
            self.connected.add(site)
            return True
        return False

    # Stores

    def store(self, content: Any, owner: Any, name: str, site: int, via: Any = None, rule: Call | None = None) -> None:
        """`owner.name = content`."""
        info = self.classes.get(id(type(owner)))
        if info is None or self.paused:
            setattr(owner, name, content)
            if not self.paused and is_a(owner, type):
                self.learn(owner)
            return
        self._set(info, owner, name, content, stored(owner, name), site, via, rule)

    def begin_update(self, owner: Any, name: str) -> tuple[Any, str, Any, float | None]:
        """`owner.name` is read, to be updated; its number now, since the update may change it in place."""
        content = getattr(owner, name)
        return owner, name, content, content if type(content) is float else number(content, self.classes)

    def add(
        self, owner: Any, name: str, content: Any, operand: Any, site: int, via: Any = None, rule: Call | None = None
    ) -> None:
        """`owner.name += operand`, where the attribute has this content."""
        before = content if type(content) is float else number(content, self.classes)
        content += operand
        info = self.classes.get(id(type(owner)))
        if info is None or self.paused:
            setattr(owner, name, content)
            return
        if (
            self.open
            and name == info.simple
            and type(content) is float
            and (rule is not None or via is not None)
            and id(owner) in (innermost := self.open[-1]).keys
            and (call := innermost.call) is not None
            and len(stack := self.stack) > (depth := call.depth)
            and stack[depth] is call  # else an exception has ended it
        ):
            setattr(owner, name, content)
            self.events.append(new_event(Event, (owner, name, before, content, site, rule, via, (), None)))
        else:
            self._set(info, owner, name, content, before, site, via, rule)

    def update(
        self,
        start: tuple[Any, str, Any, float | None],
        operand: Any,
        operation: str,
        site: int,
        via: Any = None,
        rule: Call | None = None,
    ) -> None:
        """`owner.name *= operand`, and the like."""
        owner, name, content, before = start
        content = IN_PLACE[operation](content, operand)
        info = self.classes.get(id(type(owner)))
        if info is None or self.paused:
            setattr(owner, name, content)
        else:
            self._set(info, owner, name, content, before, site, via, rule)

    def _set(
        self,
        info: ValueClass,
        owner: Any,
        name: str,
        content: Any,
        before: Any,
        site: int,
        via: Any,
        rule: Call | None,
    ) -> None:
        after = number(content, self.classes)
        if after is None and content is not None:
            setattr(owner, name, content)
            return
        event = self._event(info, owner, name, before, after, site, via, rule)
        if info.runs_code(name):
            outer, self.storing = self.storing, self.storing or event
            try:
                setattr(owner, name, content)
            finally:
                self.storing = outer
            return
        if name == info.data:
            self.passes.data_changes(owner)
        self.passes.wrote(info, event)  # before it is done: it may end a pass
        setattr(owner, name, content)

    def _event(
        self,
        info: ValueClass,
        owner: Any,
        name: str,
        before: Any,
        after: float | None,
        site: int,
        via: Any,
        rule: Call | None,
    ) -> Event:
        """A write; that of the statement which runs the reader's own code to store, if there is one."""
        if type(owner).__init__ is object.__init__ and self.graph.find(owner) is None:
            self.graph.add(owner, self.stack[-1])  # it has no constructor: this is what is first seen of it
        if not info.data:
            info.find_data(owner, name, after)
        call = self.stack[-1]
        candidates = call.arguments
        if call.caller is not None:
            candidates += call.caller.arguments
        before = number(before, self.classes)
        storing = self.storing
        if storing is not None and storing.owner is owner:
            return storing._replace(name=name, before=before, after=after)
        return Event(owner, name, before, after, site, rule or self.passes.rule(), via, candidates)

    def set_attribute(self, function: Any, site: int, *arguments: Any, **keywords: Any) -> Any:
        """`setattr(owner, name, content)`, `object.__setattr__(...)` or `super().__setattr__(name, content)`."""
        kind = type(function)
        bound = function.__self__ if kind in (types.MethodType, types.MethodWrapperType) else None
        given = arguments if len(arguments) == 3 else (bound, *arguments)
        if self.paused or keywords or len(given) != 3 or not is_a(given[1], str):
            return function(*arguments, **keywords)
        owner, name, content = given
        info = self.classes.get(id(type(owner)))
        after = number(content, self.classes)
        if info is None or (after is None and content is not None):
            result = function(*arguments)
            if info is None and is_a(owner, type):
                self.learn(owner)
            return result
        event = self._event(info, owner, name, stored(owner, name), after, site, None, None)
        if kind is types.BuiltinFunctionType and info.runs_code(name):
            outer, self.storing = self.storing, self.storing or event
            try:
                return function(*arguments)
            finally:
                self.storing = outer
        if name == info.data:
            self.passes.data_changes(owner)
        self.passes.wrote(info, event)
        return function(*arguments)

    def target(self, owner: Any, name: str, site: int) -> Target:
        """`owner.name`, as one of several targets."""
        return Target(self, owner, name, site)

    def store_item(
        self,
        content: Any,
        container: Any,
        key: Any,
        owner: Any,
        name: str | None,
        site: int,
        via: Any = None,
        rule: Call | None = None,
    ) -> None:
        """`container[key] = content`, where the container may be `owner.name`."""
        before = None if self.paused else item(container, key)
        container[key] = content
        if not self.paused:
            self._stored_item(container, key, owner, name, before, content, site, via, rule)

    def begin_update_item(self, container: Any, key: Any, owner: Any, name: str | None) -> tuple[Any, ...]:
        """`container[key]` is read, to be updated."""
        content = container[key]
        return container, key, owner, name, content, number(content, self.classes)

    def update_item(
        self,
        start: tuple[Any, ...],
        operand: Any,
        operation: str,
        site: int,
        via: Any = None,
        rule: Call | None = None,
    ) -> None:
        """`container[key] += operand`."""
        container, key, owner, name, content, before = start
        container[key] = content = IN_PLACE[operation](content, operand)
        if not self.paused:
            self._stored_item(container, key, owner, name, before, content, site, via, rule)

    def _stored_item(
        self,
        container: Any,
        key: Any,
        owner: Any,
        name: str | None,
        before: Any,
        content: Any,
        site: int,
        via: Any,
        rule: Call | None,
    ) -> None:
        after = number(content, self.classes)
        if after is None and content is not None:
            return
        info = self.classes.get(id(type(owner)))
        if info is not None and name is not None:
            attribute = key if name == "__dict__" and is_a(key, str) else name
            self.passes.wrote(info, self._event(info, owner, attribute, before, after, site, None, rule))
        elif after is not None:
            self.passes.wrote_item(container, key, number(before, self.classes), after, site, via, rule)

    def dictionary(self, content: dict[Any, Any], site: int) -> dict[Any, Any]:
        """A dictionary's display, whose keys may be values."""
        if not self.paused and len(content) <= MAX_DISPLAY:
            for key, each in content.items():
                if (after := number(each, self.classes)) is not None:
                    self.passes.wrote_item(content, key, None, after, site, None, None)
        return content

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


def same(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and (a == b or (a != a and b != b))


def _is_ours(name: object) -> bool:
    return is_a(name, str) and (name == HOOKS or (name.startswith("__call_") and name.endswith("__")))
