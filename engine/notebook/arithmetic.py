"""The module math with the project's own exp, log, tanh ...: the same results to the last bit on every machine."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from .. import elementary

NAMES = ("exp", "tanh", "sinh", "cosh", "sin", "cos", "tan")


def _portable(name: str) -> Callable[..., float]:
    """The project's function; where it has no finite result, math's own, which raises what Python raises."""
    own, original = getattr(elementary, name), getattr(math, name)

    @wraps(original)
    def function(x: Any, /) -> float:
        result: float = own(float(x))
        return result if math.isfinite(result) else original(x)

    return function


def _log(x: Any, *base: Any) -> float:
    """Return the logarithm of x to the given base, by default the natural logarithm."""
    if base or isinstance(x, int):  # integers may be larger than any float
        return _C_LOG(x, *base)
    result = elementary.log(float(x))
    return result if math.isfinite(result) else _C_LOG(x)


_C_LOG = math.log
_log.__name__ = _log.__qualname__ = "log"
PORTABLE: dict[str, Callable[..., float]] = {
    **{name: _portable(name) for name in NAMES if inspect.isfunction(getattr(elementary, name, None))},
    "log": _log,
}
_C_FUNCTIONS = {name: getattr(math, name) for name in PORTABLE}


@contextmanager
def portable_math() -> Iterator[None]:
    """While it lasts, `math` has these functions."""
    vars(math).update(PORTABLE)
    try:
        yield
    finally:
        vars(math).update(_C_FUNCTIONS)
