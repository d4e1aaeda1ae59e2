"""Hooks of calls: which result a call of the reader's function has made, and of which operands."""

from __future__ import annotations

import sys
import types
from itertools import islice
from typing import Any

from .call import Call
from .classes import number, stored
from .functions import free_of
from .graph import Node, serves, values_in
from .references import refers
from .scopes import scope_of
from .state import MAX_VALUES, State


class Calls(State):
    """The beginnings and ends of functions."""

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
        around = sys._getframe(3)
        node.position = around.f_code, around.f_lasti
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


def same(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and (a == b or (a != a and b != b))
