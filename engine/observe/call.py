"""Calls of the reader's functions while they run, and the writes that happen in them."""

from __future__ import annotations

from typing import Any

from .graph import Node


class Call:
    """A call that has begun. A function within it may keep it alive; so it lets go of the arguments when it ends.

    outer       the call of the function around this one's text, such as the operator whose closure it is
    caller      the call that was running when it began
    constructs  the new value, if it is of a constructor
    made        the nodes of the values that were made in this call itself
    result      the node of the result that it has made
    results     how many results there were when it began; `mark`: how many writes
    opened      whether a backward pass ends with it
    """

    __slots__ = (
        "arguments", "caller", "constructs", "depth", "keywords", "made", "mark", "opened", "outer", "result",
        "results", "site",
    )  # fmt: skip

    def __init__(self) -> None:
        self.depth = 0
        self.site = -1
        self.arguments: tuple[Any, ...] = ()
        self.keywords: dict[str, Any] | None = None
        self.outer: Call | None = None
        self.caller: Call | None = None
        self.constructs: Any = None
        self.made: list[Node] | None = None
        self.result: Node | None = None
        self.mark = 0
        self.results = 0
        self.opened = False

    @property
    def owner(self) -> Node | None:
        """The result whose own function this is: made by the call around its text, or by one that that call served."""
        call = self.outer
        while call is not None:
            if call.result is not None:
                return call.result
            call = call.caller if call.outer is None else call.outer
        return None


class Event:
    """A number written to an attribute of a value.

    container   the dictionary or list that holds it, if it is not an attribute of the value itself
    candidates  objects, one of which may be the result that the write is due to: arguments of the call and its caller
    via         the object whose attribute of the same name the new number is computed from, if the text shows one
    """

    __slots__ = ("after", "before", "call", "candidates", "container", "name", "owner", "site", "via")

    def __init__(
        self, owner: Any, name: str, before: float | None, after: float | None, site: int, call: Call, via: Any
    ) -> None:
        self.owner = owner
        self.name = name
        self.before = before
        self.after = after
        self.site = site
        self.call = call
        self.candidates = call.arguments
        if call.caller is not None:
            self.candidates += call.caller.arguments
        self.container: Any = None
        self.via = via
