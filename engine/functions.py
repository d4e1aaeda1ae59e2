"""The named operations as functions: `tanh(x)` for `x.tanh()`, also of plain numbers."""

from __future__ import annotations

from .value import Value


def _function(name: str) -> object:
    def function(x: Value | float, *others: Value | float) -> Value:
        result: Value = getattr(x if isinstance(x, Value) else Value(x), name)(*others)
        return result

    function.__name__ = name
    return function


exp = _function("exp")
log = _function("log")
tanh = _function("tanh")
relu = _function("relu")
sigmoid = _function("sigmoid")
sin = _function("sin")
cos = _function("cos")
sqrt = _function("sqrt")
softplus = _function("softplus")
maximum = _function("max")
minimum = _function("min")
