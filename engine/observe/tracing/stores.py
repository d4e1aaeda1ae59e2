"""Hooks of stores: numbers that are written to attributes and items."""

from __future__ import annotations

import operator
import types
from collections.abc import Callable
from typing import Any

from .call import Call, Event
from .classes import ValueClass, is_a, number, stored
from .containers import item
from .state import State

MAX_DISPLAY = 4  # keys of a dictionary that may begin a pass
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


class Stores(State):
    """Assignments to attributes and items, and `setattr`."""

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


class Target:
    """A target of an assignment to several, whose setter calls the hook."""

    __slots__ = ("_hooks", "_name", "_owner", "_site")

    def __init__(self, hooks: Stores, owner: Any, name: str, site: int) -> None:
        self._hooks, self._owner, self._name, self._site = hooks, owner, name, site

    @property
    def value(self) -> Any:
        return getattr(self._owner, self._name)

    @value.setter
    def value(self, content: Any) -> None:
        self._hooks.store(content, self._owner, self._name, self._site)
