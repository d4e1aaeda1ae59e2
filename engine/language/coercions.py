"""Conversions of program objects to required types, such as a boolean, an integer, an index or items; else an error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errors import PlaygroundError, Span
from ..trace.tape import Traced
from .containers import Dictionary, Set
from .values import Generator, describe, describe_capitalized, is_number


def boolean(x: object, span: Span) -> bool:
    """A condition: only a bool, since no other object has a truth value in this language."""
    if type(x) is bool:
        return x
    hint = "Compare its data: x.data > 0." if type(x) is Traced else "Compare it: x > 0, or len(xs) > 0."
    raise PlaygroundError("type", f"A comparison is expected here, not {describe(x)}.", span, hint)


def sequence(x: object) -> Sequence[object]:
    """An object with indices: a list, a tuple or a range."""
    if type(x) is list or type(x) is tuple or type(x) is range:
        return x
    raise PlaygroundError("type", f"{describe_capitalized(x)} has no items.", hint="Only lists and tuples have: xs[0].")


def item(x: object, index: object, span: Span) -> object:
    """Evaluate `x[index]`."""
    checked = sequence(x)
    return checked[valid_index(checked, index, span)]


def valid_index(x: Sequence[object], index: object, span: Span) -> int:
    """`index` as an integer within the bounds of `x`."""
    i = integer(index, span)
    if not -len(x) <= i < len(x):
        bounds = f"its items are 0 to {len(x) - 1}" if len(x) else "it is empty"
        raise PlaygroundError("value", f"There is no item {i}: {bounds}.", span, "Use an index in that range.")
    return i


def integer(x: object, span: Span | None = None) -> int:
    """An integer; a leaf with integer data counts, because in plain style every number is a leaf."""
    if type(x) is int:
        return x
    if type(x) is Traced and x.kind == "leaf" and x.data.is_integer() and abs(x.data) < 2**53:
        return int(x.data)
    description = f"{x.data}" if type(x) is Traced else f"{x}" if type(x) is float else describe(x)
    raise PlaygroundError(
        "type", f"A whole number is needed here, not {description}.", span, "Write 3, for example, without a point."
    )


def number(x: object, span: Span | None = None) -> float:
    """A plain number."""
    if is_number(x):
        return x
    hint = "Write .data behind it." if type(x) is Traced else "Write 2.0, for example."
    raise PlaygroundError("type", f"A number is needed here, not {describe(x)}.", span, hint)


def items(x: object, span: Span | None = None) -> Iterable[object]:
    """The items of a list, tuple, range, set, dictionary or generator, for a loop."""
    if type(x) is list or type(x) is tuple or type(x) is range:
        return x
    if type(x) is Generator:
        return x.items
    if type(x) is Set or type(x) is Dictionary:
        return x.items()
    hint = "Write range(10) to count, or a list: [1, 2]."
    raise PlaygroundError("type", f"A list, a tuple or a range is needed here, not {describe(x)}.", span, hint)
