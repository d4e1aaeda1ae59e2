"""Calls of the reader's functions while they run, and the writes that happen in them."""

from __future__ import annotations

from typing import Any, NamedTuple

from .graph import Node
from .scopes import Scope


class Call:
    """A call that has begun. A function within it may keep it alive; so it lets go of the arguments when it ends.

    outer    the call of the function around this one's text, such as the operator whose closure it is
    caller   the call that was running when it began
    result   the node of the result that it has made
    values   how many values and results there were when it began; `mark`: how many writes
    opened   whether a backward pass ends with it
    scope    the place of the results that it makes among the reader's functions; None until it is asked for
    """

    depth = 0
    site = -1
    arguments: tuple[Any, ...] = ()
    keywords: dict[str, Any] | None = None
    outer: Call | None = None
    caller: Call | None = None
    result: Node | None = None
    values = 0
    mark = 0
    opened = False
    scope: Scope | None = None

    @property
    def given(self) -> tuple[Any, ...]:
        """All arguments."""
        return (*self.arguments, *self.keywords.values()) if self.keywords else self.arguments


def owner(call: Call | None) -> Node | None:
    """The result whose own function stands in the text of this call, which made it or served the one that did."""
    while call is not None:
        if call.result is not None:
            return call.result
        call = call.caller if call.outer is None else call.outer
    return None


class Event(NamedTuple):
    """A number written to an attribute of a value, or to a container's item that stands for it.

    rule        the call in whose text the function stands that writes, if it is a function within another
    via         the object whose attribute of the same name the new number is computed from, if the text shows one
    candidates  objects, one of which may be the result that the write is due to: arguments of the call and its caller
    container   the dictionary or list, if it is not an attribute
    """

    owner: Any
    name: str
    before: float | None
    after: float | None
    site: int
    rule: Call | None
    via: Any
    candidates: tuple[Any, ...] = ()
    container: Any = None
