"""Conversions of program objects to required types, such as a boolean, an integer, an index or items; else an error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errors import PlaygroundError, Span
from ..trace.tape import Traced
from .containers import Dictionary, Set
from .plain import note_count, note_number
from .values import Generator, Number, describe, describe_capitalized, is_number, number_of


def boolean(x: object, span: Span) -> bool:
    """A condition: only a bool, since no other object has a truth value in this language."""
    if type(x) is bool:
        return x
    hint = "Compare its data: x.data > 0." if type(number_of(x)) is Traced else "Compare it: x > 0, or len(xs) > 0."
    raise PlaygroundError("type", f"A comparison is expected here, not {describe(x)}.", span, hint)


def sequence(x: object) -> Sequence[object]:
    """An object with indices: a list, a tuple, a range or a string."""
    if type(x) is list or type(x) is tuple or type(x) is range or type(x) is str:
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
    """An integer; a leaf with whole data counts, too, but for one of plain style, whose number is Python's.

    Saved programs have `n = Value(3.0)` for a count.
    """
    whole = number_of(x)
    if type(whole) is Traced and whole.kind == "leaf" and whole.observe().is_integer() and abs(whole.observe()) < 2**53:
        whole = int(whole.observe())
    if type(whole) is int:
        note_count(x)
        return whole
    description = (
        f"{whole.observe()}" if type(whole) is Traced else f"{whole}" if type(whole) is float else describe(whole)
    )
    hint = "Write 3, for example, without a point."
    if type(whole) is float and whole.is_integer() and abs(whole) < 2**53:
        hint = f"Write {int(whole)}, without a point."
    if type(x) is Traced and x.kind == "result" and type(whole) is float:
        hint = "Write // to divide whole numbers, or int(x)."
    raise PlaygroundError("type", f"A whole number is needed here, not {description}.", span, hint)


def counted_number(x: object, span: Span | None = None) -> Number:
    """As `number`, in a place where the program only uses a number and computes no result with it."""
    note_number(x)
    return number(x, span)


def number(x: object, span: Span | None = None) -> Number:
    """A plain number."""
    x = number_of(x)
    if is_number(x):
        return x
    hint = "Write .data behind it." if type(x) is Traced else "Write 2.0, for example."
    raise PlaygroundError("type", f"A number is needed here, not {describe(x)}.", span, hint)


def items(x: object, span: Span | None = None) -> Iterable[object]:
    """The items of a list, tuple, range, string, set, dictionary or generator, for a loop."""
    if type(x) is list or type(x) is tuple or type(x) is range or type(x) is str:
        return x
    if type(x) is Generator:
        return x.items
    if type(x) is Set or type(x) is Dictionary:
        return x.items()
    hint = "Write range(10) to count, or a list: [1, 2]."
    raise PlaygroundError("type", f"A list, a tuple or a range is needed here, not {describe(x)}.", span, hint)
