"""Types of the objects that a program can use, an allow-list of exact types.

They are values, numbers, strings, lists, tuples, ranges, functions and networks. No other Python object is ever
reachable.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeGuard

from .. import budgets
from ..errors import PlaygroundError, Span
from ..nn import MLP, Layer, Module, Neuron
from ..trace.tape import Traced
from .containers import Dictionary, Set

if TYPE_CHECKING:
    from .interpreter import Interpreter

Number = int | float


@dataclass(slots=True)
class Scope:
    """The names of one function call, comprehension or program; `local` are those that the function's body assigns."""

    names: dict[str, object]
    outer: Scope | None = None
    local: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Function:
    """A function that the program defines with def or lambda.

    parameters  those that a position can fill
    rest        the name behind the `*` for further positions, or ""
    named_only  the parameters after that, which only their names can fill
    """

    name: str
    parameters: list[str]
    rest: str
    named_only: list[str]
    defaults: dict[str, object]
    body: list[ast.stmt] | ast.expr
    scope: Scope
    local: frozenset[str]


@dataclass(slots=True)
class Call:
    """The arguments of one call."""

    positional: list[object]
    named: dict[str, object]
    span: Span


@dataclass(slots=True, frozen=True, eq=False)
class Builtin:
    """A built-in function, or a method bound to its object; `late` if a program may assign to its name.

    A text that was saved before the function came may have a variable of its name.
    """

    name: str
    run: Callable[[Interpreter, Call], object]
    late: bool = False


@dataclass(slots=True, frozen=True, eq=False)
class Namespace:
    """A module such as `math`, `random` or `nn`, or another thing with members only, called by its `kind`."""

    name: str
    members: dict[str, object] = field(default_factory=dict)
    kind: str = "module"


@dataclass(slots=True, frozen=True, eq=False)
class Generator:
    """A generator expression, whose items are computed lazily."""

    items: Iterator[object]


class Nothing:
    """The result of a call without a return value, such as print(x); Python's None."""


NOTHING = Nothing()
MODULES = (Neuron, Layer, MLP)


def is_number(x: object) -> TypeGuard[Number]:
    """A plain number; True and False count as 1 and 0, as in Python."""
    return type(x) in (int, float, bool)


def number_of(x: object) -> object:
    """`x`; for a Value of plain style the number that Python has in its place."""
    if type(x) is not Traced or x.plain is None:
        return x
    x.tape.static = False
    if isinstance(x.plain, PlaygroundError):
        raise PlaygroundError(x.plain.code, x.plain.message, hint=x.plain.hint)
    return x.plain


def observed(x: object) -> object:
    """The number of a Value or beside it, which the program sees from now on; any other `x` is itself."""
    number = number_of(x)
    return number.observe() if type(number) is Traced else number


def is_module(x: object) -> TypeGuard[Module]:
    return type(x) in MODULES


def describe(x: object) -> str:
    """Description of `x` for messages, such as "a list"."""
    if type(x) is Function:
        return f"the function {x.name}" if x.name else "a function"
    if type(x) is Builtin:
        return f"the function {x.name}"
    if type(x) is Namespace:
        return f"the {x.kind} {x.name}"
    if type(x) is Traced and x.plain is not None:
        return _DESCRIPTIONS[int if type(x.plain) is int else float]
    return _DESCRIPTIONS[type(x)]


def describe_capitalized(x: object) -> str:
    """The description of `x` for the beginning of a sentence."""
    description = describe(x)
    return description[0].upper() + description[1:]


_DESCRIPTIONS: dict[type, str] = {
    Traced: "a Value",
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    str: "a string",
    list: "a list",
    tuple: "a tuple",
    range: "a range",
    Generator: "a generator",
    Neuron: "a Neuron",
    Layer: "a Layer",
    MLP: "an MLP",
    Nothing: "None",
    Set: "a set",
    Dictionary: "a dictionary",
}


def to_text(x: object, depth: int = 0) -> str:
    """`x` as print shows it; `depth` counts the lists and tuples around it."""
    if depth > budgets.MAX_NESTING:
        raise PlaygroundError(
            "limit", f"Lists are nested more than {budgets.MAX_NESTING} deep here.", hint="Print a part of it."
        )
    x = number_of(x)
    if type(x) is str:
        return repr(x) if depth else x
    if type(x) is Traced:
        return f"Value(data={x.observe()!r}, grad={x.observe('grad')!r})"
    if isinstance(x, (list, tuple, Set, Dictionary)):
        parts: list[str] = []
        size = 0
        for item in x if isinstance(x, (list, tuple)) else x.entries.values():
            parts.append(_entry_text(item, depth) if type(x) is Dictionary else to_text(item, depth + 1))
            size += len(parts[-1]) + 2
            if size > budgets.MAX_OUTPUT:
                raise PlaygroundError(
                    "limit", f"This text has more than {budgets.MAX_OUTPUT:,} characters.", hint="Print a part of it."
                )
        if type(x) is list:
            return f"[{', '.join(parts)}]"
        if isinstance(x, (Set, Dictionary)):
            return f"{{{', '.join(parts)}}}" if parts or type(x) is Dictionary else "set()"
        return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"
    if is_number(x) or is_module(x) or type(x) is range:
        return repr(x)
    if type(x) is Nothing:
        return "None"
    return f"<{describe(x)}>"


def _entry_text(entry: object, depth: int) -> str:
    assert isinstance(entry, tuple)
    name, value = entry
    return f"{to_text(name, depth + 1)}: {to_text(value, depth + 1)}"
