"""Backward passes: when one begins, when it ends, and the recording of it.

A pass is opened by a write to a gradient that is not a zeroing: one of another number than zero, a `+=`, or any by a
result's own function. It ends with the outermost running call that was given a value and has made no result before:
`loss.backward()`, not the training loop around it. Where no such call runs, the cell's own lines do the pass by hand;
it ends before data changes, before a gradient is zeroed or seeded again, and with the cell, and goes on in the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .call import Call, Event
from .classes import GRADIENT_NAME, ValueClass, number, stored
from .graph import Node, values_in
from .recorder import record
from .recording import Recording

if TYPE_CHECKING:
    from .hooks import Hooks

MAX_EVENTS = 200_000


class Pass:
    """A pass that has begun.

    call   the call that it ends with; None: by hand
    mark   index of its first event
    graph  identities of the values of its graph
    """

    __slots__ = ("call", "graph", "mark", "root", "told")

    def __init__(self, call: Call | None, root: Any, mark: int, graph: set[int]) -> None:
        self.call = call
        self.root = root
        self.mark = mark
        self.graph = graph
        self.told = 0


class Passes:
    """The passes of a run: those that are open, innermost last, and how many have ended."""

    def __init__(self, hooks: Hooks, deliver: Callable[[Recording], None]) -> None:
        self.hooks = hooks
        self.deliver = deliver
        self.events: list[Event] = []
        self.open: list[Pass] = []
        self.results = 0
        self.ended = 0
        self.cell = ""

    def begin(self, cell: str) -> None:
        self.cell = cell

    def end(self) -> None:
        """The cell has ended, perhaps by an exception in the middle of a pass."""
        self.close_abandoned(())
        for each in self.open:
            if len(self.events) > each.told:
                self._record(each, [])
                each.told = len(self.events)
        if not self.open:
            self.events.clear()

    def abandon(self) -> None:
        self.open.clear()
        self.events.clear()

    # Events

    def wrote(self, info: ValueClass, event: Event) -> None:
        """A number was written to an attribute of a value."""
        if not self._is_gradient(info, event):
            return
        events = self.events
        self.close_abandoned(self.hooks.stack)
        hand = self.open[-1] if self.open and self.open[-1].call is None else None
        zeroing = not event.after and event.before and self.hooks.sites.writes[event.site].statement != "+="
        if hand is not None and (zeroing or self._seeds(event)) and not self._within(event.call):
            self._finish(hand)
            hand = None
        if len(events) >= MAX_EVENTS and not self.open:
            events.clear()
        events.append(event)
        if self.open and self.open[-1].call is not None and id(event.owner) in self.open[-1].graph:
            return
        if self._opens(event):
            self._open(event, hand)

    def _is_gradient(self, info: ValueClass, event: Event) -> bool:
        if info.gradient:
            return event.name == info.gradient
        return event.name != info.data and (not event.before or bool(GRADIENT_NAME.search(event.name)))

    def _opens(self, event: Event) -> bool:
        statement = self.hooks.sites.writes[event.site].statement
        return bool(event.after) or statement == "+=" or event.call.owner is not None

    def _seeds(self, event: Event) -> bool:
        """Whether a write by hand begins another pass: a result's gradient becomes 1, which had one before."""
        node = self.hooks.graph.find(event.owner)
        return event.after == 1 and bool(event.before) and event.via is None and node is not None and node.kind == "result"

    def _within(self, call: Call) -> bool:
        """Whether a write is in a result's own function, or in a method of a value."""
        return call.owner is not None or (bool(call.arguments) and self.hooks.is_value(call.arguments[0]))

    def _open(self, event: Event, hand: Pass | None) -> None:
        inner = self.open[-1].call if self.open and self.open[-1].call is not None else None
        call = self._calling(inner.depth + 1 if inner is not None else 1)
        if call is None:
            if inner is None and hand is None:
                self.open.append(Pass(None, event.owner, len(self.events) - 1, set()))
            return
        root = self._root(call, event)
        if hand is not None:
            if root is not event.owner and self._goes_on(hand, root):
                return
            self._finish(hand)
            call.mark = min(call.mark, len(self.events) - 1)
        graph = {id(node.reference()) for node in self.hooks.graph.ancestors(root)}
        self.open.append(Pass(call, root, min(call.mark, len(self.events) - 1), graph))
        call.opened = True

    def _goes_on(self, hand: Pass, root: Any) -> bool:
        """Whether a call is part of what is done by hand: `o._backward()`, after `o.grad = 1.0`."""
        return any(event.owner is root for event in self.events[hand.mark : -1])

    def _calling(self, depth: int) -> Call | None:
        for call in self.hooks.stack[depth:]:
            if call.constructs is None and call.owner is None and call.results == self.results and self._given(call):
                return call
        return None

    def _given(self, call: Call) -> list[Any]:
        """The values that a call was given: its arguments, and what the object of a method holds, such as a tape."""
        arguments = [*call.arguments, *(call.keywords or {}).values()]
        found = values_in(arguments, self.hooks.is_value)
        if not found and arguments and not isinstance(arguments[0], type):
            content = stored(arguments[0], "__dict__")
            if isinstance(content, dict):
                found = values_in(content.values(), self.hooks.is_value, 3)
        return found

    def _root(self, call: Call, event: Event) -> Any:
        given = self._given(call)
        if any(each is event.owner for each in given):
            return event.owner
        if call.arguments and self.hooks.is_value(call.arguments[0]):
            return call.arguments[0]
        direct = [each for each in call.arguments if self.hooks.is_value(each)]
        return direct[0] if direct else event.owner

    # Ends

    def data_changes(self, owner: Any) -> None:
        """The data of a value is about to change: what was computed from it is judged before."""
        if self.open and self.open[-1].call is None:
            self._finish(self.open[-1])
        while self.open and id(owner) in self.open[-1].graph:
            self._finish(self.open[-1])

    def left(self, call: Call) -> None:
        """The call that a pass ends with has returned."""
        while self.open and any(each.call is call for each in self.open):
            self._finish(self.open[-1])

    def close_abandoned(self, stack: Any) -> None:
        """End the passes whose call is no longer running: an exception has ended it."""
        while self.open and (call := self.open[-1].call) is not None:
            if len(stack) > call.depth and stack[call.depth] is call:
                return
            self._finish(self.open[-1], ["An exception ended this pass before its end."])

    def _finish(self, ended: Pass, unseen: list[str] | None = None) -> None:
        self.open.remove(ended)
        if ended.call is not None:
            ended.call.opened = False
        if len(self.events) > ended.told:
            self._record(ended, unseen or [])
        if not self.open:
            self.events.clear()

    def _record(self, ended: Pass, unseen: list[str]) -> None:
        events = self.events[ended.mark :]
        root = ended.root
        if ended.call is None:
            root = self._newest(events) or root
        node = self.hooks.graph.node(root)
        if ended.call is None and not node.operands:
            return
        recording = record(self.hooks, self.ended, root, events, self.cell)
        recording.by_hand = ended.call is None
        recording.unseen += unseen
        self.ended += 1
        self.deliver(recording)

    def _newest(self, events: list[Event]) -> Any:
        nodes: list[tuple[Node, Any]] = [(self.hooks.graph.node(event.owner), event.owner) for event in events]
        return max(nodes, key=lambda pair: pair[0].order)[1] if nodes else None


