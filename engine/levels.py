"""Levels of detail: an operation can be as big as you like, so the same program can be drawn in three ways.

compact  every operator is one node
lecture  as micrograd draws it: a - b is a + b * -1, and a / b is a * b**-1
atoms    besides, tanh, sigmoid, softplus and sqrt are written with exp, log and powers

Values and leaf gradients are the same at all three, up to the rounding of the values in between. Where the textbook's
form would overflow (tanh past 350, sigmoid past -700) the mirrored form is used, which does not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from engine.elementary import divide

Level = Literal["atoms", "lecture", "compact"]
LEVELS: tuple[Level, ...] = ("atoms", "lecture", "compact")

# An expansion gets `do`, which applies an operation, and the operands, each a traced value or a plain number.
Do = Callable[..., Any]
Expansion = Callable[..., Any]


def _neg(do: Do, a: Any) -> Any:
    return do("*", a, -1.0)


def _sub(do: Do, a: Any, b: Any) -> Any:
    return do("+", a, -b if isinstance(b, float) else do("neg", b))


def _div(do: Do, a: Any, b: Any) -> Any:
    return do("*", a, divide(1.0, b) if isinstance(b, float) else do("**", b, -1.0))


def _tanh(do: Do, a: Any) -> Any:
    if a.data <= 350.0:
        e = do("exp", do("*", a, 2.0))
        return do("/", do("-", e, 1.0), do("+", e, 1.0))
    e = do("exp", do("*", a, -2.0))
    return do("/", do("-", 1.0, e), do("+", e, 1.0))


def _sigmoid(do: Do, a: Any) -> Any:
    if a.data >= -700.0:
        return do("/", 1.0, do("+", do("exp", do("neg", a)), 1.0))
    e = do("exp", a)
    return do("/", e, do("+", e, 1.0))


def _softplus(do: Do, a: Any) -> Any:
    if a.data <= 700.0:
        return do("log", do("+", do("exp", a), 1.0))
    return do("+", a, do("log", do("+", do("exp", do("neg", a)), 1.0)))


def _sqrt(do: Do, a: Any) -> Any:
    return do("**", a, 0.5)


_LECTURE: dict[str, Expansion] = {"neg": _neg, "-": _sub, "/": _div}
_ATOMS: dict[str, Expansion] = {**_LECTURE, "tanh": _tanh, "sigmoid": _sigmoid, "softplus": _softplus, "sqrt": _sqrt}

EXPANSIONS: dict[Level, dict[str, Expansion]] = {"compact": {}, "lecture": _LECTURE, "atoms": _ATOMS}
