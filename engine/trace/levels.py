"""Levels of detail: an operation can be as big as you like, so the same program can be drawn in three ways.

compact  every operator is one node
lecture  as micrograd draws it: a - b is a + b * -1, and a / b is a * b**-1
atoms    besides, tanh, sigmoid, softplus and sqrt are written with exp, log and powers

Values and leaf gradients are the same at all three, up to the rounding of the values in between. So where the textbook's
form would leave the range of floats, the mirrored form is used, which does not; the local derivatives count too, and b**-1
has -b**-2. Where there is no such form, the operation stays one node.
"""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, inf
from typing import Any, Literal

from ..elementary import divide

Level = Literal["atoms", "lecture", "compact"]
LEVELS: tuple[Level, ...] = ("atoms", "lecture", "compact")

_FAR = 150.0  # up to here e**2x and its square are floats, and so are their reciprocals
_SMALL, _LARGE = 1e-150, 1e150  # between these a number's square and its reciprocal are floats

# An expansion gets `do`, which applies an operation, and the operands, each a traced value or a plain number. It gives None
# where the operation stays one node.
Apply = Callable[..., Any]
Expansion = Callable[..., Any]


def _neg(apply: Apply, a: Any) -> Any:
    return apply("*", a, -1.0)


def _sub(apply: Apply, a: Any, b: Any) -> Any:
    return apply("+", a, -b if isinstance(b, float) else apply("neg", b))


def _div(apply: Apply, a: Any, b: Any) -> Any:
    size = abs(b if isinstance(b, float) else b.data)
    if 0.0 < size < _SMALL or _LARGE < size < inf:
        return None
    return apply("*", a, divide(1.0, b) if isinstance(b, float) else apply("**", b, -1.0))


def _tanh(apply: Apply, a: Any) -> Any:
    if a.data <= _FAR:
        e = apply("exp", apply("*", a, 2.0))
        return apply("/", apply("-", e, 1.0), apply("+", e, 1.0))
    e = apply("exp", apply("*", a, -2.0))
    return apply("/", apply("-", 1.0, e), apply("+", e, 1.0))


def _sigmoid(apply: Apply, a: Any) -> Any:
    if a.data >= -_FAR:
        return apply("/", 1.0, apply("+", apply("exp", apply("neg", a)), 1.0))
    e = apply("exp", a)
    return apply("/", e, apply("+", e, 1.0))


def _softplus(apply: Apply, a: Any) -> Any:
    if a.data <= _FAR:
        return apply("log", apply("+", apply("exp", a), 1.0))
    return apply("+", a, apply("log", apply("+", apply("exp", apply("neg", a)), 1.0)))


def _sqrt(apply: Apply, a: Any) -> Any:
    # The square roots of -inf and -0 are not their powers. (The sign of nan is not asked for: machines differ in it.)
    below = a.data < 0.0 or (a.data == 0.0 and copysign(1.0, a.data) < 0.0)
    return None if below else apply("**", a, 0.5)


_LECTURE: dict[str, Expansion] = {"neg": _neg, "-": _sub, "/": _div}
_ATOMS: dict[str, Expansion] = {**_LECTURE, "tanh": _tanh, "sigmoid": _sigmoid, "softplus": _softplus, "sqrt": _sqrt}

EXPANSIONS: dict[Level, dict[str, Expansion]] = {"compact": {}, "lecture": _LECTURE, "atoms": _ATOMS}
