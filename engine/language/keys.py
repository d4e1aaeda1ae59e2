"""Membership and equality: the keys of sets and dictionaries, `in`, `is`, and `==` of any two objects.

A Value is equal to itself only, as an object of micrograd's class is. In plain style the values stand for the numbers
of the program, and are compared as numbers.
"""

from __future__ import annotations

from collections.abc import Iterable

from .. import budgets
from ..errors import PlaygroundError, Span
from ..trace.tape import Traced
from .coercions import items
from .containers import Dictionary, Set
from .interpreter import Interpreter
from .plain import note_number
from .values import describe_capitalized, is_number, observed, to_text


def key(run: Interpreter, x: object, depth: int = 0) -> object:
    """What stands for `x` in a set or dictionary: Python compares and hashes it as the program's Python would `x`."""
    if type(x) is Traced and run.plain_style:
        return observed(x)
    if type(x) is tuple:
        _check_depth(depth)
        run.charge(len(x))
        return tuple([key(run, item, depth + 1) for item in x])
    if type(x) in (list, Set, Dictionary):
        raise PlaygroundError(
            "type",
            f"{describe_capitalized(x)} can change, so a set or dictionary cannot find it again.",
            hint="Make it a tuple: tuple(xs)." if type(x) is list else "Put its items in one by one.",
        )
    return x


def add(run: Interpreter, x: Set, item: object) -> None:
    """Execute `x.add(item)`."""
    found = key(run, item)
    if found not in x.entries:
        run.charge_items(1, len(x.entries) + 1)
        x.entries[found] = item


def get(run: Interpreter, x: Dictionary, index: object, span: Span | None = None) -> object:
    """Evaluate `x[index]`."""
    found = x.entries.get(key(run, index))
    if found is None:
        known = [to_text(name, 1) for name, _ in [*x.entries.values()][:5]]
        more = " and more" if len(x.entries) > len(known) else ""
        hint = f"Its keys are {', '.join(known)}{more}." if known else "It is empty."
        raise PlaygroundError("value", f"This dictionary has no key {to_text(index, 1)}.", span, hint)
    return found[1]


def put(run: Interpreter, x: Dictionary, index: object, value: object) -> None:
    """Execute `x[index] = value`; the first of equal keys stays, as in Python."""
    found = key(run, index)
    if found in x.entries:
        index = x.entries[found][0]
    else:
        run.charge_items(1, len(x.entries) + 1)
    x.entries[found] = (index, value)


def contains(run: Interpreter, x: object, item: object, span: Span | None = None) -> bool:
    """Evaluate `item in x`."""
    if type(x) is str:
        if type(item) is not str:
            message = f"`in` looks for a string in a string, and {describe_capitalized(item).lower()} is none."
            raise PlaygroundError("type", message, span, "Write 'a' in 'abc', for example.")
        run.charge(len(x) // 16)
        return item in x
    if type(x) is Set or type(x) is Dictionary:
        return key(run, item) in x.entries
    for other in items(x, span):
        run.charge(1)
        if equal(run, other, item, inside=True):
            return True
    return False


def same(x: object, y: object, plain_style: bool, span: Span | None = None) -> bool:
    """Evaluate `x is y`; refused for numbers and strings, where Python's answer is chance."""
    leaves = type(x) is Traced and type(y) is Traced and plain_style
    if leaves or (is_number(x) and is_number(y) and bool not in (type(x), type(y))) or (type(x) is type(y) is str):
        raise PlaygroundError(
            "type",
            "`is` asks whether two things are one and the same object; for numbers and strings that is chance.",
            span,
            "Compare with ==.",
        )
    return x is y


def equal(run: Interpreter, x: object, y: object, inside: bool = False, depth: int = 0) -> bool:
    """Evaluate `x == y`: a Value is equal to itself only; `inside` a list, a tuple or a dictionary, nan is as well."""
    if x is y and inside:
        return True
    if run.plain_style:
        note_number(x)
        note_number(y)
        x, y = observed(x), observed(y)
    if (is_number(x) and is_number(y)) or (type(x) is str and type(y) is str):
        return x == y
    if type(x) is not type(y):
        return False
    _check_depth(depth)
    if isinstance(x, (list, tuple)) and isinstance(y, (list, tuple)):
        run.charge(min(len(x), len(y)))
        return len(x) == len(y) and _all_equal(run, zip(x, y, strict=True), depth)
    if isinstance(x, Set) and isinstance(y, Set):
        run.charge(len(x.entries))
        return x.entries.keys() == y.entries.keys()
    if isinstance(x, Dictionary) and isinstance(y, Dictionary):
        run.charge(len(x.entries))
        pairs = [(value, y.entries[found][1]) for found, (_, value) in x.entries.items() if found in y.entries]
        return x.entries.keys() == y.entries.keys() and _all_equal(run, pairs, depth)
    return x == y if type(x) is range else x is y


def _all_equal(run: Interpreter, pairs: Iterable[tuple[object, object]], depth: int) -> bool:
    return all(equal(run, one, other, inside=True, depth=depth + 1) for one, other in pairs)


def _check_depth(depth: int) -> None:
    if depth > budgets.MAX_NESTING:
        raise PlaygroundError(
            "limit", f"Lists are nested more than {budgets.MAX_NESTING} deep here.", hint="Compare a part of it."
        )
