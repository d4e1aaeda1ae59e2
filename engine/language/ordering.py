"""Sorting and ordering of numbers, strings, lists and tuples."""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key

from .. import budgets
from ..errors import PlaygroundError
from . import arithmetic
from .calls import call as call_function
from .coercions import boolean
from .interpreter import Interpreter
from .keys import equal
from .operators import compare
from .values import NOTHING, Call


def sort(run: Interpreter, name: str, xs: list[object], call: Call) -> list[object]:
    """The items in ascending order of the argument `key` of the call, or in descending order with `reverse`."""
    function = call.named.get("key", NOTHING)
    backwards = boolean(call.named.get("reverse", False), call.span)
    run.charge_items(len(xs))
    ranks = xs if function is NOTHING else [call_function(run, function, Call([x], {}, call.span)) for x in xs]

    def order(i: int, j: int) -> int:
        run.charge(1)
        return -1 if ordered(run, "<", ranks[i], ranks[j]) else 1 if ordered(run, "<", ranks[j], ranks[i]) else 0

    return [xs[i] for i in sorted(range(len(xs)), key=cmp_to_key(order), reverse=backwards)]


def ordered(run: Interpreter, sign: str, x: object, y: object, depth: int = 0) -> bool:
    """Evaluate `x < y` and its like: numbers by size, strings by their letters, lists by their first unequal items."""
    if type(x) is str and type(y) is str:
        return _OF_STRINGS[sign](x, y)
    if isinstance(x, (list, tuple)) and type(x) is type(y):
        if depth > budgets.MAX_NESTING:
            message = f"Lists are nested more than {budgets.MAX_NESTING} deep here."
            raise PlaygroundError("limit", message, hint="Compare a part of it.")
        for one, other in zip(x, y, strict=False):
            run.charge(1)
            if not equal(run, one, other, inside=True):
                return ordered(run, sign, one, other, depth + 1)
        return arithmetic.COMPARE[sign](len(x), len(y))
    return compare(sign, x, y)


_OF_STRINGS: dict[str, Callable[[str, str], bool]] = {
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y,
    ">=": lambda x, y: x >= y,
}
