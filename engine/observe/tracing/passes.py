"""Backward passes: when one begins, when it ends, and the recording of it.

A pass is opened by a write to a gradient that is not a zeroing: one of another number than zero, a `+=`, or any by a
result's own function. It ends with the outermost running call that was given a value and has made no result before:
`loss.backward()`, not the training loop around it. Where no such call runs, the cell's own lines do the pass by hand;
it ends before data changes, before a gradient is zeroed or seeded again, and with the cell, and goes on in the next.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from ..recording import Recording
from .call import Call, Event, owner
from .classes import GRADIENT_NAME, ValueClass, is_a, names_gradient, stored
from .containers import Containers, readers_frame
from .graph import values_in
from .open_pass import Pass
from .recorder import call_of, record

if TYPE_CHECKING:
    from .state import State

MAX_EVENTS = 200_000
PASS_NAME = re.compile(r"back|grad|prop|deriv", re.IGNORECASE)


class Passes:
    """The passes of a run: those that are open, innermost last, and how many have ended."""

    def __init__(self, hooks: State, deliver: Callable[[Recording], None]) -> None:
        self.hooks = hooks
        self.deliver = deliver
        self.events: list[Event] = []
        self.open: list[Pass] = []
        self.last = 0
        self.ended = 0
        self.cell = ""
        self.containers = Containers(hooks.graph, hooks.is_value, hooks.sites.cells)

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

    def is_running(self, owner: Any) -> bool:
        """Whether a pass is running in a call, and the value is one of its graph."""
        if not self.open:
            return False
        innermost = self.open[-1]
        call, stack = innermost.call, self.hooks.stack
        if call is None or len(stack) <= call.depth or stack[call.depth] is not call:
            return False
        return id(owner) in innermost.keys

    def rule(self) -> Call | None:
        """The innermost running call of a function that stands within another."""
        return next((call.outer for call in self.hooks.stack[:-4:-1] if owner(call.outer) is not None), None)

    def wrote(self, info: ValueClass, event: Event) -> None:
        """A number was written to an attribute of a value."""
        if not self._is_gradient(info, event):
            return
        events = self.events
        self.close_abandoned(self.hooks.stack)
        hand = self.open[-1] if self.open and self.open[-1].call is None else None
        zeroing = not event.after and event.before and self.hooks.sites.writes[event.site].statement != "+="
        if hand is not None and (zeroing or self._seeds(event)) and not self._within(event):
            self._finish(hand)
            hand = None
        if len(events) >= MAX_EVENTS and not self.open:
            events.clear()
        if event.via is None and event.after and event.rule is None:
            event = event._replace(via=self._in_variables(event))
        events.append(event)
        if self.open and self.open[-1].call is not None and id(event.owner) in self.open[-1].keys:
            return
        if self._opens(event):
            self._open(event, hand)

    def wrote_item(
        self, container: Any, key: Any, before: float | None, after: float, site: int, via: Any, rule: Call | None
    ) -> None:
        """A number was written into a container."""
        value = self.containers.owner(container, key, after, self._all_given)
        if value is None or not self.hooks.is_value(value):
            return
        if via is not None and not self.hooks.is_value(via):
            via = self.containers.owner(container, via, None, list)
        event = Event(value, "", before, after, site, rule or self.rule(), via, (), container)
        self.close_abandoned(self.hooks.stack)
        if not self.open or self.open[-1].call is None:
            if after != 1 or before or self._calling(1) is None:
                return
            self.events.append(event)
            self._open(event, None)
        else:
            self.events.append(event)

    def _all_given(self) -> list[Any]:
        return [each for call in self.hooks.stack[1:] for each in self._given(call)]

    def _is_gradient(self, info: ValueClass, event: Event) -> bool:
        if info.gradient:
            return event.name == info.gradient
        if event.name == info.data or not info.data:
            return False
        if GRADIENT_NAME.search(event.name) or (
            not event.before and self.hooks.graph.find(event.owner) is not None and not names_gradient(event.owner)
        ):
            info.written.add(event.name)
        return event.name in info.written

    def _in_variables(self, event: Event) -> Any:
        """The only result with the written value as operand that a variable of the running function holds."""
        if any(self._is_operand(event.owner, each) for each in event.candidates):
            return None
        frame = readers_frame(self.hooks.sites.cells)
        if frame is None or frame.f_locals is frame.f_globals:
            return None
        found = [each for each in frame.f_locals.values() if self._is_operand(event.owner, each)]
        return found[0] if len({id(each) for each in found}) == 1 else None

    def _is_operand(self, operand: Any, result: Any) -> bool:
        node = self.hooks.graph.find(result)
        return node is not None and any(each is operand for each in node.operands)

    def _opens(self, event: Event) -> bool:
        statement = self.hooks.sites.writes[event.site].statement
        return bool(event.after) or statement == "+=" or owner(event.rule) is not None

    def _seeds(self, event: Event) -> bool:
        """Whether a write by hand begins another pass: a result's gradient becomes 1, which had one before."""
        if event.after != 1 or not event.before or event.via is not None:
            return False
        node = self.hooks.graph.find(event.owner)
        return node is not None and node.kind == "result"

    def _within(self, event: Event) -> bool:
        """Whether a write is in a result's own function, or in a method of a value."""
        first = event.candidates[:1]
        return owner(event.rule) is not None or (bool(first) and self.hooks.is_value(first[0]))

    def _open(self, event: Event, hand: Pass | None) -> None:
        inner = self.open[-1].call if self.open and self.open[-1].call is not None else None
        call = self._calling(inner.depth + 1 if inner is not None else 1, event.owner)
        if call is None:
            if inner is None and hand is None:
                self.open.append(Pass(None, event.owner, len(self.events) - 1, []))
            return
        root = self._root(call, event)
        if hand is not None:
            if self._goes_on(hand, root, event):
                return
            self.events.pop()  # the write is the new pass's own
            self._finish(hand)
            self.events.append(event)
        self.open.append(Pass(call, root, min(call.mark, len(self.events) - 1), self.hooks.graph.ancestors(root)))
        self._tell(self.open[-1], call)
        call.opened = True

    def _keys(self, root: Any) -> set[int]:
        return {node.key for node, _ in self.hooks.graph.ancestors(root)}

    def _goes_on(self, hand: Pass, root: Any, event: Event) -> bool:
        """Whether a call is part of what is done by hand: `o._backward()`, after `o.grad = 1.0`."""
        node = self.hooks.graph.node(event.owner)
        if event.owner is root and node.kind == "result" and event.after == 1:
            return False
        seeds = [each.owner for each in self.events[hand.mark : -1]]
        return any(node.key in self._keys(seed) for seed in seeds[-1:] + seeds[:1])

    def _calling(self, depth: int, seeded: Any = None) -> Call | None:
        """The outermost call that may do the pass; one that was given `seeded` itself comes before one of a list."""
        found = None
        for call in self.hooks.stack[depth:]:
            if call.values >= self.last and owner(call.outer) is None and self._given(call):
                if seeded is None or any(each is seeded for each in call.arguments):
                    return call
                found = found or call
        return found

    def _given(self, call: Call) -> list[Any]:
        """The values that a call was given: its arguments, and what the object of a method holds, such as a tape."""
        arguments = call.given
        found = values_in(arguments, self.hooks.classes)
        if not found and arguments and not is_a(arguments[0], type):
            content = stored(arguments[0], "__dict__")
            if is_a(content, dict):
                found = values_in(content.values(), self.hooks.classes, 3)
        return found

    def _root(self, call: Call, event: Event) -> Any:
        """The value that was given and from which all is seen that is written; else the value that is written."""
        given = self._given(call)
        if any(each is event.owner for each in given):
            return event.owner
        direct = [each for each in call.arguments if self.hooks.is_value(each)]
        return next((each for each in direct if id(event.owner) in self._keys(each)), event.owner)

    def _tell(self, opened: Pass, call: Call) -> None:
        """Keep how the pass was called."""
        site = self.hooks.sites.functions[call.site]
        opened.made = call.site, call.arguments, call.keywords
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            code = frame.f_code
            if code.co_filename == site.place.cell and code.co_name == site.name:
                self.hooks.codes.setdefault(call.site, code)
                if frame.f_back is not None:
                    opened.position = frame.f_back.f_code, frame.f_back.f_lasti
            frame = frame.f_back

    # Ends

    def data_changes(self, value: Any) -> None:
        """The data of a value is about to change: what was computed from it is judged before."""
        if not self.open or self.hooks.graph.find(value) is None:
            return
        if self.open[-1].call is None:
            self._finish(self.open[-1])
        while self.open and id(value) in self.open[-1].keys:
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
            self.containers.clear()

    def _record(self, ended: Pass, unseen: list[str]) -> None:
        events = self.events[ended.mark :]
        root = ended.root
        if ended.call is None:
            root = self._root_above(self._newest(events), events)
            if not self.hooks.graph.node(root).operands:
                return
        if not self._is_plausible(ended, events):
            return
        graph = ended.graph if ended.call is not None else self.hooks.graph.ancestors(root)
        recording = record(self.hooks, self.ended, root, graph, events)
        if recording is None:
            return
        recording.by_hand = ended.call is None
        recording.others = 0 if ended.call is None else self._beside(ended, events)
        recording.unseen += unseen
        if ended.made is not None:
            recording.call = call_of(self.hooks, ended.made)
            recording.called = None if ended.position is None else self.hooks.spots.at(*ended.position).place
        self.ended += 1
        self.deliver(recording)

    def _is_plausible(self, ended: Pass, events: list[Event]) -> bool:
        """Whether numbers of an unknown name are gradients: not `a.count += 1`, nor `touch(a)` that does it."""
        first = events[0]
        if ended.call is not None and len(ended.graph) == 1 and not _sets_to_one(events):
            return False  # a leaf alone: its gradient is clipped, or decays, or is averaged
        info = self.hooks.classes[id(type(first.owner))]
        if info.gradient or first.container is not None or any(GRADIENT_NAME.search(event.name) for event in events):
            return True
        name = "" if ended.made is None else self.hooks.sites.functions[ended.made[0]].name
        return len({id(event.owner) for event in events}) > 1 or bool(PASS_NAME.search(name))

    def _beside(self, ended: Pass, events: list[Event]) -> int:
        """How many results outside of the graph have got gradients, although they are computed from values of it."""
        beside = {id(each.owner): each.owner for each in events if each.after and id(each.owner) not in ended.keys}
        return sum(bool(self._keys(each) & ended.keys) for each in beside.values())

    def _root_above(self, newest: Any, events: list[Event]) -> Any:
        """`newest`, or what is computed from it: the gradient of 1 of a root by hand need not be written."""
        if any(event.owner is newest and event.after == 1 for event in events):
            return newest
        key = self.hooks.graph.node(newest).key
        return next((each for each in reversed(self.hooks.graph.results()) if key in self._keys(each)), newest)

    def _newest(self, events: list[Event]) -> Any:
        """The newest value that was written or whose own function wrote."""
        nodes = [self.hooks.graph.node(event.owner) for event in events]
        nodes += [node for event in events if event.rule is not None and (node := owner(event.rule)) is not None]
        return max(nodes, key=lambda node: node.order)()


def _sets_to_one(events: list[Event]) -> bool:
    """Whether a pass may begin with these: a gradient becomes 1 that was not there, or 0."""
    return any(event.after == 1 and not event.before for event in events)
