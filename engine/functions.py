"""Public functions for the named operations of ops.NAMED: `tanh(x)` for `x.tanh()`, with Values or plain numbers.

They are derived from the table, so a new row needs no change here. max and min are also called `maximum` and `minimum`,
which can be imported without hiding Python's own functions.
"""

from __future__ import annotations

from collections.abc import Callable

from .ops import NAMED
from .value import Value

_ALIASES = {"maximum": "max", "minimum": "min"}


def __getattr__(name: str) -> Callable[..., Value]:
    """The function of a named operation; the result is always a Value."""
    operation = _ALIASES.get(name, name)
    if operation not in NAMED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def function(x: Value | float, *others: Value | float) -> Value:
        result: Value = getattr(x if isinstance(x, Value) else Value(x), operation)(*others)
        return result

    function.__name__ = operation
    return function
