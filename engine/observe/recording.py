"""Recording of one backward pass over a reader's objects: the graph from calls, the gradient writes in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

Kind = Literal["leaf", "constant", "result"]
Statement = Literal["=", "+=", "other"]
"""How the line writes: `other` is any way that is neither, such as setattr or an update in place."""


NO_KEYWORDS: Mapping[str, Any] = MappingProxyType({})


class Place(NamedTuple):
    """A line of a cell: lines from 1, columns from 0 in characters, the end exclusive."""

    cell: str
    line: int
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(slots=True)
class Call:
    """The call of the reader's function that made a result.

    name       as it is defined: `__mul__`, `tanh`
    function   the reader's own function, not observed
    arguments  as they were passed: objects, and plain numbers where the method makes the value itself
    keywords   the same by name
    """

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any]


@dataclass(slots=True)
class Observed:
    """One of the reader's values, as it was when the pass began.

    operands  indices of the recording's nodes, in the order of the call's arguments, constants included; one used
              twice is there twice
    outer     calls that returned the same object, from the inside out: `__rsub__` around `__add__`
    described  the name, the place and the group by index: most are never asked for
    """

    index: int
    value: Any
    kind: Kind
    data: float
    described: Callable[[int], tuple[str, Place | None, tuple[str, ...]]]
    call: Call | None = None
    operands: list[int] = field(default_factory=list)
    outer: Sequence[Call] = ()

    @property
    def name(self) -> str:
        return self.described(self.index)[0]

    @property
    def place(self) -> Place | None:
        return self.described(self.index)[1]

    @property
    def group(self) -> tuple[str, ...]:
        return self.described(self.index)[2]


@dataclass(slots=True)
class Write:
    """One write to the gradient of a node.

    after  0 also where the gradient is set to None
    rule   the result whose own `_backward` runs, where that can be seen; else None
    text   the line of the reader's text, without its indentation
    """

    node: int
    before: float | None
    after: float
    statement: Statement
    place: Place | None
    text: str
    rule: int | None = None


class Contents(Protocol):
    """The parts of a recording that are made when they are first asked for, of what was kept at the end of the pass."""

    @property
    def nodes(self) -> list[Observed]: ...

    @property
    def writes(self) -> list[Write]: ...


@dataclass
class Recording:
    """One backward pass.

    root       the node whose method was called, or whose gradient was seeded
    nodes      the root and all that it is computed from, in the order of creation: operands before their results
    writes     to gradients of `nodes`, in order, from the beginning to the end of the pass
    gradients  of the nodes at the end of the pass; None where a node has none
    carried    gradients that the nodes had before the pass
    by_hand    whether no method did it: the cell's own lines set the gradients
    unseen     sentences on what could not be observed, such as values that were made before observing began
    call       the call that began the pass; None where no method did it
    called     the line of that call
    others     how many results beside the root's graph have got gradients, that are computed from values of it
    """

    number: int
    root: int
    contents: Contents
    gradients: list[float | None]
    carried: list[float | None]
    place: Place | None
    by_hand: bool = False
    unseen: list[str] = field(default_factory=list)
    call: Call | None = None
    called: Place | None = None
    others: int = 0

    @cached_property
    def nodes(self) -> list[Observed]:
        return self.contents.nodes

    @cached_property
    def writes(self) -> list[Write]:
        return self.contents.writes
